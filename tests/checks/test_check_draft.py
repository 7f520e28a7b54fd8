"""`check` says which items of a draft stand, moves drifted evidence and folds repetitions."""

from typing import Any

import pytest

from summarizer.checks import check
from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftNextStep,
    DraftPosition,
)

DOCUMENT = Document.from_text(
    "14 March 2023. Dockworkers to vote on strike as port talks stall.\n"
    "The Northport Dockworkers' Union will ballot its 4,200 members on Thursday, union secretary "
    "Lena Ortiz said on Tuesday.\n"
    '"We will not go back to the table unless the company withdraws the night-shift plan," Ortiz '
    "said.\n"
    "Harbour Terminals declined to comment on its pay offer.\n"
)
STRIKE, BALLOT, TABLE, COMMENT = (
    next(segment.number for segment in DOCUMENT.segments if word in segment.text)
    for word in ("strike", "ballot", "table", "comment")
)
UNION = DraftActor(
    at=[BALLOT],
    name="Northport Dockworkers' Union",
    kind="organisation",
    role="",
    aliases=["union", "the longshoremen's lobby"],
)
ORTIZ = DraftActor(at=[BALLOT], name="Lena Ortiz", kind="person", role="union secretary")
TERMINALS = DraftActor(at=[COMMENT], name="Harbour Terminals", kind="organisation", role="")
CAST = [UNION, ORTIZ, TERMINALS]


def position(**changes: Any) -> DraftPosition:
    values: dict[str, Any] = {
        "at": [COMMENT],
        "holder": "Harbour Terminals",
        "reported_by": "",
        "stance": "declines",
        "statement": "The company does not comment on its pay offer.",
    }
    return DraftPosition(**{**values, **changes})


def condition(**changes: Any) -> DraftCondition:
    values: dict[str, Any] = {
        "at": [TABLE],
        "requirement": "The company withdraws the night-shift plan.",
        "gates": "The union goes back to the table.",
        "set_by": "the union",
    }
    return DraftCondition(**{**values, **changes})


def step(**changes: Any) -> DraftNextStep:
    values: dict[str, Any] = {
        "at": [BALLOT],
        "actors": ["the union"],
        "action": "ballot its 4,200 members on a strike",
        "when": "on Thursday",
        "certainty": "scheduled",
    }
    return DraftNextStep(**{**values, **changes})


def draft(**lists: Any) -> Draft:
    return Draft(**{"actors": CAST, **lists})


def test_the_worked_example_of_the_guide_stands_as_it_is() -> None:
    checked = check(
        draft(positions=[position()], conditions=[condition()], next_steps=[step()]), DOCUMENT
    )
    assert checked.faulty == ()
    assert [type(item) for item in checked.accepted] == [
        *[DraftActor] * 3, DraftPosition, DraftCondition, DraftNextStep
    ]  # fmt: skip
    assert [item.at for item in checked.accepted[3:]] == [[COMMENT], [TABLE], [BALLOT]]


FAULTS = [
    ("positions", position(statement="The company comments on its pay offer of $9."), "figure"),
    ("positions", position(stance="asserts", statement="It comments on its offer."), "negation"),
    ("positions", position(statement="word " * 26), "length"),
    ("positions", position(statement=""), "empty"),
    ("positions", position(holder="the official"), "unlisted-actor"),
    ("positions", position(holder="Acme"), "unknown-name"),
    ("positions", position(reported_by="Acme"), "unknown-name"),
    ("positions", position(statement="The firm will not comment on the offer to Acme."),
     "unknown-name"),
    ("positions", position(at=[], statement="Zebras gallop."), "no-such-segment"),
    ("conditions", condition(requirement="The company pays 7 percent."), "figure"),
    ("conditions", condition(gates="The union sells ships."), "wording"),
    ("conditions", condition(set_by="Acme"), "unknown-name"),
    ("next_steps", step(action="ballot its 4,300 members"), "figure"),
    ("next_steps", step(action="not ballot its members"), "negation"),
    ("next_steps", step(when="on Friday"), "when"),
    ("next_steps", step(actors=["the union", "Acme"]), "unknown-name"),
    ("actors", DraftActor(at=[BALLOT], name="Acme", kind="organisation", role=""), "unknown-name"),
]  # fmt: skip


