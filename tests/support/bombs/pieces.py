"""What the files are made of."""

from summarizer.readers import MAX_BYTES

WORDS = "The union will vote on Thursday, Ortiz said. "


def filled(start: bytes, piece: bytes, size: int = MAX_BYTES) -> bytes:
    return start + piece * ((size - len(start)) // len(piece))
