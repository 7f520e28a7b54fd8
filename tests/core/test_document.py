"""Evidence is copied from the text, at every place where the text says it, with its origin."""

import pytest
from hypothesis import given
from support.texts import hostile

from summarizer.document import Document, Origin
from summarizer.errors import BadConfig, EmptyInput

WORDY = hostile.map(lambda text: f"{text}x")
"""Holds at least one letter."""


@given(WORDY)
def test_every_quote_stands_at_its_offsets(text: str) -> None:
    document = Document.from_text(text)
    numbers = [segment.number for segment in document.segments]
    evidence = document.evidence(numbers)

    assert evidence
    for piece in evidence:
        assert document.text[piece.start : piece.end] == piece.quote
    assert len(document.text) == len(text)


@given(WORDY)
def test_a_summary_of_it_can_always_be_encoded(text: str) -> None:
    document = Document.from_text(text)

    document.text.encode()
    for piece in document.evidence(range(1, 500)):
        piece.model_dump_json()


@given(WORDY)
def test_segments_are_numbered_from_one_and_differ(text: str) -> None:
    segments = Document.from_text(text).segments

    assert [segment.number for segment in segments] == list(range(1, len(segments) + 1))
    assert len({" ".join(segment.text.split()) for segment in segments}) == len(segments)


def test_what_is_said_twice_is_one_segment_with_both_places() -> None:
    text = "Talks go on. The mayor left.\nTalks  go on."
    document = Document.from_text(text)

    assert [segment.text for segment in document.segments] == ["Talks go on.", "The mayor left."]
    assert [piece.quote for piece in document.evidence([1])] == ["Talks go on.", "Talks  go on."]
    assert [piece.start for piece in document.evidence([1])] == [0, 29]


def test_evidence_comes_in_the_order_of_the_segments_each_once() -> None:
    document = Document.from_text("One is. Two is. Three is.")

    assert [piece.segment for piece in document.evidence([3, 1, 3])] == [1, 3]


@pytest.mark.parametrize("number", [0, -1, 4, 10**12])
def test_a_number_that_the_document_lacks_gives_nothing(number: int) -> None:
    document = Document.from_text("One is. Two is. Three is.")

    assert document.segment(number) is None
    assert document.evidence([number]) == ()


def test_each_place_tells_where_it_came_from() -> None:
    text = "First page.\fSecond page.\fFirst page."
    document = Document.from_text(text, origins=[Origin(0, 11, "p. 1"), Origin(12, 24, "p. 2")])

    assert [piece.origin for piece in document.evidence([1, 2])] == ["p. 1", None, "p. 2"]


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    document = Document.from_text("a\ud83db\udc00c")

    assert document.text == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("text", ["", " ", "\n\t\u2003", "…!?", "\x00\x00", "\u200b", "\ud800"])
def test_a_text_without_a_word_is_refused_by_the_name_of_its_source(text: str) -> None:
    with pytest.raises(EmptyInput, match=r"notes\.txt holds no text"):
        Document.from_text(text, source="notes.txt")


@pytest.mark.parametrize(
    "date", ["yesterday", "2025-13-01", "2025-02-30", "2025-6-1", "20250601", "2025-06", "1.6.2025"]
)
def test_a_date_that_is_no_iso_date_is_refused(date: str) -> None:
    with pytest.raises(BadConfig, match="is no date"):
        Document.from_text("Text.", date=date)


def test_a_given_date_wins_over_the_one_in_the_text() -> None:
    text = "3 May 2021\nThe talks go on."

    assert Document.from_text(text).date == "2021-05-03"
    assert Document.from_text(text, date="2020-01-02").date == "2020-01-02"


def test_a_text_of_one_character_is_a_document() -> None:
    document = Document.from_text("x")

    assert [segment.text for segment in document.segments] == ["x"]
    assert document.evidence([1])[0].end == 1


def test_a_megabyte_is_a_document() -> None:
    text = "".join(f"Town {n} pays {n} crowns. " for n in range(40_000))
    document = Document.from_text(text)
    last = document.segments[-1]

    assert len(document.segments) == 40_000
    assert document.text[last.places[0].start : last.places[0].end] == last.text
