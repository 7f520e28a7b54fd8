"""Which rules apply to which kind of item: one table."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from summarizer.checks.alignment import Index
from summarizer.checks.fault import Fault
from summarizer.checks.lengths import lengths
from summarizer.checks.links import links
from summarizer.checks.names import Vocabulary, names
from summarizer.checks.quoting import when
from summarizer.checks.references import listed
from summarizer.checks.support import check_support
from summarizer.document import Document
from summarizer.draft import DraftActor, DraftCondition, DraftItem, DraftNextStep, DraftPosition

_TURNS_ROUND = re.compile(
    r"\b(?:unless|until|till|without|otherwise|only|except|before|pending)\b", re.IGNORECASE
)
"""Where the evidence says "not … unless", what a condition gates is told without the "not"."""


@dataclass(frozen=True)
class Reading:
    """A document made ready for checking items against it. Made once per check."""

    document: Document
    """What was read."""
    index: Index
    """Its segments by their words."""
    vocabulary: Vocabulary
    """All words that it uses."""
    actors: tuple[DraftActor, ...] = ()
    """The actors that stand; the other items refer to them."""

    def with_actor(self, actor: DraftActor) -> "Reading":
        """The same, with one more actor that stands."""
        return replace(self, actors=(*self.actors, actor))

    def words(self, numbers: Sequence[int]) -> list[str]:
        """The text of these segments."""
        found = (self.document.segment(number) for number in numbers)
        return [segment.text for segment in found if segment]


Rule = Callable[[Any, Reading], list[Fault]]
"""Looks at an item of the kind that it stands beside in `RULES`."""


def _name(item: DraftActor, reading: Reading) -> list[Fault]:
    if item.name and reading.vocabulary.has(item.name):
        return links(item.name, [reading.document.title, reading.document.text])
    return [Fault("unknown-name", f"The name {item.name} is not in the text.")]


def _statement(item: DraftPosition, reading: Reading) -> list[Fault]:
    return [
        *lengths("statement", item.statement),
        *check_support(item.statement, reading.words(item.at), item.stance),
        *names(item.statement, reading.vocabulary),
    ]


def _holders(item: DraftPosition, reading: Reading) -> list[Fault]:
    return _listed([item.holder, *filter(None, [item.reported_by])], reading)


def _terms(item: DraftCondition, reading: Reading) -> list[Fault]:
    cited = reading.words(item.at)
    turned = any(_TURNS_ROUND.search(words) for words in cited)
    return [
        fault
        for field, text in (("requirement", item.requirement), ("gates", item.gates))
        for fault in (
            *lengths(field, text),
            *check_support(text, cited, "declines" if turned else None),
            *names(text, reading.vocabulary),
        )
    ]


def _setter(item: DraftCondition, reading: Reading) -> list[Fault]:
    return _listed([item.set_by] if item.set_by else [], reading)


def _action(item: DraftNextStep, reading: Reading) -> list[Fault]:
    return [
        *lengths("action", item.action),
        *check_support(item.action, reading.words(item.at)),
        *names(item.action, reading.vocabulary),
    ]


def _time(item: DraftNextStep, reading: Reading) -> list[Fault]:
    return when(item.when, reading.words(item.at))


def _doers(item: DraftNextStep, reading: Reading) -> list[Fault]:
    return _listed(item.actors, reading)


def _listed(wanted: Sequence[str], reading: Reading) -> list[Fault]:
    return [
        fault
        for name in dict.fromkeys(wanted)
        for fault in listed(name, reading.actors, reading.vocabulary)
    ]


RULES: Mapping[type[DraftItem], tuple[Rule, ...]] = MappingProxyType(
    {
        DraftActor: (_name,),
        DraftPosition: (_statement, _holders),
        DraftCondition: (_terms, _setter),
        DraftNextStep: (_action, _time, _doers),
    }
)


def faults_of(item: DraftItem, reading: Reading) -> tuple[Fault, ...]:
    """All faults of an item, in the order of the table.

    Args:
        item: As a model wrote it.
        reading: The document, made ready.
    """
    if not reading.words(item.at):
        return (Fault("no-such-segment", "It cites no segment that exists in the text."),)
    return tuple(fault for rule in RULES[type(item)] for fault in rule(item, reading))
