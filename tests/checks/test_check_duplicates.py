"""What is said twice is put together."""

from typing import Any

import pytest

from summarizer.checks.duplicates import fold_duplicates
from summarizer.draft import DraftActor, DraftCondition, DraftNextStep, DraftPosition


def position(**changes: Any) -> DraftPosition:
    values: dict[str, Any] = {
        "at": [1, 2],
        "holder": "the union",
        "reported_by": "",
        "stance": "declines",
        "statement": "The union will not return to the table on pay this week.",
    }
    return DraftPosition(**{**values, **changes})


def test_the_first_of_two_keeps_the_evidence_of_both() -> None:
    later = position(at=[2, 3], statement="The union will not return to the pay table this week.")
    folded = fold_duplicates([position(), later])
    assert [item.at for item in folded.kept] == [[1, 2, 3]]
    assert folded.duplicates == (later,)


def test_the_same_words_elsewhere_are_one_position_with_two_quotes() -> None:
    folded = fold_duplicates([position(), position(at=[9])])
    assert [item.at for item in folded.kept] == [[1, 2, 9]]


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "the company"},
        {"stance": "supports"},
        {"statement": "The union will return to the table on pay this week."},
        {"statement": "The union will not return to the table on pay within 3 weeks."},
        {"statement": "The union asks for a mediator from the ministry."},
        {"at": [7], "statement": "The union will not return to the pay table in this cold week."},
    ],
)
def test_another_holder_stance_or_content_is_no_duplicate(changes: dict[str, Any]) -> None:
    assert len(fold_duplicates([position(), position(**changes)]).kept) == 2


def test_items_of_different_kinds_are_not_compared() -> None:
    actor = DraftActor(at=[1], name="the union", kind="organisation", role="")
    assert len(fold_duplicates([actor, position()]).kept) == 2


def test_actors_steps_and_conditions_fold_too() -> None:
    items = [
        DraftActor(at=[1], name="The Union", kind="organisation", role=""),
        DraftNextStep(
            at=[1], actors=["union"], action="ballot members", when="Thursday", certainty="planned"
        ),
        DraftCondition(at=[1], requirement="the plan goes", gates="talks resume", set_by="union"),
    ]
    again = [item.model_copy(update={"at": [2]}) for item in items]
    folded = fold_duplicates([*items, *again])
    assert [item.at for item in folded.kept] == [[1, 2]] * 3
    assert len(folded.duplicates) == 3


def test_merged_evidence_keeps_to_the_bound_of_the_wire() -> None:
    folded = fold_duplicates([position(at=list(range(1, 8))), position(at=list(range(5, 13)))])
    assert len(folded.kept[0].at) == 8


@pytest.mark.parametrize(
    ("requirement", "gates"),
    [
        ("The union signs the deal.", "The union will not sign the deal."),
        ("The harbour stays open.", "The union signs the deal."),
        ("The price is 5 dollars.", "The price is 6 dollars."),
    ],
)
def test_a_condition_turned_round_is_another_one(requirement: str, gates: str) -> None:
    one = DraftCondition(at=[1], requirement=requirement, gates=gates, set_by="union")
    other = DraftCondition(at=[1], requirement=gates, gates=requirement, set_by="union")
    assert len(fold_duplicates([one, other]).kept) == 2
    assert len(fold_duplicates([one, one]).kept) == 1
