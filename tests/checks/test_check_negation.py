"""A statement says yes where its evidence says yes, and no where it says no."""

import pytest

from summarizer.checks.negation import negation
from summarizer.schema import Stance

SAME = [
    ("The memorandum will not be made public.", "Valdoria declines to publish the memorandum."),
    ("The ministry refuses to disclose the memorandum.", "It will not publish the memorandum."),
    ("The ministry keeps the memorandum secret.", "It will not publish the memorandum."),
    ("The union would not accept the demands.", "The union refused to meet the demands."),
    ("There is no decision.", "No decision has been taken."),
    ("A decision has not been taken.", "No decision has been taken."),
    ("They cannot leave.", "They are unable to leave."),
    ("They will probably not leave.", "They are unlikely to leave."),
    ("The ruling is not lawful.", "The ruling is unlawful."),
    ("The ruling is illegal.", "The ruling is unlawful."),
    ("The firm has no plans to leave.", "The firm did not have intentions of leaving."),
    ("The company will keep the plan.", "The company will keep the plan, but will not extend it."),
    ("The carriers should negotiate.", "The carriers should not refuse to negotiate."),
    ("Only members may vote.", "Nobody may vote without being a member."),
    ("They leave without a deal.", "They leave with no deal."),
    ("The firm sells not only cars but ships.", "The firm sells cars and ships."),
    ("Nothing was said on pay.", "The firm did not say anything on pay."),
]
TURNED = [
    ("The ministry will publish the memorandum.", "It will not publish the memorandum."),
    ("The ministry will not publish the memorandum.", "It will publish the memorandum."),
    ("Valdoria agrees to publish it.", "Valdoria declines to publish it."),
    ("The union will meet the demands.", "The union refused to meet the demands."),
    ("Injuries have been reported.", "No injuries have been reported."),
    ("They can leave.", "They cannot leave."),
    ("They will leave.", "They won't leave."),
    ("They are likely to leave.", "They are unlikely to leave."),
    ("The ruling is lawful.", "The ruling is unlawful."),
    ("They leave with a deal.", "They leave without a deal."),
    ("Both parties signed the deal.", "Neither party signed the deal."),
    ("The minister did not deny it.", "The minister denied it."),
    ("The company will extend the plan.", "The company will keep the plan, but not extend it."),
    ("The firm will leave Poland.", "The firm did not have intentions of leaving Poland."),
    ("The court never ruled on it.", "The court ruled on it."),
    ("They failed to sign the treaty.", "They signed the treaty."),
]


@pytest.mark.parametrize(("statement", "evidence"), SAME)
def test_a_negation_worded_another_way_is_no_fault(statement: str, evidence: str) -> None:
    assert negation(statement, [evidence]) == []


@pytest.mark.parametrize(("statement", "evidence"), TURNED)
def test_a_turned_statement_is_one_fault(statement: str, evidence: str) -> None:
    assert [fault.rule for fault in negation(statement, [evidence])] == ["negation"]


@pytest.mark.parametrize("stance", ["declines", "opposes"])
@pytest.mark.parametrize(
    "statement",
    ["to publish the memorandum", "Valdoria publishes the memorandum.", "It will not publish it."],
)
def test_a_declining_stance_can_carry_the_negation(statement: str, stance: Stance) -> None:
    assert negation(statement, ["Valdoria will not publish the memorandum."], stance) == []


def test_any_other_stance_does_not_carry_it() -> None:
    assert negation("to publish the memo", ["Valdoria will not publish the memo."], "supports")


def test_of_a_long_passage_only_the_nearest_sentences_count() -> None:
    passage = "They will not sell the yard. " + "The weather was fine that day. " * 100
    passage += "The bank will sell its shares in the mill by June."
    assert negation("The bank will sell its shares in the mill.", [passage]) == []
    assert negation("The bank will not sell its shares in the mill.", [passage])
