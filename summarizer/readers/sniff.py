"""What kind of thing is it? The content decides; a suffix or content type only tips a doubt."""

import re
from typing import Literal

from summarizer.errors import EmptyInput, UnsupportedInput
from summarizer.readers import decoding
from summarizer.readers.material import Raw

Kind = Literal["text", "html", "pdf", "email", "subtitles"]

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx, odt, epub)"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or Outlook message"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a sound file"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a rar archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\x00asm", "a program"),
    (4, b"ftyp", "a video or sound file"),
    (0, b"\x1aE\xdf\xa3", "a video file"),
    (0, b"OggS", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"SQLite format 3\x00", "a database"),
    (0, b"GGUF", "a model file"),
)

_TIMING = r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}[ \t]*-->"
_SUBTITLES = re.compile(rf"WEBVTT(?:[ \t\r\n]|$)|(?:\d+[ \t]*\r?\n)?[ \t]*{_TIMING}")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PIECE_OF_PAGE = re.compile(
    r"<(?:article|main|section|div|p|table|h[1-6]|title|meta|script|style|link|ul|ol)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_XML = re.compile(r"<(?:\?xml|!doctype|rss|feed|svg|tt)\b", re.IGNORECASE)
_HEADER = re.compile(r"([!-9;-~]+):(?:[ \t]|$)")
_MAIL_HEADERS = frozenset(
    {"date", "delivered-to", "message-id", "mime-version", "received", "reply-to", "return-path"}
    | {"subject", "to"}
)


def kind(raw: Raw) -> Kind:
    """Find out which reader takes it.

    Raises:
        EmptyInput: There is nothing in it, or only blanks and zeros.
        UnsupportedInput: No reader takes it; the message names the kind where it is known.
    """
    if not raw.data.strip(b"\x00 \t\r\n\f\v"):
        raise EmptyInput(f"{raw.source} is empty", hint="Give a source with words in it.")
    if raw.data.lstrip()[:5] == b"%PDF-" or (_says_pdf(raw) and b"%PDF-" in raw.data[:1024]):
        return "pdf"
    _refuse_binary(raw)
    head = _without_prolog(decoding.peek(raw.data))
    if _SUBTITLES.match(head):
        return "subtitles"
    if _is_mail(raw, head):
        return "email"
    if _is_html(raw, head):
        return "html"
    if _XML.match(decoding.peek(raw.data).lstrip()) or _XML.match(head):
        raise UnsupportedInput(
            f"{raw.source} is XML, perhaps a feed", hint="Give the address of one article."
        )
    return "text"


def _says_pdf(raw: Raw) -> bool:
    return raw.suffix == ".pdf" or raw.media_type == "application/pdf"


def _refuse_binary(raw: Raw) -> None:
    for offset, signature, name in _SIGNATURES:
        if raw.data.startswith(signature, offset):
            raise UnsupportedInput(
                f"{raw.source} is {name}",
                hint="Give text, HTML, PDF, e-mail (.eml) or subtitles.",
            )
    # Two letters alone could begin a text.
    if raw.data[:2] in (b"MZ", b"BM") and b"\x00" in raw.data[:512]:
        raise UnsupportedInput(f"{raw.source} is a program or an image")


def _without_prolog(head: str) -> str:
    """Skip blanks, an XML declaration and comments."""
    head = head.lstrip()
    while (end := _end_of_prolog(head)) > 0:
        head = head[end:].lstrip()
    return head


def _end_of_prolog(head: str) -> int:
    for opening, closing in (("<!--", "-->"), ("<?xml", "?>")):
        if head.startswith(opening):
            found = head.find(closing, len(opening))
            return found + len(closing) if found >= 0 else 0
    return 0


def _is_html(raw: Raw, head: str) -> bool:
    if _PAGE.match(head) or (_XML.match(head) and re.search(r"<html\b", head, re.IGNORECASE)):
        return True
    if raw.suffix in (".html", ".htm", ".xhtml") or "html" in raw.media_type:
        return bool(_TAG.search(head)) and not re.match(r"<(?:rss|feed|svg)\b", head)
    is_markup_of_text = raw.suffix in (".md", ".markdown", ".txt")
    return bool(_PIECE_OF_PAGE.match(head)) and "</" in head and not is_markup_of_text


def _is_mail(raw: Raw, head: str) -> bool:
    """Whether it opens with the header lines of an e-mail (RFC 5322), up to a blank line."""
    names = set()
    for number, line in enumerate(head.splitlines()):
        if not line.strip():
            break
        if line[0] in " \t" or (number == 0 and line.startswith("From ")):
            continue
        header = _HEADER.match(line)
        if header is None:
            return False
        names.add(header.group(1).lower())
    known = len(names & _MAIL_HEADERS)
    if raw.suffix == ".eml" or raw.media_type == "message/rfc822":
        return known > 0 or "from" in names
    return "from" in names and known > 1
