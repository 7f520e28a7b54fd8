"""Which items say the same thing twice?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from summarizer.checks.days import without_days
from summarizer.checks.directions import directions
from summarizer.checks.negation import negation
from summarizer.checks.numbers import numbers
from summarizer.checks.words import content_stems, fold, words
from summarizer.draft import DraftActor, DraftCondition, DraftItem, DraftNextStep, DraftPosition

_NEARLY_ALL = 0.9
"""Words in common, as a share of all, from which evidence need not overlap."""
_MOST = 0.65
"""The same where the two cite a common segment."""
_MOST_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Folded:
    """A list without its repetitions."""

    kept: tuple[DraftItem, ...]
    """In their order; the first of several like ones has the evidence of all."""
    duplicates: tuple[DraftItem, ...]
    """The later ones, as they were."""


def fold_duplicates(items: Sequence[DraftItem]) -> Folded:
    """Put together the items that say the same of the same actor.

    Args:
        items: Items of any kinds; only items of one kind are compared.
    """
    kept: list[DraftItem] = []
    duplicates: list[DraftItem] = []
    for item in items:
        first = next((at for at, other in enumerate(kept) if _is_same(item, other)), None)
        if first is None:
            kept.append(item)
            continue
        at = list(dict.fromkeys([*kept[first].at, *item.at]))[:_MOST_EVIDENCE]
        kept[first] = kept[first].model_copy(update={"at": at})
        duplicates.append(item)
    return Folded(tuple(kept), tuple(duplicates))


def _is_same(item: DraftItem, other: DraftItem) -> bool:
    if type(item) is not type(other) or _owner(item) != _owner(other):
        return False
    if isinstance(item, DraftActor):
        return True
    one, two = _text(item), _text(other)
    mine, theirs = set(content_stems(one)), set(content_stems(two))
    share = len(mine & theirs) / (len(mine | theirs) or 1)
    least = _MOST if set(item.at) & set(other.at) else _NEARLY_ALL
    return share >= least and _values(one) == _values(two) and not _opposite(one, two)


def _opposite(one: str, two: str) -> bool:
    return bool(negation(one, [two]) or negation(two, [one]) or directions(one, [two]))


def _owner(item: DraftItem) -> tuple[str, ...]:
    match item:
        case DraftPosition():
            return (_key(item.holder), item.stance)
        case DraftNextStep():
            return (*sorted(map(_key, item.actors)), fold(item.when))
        case DraftCondition():
            return (_key(item.set_by),)
        case _:
            return (_key(item.name),)


def _key(name: str) -> str:
    return " ".join(fold(word) for word in words(name)).removeprefix("the ")


def _text(item: DraftItem) -> str:
    match item:
        case DraftPosition():
            return item.statement
        case DraftNextStep():
            return item.action
        case DraftCondition():
            return f"{item.requirement}. {item.gates}"
        case _:
            return item.name


def _values(text: str) -> set[Fraction]:
    return {number.value for number in numbers(without_days(text))}
