"""Where a long text is cut: every word is in one part, and every part knows its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.longread import long_document

from summarizer import tokens
from summarizer.document import Document
from summarizer.parts import Part, cut, halves, size

WORDS = st.text("abcdefg .!?\n", min_size=1, max_size=40).map(lambda words: f"{words}x")
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
ROOMS = st.integers(min_value=5, max_value=300)


@settings(max_examples=150, deadline=None)
@given(TEXTS, ROOMS)
def test_the_parts_are_the_text(text: str, room: int) -> None:
    parts = cut(Document.from_text(text), room)

    assert "".join(text[part.start : part.end] for part in parts) == text
    assert parts[0].head == 0
    assert all(part.head <= part.start for part in parts)


@settings(max_examples=150, deadline=None)
@given(TEXTS, ROOMS)
def test_every_segment_is_read_and_has_its_number_in_the_whole(text: str, room: int) -> None:
    document = Document.from_text(text)
    parts = cut(document, room)

    assert frozenset().union(*(part.own for part in parts)) == {s.number for s in document.segments}
    for part in parts:
        numbers = [segment.number for segment in part.document.segments]
        whole = part.in_whole(numbers)
        assert set(whole) <= part.own | part.carried
        assert part.own <= set(whole)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=8, max_size=80), ROOMS)
def test_a_segment_of_a_part_says_what_the_whole_s_says(ids: list[int], room: int) -> None:
    """With repeated lines: the number in the whole is that of the first place."""
    document = Document.from_text("\n".join(f"Line {n} of the text says {n}." for n in ids))

    for part in cut(document, room):
        for segment in part.document.segments:
            [number] = part.in_whole([segment.number])
            found = document.segment(number)
            assert found
            assert found.text == segment.text


def test_a_part_is_no_larger_than_its_room() -> None:
    for room in (100, 300, 1_000):
        parts = cut(long_document(range(100, 140)), room)
        assert len(parts) > 5
        assert all(size(part) <= room for part in parts)


def test_a_part_ends_where_a_paragraph_does() -> None:
    parts = cut(long_document(range(100, 140), every=4), 600)

    assert len(parts) > 3
    assert all(part.document.text.endswith("\n\n") for part in parts[:-1])


def test_a_line_without_paragraphs_is_cut_between_sentences() -> None:
    text = " ".join(f"The river was calm on day {n}." for n in range(400))
    parts = cut(Document.from_text(text), 200)

    assert len(parts) > 10
    assert all(text[part.start :].startswith("The river") for part in parts)


def test_a_tokenizer_that_counts_more_makes_smaller_parts() -> None:
    document = long_document(range(100, 120))
    fewer, more = cut(document, 800), cut(document, 800, lambda text: 3 * tokens.estimate(text))

    assert len(more) > 2 * len(fewer)
    assert "".join(document.text[part.start : part.end] for part in more) == document.text


def test_a_segment_larger_than_the_room_is_a_part() -> None:
    text = f"A short one.\n{'word ' * 200}\nA last one."
    parts = cut(Document.from_text(text), 20)

    assert max(size(part) for part in parts) > 100
    assert "".join(text[part.start : part.end] for part in parts) == text


@pytest.mark.parametrize("made", [Part.all_of, lambda document: cut(document, 2_000)[1]])
def test_halves_are_smaller_and_lose_nothing(made: object) -> None:
    document = long_document(range(100, 160))
    part = made(document)  # type: ignore[operator]
    smaller = halves(part)

    assert 2 <= len(smaller) <= 3
    assert (smaller[0].start, smaller[-1].end) == (part.start, part.end)
    assert frozenset().union(*(one.own for one in smaller)) >= part.own
    assert all(size(one) < size(part) for one in smaller)


def test_one_segment_has_no_halves() -> None:
    [alone] = halves(Part.all_of(Document.from_text("One sentence stands alone.")))
    assert alone.document.text == "One sentence stands alone."


def test_what_no_segment_has_is_left_out() -> None:
    part = cut(long_document(range(100, 160)), 2_000)[1]
    assert part.in_whole([0, 10_000]) == []
    assert Part.all_of(part.layout.document).in_whole([1, 10_000]) == [1]
