"""What the score of a whole list is: lists against lists, sums, accuracies, intervals."""

from itertools import pairwise
from typing import Any

import pytest
from pydantic import TypeAdapter
from support.labelled import case, summary

from evals.cases import Case, load_cases
from evals.oracle import oracle
from evals.scoring import CaseScore, Share, aggregate, score
from summarizer.schema import Dropped, Summary

CASES = load_cases()
TEXT = (
    "The union will ballot its 4,200 members on Thursday. It will not return to the table unless"
    " the company withdraws the plan. Harbour Terminals declined to comment on pay."
)
FIRST, SECOND, THIRD = (f"{part}." for part in TEXT.rstrip(".").split(". "))
ITEMS: dict[str, Any] = {
    "actors": [{"name": "The union"}, {"name": "Harbour Terminals", "aliases": ["the company"]}],
    "positions": [
        {
            "holder": "The union",
            "stance": "declines",
            "statement": "The union will not return to the table.",
            "evidence": [SECOND],
        },
        {
            "holder": "Harbour Terminals",
            "stance": "declines",
            "statement": "Harbour Terminals will not comment on pay.",
            "evidence": [THIRD],
        },
    ],
    "conditions": [
        {
            "requirement": "the company withdraws the plan",
            "gates": "the union returns to the table",
            "evidence": [SECOND],
        }
    ],
    "next_steps": [
        {
            "actors": ["The union"],
            "action": "ballot its members",
            "when": "on Thursday",
            "due": "2023-03-16",
            "certainty": "scheduled",
            "evidence": [FIRST],
        }
    ],
}
STRIKE = case(TEXT, ITEMS)


def changed(list_name: str, number: int, **fields: Any) -> Summary:
    """The perfect summary with one item changed."""
    items = {name: [dict(item) for item in found] for name, found in ITEMS.items()}
    items[list_name][number] |= fields
    return summary(TEXT, items)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.slug)
@pytest.mark.parametrize("okay", [True, False])
def test_the_summary_that_a_label_describes_scores_1(one: Case, *, okay: bool) -> None:
    found = score(one, oracle(one, okay=okay))
    assert found.macro_f1 == 1.0
    assert not found.omissions
    assert not found.inventions
    assert found.grounded.value == 1.0
    assert {share.value for share in found.accuracies.values()} <= {1.0, None}


@pytest.mark.parametrize("number", range(0, len(CASES), 7))
def test_another_order_of_the_items_changes_nothing(number: int) -> None:
    one = CASES[number]
    made = oracle(one)
    shuffled = {
        name: (*found[1:], *found[:1])[::-1]
        for name in ("actors", "positions", "conditions", "next_steps")
        for found in [getattr(made, name)]
    }
    again = score(one, made.model_copy(update=shuffled))
    assert again.kinds == score(one, made).kinds
    assert set(again.pairs) == set(score(one, made).pairs)


def test_of_two_items_that_fit_equally_well_the_order_does_not_choose() -> None:
    first, second = ITEMS["conditions"][0], {**ITEMS["conditions"][0], "gates": "talks"}
    steps = [{**ITEMS["next_steps"][0], "certainty": word} for word in ("planned", "scheduled")]
    items = {**ITEMS, "conditions": [first, second], "next_steps": steps}
    turned = {**ITEMS, "conditions": [second, first], "next_steps": steps[::-1]}
    one, two = (score(STRIKE, summary(TEXT, found)) for found in (items, turned))
    assert (one.kinds, one.accuracies) == (two.kinds, two.accuracies)
    assert {i.words for i in one.inventions} == {i.words for i in two.inventions}


def test_the_summary_of_another_text_scores_nearly_nothing() -> None:
    total = aggregate([score(one, oracle(other)) for one, other in pairwise(CASES)])
    for kind in ("position", "condition", "next_step"):
        assert total[f"{kind}_recall"].value == pytest.approx(0, abs=0.05)


def test_unrelated_lists_score_0() -> None:
    text = "Zora Lind opposes the tunnel. The tunnel opens in May if the city pays."
    other = summary(
        f"{TEXT} {text}",
        {
            "actors": [{"name": "Zora Lind", "evidence": [text]}],
            "positions": [
                {"holder": "Zora Lind", "statement": "The tunnel is bad.", "evidence": [text]}
            ],
            "conditions": [{"requirement": "the city pays", "gates": "x", "evidence": [text]}],
            "next_steps": [{"action": "open the tunnel", "evidence": [text]}],
        },
    )
    found = score(STRIKE, other)
    assert found.macro_f1 == 0
    assert {kind.tp for kind in found.kinds.values()} == {0}


def test_nothing_to_find_and_nothing_said_is_1_and_something_said_is_0() -> None:
    empty = case("It rained.", {})
    assert score(empty, summary("It rained.", {})).macro_f1 == 1
    said = score(empty, summary("It rained.", {"next_steps": [{"action": "rain"}]}))
    assert said.kinds["next_step"].f1 == 0
    assert said.kinds["next_step"].recall == 1


