"""What kind of thing bytes are is told by their content."""

import contextlib
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summarizer.document import Document
from summarizer.errors import InputError, UnsupportedInput
from summarizer.readers import Raw, read_bytes
from summarizer.readers.sniff import kind

MAIL = b"From: Lena <l@x.org>\nTo: b@x.org\nSubject: Vote\n\nWe vote on Thursday.\n"
CUE = b"00:00:01.000 --> 00:00:02.000\nWe vote on Thursday.\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"We vote on Thursday.", "text"),
        (b"# Heading\n\nText with <b>bold</b>.", "text"),
        (b"Note: this is a text.\nFrom: nobody knows.\n\nText.", "text"),
        (b"MZ and BM are letters.", "text"),
        (b'{"json": "is text"}', "text"),
        (b"1 2 3\n4 --> 5\n", "text"),
        (b"WEBVTTX is a word", "text"),
        (b"WEBVTT\n\n" + CUE, "subtitles"),
        (b"\xef\xbb\xbfWEBVTT - A title\n\n" + CUE, "subtitles"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nWe vote.\r\n", "subtitles"),
        (b"\n\n00:01.000 --> 00:02.000\nWe vote.", "subtitles"),
        (MAIL, "email"),
        (b"From lena@x.org Tue Mar 14 09:00:00 2023\n" + MAIL, "email"),
        (b"Received: from a\n by b\nFrom: a@b.c\nDate: x\n\nHi", "email"),
        (b"<!DOCTYPE html><p>We vote.", "html"),
        (b"\n <!-- a --><!-- b -->\n<HTML lang=en><body>We vote.", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html><body>Hi</body></html>', "html"),
        (b"<div class='x'><p>We vote.</p></div>", "html"),
        ("<html><body>We vote.</body></html>".encode("utf-16"), "html"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.7\n", "pdf"),
    ],
)
def test_the_content_tells_the_kind(data: bytes, expected: str) -> None:
    assert kind(Raw(data)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (Raw(b"We <b>vote</b>.", "x.HTML"), "html"),
        (Raw(b"We <b>vote</b>.", "x.md"), "text"),
        (Raw(b"We <b>vote</b>.", content_type="text/html; charset=x"), "html"),
        (Raw(b"no tags at all", "x.html"), "text"),
        (Raw(b"<div align=center>\n\n# Title</div>", "README.md"), "text"),
        (Raw(b"Subject: Vote\n\nWe vote.", "x.eml"), "email"),
        (Raw(b"Subject: Vote\n\nWe vote.", "x.txt"), "text"),
        (Raw(b"We vote.", "x.pdf"), "text"),
        (Raw(b"junk%PDF-1.7", "https://x.org/a.pdf?b=c.txt"), "pdf"),
        (Raw(b"<html><p>We vote.", "x.txt"), "html"),
    ],
)
def test_a_name_or_type_only_tips_a_doubt(raw: Raw, expected: str) -> None:
    assert kind(raw) == expected


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "We vote.")
    return file.getvalue()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_zip(), "zip archive"),
        (_tar(), "tar archive"),
        (gzip.compress(b"We vote."), "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\1\0\1\0", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "Office"),
        (b"\x7fELF\2\1\1", "program"),
        (b"MZ\x90\0\3", "program"),
        (b"{\\rtf1\\ansi We vote.}", "RTF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "XML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "XML"),
        (bytes(range(256)) * 8, "no text"),
    ],
)
def test_what_no_reader_takes_is_named(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedInput, match=name):
        read_bytes(Raw(data, "thing.txt"))


_heads = st.sampled_from(
    [
        *(b"", b"%PDF-1.4\n", b"<html><body>", b"<?xml version='1.0' encoding='x'?><html>"),
        *(b"WEBVTT\n\n", b"WEBVTT\n\n" + CUE, b"1\n00:00:01,000 --> 00:00:02,000\n", MAIL),
        *(b"From: a\nTo: b\nDate: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",),
        *(b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"# ", b"<div></div>"),
        *(b"From: a\nTo: b\nSubject: =?utf-7?Q?x?=\nContent-Type: text/html; charset=zip\n\n",),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    head=_heads,
    body=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
    content_type=st.sampled_from(["", "text/html; charset=idna", "text/plain;charset=utf-16"]),
)
@example(head=b"<html><body>", body=b"<!--" * 50, content_type="")
@example(head=b"\xff\xfe", body=b"\x00\xd8a\x00", content_type="")
def test_any_bytes_are_read_or_refused_by_one_of_our_errors(
    head: bytes, body: bytes, content_type: str
) -> None:
    with contextlib.suppress(InputError):
        document = read_bytes(Raw(head + body, content_type=content_type))
        assert isinstance(document, Document)
        assert all(document.text[o.start : o.end] for o in document.origins)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_pdf_is_read_or_refused(
    make_pdf: Callable[..., bytes], data: st.DataObject
) -> None:
    whole = make_pdf("We vote on Thursday.")
    start = data.draw(st.integers(10, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 400, len(whole))))
    damaged = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    with contextlib.suppress(InputError):
        assert read_bytes(Raw(damaged)).text
