"""Texts keep to the lengths of the labelling guide."""

import pytest

from summarizer.checks.lengths import MOST_WORDS, lengths


@pytest.mark.parametrize(("field", "most"), MOST_WORDS.items())
def test_a_text_may_have_as_many_words_as_its_field_allows(field: str, most: int) -> None:
    assert lengths(field, "word " * most) == []
    assert [fault.rule for fault in lengths(field, "word " * (most + 1))] == ["length"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_a_fault(text: str) -> None:
    assert [fault.rule for fault in lengths("statement", text)] == ["empty"]


def test_the_numbers_are_those_of_the_guide() -> None:
    assert MOST_WORDS["statement"] == 25
    assert MOST_WORDS["title"] == 20
    assert MOST_WORDS["gist"] == 60
