"""Single comparisons: names, places, wordings, and what may not differ."""

from dataclasses import replace
from typing import Any

import pytest
from support.labelled import case, summary

from evals.cases import load_cases
from evals.figures.alterations import alterations
from evals.scoring import Match, matches
from evals.scoring.actors import names_of, related, sameness
from evals.scoring.claims import produced_claims
from evals.scoring.places import Piece, overlap
from evals.scoring.scorer import made_ready
from evals.scoring.wording import Weights, content

BOARD = {"name": "The board", "aliases": ["board"]}


def compare(
    text: str, label: dict[str, Any], item: dict[str, Any], kind: str = "positions"
) -> Match:
    gold, ground = made_ready(case(text, {"actors": [BOARD], kind: [label]}))
    made = summary(text, {"actors": [BOARD], kind: [item]})
    return matches(gold[-1], produced_claims(made)[-1], ground)


def position(statement: str, stance: str = "asserts") -> dict[str, Any]:
    return {"holder": "The board", "stance": stance, "statement": statement}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dmitry Peskov", "Peskov"),
        ("Mr. Peskov", "Dmitry Peskov"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("United Auto Workers", "UAW"),
        ("United Auto Workers (UAW)", "the UAW"),
        ("The Harbour Terminals", "harbour terminals"),
        ("United States", "the U.S."),
        ("the Greek government", "Greece"),
        ("Ford Motor Company", "Ford"),
        ("Department of Justice", "Justice Department"),
        ("Russian delegation of negotiators", "the delegation"),
        ("Johnson's government", "the government"),
        ("Secretary of the Treasury", "Treasury Secretary"),
        ("Prime Minister Boris Johnson", "Johnson"),
        ("Greece's government", "Greece"),
        ("United States federal government", "the US"),
        ("Party of Labour in Cyprus", "Party of Labour"),
    ],
)
def test_two_forms_of_a_name_are_one_actor(one: str, two: str) -> None:
    assert sameness(names_of(one, ()), names_of(two, ())) > 0
    assert sameness(names_of(two, ()), names_of(one, ())) > 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kremlin spokesman Dmitry Peskov", "the Kremlin"),
        ("US President Joe Biden", "US"),
        ("Ford workers", "Ford"),
        ("Barack Obama", "Michelle Obama"),
        ("United States", "United Kingdom"),
        ("Russian delegation", "Russia"),
        ("Johnson's government", "Boris Johnson"),
        ("US President", "the US"),
        ("President of Russia", "Russia"),
        ("Secretary of the Treasury", "the Treasury"),
        ("The league's chairman", "the league"),
        ("Obama's auto task force", "Obama"),
        ("Democratic Rally in Cyprus", "Cyprus"),
        ("U.S. Treasury", "U.S. government"),
        ("a Facebook user", "Facebook"),
        ("he", "he"),
        ("the", "The board"),
        ("", ""),
    ],
)
def test_names_that_only_share_a_word_are_two_actors(one: str, two: str) -> None:
    assert sameness(names_of(one, ()), names_of(two, ())) == 0


def test_the_surer_sign_scores_higher() -> None:
    union = names_of("Northport Dockworkers' Union", ("the union", "Local 7"))
    found = [
        sameness(union, names_of(name, aliases))
        for name, aliases in (
            ("Northport Dockworkers' Union", ()),
            ("the union", ()),
            ("Dockworkers' Union", ()),
            ("Ports", ("Local 7",)),
            ("Harbour Terminals", ()),
        )
    ]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)


def test_a_delegation_is_related_to_its_country_and_two_countries_are_not() -> None:
    assert related(names_of("Russian delegation", ()), names_of("Moscow", ()))
    assert not related(names_of("United States", ()), names_of("United Kingdom", ()))


@pytest.mark.parametrize(
    ("gold", "produced", "least", "most"),
    [
        ([(0, 50)], [(0, 50)], 1, 1),
        ([(0, 50), (60, 90), (99, 120)], [(60, 90)], 0.75, 0.99),
        ([(0, 50)], [(0, 50), (60, 90)], 0.75, 0.99),
        ([(10, 30)], [(0, 200)], 1, 1),
        ([(0, 50)], [(45, 100)], 0, 0),
        ([(0, 50)], [(50, 100)], 0, 0),
        ([], [(0, 5)], 0, 0),
    ],
)
def test_how_much_evidence_is_common(
    gold: list[tuple[int, int]], produced: list[tuple[int, int]], least: float, most: float
) -> None:
    one, two = ([Piece((span,)) for span in spans] for spans in (gold, produced))
    assert least <= overlap(one, two) <= most


