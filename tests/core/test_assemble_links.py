"""Code links the items: ids in the order of the text, names to actors, steps to conditions."""

from typing import Any

from summarizer.assemble import assemble
from summarizer.checks import Fault, Faulty
from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    Malformed,
)
from summarizer.repair import Repaired
from summarizer.schema import Run, Summary

DOCUMENT = Document.from_text(
    "The Kremlin wants talks. Dmitry Peskov said so on Sunday.\n"
    "The talks begin on Monday if the text is agreed.",
    date="2025-05-30",
)
RUN = Run(
    model="m", prompt="p@1", calls=1, repairs=0, input_tokens=1, output_tokens=1,
    cached_tokens=0, seconds=0.1, cost_usd=None,
)  # fmt: skip
KREMLIN = DraftActor(
    at=[1], name="Kremlin", kind="government", role="", aliases=["Moscow", "Kremlin", "Moscow"]
)
PESKOV = DraftActor(at=[2], name="Dmitry Peskov", kind="person", role="")


def position(**changes: Any) -> DraftPosition:
    values: dict[str, Any] = {
        "at": [1], "holder": "Kremlin", "reported_by": "Peskov", "stance": "demands",
        "statement": "Talks are wanted.",
    }  # fmt: skip
    return DraftPosition(**{**values, **changes})


def condition(**changes: Any) -> DraftCondition:
    values: dict[str, Any] = {
        "at": [3], "requirement": "the text is agreed", "gates": "the talks begin", "set_by": "",
    }  # fmt: skip
    return DraftCondition(**{**values, **changes})


def step(**changes: Any) -> DraftNextStep:
    values: dict[str, Any] = {
        "at": [3], "actors": [], "action": "the talks begin", "when": "on Monday",
        "certainty": "scheduled",
    }  # fmt: skip
    return DraftNextStep(**{**values, **changes})


def summary(*items: DraftItem, dropped: tuple[Faulty, ...] = ()) -> Summary:
    return assemble(DOCUMENT, Draft(title=""), Repaired(items, dropped, 0), RUN)


def test_actors_are_numbered_as_the_text_names_them() -> None:
    found = summary(PESKOV, KREMLIN)

    assert [(actor.id, actor.name) for actor in found.actors] == [
        ("a1", "Kremlin"),
        ("a2", "Dmitry Peskov"),
    ]


def test_items_are_numbered_as_the_text_says_them() -> None:
    found = summary(
        KREMLIN, position(at=[3], statement="late"), position(at=[1], statement="early")
    )

    assert [(p.id, p.statement) for p in found.positions] == [("p1", "early"), ("p2", "late")]


def test_an_actor_s_own_name_is_no_alias_and_none_stands_twice() -> None:
    assert summary(KREMLIN).actors[0].aliases == ("Moscow",)


def test_names_become_ids_by_any_form() -> None:
    found = summary(KREMLIN, PESKOV, position(holder="Moscow"), condition(set_by="Mr. Peskov"))

    assert (found.positions[0].holder, found.positions[0].reported_by) == ("a1", "a2")
    assert found.conditions[0].set_by == "a2"


def test_nobody_reports_his_own_position() -> None:
    found = summary(PESKOV, position(holder="Dmitry Peskov", reported_by="Peskov"))

    assert found.positions[0].reported_by is None


def test_a_step_has_each_doer_once() -> None:
    found = summary(KREMLIN, PESKOV, step(actors=["Moscow", "Kremlin", "Peskov", "nobody"]))

    assert found.next_steps[0].actors == ("a1", "a2")


def test_days_count_from_the_day_of_saying() -> None:
    found = summary(step(at=[2, 3], when="within ten days"), step(at=[3], when="within ten days"))

    assert [(s.evidence[0].segment, s.due) for s in found.next_steps] == [
        (2, "2025-06-04"),  # said on Sunday, 25 May
        (3, "2025-06-09"),
    ]


def test_a_conditional_step_hangs_on_the_condition_of_its_segment_or_of_its_act() -> None:
    same_segment = step(certainty="conditional", action="they sit down")
    same_act = step(certainty="conditional", at=[2], action="the talks begin")
    neither = step(certainty="conditional", at=[2], action="he flies home")
    firm = step(certainty="scheduled")
    found = summary(condition(), same_segment, same_act, neither, firm)

    assert [(s.action, s.depends_on) for s in found.next_steps] == [
        ("the talks begin", ("c1",)),
        ("he flies home", ()),
        ("they sit down", ("c1",)),
        ("the talks begin", ()),
    ]


def test_what_was_dropped_keeps_its_words_and_all_its_faults() -> None:
    faults = (Fault("figure", "No such figure."), Fault("date", "No such day."))
    found = summary(
        dropped=(
            Faulty(position(), "position", faults),
            Faulty(Malformed(reason="no", raw=["a"]), "actor", (Fault("malformed", "no"),)),
        )
    ).dropped

    assert [(d.kind, d.reason, d.item) for d in found] == [
        ("position", "No such figure.; No such day.", position().model_dump()),
        ("actor", "no", {"text": "['a']"}),
    ]


def test_the_run_is_passed_on() -> None:
    assert summary().run == RUN
