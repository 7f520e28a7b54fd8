"""Which items of a summary appeared, vanished or changed against another of the same text?

Ids are given anew by every summary, so items are told apart by what they say and where they point.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from evals.runs.result import Outcome
from summarizer.schema import Actor, Condition, ItemKind, NextStep, Position, Summary

What = Literal["appeared", "vanished", "changed"]
Judged = Literal["right", "okay", "wrong"]

_ALIKE = 0.6
"""Two wordings are one item if so many of their words are equal (difflib's ratio)..."""
_ALIKE_IN_PLACE = 0.3
"""...or so many, where both point at the same words."""
_LISTS = ("actors", "conditions", "next_steps", "positions")


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is not in both summaries as it is in one."""

    what: What
    kind: ItemKind
    repeat: int
    """In which repeat, from 0."""
    words: str
    """What the item says; the later wording if it changed."""
    judged: Judged
    """Whether that item stands for a label."""
    fields: tuple[str, ...] = ()
    """What changed."""


@dataclass(frozen=True, slots=True)
class _Item:
    kind: ItemKind
    words: str
    """With who says or does it."""
    says: str
    """Without."""
    places: frozenset[tuple[int, int]]
    fields: Mapping[str, Any]
    judged: Judged


def changes(before: Outcome, after: Outcome, repeat: int) -> Iterator[Change]:
    """Compare two summaries of one text.

    Args:
        before: The earlier one.
        after: The later one.
        repeat: Of both.
    """
    old, new = _items(before), _items(after)
    pairs = _paired(old, new)
    for i, j in pairs:
        fields = tuple(k for k in new[j].fields if old[i].fields[k] != new[j].fields[k])
        if fields:
            yield Change("changed", new[j].kind, repeat, new[j].words, new[j].judged, fields)
    yield from _alone("vanished", old, {i for i, _ in pairs}, repeat)
    yield from _alone("appeared", new, {j for _, j in pairs}, repeat)


def _alone(what: What, items: list[_Item], paired: set[int], repeat: int) -> Iterator[Change]:
    for number, item in enumerate(items):
        if number not in paired:
            yield Change(what, item.kind, repeat, item.words, item.judged)


def _paired(old: list[_Item], new: list[_Item]) -> list[tuple[int, int]]:
    """Counterparts, the surest first; each item has one at most."""
    found = sorted(
        (
            (-sureness, i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if (sureness := _sureness(one, other))
        ),
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in found:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def _sureness(one: _Item, other: _Item) -> float:
    """How surely two items are one; 0 if they are not."""
    if one.kind != other.kind:
        return 0.0
    if one.says == other.says:
        return 2.0 + (one.fields == other.fields)
    words = one.says.lower().split(), other.says.lower().split()
    alike = SequenceMatcher(None, *words, autojunk=False).ratio()
    in_place = bool(one.places & other.places)
    return alike + in_place if alike >= (_ALIKE_IN_PLACE if in_place else _ALIKE) else 0.0


def _items(outcome: Outcome) -> list[_Item]:
    summary = outcome.summary
    judged = _judged(outcome)
    names = {actor.id: actor.name for actor in summary.actors}
    names |= {condition.id: condition.requirement for condition in summary.conditions}
    return [
        _Item(
            kind=_kind(item),
            words=": ".join(filter(None, (_who(item, names), _says(item)))),
            says=_says(item),
            places=frozenset((piece.start, piece.end) for piece in item.evidence),
            fields=_fields(item, names),
            judged=judged.get(item.id, "wrong"),
        )
        for item in _all(summary)
    ]


Item = Actor | Condition | NextStep | Position


def _all(summary: Summary) -> list[Item]:
    return [item for name in _LISTS for item in getattr(summary, name)]


def _judged(outcome: Outcome) -> dict[str, Judged]:
    return {pair.produced: "right" if pair.vital else "okay" for pair in outcome.score.pairs}


def _fields(item: Item, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields with names in the place of ids, and of the evidence its places."""
    fields = item.model_dump(exclude={"id", "evidence"})
    for name in ("holder", "reported_by", "set_by"):
        if name in fields:
            fields[name] = names.get(fields[name] or "", "")
    for name in ("actors", "depends_on"):
        if name in fields:
            fields[name] = sorted(names.get(one, "") for one in fields[name])
    return {**fields, "evidence": sorted((piece.start, piece.end) for piece in item.evidence)}


def _kind(item: Item) -> ItemKind:
    match item:
        case Actor():
            return "actor"
        case Condition():
            return "condition"
        case NextStep():
            return "next_step"
        case Position():
            return "position"


def _says(item: Item) -> str:
    match item:
        case Actor():
            return item.name
        case Condition():
            return f"{item.requirement} → {item.gates}"
        case NextStep():
            return item.action
        case Position():
            return item.statement


def _who(item: Item, names: Mapping[str, str]) -> str:
    match item:
        case NextStep():
            return ", ".join(names.get(one, "") for one in item.actors)
        case Position():
            return names.get(item.holder, "")
        case _:
            return ""
