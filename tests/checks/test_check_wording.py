"""A statement is about the matter of its evidence, and evidence moves to where its words are."""

import pytest

from summarizer.checks import Index, best_segment, realign, shared_words
from summarizer.checks.wording import wording
from summarizer.document import Document
from summarizer.draft import DraftPosition

TEXT = """The union will ballot its 4,200 members on Thursday.
The company withdrew the night-shift plan.
Rain is forecast for the whole week.
The mayor welcomed the talks at the port.
The bank lowered its forecast for exports to 3 percent.
"""
DOCUMENT = Document.from_text(TEXT)


def position(statement: str, *at: int) -> DraftPosition:
    return DraftPosition(
        at=list(at), holder="union", reported_by="", stance="asserts", statement=statement
    )


def test_a_paraphrase_is_about_the_same() -> None:
    assert wording("Members of the union are balloted.", ["The union will ballot members."]) == []


def test_a_statement_about_something_else_is_a_fault() -> None:
    (fault,) = wording("The bank lowered rates again.", ["The union will ballot its members."])
    assert fault.rule == "wording"


def test_a_statement_without_content_words_is_no_fault_of_wording() -> None:
    assert wording("He will do it.", ["The union will ballot its members."]) == []


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("The union ballots its members.", 1),
        ("The night-shift plan is withdrawn.", 2),
        ("Exports are forecast to grow by 3 percent.", 5),
    ],
)
def test_the_best_segment_shares_the_rarest_words(statement: str, number: int) -> None:
    assert best_segment(statement, Index.of(DOCUMENT)) == number


def test_no_segment_is_best_for_words_that_none_uses() -> None:
    assert best_segment("Zebras gallop.", Index.of(DOCUMENT)) is None


def test_evidence_moves_to_the_segment_that_carries_the_statement() -> None:
    assert realign(position("The night-shift plan is withdrawn.", 3), DOCUMENT).at == [2]


def test_evidence_that_carries_the_statement_stays() -> None:
    item = position("The night-shift plan is withdrawn.", 2)
    assert realign(item, DOCUMENT) == item


def test_evidence_is_added_where_the_cited_segment_carries_a_part() -> None:
    item = position("The mayor welcomes the company withdrawing the night-shift plan.", 4)
    assert realign(item, DOCUMENT).at == [2, 4]


def test_evidence_that_does_not_exist_is_replaced() -> None:
    assert realign(position("The night-shift plan is withdrawn.", 99), DOCUMENT).at == [2]


def test_shared_words_count_by_the_shorter_text() -> None:
    assert shared_words("the union returns", "The union returned to the table on Monday") == 1
    assert shared_words("rain", "The union returned") == 0
    assert shared_words("", "The union returned") == 0
