"""What failed a check is asked again, and only that.

One small call carries the faulty items, their faults in plain words and the segments around
them. A good item is never regenerated. What is still wrong after the last round is handed back
with its faults, so that nothing is lost in silence.
"""

from dataclasses import dataclass

from pydantic import BaseModel, Field

from summarizer import prompting
from summarizer.checks import Checked, Faulty, check
from summarizer.document import Document
from summarizer.draft import (
    ITEM_KINDS,
    LIST_OF,
    MAX_ITEMS,
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    Malformed,
    OrMalformed,
)
from summarizer.errors import LimitError, OutputError, ProviderError
from summarizer.model import Prompt, Session

PROMPT = "repair@1"
MAX_ROUNDS = 2
"""A third round mended next to nothing that two had not."""

_NEIGHBOURS = 1
"""Segments shown on each side of a cited one: cited numbers drift by one."""
_ABOUT_NAMES = frozenset({"empty", "unknown-name", "unlisted-actor", "malformed"})
"""Rules whose faults are mended with the list of actors at hand."""


class _Numbered(BaseModel):
    n: int = Field(description="Number of the faulty item that this one replaces.")


class MendedActor(DraftActor, _Numbered):
    """An actor, written again."""


class MendedCondition(DraftCondition, _Numbered):
    """A condition, written again."""


class MendedNextStep(DraftNextStep, _Numbered):
    """A next step, written again."""


class MendedPosition(DraftPosition, _Numbered):
    """A position, written again."""


class Mended(BaseModel):
    """A model's answer to the repair prompt."""

    actors: list[OrMalformed[MendedActor]] = Field(default=[], max_length=MAX_ITEMS)
    conditions: list[OrMalformed[MendedCondition]] = Field(default=[], max_length=MAX_ITEMS)
    next_steps: list[OrMalformed[MendedNextStep]] = Field(default=[], max_length=MAX_ITEMS)
    positions: list[OrMalformed[MendedPosition]] = Field(default=[], max_length=MAX_ITEMS)


_BASES: dict[type[_Numbered], type[DraftItem]] = {
    MendedActor: DraftActor,
    MendedCondition: DraftCondition,
    MendedNextStep: DraftNextStep,
    MendedPosition: DraftPosition,
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """What stands after the repair."""

    accepted: tuple[DraftItem, ...]
    """Items that passed every check, mended ones included."""
    dropped: tuple[Faulty, ...]
    """Items that could not be mended, with the faults that were left."""
    asked_again: int
    """How many items were put to the model again; one asked twice counts twice."""


def repair(checked: Checked, document: Document, session: Session) -> Repaired:
    """Ask again for the faulty items, at most `MAX_ROUNDS` times.

    An error of the model or a spent budget ends the repair, not the summary: what was accepted
    stays, and what was not mended is dropped with its faults.
    """
    asked_again = 0
    omitted: list[Faulty] = []
    for _ in range(MAX_ROUNDS):
        if not checked.faulty:
            break
        try:
            mended = session.ask(_question(checked, document), Mended).value
        except (LimitError, OutputError, ProviderError):
            break
        asked_again += len(checked.faulty)
        replaced = _replacements(mended, checked.faulty)
        omitted += [old for n, old in enumerate(checked.faulty, 1) if n not in replaced]
        checked = check(_draft((*checked.accepted, *replaced.values())), document)
    return Repaired(checked.accepted, (*omitted, *checked.faulty), asked_again)


def _question(checked: Checked, document: Document) -> Prompt:
    values = prompting.document_values(document, _around(checked.faulty, document))
    values["actors"] = _names(checked)
    values["items"] = [
        {
            "n": n,
            "list": LIST_OF[faulty.kind],
            "json": prompting.inert(prompting.compact_json(_raw(faulty.item))),
            "faults": [prompting.inert(fault.message) for fault in faulty.faults],
        }
        for n, faulty in enumerate(checked.faulty, 1)
    ]
    return prompting.load(PROMPT).render(values)


def _names(checked: Checked) -> list[str]:
    """The listed actors, where a fault is about one; else they would be paid for in vain."""
    rules = {fault.rule for faulty in checked.faulty for fault in faulty.faults}
    if rules.isdisjoint(_ABOUT_NAMES):
        return []
    return [prompting.inert(item.name) for item in checked.accepted if isinstance(item, DraftActor)]


def _raw(item: DraftItem | Malformed) -> object:
    return item.raw if isinstance(item, Malformed) else item.model_dump()


def _around(faulty: tuple[Faulty, ...], document: Document) -> tuple[int, ...]:
    """The cited segments and their neighbours; all segments where an item cites none."""
    shown: set[int] = set()
    for one in faulty:
        known = [number for number in _cited(one.item) if document.segment(number)]
        if not known:
            return ()
        for number in known:
            shown.update(range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1))
    return tuple(sorted(shown))


def _cited(item: DraftItem | Malformed) -> list[int]:
    if not isinstance(item, Malformed):
        return item.at
    numbers = item.raw.get("at") if isinstance(item.raw, dict) else None
    listed = numbers if isinstance(numbers, list) else [numbers]
    return [number for number in listed if isinstance(number, int)]


def _replacements(mended: Mended, faulty: tuple[Faulty, ...]) -> dict[int, DraftItem]:
    """The mended items by number; those that replace nothing of their kind are left out."""
    lists = (mended.actors, mended.conditions, mended.next_steps, mended.positions)
    kinds = {n: one.kind for n, one in enumerate(faulty, 1)}
    return {
        item.n: _BASES[type(item)].model_validate(item.model_dump(exclude={"n"}))
        for items in lists
        for item in items
        if not isinstance(item, Malformed) and kinds.get(item.n) == ITEM_KINDS[_BASES[type(item)]]
    }


def _draft(items: tuple[DraftItem, ...]) -> Draft:
    return Draft(
        actors=[item for item in items if isinstance(item, DraftActor)],
        conditions=[item for item in items if isinstance(item, DraftCondition)],
        next_steps=[item for item in items if isinstance(item, DraftNextStep)],
        positions=[item for item in items if isinstance(item, DraftPosition)],
    )
