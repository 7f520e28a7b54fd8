"""The time of a step is given in the document's own words."""

import pytest

from summarizer.checks.quoting import segment_saying, when
from summarizer.document import Document

DOCUMENT = Document.from_text("They talk.\nThe vote is on  Thursday.\nThey rest.\nOn Thursday!\n")


@pytest.mark.parametrize(
    "words", ["on Thursday", "On thursday", "on\nThursday", "on Thursday.", ""]
)
def test_words_of_the_evidence_are_no_fault(words: str) -> None:
    assert when(words, ["The vote is on  Thursday."]) == []


@pytest.mark.parametrize("words", ["on Friday", "Thursday on", "2023-03-16"])
def test_other_words_are_a_fault(words: str) -> None:
    assert [fault.rule for fault in when(words, ["The vote is on  Thursday."])] == ["when"]


def test_the_nearest_segment_with_the_words_is_found() -> None:
    assert segment_saying("on Thursday", [1], DOCUMENT) == 2
    assert segment_saying("on Thursday", [4], DOCUMENT) == 4
    assert segment_saying("on Friday", [1], DOCUMENT) is None
    assert segment_saying("", [1], DOCUMENT) is None
