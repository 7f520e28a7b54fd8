"""Segments are in order, do not overlap, keep every letter and read as one statement each."""

import pytest
from hypothesis import given
from support.texts import hostile

from summarizer.segments import MAX_SEGMENT_CHARACTERS, cut

CLEAN = hostile.map(lambda text: text.encode("utf-8", "replace").decode())
"""What `Document.from_text` hands over: no lone surrogates."""


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text)]


@given(CLEAN)
def test_segments_are_in_order_and_never_overlap(text: str) -> None:
    edges = [edge for span in cut(text) for edge in span]

    assert edges == sorted(edges)
    assert all(start < end for start, end in cut(text))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@given(CLEAN)
def test_no_letter_and_no_digit_is_lost(text: str) -> None:
    kept = "".join(pieces(text))

    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(CLEAN)
def test_a_segment_is_short_has_no_blank_edges_and_holds_a_word(text: str) -> None:
    for piece in pieces(text):
        assert len(piece) <= MAX_SEGMENT_CHARACTERS
        assert piece == piece.strip()
        assert any(c.isalnum() or c == "_" for c in piece)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("A headline\nA sentence.", ["A headline", "A sentence."]),
        ("A headline\r\nA sentence.", ["A headline", "A sentence."]),
        ("A headline\u2028A sentence.", ["A headline", "A sentence."]),
        ("Mr. Smith met the U.S. envoy.", ["Mr. Smith met the U.S. envoy."]),
        ("It costs 3.5 million. He paid.", ["It costs 3.5 million.", "He paid."]),
        ("* * *\n— — —\nText.", ["Text."]),
        ("  spaced out  ", ["spaced out"]),
        ("x", ["x"]),
        ("", []),
        (" \n\t ", []),
        ("...!?", []),
    ],
)
def test_a_line_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


LONG = "The company said that the talks with the union had gone on"


def test_a_hard_wrapped_paragraph_is_one_line() -> None:
    assert pieces(f"{LONG}\nuntil the morning. They ended.") == [
        f"{LONG}\nuntil the morning.",
        "They ended.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}.\nuntil the morning",  # a sentence has ended
        f"{LONG}\n\nuntil the morning",  # an empty line
        f"{LONG}\nUntil the morning",  # a capital
        "A short line\nuntil the morning",  # nothing wraps at twelve characters
    ],
)
def test_lines_that_are_not_wrapped_stay_apart(text: str) -> None:
    assert len(pieces(text)) == 2


def test_a_run_without_a_sentence_end_is_cut_at_a_blank() -> None:
    text = "word " * 1000

    assert len(pieces(text)) > 1
    assert all(piece.startswith("word") and piece.endswith("word") for piece in pieces(text))


def test_a_run_without_a_blank_is_cut_where_it_must_be() -> None:
    text = "x" * (3 * MAX_SEGMENT_CHARACTERS + 1)

    assert "".join(pieces(text)) == text
    assert [len(piece) for piece in pieces(text)] == [MAX_SEGMENT_CHARACTERS] * 3 + [1]


@pytest.mark.parametrize(
    "unit",
    [
        "The union said on Monday that it will not go back. ",
        "x",
        "x.",
        "a b c\n",
        "e\u0301",
        f"{LONG} and\n".lower(),
        "\u202e\u05d0 ",
    ],
    ids=["prose", "one word", "dots", "lines", "combining", "wrapped", "right-to-left"],
)
def test_a_megabyte_is_cut_whole(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    kept = sum(c.isalnum() for piece in pieces(text) for c in piece)

    assert kept == sum(c.isalnum() for c in text)
