"""Does a label that has the right shape also make sense?

Each rule takes all items that could be read and the source text, and yields its faults. They are
the rules of ``docs/labelling.md`` that a machine can check.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.labels import GoldActor, GoldCondition, GoldItem, GoldNextStep, GoldPosition

T = TypeVar("T", bound=GoldItem)

MOST_WORDS = 25
"""Of a position's statement."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of a case."""

    file: str
    """`source.txt`, `meta.toml` or `label.json`."""
    path: str
    """JSON path of the value, such as `$.positions[0].holder`."""
    message: str
    """What is wrong with it, in a sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item of a label, and where it stands."""

    path: str
    """Such as `$.positions[0]`."""
    item: GoldItem
    """What it says."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules look at."""

    found: Sequence[Found]
    """The items whose shape is right."""
    ids: Sequence[tuple[str, str]]
    """Path and id of every item, also of those whose shape is wrong."""
    text: str
    """The source; if it is empty, nothing is looked up in it."""
    file: str
    """Name of the label's file."""

    def of(self, kind: type[T]) -> Iterator[tuple[str, T]]:
        """The items of one kind, with their paths."""
        return ((found.path, found.item) for found in self.found if isinstance(found.item, kind))


Fragment = tuple[str, str]
"""Path and message of a fault."""


def faults(reading: Reading) -> list[Fault]:
    """Everything that is wrong, in the order of the rules."""
    rules = (_repeated_ids, _quotes, _references, _self_reports, _statements, _times, _conditional)
    return [Fault(reading.file, path, message) for rule in rules for path, message in rule(reading)]


def _repeated_ids(reading: Reading) -> Iterator[Fragment]:
    count = Counter(item_id for _, item_id in reading.ids)
    for path, item_id in reading.ids:
        if count[item_id] > 1:
            yield f"{path}.id", f"the id {item_id} is used {count[item_id]} times"


def _quotes(reading: Reading) -> Iterator[Fragment]:
    for found in reading.found:
        quotes = found.item.evidence
        for number, quote in enumerate(quotes):
            path = f"{found.path}.evidence[{number}]"
            if reading.text and quote not in reading.text:
                yield path, f'this quote is not in the source: "{_short(quote)}"'
            elif quote in quotes[:number]:
                yield path, "the same quote stands here twice"


def _references(reading: Reading) -> Iterator[Fragment]:
    ids = {item_id for _, item_id in reading.ids}
    for found in reading.found:
        for field, wanted, kind in _wanted(found.item):
            if wanted not in ids or not wanted.startswith(kind[0]):
                yield f"{found.path}.{field}", f"there is no {kind} {wanted!r}"


def _wanted(item: GoldItem) -> Iterator[tuple[str, str, str]]:
    """Field, id and kind of everything that an item refers to."""
    match item:
        case GoldPosition():
            yield "holder", item.holder, "actor"
            if item.reported_by is not None:
                yield "reported_by", item.reported_by, "actor"
        case GoldCondition():
            if item.set_by is not None:
                yield "set_by", item.set_by, "actor"
        case GoldNextStep():
            yield from ((f"actors[{n}]", actor, "actor") for n, actor in enumerate(item.actors))
            for number, condition in enumerate(item.depends_on):
                yield f"depends_on[{number}]", condition, "condition"
        case GoldActor():
            return


def _self_reports(reading: Reading) -> Iterator[Fragment]:
    for path, item in reading.of(GoldPosition):
        if item.reported_by == item.holder:
            yield f"{path}.reported_by", "the holder speaks for itself: write null"


def _statements(reading: Reading) -> Iterator[Fragment]:
    for path, item in reading.of(GoldPosition):
        count = len(item.statement.split())
        if count > MOST_WORDS:
            yield f"{path}.statement", f"it has {count} words; {MOST_WORDS} are the most"


def _times(reading: Reading) -> Iterator[Fragment]:
    text = _plain(reading.text)
    for path, item in reading.of(GoldNextStep):
        if text and _plain(item.when) not in text:
            yield f"{path}.when", f'these words are not in the source: "{_short(item.when)}"'
        if item.due and not _is_date(item.due):
            yield f"{path}.due", f"{item.due} is no date, month or year"
        if item.due and not item.when:
            yield f"{path}.due", "a due date needs the document's words for it in `when`"


def _conditional(reading: Reading) -> Iterator[Fragment]:
    for path, item in reading.of(GoldNextStep):
        if item.certainty == "conditional" and not item.depends_on:
            yield f"{path}.depends_on", "a conditional step must name its condition"
        if item.depends_on and item.certainty != "conditional":
            yield f"{path}.certainty", "a step that depends on a condition is conditional"


def _is_date(due: str) -> bool:
    try:
        dt.date.fromisoformat((due + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _plain(text: str) -> str:
    """In lower case, every run of blanks as one."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def _short(quote: str) -> str:
    return quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…"
