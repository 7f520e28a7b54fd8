"""How does an item resemble a label, on the face of it?

Told by plain words and places, not by the scorer. The sorts are only for drawing pairs: they see to
it that those are judged which a scorer may get wrong.
"""

import re
from collections.abc import Sequence

from evals.labels import GoldActor, GoldCondition, GoldItem, GoldNextStep, GoldPosition
from evals.scoring.claims import Item
from summarizer.checks import shared_words
from summarizer.checks.words import fold, words
from summarizer.schema import Actor, Condition, NextStep, Position

_MUCH = 0.6
_SOME = 0.3
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NOT = re.compile(
    r"\b(?:no|not|never|nor|without|unless|refus\w+|declin\w+|reject\w+|oppos\w+|un\w+ed)\b|n['’]t\b",
    re.IGNORECASE,
)

Sided = tuple[Item, Sequence[Actor]]
"""An item, and the actors of its side."""


def nearness(label: Item, item: Item) -> float:
    """How near two items of one kind come, from 0 to 2: common sentences, and common words."""
    return _common_sentences(label, item) + shared_words(wording(label), wording(item))


def likeness(label: Sided, item: Sided) -> str:
    """The sort of a pair; empty if nothing makes it worth judging."""
    (one, cast), (two, other_cast) = label, item
    near, alike = _common_sentences(one, two) > 0, shared_words(wording(one), wording(two))
    if isinstance(one, Actor):
        return _like_names(one.name, wording(two), near=near)
    if alike < _SOME:
        return "other words, same sentence" if near else ""
    if parted := _parted(one, two):
        return f"like words, {parted}"
    if not _same_names(_owners(one, cast), _owners(two, other_cast)):
        return "like words, other actor"
    if not near:
        return "like words, other sentence"
    return "like words, same sentence" if alike >= _MUCH else "some words, same sentence"


def wording(item: Item | GoldItem) -> str:
    """What an item says."""
    match item:
        case Actor() | GoldActor():
            return item.name
        case Position() | GoldPosition():
            return item.statement
        case Condition() | GoldCondition():
            return f"{item.requirement}. {item.gates}"
        case NextStep() | GoldNextStep():
            return item.action


def _like_names(one: str, two: str, *, near: bool) -> str:
    if fold(one) == fold(two):
        return "same name"
    if shared_words(one, two):
        return "like name"
    return "other name, same sentence" if near else ""


def _parted(one: Item, two: Item) -> str:
    mine, theirs = wording(one), wording(two)
    if len(_NOT.findall(mine)) % 2 != len(_NOT.findall(theirs)) % 2:
        return "other negation"
    if set(_FIGURE.findall(mine)) != set(_FIGURE.findall(theirs)):
        return "other figures"
    if isinstance(one, Position) and isinstance(two, Position) and one.stance != two.stance:
        return "other stance"
    return ""


def _owners(item: Item, cast: Sequence[Actor]) -> set[str]:
    ids: Sequence[str | None] = ()
    match item:
        case Position():
            ids = (item.holder,)
        case Condition():
            ids = (item.set_by,)
        case NextStep():
            ids = item.actors
    return {actor.name for actor in cast if actor.id in ids}


def _same_names(one: set[str], two: set[str]) -> bool:
    """Whether any two have a word in common, or neither side names any."""
    mine, theirs = ({fold(word) for name in names for word in words(name)} for names in (one, two))
    return not (mine or theirs) or bool(mine & theirs)


def _common_sentences(one: Item, two: Item) -> float:
    mine, theirs = ({piece.segment for piece in item.evidence} for item in (one, two))
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
