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
"""Segments for one item of a draft."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A list without its repetitions."""

    kept: tuple[DraftItem, ...]
    """In their order; the first of several like ones has the evidence of all."""
    duplicates: tuple[DraftItem, ...]
    """The later ones, as they were."""


def fold_duplicates(
    items: Sequence[DraftItem], *, most_evidence: int | None = _MOST_EVIDENCE
) -> Folded:
    """Put together the items that say the same of the same actor.

    Args:
        items: Items of any kinds; only items of one kind are compared.
        most_evidence: Segments that an item has at most; none for all of them.
    """
    kept: list[DraftItem] = []
    duplicates: list[DraftItem] = []
    for item in items:
        first = next((at for at, other in enumerate(kept) if _is_same(item, other)), None)
        if first is None:
            kept.append(item)
            continue
        at = list(dict.fromkeys([*kept[first].at, *item.at]))[:most_evidence]
        kept[first] = kept[first].model_copy(update={"at": at})
        duplicates.append(item)
    return Folded(tuple(kept), tuple(duplicates))


def _is_same(item: DraftItem, other: DraftItem) -> bool:
    if type(item) is not type(other) or _owner(item) != _owner(other):
        return False
    if isinstance(item, DraftActor):
        return True
    mine, theirs = _texts(item), _texts(other)
    least = _MOST if set(item.at) & set(other.at) else _NEARLY_ALL
    return (
        _share(" ".join(mine), " ".join(theirs)) >= least
        and not any(
            _values(one) != _values(two) or _opposite(one, two)
            for one, two in zip(mine, theirs, strict=True)
        )
        and not _turned_round(mine, theirs)
    )


def _share(one: str, two: str) -> float:
    """Content words in common, as a share of all that the two have."""
    mine, theirs = set(content_stems(one)), set(content_stems(two))
    return len(mine & theirs) / (len(mine | theirs) or 1)


def _turned_round(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether what one condition requires is what the other gates."""
    return len(mine) > 1 and _share(mine[0], theirs[1]) > _share(mine[0], theirs[0])


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


def _texts(item: DraftItem) -> tuple[str, ...]:
    """What an item says, part by part."""
    match item:
        case DraftPosition():
            return (item.statement,)
        case DraftNextStep():
            return (item.action,)
        case DraftCondition():
            return (item.requirement, item.gates)
        case _:
            return (item.name,)


def _values(text: str) -> set[Fraction]:
    return {number.value for number in numbers(without_days(text))}
