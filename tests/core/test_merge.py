"""What is found in the parts becomes one: in any order, nothing lost, nothing twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.evidence import all_evidence
from support.merging import DOCUMENT, FORMS, NO_WORDS, PARTS, RUN, SAYINGS, TEXT, actor, claims

from summarizer.assemble import assemble
from summarizer.checks import Faulty
from summarizer.checks.duplicates import fold_duplicates
from summarizer.checks.fault import Fault
from summarizer.draft import (
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
)
from summarizer.merge import Found, merge
from summarizer.parts import Part
from summarizer.repair import Repaired


@st.composite
def found_in(draw: st.DrawFn, part: Part) -> Found:
    """What a model may say of a part: any actors, any claims by them, any of its segments."""
    numbers = st.integers(1, len(part.document.segments))
    places = st.lists(numbers, min_size=1, max_size=3, unique=True)
    cast = [
        actor(name, draw(places))
        for name in draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=4, unique=True))
    ]
    who = st.sampled_from([one.name for one in cast])
    said = st.sampled_from(SAYINGS)
    positions = st.builds(
        DraftPosition, at=places, holder=who, reported_by=st.just(""),
        stance=st.sampled_from(["asserts", "expects"]), statement=said,
    )  # fmt: skip
    conditions = st.builds(
        DraftCondition, at=places, requirement=said, gates=said, set_by=who,
        status=st.sampled_from(["open", "met"]),
    )  # fmt: skip
    steps = st.builds(
        DraftNextStep, at=places, actors=st.lists(who, max_size=2, unique=True), action=said,
        when=st.just(""), certainty=st.just("planned"),
    )  # fmt: skip
    claims = draw(st.lists(positions | conditions | steps, max_size=6))
    faulty = [
        Faulty(one, "position", (Fault("wording", "No."),))
        for one in draw(st.lists(positions, max_size=1))
    ]
    return Found(part, NO_WORDS, Repaired((*cast, *claims), tuple(faulty), 0))


FOUNDS = st.tuples(*(found_in(part) for part in PARTS)).map(list)


def owners(item: DraftItem) -> list[str]:
    match item:
        case DraftPosition():
            return [item.holder]
        case DraftCondition():
            return [item.set_by]
        case DraftNextStep():
            return item.actors
    return []


@settings(max_examples=25, deadline=None)
@given(FOUNDS, st.randoms())
def test_the_order_of_the_parts_makes_no_difference(found: list[Found], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)

    assert merge(found) == merge(shuffled)


@settings(max_examples=25, deadline=None)
@given(FOUNDS)
def test_nothing_is_lost(found: list[Found]) -> None:
    merged = merge(found).repaired
    read = frozenset().union(*(one.part.own for one in found))
    forms = {
        one.name: {one.name, *one.aliases} for one in merged.accepted if isinstance(one, DraftActor)
    }

    for one in found:
        for item in one.repaired.accepted:
            at = set(one.part.in_whole(item.at))
            if isinstance(item, DraftActor):
                assert any(
                    at <= set(other.at) and item.name in forms[other.name]
                    for other in merged.accepted
                    if isinstance(other, DraftActor)
                )
            elif not at <= one.part.carried & read:
                assert any(_carries(other, item, at, forms) for other in claims(merged.accepted))


def _carries(other: DraftItem, item: DraftItem, at: set[int], forms: dict[str, set[str]]) -> bool:
    """Whether an item of the whole says what the part's does, of the same actors, there too."""
    if type(other) is not type(item) or not at <= set(other.at):
        return False
    if not all(any(own in forms[name] for name in owners(other)) for own in owners(item)):
        return False
    said = ("statement", "stance", "requirement", "gates", "status", "action")
    return all(
        getattr(other, field) == getattr(item, field) for field in said if hasattr(item, field)
    )


@settings(max_examples=25, deadline=None)
@given(FOUNDS)
def test_nothing_stands_twice(found: list[Found]) -> None:
    merged = merge(found).repaired.accepted
    same = [(type(item), *owners(item), getattr(item, "status", "")) for item in claims(merged)]

    names = [item.name for item in merged if isinstance(item, DraftActor)]
    assert len(names) == len(set(names))
    for key in set(same):
        group = [item for item, its in zip(claims(merged), same, strict=True) if its == key]
        assert len(fold_duplicates(group).kept) == len(group)


@settings(max_examples=25, deadline=None)
@given(FOUNDS)
def test_offsets_and_references_hold(found: list[Found]) -> None:
    merged = merge(found)
    summary = assemble(DOCUMENT, merged.draft, merged.repaired, RUN)

    for piece in (piece for pieces in all_evidence(summary) for piece in pieces):
        assert TEXT[piece.start : piece.end] == piece.quote
    by_name = {one.name: one.id for one in summary.actors}
    accepted = [one for one in merged.repaired.accepted if isinstance(one, DraftPosition)]
    assert len(summary.positions) == len(accepted)
    assert {p.holder for p in summary.positions} == {by_name[one.holder] for one in accepted}
    for step in summary.next_steps:
        assert {summary.actor(one).id for one in step.actors} == set(step.actors)
