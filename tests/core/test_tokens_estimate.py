"""The estimate of tokens grows with the text and counts a chat template's marks."""

import pytest
from hypothesis import given
from support.texts import hostile

from summarizer import tokens
from summarizer.document import Document
from summarizer.model import Message


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" ", 0),
        ("union", 1),
        ("The union votes.", 4),
        ("4,200", 5),
        ("arbitration", 2),
        ("会談", 2),
    ],
)
def test_words_by_length_digits_and_signs_one_by_one(text: str, count: int) -> None:
    assert tokens.estimate(text) == count


@given(hostile)
def test_any_text_has_an_estimate_that_never_shrinks(text: str) -> None:
    assert 0 <= tokens.estimate(text) <= tokens.estimate(f"{text} more") <= len(text) + 2


def test_each_turn_costs_its_marks() -> None:
    turns = [Message("system", "Read."), Message("user", "Text.")]

    assert tokens.of_messages(turns) == tokens.estimate("Read.") + tokens.estimate("Text.") + 8


def test_the_seed_is_estimated_near_the_embedded_model_s_own_count(seed: Document) -> None:
    """548 by Qwen2.5's tokenizer."""
    assert abs(tokens.estimate(seed.text) / 548 - 1) < 0.15
