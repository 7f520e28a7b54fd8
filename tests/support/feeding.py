"""Bytes put to a reader: whatever they are, a document comes out or one of our errors."""

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from reportlab.pdfgen.canvas import Canvas

from summarizer.document import Document
from summarizer.errors import InputError
from summarizer.readers import Raw, read_bytes
from summarizer.readers.sniff import kind
from summarizer.rendering import visible

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "text": ("a.txt", "text/plain"),
        "html": ("a.html", "text/html"),
        "pdf": ("a.pdf", "application/pdf"),
        "mail": ("a.eml", "message/rfc822"),
        "subtitles": ("a.vtt", "text/vtt"),
    }
)
"""Reader to the name and the content type that lead to it where the bytes leave a doubt."""


def feed(data: bytes, reader: str) -> str:
    """Read bytes, hold the document to its promises, and say what came of it.

    Returns:
        ``read``, or the name of the `InputError`. Anything else is raised.
    """
    source, content_type = KINDS[reader]
    raw = Raw(data, source, content_type)
    try:
        document = read_bytes(raw)
    except InputError as error:
        return error.code if error.message.isprintable() else "unprintable"
    keeps_its_promises(document)
    return "read"


def lead_to(data: bytes, reader: str) -> str:
    """Which reader takes the bytes under the name and type of another; empty if none."""
    try:
        return kind(Raw(data, *KINDS[reader]))
    except InputError:
        return ""


def keeps_its_promises(document: Document) -> None:
    """Every segment is the text at its places, and all of it can be encoded and shown."""
    document.text.encode()
    document.title.encode()
    for segment in document.segments:
        first, *_ = segment.places
        assert segment.text == document.text[first.start : first.end]
        assert all(0 <= place.start < place.end <= len(document.text) for place in segment.places)
    rare = [segment.number for segment in document.segments[:50] if len(segment.places) < 50]
    for one in document.evidence(rare):
        assert document.text[one.start : one.end] == one.quote
    assert "\n" not in visible(document.title)


def samples(reader: str) -> list[bytes]:
    """A few good inputs of a kind, to be spoilt."""
    return _SAMPLES[reader]()


def _texts() -> list[bytes]:
    text = "Dock talks resume\n14 March 2023\n\nThe union will vote on Thursday, Ortiz said.\n"
    return [text.encode(), text.encode("utf-16"), "Überfällig: „ja“, sagte er.".encode("cp1252")]


def _pages() -> list[bytes]:
    page = (
        '<!doctype html><html lang=en><head><meta charset="utf-8"><title>Dock talks</title>'
        '<meta property="article:published_time" content="2023-03-14"></head><body><nav>Home</nav>'
        "<article><h1>Dock talks</h1><p>The union will vote on Thursday, Ortiz said.</p>"
        "<pre>a\n b</pre><table><tr><td>4,200</td></tr></table><!-- x --></article></body></html>"
    )
    return [page.encode(), b'<?xml version="1.0"?><html><body><p>We vote.</p></body></html>']


def _mails() -> list[bytes]:
    head = (
        "From: =?utf-8?q?Lena_=C3=96rtiz?= <lena@example.org>\nTo: Max <max@example.org>\n"
        "Subject: Ballot\nDate: Tue, 14 Mar 2023 10:00:00 +0100\nMIME-Version: 1.0\n"
    )
    plain = "Content-Type: text/plain; charset=utf-8; format=flowed\n\nWe vote \non Thursday.\n"
    parts = (
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: base64\n\nPHA+V2Ugdm90ZS48L3A+\n--b\n"
        "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nWe=20vote.\n--b--"
    )
    return [(head + plain).encode(), (head + parts).encode()]


def _subtitles() -> list[bytes]:
    cues = "00:01.000 --> 00:04.000 align:start\n<v Ortiz>We vote <i>on Thursday</i>.</v>\n"
    return [
        f"WEBVTT\n\nNOTE made by hand\n\n1\n{cues}".encode(),
        b"1\n00:00:01,000 --> 00:00:04,000\n- We vote.\n- When?\n",
    ]


def pdf(*pages: str, compressed: bool = True) -> bytes:
    """A PDF file with a line of text on each page."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=int(compressed), invariant=True)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _pdfs() -> list[bytes]:
    words = "The union will vote on Thursday, Ortiz said."
    return [pdf(words, compressed=False), pdf(words, "The company agreed.")]


_SAMPLES: Mapping[str, Callable[[], list[bytes]]] = MappingProxyType(
    {"text": _texts, "html": _pages, "pdf": _pdfs, "mail": _mails, "subtitles": _subtitles}
)
