"""A PDF written byte by byte: a page of text, and a planted text somewhere around it."""

from typing import Literal

Place = Literal["Title", "Subject", "Keywords", "Author", "annotation", "invisible"]
_LINE_CHARACTERS = 90


def handmade_pdf(text: str, planted: str, place: Place) -> bytes:
    """One page in Helvetica.

    Args:
        text: Shown; what Windows-1252 lacks becomes a question mark.
        planted: Not shown.
        place: A key of the document information, an annotation, or invisible letters on the page.
    """
    lines = [line for part in text.split("\n") for line in _folded(part)]
    hidden = ["3 Tr", *(_shown(line) for line in _folded(planted))] if place == "invisible" else []
    page = "\n".join(["BT /F1 9 Tf 50 800 Td 11 TL", *map(_shown, lines), *hidden, "ET"])
    content = page.encode("cp1252", "replace")
    note = f"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents {_hex(planted)} >>]"
    info = f"<< /{place} {_hex(planted)} >>" if place[0].isupper() else "<< >>"
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> "
            + (note.encode() if place == "annotation" else b"")
            + b">>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            info.encode(),
        ]
    )


def _assembled(objects: list[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


def _folded(line: str) -> list[str]:
    rows = [""]
    for word in line.split():
        if rows[-1] and len(rows[-1]) + len(word) >= _LINE_CHARACTERS:
            rows.append("")
        rows[-1] += f" {word}" if rows[-1] else word
    return rows


def _shown(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped}) Tj T*"


def _hex(text: str) -> str:
    """A text string: UTF-16 with its mark (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"