@pytest.mark.parametrize(("where", "item", "rule"), FAULTS)
def test_an_unsupported_item_is_faulty_and_named(where: str, item: Any, rule: str) -> None:
    items = [*CAST, item] if where == "actors" else [item]
    checked = check(draft(**{where: items}), DOCUMENT)
    (faulty,) = checked.faulty
    assert rule in {fault.rule for fault in faulty.faults}
    assert faulty.item == item
    assert faulty.kind == where.removesuffix("s")
    assert checked.accepted == check(draft(), DOCUMENT).accepted


def test_a_malformed_item_is_faulty_with_its_reason() -> None:
    checked = check(draft(positions=[{"at": [COMMENT], "holder": "union"}]), DOCUMENT)
    (faulty,) = checked.faulty
    assert faulty.kind == "position"
    assert [fault.rule for fault in faulty.faults] == ["malformed"]
    assert "statement" in faulty.faults[0].message


@pytest.mark.parametrize("statement", ["to comment on its pay offer", "It comments on its offer."])
def test_a_declined_act_may_be_named_without_a_not(statement: str) -> None:
    assert check(draft(positions=[position(statement=statement)]), DOCUMENT).faulty == ()


@pytest.mark.parametrize("at", [[STRIKE], [BALLOT], [99], [0], [-1], []])
def test_drifted_evidence_is_moved_before_an_item_fails(at: list[int]) -> None:
    checked = check(draft(positions=[position(at=at)]), DOCUMENT)
    assert checked.faulty == ()
    assert checked.accepted[-1].at == [COMMENT]


def test_numbers_out_of_range_are_left_out() -> None:
    checked = check(draft(positions=[position(at=[COMMENT, 99, COMMENT])]), DOCUMENT)
    assert checked.accepted[-1].at == [COMMENT]


def test_a_time_in_another_segment_is_added_to_the_evidence() -> None:
    item = step(at=[STRIKE], action="vote on a strike")
    checked = check(draft(next_steps=[item]), DOCUMENT)
    assert checked.faulty == ()
    assert checked.accepted[-1].at == [STRIKE, BALLOT]


def test_an_alias_that_the_text_does_not_use_is_left_out() -> None:
    (actor, *_) = check(draft(), DOCUMENT).accepted
    assert isinstance(actor, DraftActor)
    assert actor.aliases == ["union"]


def test_items_of_an_actor_who_fell_are_faulty_too() -> None:
    ghost = DraftActor(at=[COMMENT], name="Acme", kind="organisation", role="")
    checked = check(Draft(actors=[ghost], positions=[position(holder="Acme")]), DOCUMENT)
    assert [faulty.kind for faulty in checked.faulty] == ["actor", "position"]


def test_a_repetition_is_folded_and_told() -> None:
    again = position(statement="Harbour Terminals does not comment on its pay offer.")
    first = position(statement="Harbour Terminals does not comment on the pay offer.")
    checked = check(draft(positions=[first, again]), DOCUMENT)
    assert checked.accepted[3:] == (first,)
    assert checked.duplicates == (again,)


def test_what_stands_stands_when_it_is_checked_again() -> None:
    lists = {"positions": [position(at=[99])], "next_steps": [step(at=[STRIKE])]}
    once = check(draft(**lists), DOCUMENT)
    twice = check(
        Draft(
            actors=list(once.accepted[:3]),
            positions=[item for item in once.accepted if isinstance(item, DraftPosition)],
            next_steps=[item for item in once.accepted if isinstance(item, DraftNextStep)],
        ),
        DOCUMENT,
    )
    assert twice.accepted == once.accepted
    assert twice.faulty == ()


def test_rules_are_free_of_text() -> None:
    checked = check(draft(positions=[item for _, item, _ in FAULTS[:6]]), DOCUMENT)
    for faulty in checked.faulty:
        for fault in faulty.faults:
            assert fault.rule.replace("-", "").isalpha()
