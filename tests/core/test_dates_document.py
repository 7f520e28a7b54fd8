"""The date of a document is that of its dateline, never one that its prose tells of."""

import pytest
from hypothesis import given
from support.texts import hostile

from summarizer.dates import document_date, is_iso_date
from summarizer.document import Document

PROSE = (
    "The government and the union met on 12 March 2020 in Lisbon and agreed on nothing at all, "
    "the minister told reporters after the meeting had ended."
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 May 2021\nThe talks go on.", "2021-05-03"),
        ("May 3, 2021\nThe talks go on.", "2021-05-03"),
        ("2021-05-03\nThe talks go on.", "2021-05-03"),
        ("03.05.2021\nThe talks go on.", "2021-05-03"),
        ("13/05/2021\nThe talks go on.", "2021-05-13"),
        ("10:08 GMT 30.05.2025 (Updated: 10:12 GMT 30.05.2025)\nText.", "2025-05-30"),
        ("Talks go on\nBy A Writer\nPublished: Monday, May 3rd, 2021\nText.", "2021-05-03"),
        ("LISBON, 3 May 2021 — The government said that it would " + "go on " * 20, "2021-05-03"),
        (f"{PROSE}\n{PROSE}\nReleased 3 May 2021", "2021-05-03"),
        ("Headline\nOct. 7, 2023\nText.", "2023-10-07"),
        # The first line that has one wins
        ("date 2025-05-30\nWritten on 3 May 2021", "2025-05-30"),
        # None
        (PROSE, ""),
        ("The talks go on.", ""),
        ("Monday\nThe talks go on.", ""),
        ("May 2021\nThe talks go on.", ""),
        ("Room 12.45, 31.02.2021\nThe talks go on.", ""),
        ("", ""),
    ],
)
def test_the_dateline(text: str, date: str) -> None:
    assert document_date(text) == date


def test_a_date_in_the_middle_is_the_date_of_something_else() -> None:
    lines = ["A line of text without a date."] * 13

    assert document_date("\n".join([*lines, "3 May 2021", *lines])) == ""


def test_the_seed_is_dated(seed: Document) -> None:
    assert seed.date == "2025-05-30"


@given(hostile)
def test_any_text_has_an_iso_date_or_none(text: str) -> None:
    date = document_date(text)

    assert date == "" or is_iso_date(date)


@pytest.mark.parametrize("text", ["2025-05-30", "2024-02-29", "0001-01-01"])
def test_iso_dates(text: str) -> None:
    assert is_iso_date(text)


ARABIC = "2025-05-30".translate({ord("0") + n: 0x660 + n for n in range(10)})
"""The same day in Arabic digits."""


@pytest.mark.parametrize(
    "text",
    ["", "2025-5-30", "20250530", "2025-02-30", "2025-W22-5", "2025-05-30T10:00", ARABIC],
)
def test_what_is_no_iso_date(text: str) -> None:
    assert not is_iso_date(text)
