"""Which items of a draft stand, and what is wrong with the others?

An item that fails is first tried on the segments that it probably meant; only if it fails there
too is it faulty. What is said twice is put together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.checks.alignment import Index, realigned
from summarizer.checks.duplicates import fold_duplicates
from summarizer.checks.fault import Fault
from summarizer.checks.links import links
from summarizer.checks.names import Vocabulary
from summarizer.checks.quoting import segment_saying
from summarizer.checks.rules import Reading, faults_of
from summarizer.checks.wording import shared_words
from summarizer.document import Document
from summarizer.draft import (
    KINDS,
    LIST_OF,
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    Malformed,
)
from summarizer.schema import ItemKind

_MENDED_BY_MOVING = frozenset(
    {"no-such-segment", "wording", "figure", "date", "negation", "when", "link"}
)
"""Rules whose faults other evidence can mend."""
_OWN_WORDS = 0.5
"""Share of a role's content words that must be the document's; 97 % of hand-made labels have it."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """An item that does not stand."""

    item: DraftItem | Malformed
    """As the model wrote it."""
    kind: ItemKind
    """Which list it was in."""
    faults: tuple[Fault, ...]
    """What is wrong with it; at least one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft after the checks."""

    accepted: tuple[DraftItem, ...]
    """The items that stand: actors, conditions, next steps, positions. Their evidence exists,
    and may have been moved."""
    faulty: tuple[Faulty, ...]
    """The items that do not."""
    duplicates: tuple[DraftItem, ...] = ()
    """Items that repeated an accepted one, which now has their evidence too."""


def check(draft: Draft, document: Document) -> Checked:
    """Hold each item of a draft against the document.

    Args:
        draft: What a model wrote.
        document: What it was asked about.
    """
    reading = Reading(document, Index.of(document), Vocabulary.of(document))
    accepted: list[DraftItem] = []
    faulty: list[Faulty] = []
    for kind, item in _items(draft):
        if isinstance(item, Malformed):
            faulty.append(Faulty(item, kind, (Fault("malformed", item.reason),)))
            continue
        standing, faults = _tried(item, reading)
        if faults:
            faulty.append(Faulty(item, kind, faults))
        else:
            accepted.append(standing)
            if isinstance(standing, DraftActor):
                reading = reading.with_actor(standing)
    folded = fold_duplicates(accepted)
    return Checked(folded.kept, tuple(faulty), folded.duplicates)


def realign(item: DraftItem, document: Document) -> DraftItem:
    """The item with the evidence that it probably meant, or as it is if it has none better.

    Args:
        item: As a model wrote it.
        document: What the model was asked about.
    """
    reading = Reading(document, Index.of(document), Vocabulary.of(document))
    return next(_candidates(item, reading), item)


def _items(draft: Draft) -> Iterator[tuple[ItemKind, DraftItem | Malformed]]:
    """All items with their kinds, actors first, since the others refer to them."""
    for kind in KINDS:
        for item in getattr(draft, LIST_OF[kind]):
            yield kind, item


def _tried(item: DraftItem, reading: Reading) -> tuple[DraftItem, tuple[Fault, ...]]:
    """The item as it stands and no fault, or the item as it is and its faults."""
    existing = [number for number in dict.fromkeys(item.at) if reading.document.segment(number)]
    item = _tidied(item.model_copy(update={"at": existing}), reading)
    faults = faults_of(item, reading)
    if not {fault.rule for fault in faults} & _MENDED_BY_MOVING:
        return item, faults
    for moved in _candidates(item, reading):
        if not faults_of(moved, reading):
            return moved, ()
    return item, faults


def _tidied(item: DraftItem, reading: Reading) -> DraftItem:
    """An actor without the aliases that the document does not use, or a role in other words."""
    if not isinstance(item, DraftActor):
        return item
    text = f"{reading.document.title}\n{reading.document.text}"
    used = [a for a in item.aliases if reading.vocabulary.has(a) and not links(a, [text])]
    told = item.role in text or shared_words(item.role, text) >= _OWN_WORDS
    role = item.role if told and not links(item.role, [text]) else ""
    return item.model_copy(update={"aliases": used, "role": role})


def _candidates(item: DraftItem, reading: Reading) -> Iterator[DraftItem]:
    """The item with other evidence, the likeliest first."""
    for numbers in realigned(_text(item), item.at, reading.index):
        yield from _with_time(item.model_copy(update={"at": numbers}), reading)
    yield from _with_time(item, reading)


def _with_time(item: DraftItem, reading: Reading) -> Iterator[DraftItem]:
    """The item, and if its time stands in another segment, the item with that one too."""
    yield item
    if isinstance(item, DraftNextStep):
        found = segment_saying(item.when, item.at, reading.document)
        if found and found not in item.at:
            yield item.model_copy(update={"at": sorted([*item.at, found])})


def _text(item: DraftItem) -> str:
    match item:
        case DraftPosition():
            return item.statement
        case DraftNextStep():
            return f"{item.action}. {item.when}"
        case DraftCondition():
            return f"{item.requirement}. {item.gates}"
        case _:
            return item.name
