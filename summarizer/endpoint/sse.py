"""Server-sent events out of bytes.

Lines end at line feeds only: answers hold raw U+2028 and U+0085, at which text splitters of
HTTP libraries would cut a JSON string in two.
"""

from collections.abc import Iterable, Iterator


def events(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The ``data`` of each event; comments and other fields are left out."""
    rest = b""
    data: list[bytes] = []
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if stripped := line.rstrip(b"\r"):
                data += _data(stripped)
            elif data:
                yield b"\n".join(data)
                data = []
    data += _data(rest.rstrip(b"\r"))
    if data:
        yield b"\n".join(data)


def _data(line: bytes) -> list[bytes]:
    return [line.removeprefix(b"data:").removeprefix(b" ")] if line.startswith(b"data:") else []
