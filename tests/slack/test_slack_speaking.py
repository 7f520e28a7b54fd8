"""Every line and sentence that opens with a participant's name says who really wrote it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.slack.speaking import Speakers

SPEAKERS = Speakers(["Ada Ham", "Bo Lind", "R. (2)", "c\\d", ""])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("We ship.", "Ada Ham: We ship."),
        ("Bo Lind: yes", "Ada Ham: Bo Lind: yes"),
        ("So:\nBo Lind: yes", "Ada Ham: So:\nAda Ham: Bo Lind: yes"),
        ("So\n[10:42] bo lind: yes", "Ada Ham: So\nAda Ham: [10:42] bo lind: yes"),
        ("So\n1. *Bo Lind:* yes", "Ada Ham: So\nAda Ham: 1. *Bo Lind:* yes"),
        ("So\nR. (2): yes", "Ada Ham: So\nAda Ham: R. (2): yes"),
        ("So\nc\\d: yes", "Ada Ham: So\nAda Ham: c\\d: yes"),
        ("No! Bo Lind: yes", "Ada Ham: No!\nAda Ham: Bo Lind: yes"),
        ('No. "*Bo Lind*: yes"', 'Ada Ham: No.\nAda Ham: "*Bo Lind*: yes"'),
        ("So\n" + "*" * 90 + "Bo Lind: yes", "Ada Ham: So\nAda Ham: " + "*" * 90 + "Bo Lind: yes"),
        ("I told Bo Lind: no", "Ada Ham: I told Bo Lind: no"),
        ("So\nNobo Lind: no", "Ada Ham: So\nNobo Lind: no"),
        ("So\nDate: Monday", "Ada Ham: So\nDate: Monday"),
    ],
)
def test_the_author_stands_before_anothers_name(words: str, said: str) -> None:
    assert SPEAKERS.said("Ada Ham", words) == said


def test_an_authors_backslashes_are_no_pattern() -> None:
    assert SPEAKERS.said(r"\g<0>", "a\nBo Lind: b") == "\\g<0>: a\n\\g<0>: Bo Lind: b"


def test_without_names_words_are_left() -> None:
    assert Speakers([]).said("Ada", "a\nBo: b") == "Ada: a\nBo: b"


@given(st.lists(st.sampled_from(["Bo Lind", ":", "\n", " ", ". ", "yes", "*", "Ada Ham"])))
def test_no_line_opens_with_another_and_no_word_is_lost(pieces: list[str]) -> None:
    words = "".join(pieces)

    said = SPEAKERS.said("Ada Ham", words)

    assert not re.search(r"(?m)^\W*Bo Lind[ *]{0,3}:", said)
    assert re.sub(r"\s|Ada Ham:?|:", "", said) == re.sub(r"\s|Ada Ham:?|:", "", words)


@pytest.mark.parametrize("piece", ["*", "Bo Lind ", ". ", "\n*", "B", " ", "\nBo Lind"])
def test_a_long_hostile_line_is_read_to_its_end(piece: str) -> None:
    assert SPEAKERS.said("Ada", "x\n" + piece * 50_000 + "end").endswith("end")
