"""Plain text."""

from support.bombs.pieces import WORDS, filled

from summarizer.document import MAX_CHARACTERS


def long_line() -> bytes:
    return b"x" * 1_000_000


def long_line_of_words() -> bytes:
    return b"word " * 200_000


def long_line_of_marks() -> bytes:
    return b"a. " * 333_333


def as_much_as_is_read() -> bytes:
    return filled(b"", WORDS.encode())


def as_long_as_is_taken() -> bytes:
    return (WORDS * (MAX_CHARACTERS // len(WORDS))).encode()


def different_lines() -> bytes:
    return "".join(f"Line {n} says so.\n" for n in range(100_000)).encode()


def zeros_in_text() -> bytes:
    return WORDS.encode().replace(b"union", b"un\0ion") + b"\0" * 40 + WORDS.encode() * 30


def only_zeros() -> bytes:
    return b"\0" * 5_000_000


def surrogates() -> bytes:
    return WORDS.encode() + b"\xed\xa0\x80\xed\xb0\x80" * 3 + WORDS.encode() * 9


def surrogates_in_utf16() -> bytes:
    return b"\xff\xfe" + (WORDS * 9).encode("utf-16-le") + b"\x00\xd8" * 99


def mixed_encodings() -> bytes:
    parts = [WORDS.encode(), "Über „Öl“. ".encode("cp1252"), "Über Öl. ".encode(), b"\xff\xfe\x00x"]
    return b"".join(parts) * 500


def combining_marks() -> bytes:
    return ("e" + "\u0301" * 500_000 + " word").encode()


def brackets() -> bytes:
    return b"(" * 500_000 + b" word"


def almost_dates() -> bytes:
    return b"14 March 14 March 2023-03- 1999-99-99 Monday next " * 20_000


def almost_mail() -> bytes:
    return b"From: a\n" + b"X: y\n" * 100_000 + b"no header"