def test_a_repeated_item_is_an_error_and_is_called_a_duplicate() -> None:
    twice = {**ITEMS, "positions": [*ITEMS["positions"], ITEMS["positions"][0]]}
    found = score(STRIKE, summary(TEXT, twice))
    assert (found.kinds["position"].tp, found.kinds["position"].fp) == (2, 1)
    [invention] = found.inventions
    assert (invention.near, invention.reason) == ("p1", "duplicate")


def test_an_item_of_the_wrong_holder_is_an_invention_that_says_so() -> None:
    found = score(STRIKE, changed("positions", 1, holder="The union"))
    assert [(one.near, one.reason) for one in found.inventions] == [("p2", "holder")]
    assert found.kinds["position"].fn == 1


def test_omissions_and_inventions_are_listed_with_their_words() -> None:
    found = score(
        STRIKE, changed("positions", 1, statement="They moved to Oslo.", stance="expects")
    )
    [omission], [invention] = found.omissions, found.inventions
    assert omission.words == "Harbour Terminals will not comment on pay."
    assert omission.quotes == (THIRD,)
    assert invention.words == "They moved to Oslo."
    assert (invention.near, invention.reason) == ("p2", "wording")


@pytest.mark.parametrize(
    ("kind", "number", "fields", "name"),
    [
        ("actors", 0, {"kind": "group"}, "actor_kind"),
        ("positions", 0, {"stance": "asserts"}, "stance"),
        ("next_steps", 0, {"certainty": "planned"}, "certainty"),
        ("next_steps", 0, {"due": "2023-03"}, "due"),
        ("positions", 1, {"holder": "The union"}, "holder"),
    ],
)
def test_a_wrong_attribute_is_counted_on_its_own(
    kind: str, number: int, fields: dict[str, Any], name: str
) -> None:
    right = score(STRIKE, summary(TEXT, ITEMS)).accuracies
    wrong = score(STRIKE, changed(kind, number, **fields)).accuracies
    assert right[name].value == 1
    assert wrong[name] == Share(right[name].right - 1, right[name].total)
    assert {other for other in wrong if other != name and wrong[other].value != 1} == set()


def test_a_quote_that_is_not_where_it_says_is_not_grounded() -> None:
    made = summary(TEXT, ITEMS)
    step = made.next_steps[0]
    moved = step.evidence[0].model_copy(update={"start": 1, "end": 5})
    bad = step.model_copy(update={"evidence": (moved,)})
    found = score(STRIKE, made.model_copy(update={"next_steps": (bad,)}))
    assert found.grounded == Share(5, 6)


def test_an_item_that_says_another_figure_than_its_words_has_a_support_fault() -> None:
    found = score(STRIKE, changed("next_steps", 0, action="ballot its 4,300 members"))
    assert [(fault.produced, fault.rule) for fault in found.support_faults] == [("s1", "figure")]
    assert found.supported == Share(3, 4)


def test_what_the_run_cost_and_what_was_dropped_is_passed_through() -> None:
    dropped = (Dropped(kind="actor", reason="x", item={}),)
    made = summary(TEXT, ITEMS, dropped=dropped, calls=4, repairs=2, seconds=2.5, cost_usd=0.5)
    found = score(STRIKE, made)
    assert (found.dropped, found.figures.calls, found.figures.cost_usd) == (1, 4, 0.5)
    assert found.first_try == Share(5, 7)


def test_a_score_survives_json() -> None:
    adapter = TypeAdapter(CaseScore)
    found = score(STRIKE, changed("positions", 1, holder="The union"))
    assert adapter.validate_json(adapter.dump_json(found)) == found


def test_counts_are_summed_over_cases_before_they_are_divided() -> None:
    half = score(STRIKE, summary(TEXT, {**ITEMS, "positions": ITEMS["positions"][:1]}))
    none = score(case(TEXT, ITEMS, "other"), summary(TEXT, {**ITEMS, "positions": []}))
    total = aggregate([half, none])
    assert (total.cases, total.summaries) == (2, 2)
    assert total["position_recall"].value == pytest.approx(1 / 4)
    assert total["position_precision"].value == 1
    assert total["position_f1"].value == pytest.approx(2 / 5)


def test_repeats_of_a_case_do_not_make_it_weigh_more_nor_narrow_the_interval() -> None:
    good = score(STRIKE, summary(TEXT, ITEMS))
    bad = score(case(TEXT, ITEMS, "other"), summary(TEXT, {}))
    once, often = aggregate([good, bad]), aggregate([good] * 5 + [bad])
    assert (often.cases, often.summaries) == (2, 6)
    assert often["macro_f1"] == once["macro_f1"]


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    scores = [score(one, oracle(other)) for one, other in zip(CASES[:9], CASES[:9], strict=True)]
    scores += [score(one, oracle(one).model_copy(update={"positions": ()})) for one in CASES[9:18]]
    one, two = aggregate(scores), aggregate(list(reversed(scores)))
    assert one == two
    low, value, high = (getattr(one["position_f1"], end) for end in ("low", "value", "high"))
    assert low < value < high


def test_what_was_not_measured_is_none_and_not_0() -> None:
    total = aggregate([score(case("It rained.", {}), summary("It rained.", {}))])
    assert total["due_accuracy"].value is None
    assert total["cost_usd"].value is None


def test_no_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="no scores"):
        aggregate([])