@pytest.mark.parametrize(
    ("label", "item"),
    [
        (position("The pay offer is too low."), position("The offer on pay is low.")),
        (
            position("The board will not meet the unions.", "declines"),
            position("meeting the unions", "declines"),
        ),
        (
            position("The board wants the tax scrapped.", "demands"),
            position("The levy must go.", "demands"),
        ),
        (
            position("Fares should rise by 15 percent.", "demands"),
            position("Fares should go up by fifteen per cent.", "demands"),
        ),
        (position("Most trains run late."), position("Most trains run late, 1,200 in May.")),
    ],
)
def test_a_paraphrase_is_a_match(label: dict[str, Any], item: dict[str, Any]) -> None:
    text = (
        "The board said the pay offer is too low, refused to meet the unions, wants the tax levy"
        " scrapped and fares to rise by 15 percent; most trains run late, 1,200 in May."
    )
    assert compare(text, label, item).reason == ""


@pytest.mark.parametrize(
    ("label", "item", "reason"),
    [
        (position("Fares will rise."), position("Fares will not rise."), "negation"),
        (position("Fares will rise."), position("Fares will fall."), "negation"),
        (
            position("the rise", "supports"),
            position("the rise", "opposes"),
            "negation",
        ),
        (position("Fares rise 4 %."), position("Fares rise 5 %."), "number"),
        (position("Fares rise on 4 May."), position("Fares rise on 5 May."), "number"),
        (position("Fares rise."), position("Fares rise by 9 %."), "number"),
        (position("Fares rise."), position("Trains run late."), "wording"),
    ],
)
def test_what_says_something_else_is_no_match(
    label: dict[str, Any], item: dict[str, Any], reason: str
) -> None:
    text = "Fares rise 4 % on 4 May, trains run late, and the board said so."
    found = compare(text, label, item)
    assert (found.reason, found.score, found.is_match) == (reason, 0, False)


def test_a_condition_told_the_other_way_round_on_both_sides_is_the_same() -> None:
    text = "Without aid the plant will close; with aid it will not."
    label = {"requirement": "the plant gets aid", "gates": "the plant does not close"}
    item = {"requirement": "the plant does not get aid", "gates": "the plant closes"}
    assert compare(text, label, item, "conditions").is_match
    flipped = {"requirement": "the plant does not get aid", "gates": "the plant does not close"}
    assert compare(text, label, flipped, "conditions").reason == "negation"


@pytest.mark.parametrize("cited", [0, 1])
def test_one_of_two_sentences_that_a_label_quotes_is_enough(cited: int) -> None:
    quotes = ["The board wants a bridge.", "A bridge is what the board asks for."]
    text = f"{quotes[0]} It rained. {quotes[1]}"
    label = {**position("The board wants a bridge.", "demands"), "evidence": quotes}
    item = {**position("A bridge is wanted.", "demands"), "evidence": [quotes[cited]]}
    assert compare(text, label, item).is_match


def test_words_weigh_the_same_in_whatever_order_they_come() -> None:
    """A set of words has another order in every process: a tie must not depend on it."""
    weights = Weights({"board": 0.1, "plan": 0.2, "vote": 0.3}, 1.0)
    assert weights.total(["board", "plan", "vote"]) == weights.total(["vote", "plan", "board"])


def test_items_of_two_kinds_never_match() -> None:
    text = "The board will meet."
    gold, ground = made_ready(case(text, {"next_steps": [{"action": "meet"}]}))
    made = summary(text, {"actors": [BOARD], "positions": [position("meet")]})
    assert matches(gold[-1], produced_claims(made)[-1], ground).reason == "kind"


def test_a_label_with_its_negation_figure_or_date_changed_is_nearly_always_refused() -> None:
    altered: list[bool] = []
    for one in load_cases():
        gold, ground = made_ready(one)
        for claim in gold:
            if claim.kind == "actor":
                continue
            assert matches(claim, claim, ground).is_match
            for change in alterations(claim.text):
                false = replace(claim, text=change.claim, stems=content(change.claim))
                altered.append(not matches(claim, false, ground).is_match)
    assert len(altered) > 500
    assert sum(altered) / len(altered) >= 0.98
