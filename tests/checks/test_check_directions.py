"""Opposite words and opposite bounds are not taken for each other."""

import pytest

from summarizer.checks.directions import directions

SAME = [
    ("Exports rose last year.", "Exports increased last year."),
    ("The bank cut the rate.", "The bank decided to lower the rate."),
    ("The rate did not rise.", "The rate fell."),
    ("The senate did not approve the bill.", "The senate rejected the bill."),
    ("They meet after the vote.", "They meet after the vote."),
    ("At least 10 ships left.", "No less than 10 ships left."),
    ("Imports fell and exports rose.", "Exports rose while imports fell."),
    ("The union wins the vote.", "The mayor loses a shoe."),
]
TURNED = [
    ("Exports fell last year.", "Exports rose last year."),
    ("The bank raised the target rate.", "The bank lowered the target rate."),
    ("The senate approved the bill.", "The senate rejected the bill."),
    ("The union accepted the offer.", "The union rejected the offer."),
    ("The party supports the pipeline.", "The party opposes the pipeline."),
    ("They meet before the vote.", "They meet after the vote."),
    ("The plant will open in May.", "The plant will close in May."),
    ("They voted for the cut.", "They voted against the cut."),
    ("At most 10 ships left.", "At least 10 ships left."),
    ("Up to 500 jobs go.", "More than 500 jobs go."),
    ("The firm won the case.", "The firm lost the case."),
    ("More people came to the port.", "Fewer people came to the port."),
]


@pytest.mark.parametrize(("statement", "evidence"), SAME)
def test_the_same_direction_is_no_fault(statement: str, evidence: str) -> None:
    assert directions(statement, [evidence]) == []


@pytest.mark.parametrize(("statement", "evidence"), TURNED)
def test_the_opposite_direction_is_a_fault(statement: str, evidence: str) -> None:
    assert [fault.rule for fault in directions(statement, [evidence])] == ["direction"]


def test_a_declining_stance_may_name_what_the_holder_is_against() -> None:
    assert directions("to approve the bill", ["The senate rejected the bill."], "declines") == []
    assert directions("at most 10 ships", ["at least 10 ships"], "declines")
