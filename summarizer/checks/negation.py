"""Does a statement say yes where the words that it cites say no, or no where they say yes?

Each negation is looked up on the other side by its head, the word that it bears on first. Where
both sides use that word, both must negate it or neither. A negation that finds no counterpart is
forgiven if the other side has one to spare: "declined to say" and "would not predict" are one.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer.checks.fault import Fault
from summarizer.checks.polarity import Word, hard_negations, is_negating, polarity, traces
from summarizer.checks.wording import nearest
from summarizer.checks.words import KEPT_TEXTS, fold, words
from summarizer.schema import Stance

_NEGATIVE_STANCES = ("declines", "opposes")
_QUOTED = 0.8
"""From this share of its words in the same order on, a statement is taken for a quotation."""
_EDITED = 3
"""A longer stretch that differs is a clause of its own, not an edit."""
_WINDOW = 4
"""How many content words on each side tell two places of one word apart."""


def negation(statement: str, evidence: Sequence[str], stance: Stance | None = None) -> list[Fault]:
    """At most one fault: a word that is negated on one side only.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
        stance: How the holder stands to the statement. `declines` and `opposes` can carry the
            negation: "declines: to publish" is "will not publish".
    """
    cited = " \n. ".join(nearest(statement, evidence))
    if not is_negating(statement) and not is_negating(cited):
        return []
    word = _turned(statement, cited) or _edited(statement, cited)
    if word and stance in _NEGATIVE_STANCES:
        word = _turned(f"declines to {statement}", cited) and word
    if not word:
        return []
    return [
        Fault("negation", f"About '{word}', the statement says the opposite of the cited words.")
    ]


def _edited(statement: str, cited: str) -> str:
    """The word next to a negation that was put into, or taken out of, what else is a quotation."""
    written, given = ([fold(word) for word in words(text)] for text in (statement, cited))
    if not written or len(set(written) & set(given)) < _QUOTED * len(set(written)):
        return ""
    matcher = SequenceMatcher(None, written, given, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < _QUOTED * len(written):
        return ""
    for kind, a, b, c, d in matcher.get_opcodes():
        odd = (hard_negations(written[a:b]) + hard_negations(given[c:d])) % 2
        if kind != "equal" and odd and d - c <= _EDITED and b - a <= _EDITED:
            return written[min(b, len(written) - 1)]
    return ""


def _turned(statement: str, cited: str) -> str:
    """A word that is turned round, or nothing."""
    written, given = _side(statement), _side(cited)
    added, kept = _unmatched(written, given)
    left_out, kept_too = _unmatched(given, written)
    added = [word for word in added if word.head_of not in kept_too]
    left_out = [word for word in left_out if word.head_of not in kept]
    dropped = [word for word in left_out if not _holds(word, written, given)]
    if added and not left_out and not traces(cited) - traces(statement):
        return added[0].text
    if dropped and not added and not traces(statement) - traces(cited):
        return dropped[0].text
    return ""


class _Side:
    """The content words of a statement or of its evidence, and where each stands."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.places: dict[str, list[int]] = {}
        self.heads: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            self.places.setdefault(word.stem, []).append(at)
            if word.head_of:
                self.heads.setdefault(word.head_of, []).append(at)

    def context(self, at: int) -> set[str]:
        return {word.stem for word in self.words[max(0, at - _WINDOW) : at + _WINDOW + 1]}


@lru_cache(maxsize=KEPT_TEXTS)
def _side(text: str) -> _Side:
    return _Side(polarity(text))


def _unmatched(mine: _Side, other: _Side) -> tuple[list[Word], set[int]]:
    """The deciding word of each negation without a counterpart, and the counterparts found."""
    unmatched: list[Word] = []
    counterparts: set[int] = set()
    for places in mine.heads.values():
        heads = [at for at in places if not mine.words[at].light] or places
        same = [found for at in heads if (found := _agreeing(at, mine, other))]
        if same:
            counterparts.update(number for found in same for number in found.hard)
        else:
            shared = [mine.words[at] for at in heads if mine.words[at].stem in other.places]
            unmatched.append((shared or [mine.words[heads[0]]])[0])
    return unmatched, counterparts


def _agreeing(at: int, mine: _Side, other: _Side) -> Word | None:
    """The word's likeliest place on the other side, if it has the same polarity there."""
    word = mine.words[at]
    places = other.places.get(word.stem, [])
    if len(places) > 1:
        context = mine.context(at)
        shared = [len(context & other.context(place)) for place in places]
        best = max(shared)
        places = [place for place, count in zip(places, shared, strict=True) if count == best]
    likeliest = (other.words[place] for place in places)
    return next((found for found in likeliest if _same(word, found)), None)


def _holds(word: Word, written: _Side, given: _Side) -> bool:
    """Whether every use of the word in the statement has its like in the evidence."""
    return all(_agreeing(at, written, given) for at in written.places.get(word.stem, ()))


def _same(word: Word, other: Word) -> bool:
    return word.soft != other.soft or word.negated == other.negated
