"""Which attitudes does a text tell by a noun? "India's request that …", "had the support of …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.propose.cast import Cast
from summarizer.propose.figure import Figure
from summarizer.propose.parsing import children, words_of
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOLD_BY: dict[str, tuple[Stance, str, frozenset[str]]] = {
    "backing": ("supports", "backs", frozenset({"for"})),
    "call": ("demands", "calls", frozenset()),
    "commitment": ("supports", "is committed", frozenset()),
    "condemnation": ("opposes", "condemns", frozenset({"of"})),
    "criticism": ("opposes", "criticises", frozenset({"of"})),
    "demand": ("demands", "demands", frozenset({"for"})),
    "desire": ("supports", "desires", frozenset({"for"})),
    "endorsement": ("supports", "endorses", frozenset({"of"})),
    "imperative": ("demands", "insists", frozenset()),
    "intention": ("supports", "intends", frozenset()),
    "objection": ("opposes", "objects", frozenset()),
    "opposition": ("opposes", "opposes", frozenset({"to"})),
    "refusal": ("declines", "refuses", frozenset()),
    "rejection": ("opposes", "rejects", frozenset({"of"})),
    "request": ("demands", "requests", frozenset({"for"})),
    "support": ("supports", "supports", frozenset({"for"})),
}
"""Noun: the stance, the verb that tells the same, and the preposition that falls away with it."""
_OF_PLACE_OR_TIME = {"among", "at", "during", "from", "in", "over", "since", "within"}
"""Prepositions that tell where or when, not what for: "support in the capital"."""
_GIVEN = {"have", "win", "get", "gain", "enjoy", "receive", "secure"}


def held_by_noun(sentence: "Doc", cast: Cast) -> Iterator[tuple[Figure, Stance, str]]:
    """Holder, stance and statement of each attitude that a noun tells.

    Args:
        sentence: Parsed.
        cast: The document's figures.
    """
    for noun in sentence:
        if noun.lemma_ not in _TOLD_BY or noun.pos_ != "NOUN":
            continue
        stance, verb, prepositions = _TOLD_BY[noun.lemma_]
        if holders := _owners(noun, cast):
            rest = _rest(noun, prepositions)
            for holder in holders if rest else ():
                yield holder, stance, f"{holder.name} {verb} {rest}"
        elif what := _supported(noun):
            for holder in _supporters(noun, cast):
                yield holder, stance, f"{holder.name} {verb} {what}"


def _owners(noun: "Token", cast: Cast) -> list[Figure]:
    """Whose it is: "India's request"."""
    owners = children(noun, "poss")
    return [] if not owners or owners[0].pos_ != "PROPN" else cast.all_of(owners[0])


def _rest(noun: "Token", prepositions: frozenset[str]) -> str:
    """What the request, the support is for."""
    for part in noun.rights:
        if part.dep_ == "prep" and part.lower_ in prepositions:
            return " ".join(words_of(thing) for thing in children(part, "pobj", "pcomp"))
        if part.lower_ in _OF_PLACE_OR_TIME:
            continue
        if part.dep_ in {"prep", "acl"} or (part.dep_ == "relcl" and part.i > noun.i):
            return words_of(part)
    return ""


def _supported(noun: "Token") -> str:
    """What has it: "the plan" in "the plan had the support of the union"."""
    if noun.lemma_ not in {"support", "backing", "endorsement"} or noun.dep_ != "dobj":
        return ""
    things = children(noun.head, "nsubj") if noun.head.lemma_ in _GIVEN else []
    return words_of(things[0]) if things else ""


def _supporters(noun: "Token", cast: Cast) -> list[Figure]:
    for part in noun.rights:
        if part.dep_ == "prep" and part.lower_ in {"of", "from"}:
            return [who for thing in children(part, "pobj") for who in cast.all_of(thing)]
    return []
