"""PDF files: text by page, and clear errors for those that have none to give."""

import io
import logging
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas

from summarizer.errors import TooLargeInput, UnreadableInput, UnsupportedInput
from summarizer.readers import Raw, pdf, read_bytes
from summarizer.readers.reflow import reflow, words_of

MakePDF = Callable[..., bytes]
FIRST = (
    "The Northport Dockworkers' Union will ballot its 4,200 members on Thursday, union secretary"
    " Lena Ortiz said on Tuesday. Harbour Terminals declined to comment on its pay offer to the"
    " Northport Dockworkers' Union."
)
SECOND = "We will not go back to the table unless the company withdraws the night-shift plan."


def test_lines_of_a_page_are_joined_and_the_page_is_the_origin(make_pdf: MakePDF) -> None:
    document = read_bytes(Raw(make_pdf(FIRST + "\n" + SECOND, SECOND + " Ever."), "a.pdf"))
    found = [(s.text, [p.origin for p in s.places]) for s in document.segments]
    assert found == [
        (FIRST[:119], ["page 1"]),
        (FIRST[120:], ["page 1"]),
        (SECOND, ["page 1", "page 2"]),
        ("Ever.", ["page 2"]),
    ]


def test_a_sentence_that_spans_pages_is_one_segment(make_pdf: MakePDF) -> None:
    document = read_bytes(Raw(make_pdf("We will not go back to", "the table. Never.")))
    assert [s.text for s in document.segments] == ["We will not go back to the table.", "Never."]
    assert document.segments[0].places[0].origin == "page 1"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Union to ballot", "Union to ballot"),
        ("Microsoft Word - note.docx", ""),
        ("note_final.pdf", ""),
        ("untitled", ""),
        ("", ""),
    ],
)
def test_the_files_title_counts_unless_a_program_put_it_there(
    make_pdf: MakePDF, given: str, title: str
) -> None:
    assert read_bytes(Raw(make_pdf(SECOND, title=given))).title == title


def test_the_day_on_which_the_file_was_made_is_no_date(make_pdf: MakePDF) -> None:
    assert read_bytes(Raw(make_pdf(SECOND))).date == ""


def _encrypted(data: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_file_locked_with_a_password_is_unreadable(make_pdf: MakePDF) -> None:
    with pytest.raises(UnreadableInput, match="encrypted"):
        read_bytes(Raw(_encrypted(make_pdf(SECOND), "secret"), "a.pdf"))


def test_a_file_that_only_forbids_changes_is_read(make_pdf: MakePDF) -> None:
    assert read_bytes(Raw(_encrypted(make_pdf(SECOND), ""))).text == SECOND


def test_a_scan_is_unsupported_and_the_hint_names_ocr() -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.rect(10, 10, 100, 100)
    page.save()
    with pytest.raises(UnsupportedInput, match="without a text layer") as caught:
        read_bytes(Raw(file.getvalue()))
    assert "OCR" in caught.value.hint


@pytest.mark.parametrize("keep", [8, 100, 700])
def test_a_broken_file_is_unreadable_and_nothing_is_logged(
    make_pdf: MakePDF, keep: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(UnreadableInput, match="broken PDF"):
        read_bytes(Raw(make_pdf(SECOND)[:keep]))
    assert not [record for record in caplog.records if record.name.startswith("pypdf")]


def test_a_book_is_too_large() -> None:
    writer = PdfWriter()
    for _ in range(pdf.MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(TooLargeInput, match="pages"):
        read_bytes(Raw(file.getvalue()))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "A line that is full of words and\nthat goes on.\nA new one.",
            "words and that goes on.\nA new one.",
        ),
        ("Short heading\nThe first line of the text is wide", "Short heading\nThe first line of"),
        ("The ministers will continue the nego-\ntiations", "continue the negotiations"),
        ("The plan for a well-\nknown well-known site", "a well-known well-known site"),
        (
            "A list that is as wide as can be:\n- one\n- two\n3. three",
            "be:\n- one\n- two\n3. three",
        ),
        ("Words of the page\n3", "Words of the page"),
        ("Page 2 of 7\nWords of the page", "Words of the page"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_line_ends_that_are_only_the_pages_are_joined(page: str, expected: str) -> None:
    assert expected in reflow(page, words_of(page))
