"""Does a statement say yes where the words that it cites say no, or no where they say yes?

Each negation is looked up on the other side by its head, the word that it bears on first. Where
both sides use that word, both must negate it or neither. A negation that finds no counterpart is
forgiven if the other side has one to spare: "declined to say" and "would not predict" are one.
"""

from collections.abc import Sequence

from summarizer.checks.fault import Fault
from summarizer.checks.polarity import Word, has_negation, polarity, traces
from summarizer.schema import Stance

_NEGATIVE_STANCES = ("declines", "opposes")
_WINDOW = 4
"""How many content words on each side tell two places of one word apart."""


def negation(
    statement: str, evidence: Sequence[str], stance: Stance | None = None
) -> list[Fault]:
    """At most one fault: a word that is negated on one side only.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
        stance: How the holder stands to the statement. `declines` and `opposes` can carry the
            negation: "declines: to publish" is "will not publish".
    """
    cited = " \n. ".join(evidence)
    word = _turned(statement, cited)
    if word and stance in _NEGATIVE_STANCES:
        word = _turned(f"declines to {statement}", cited) and word
    if not word:
        return []
    return [
        Fault("negation", f"About '{word}', the statement says the opposite of the cited words.")
    ]


def _turned(statement: str, cited: str) -> str:
    """The stem of a word that is turned round, or nothing."""
    written, given = polarity(statement), polarity(cited)
    added, kept = _unmatched(written, given)
    left_out, kept_too = _unmatched(given, written)
    added = [word for word in added if word.head_of not in kept_too]
    left_out = [word for word in left_out if word.head_of not in kept]
    strange = [word for word in added if not _places(word, given)]
    turned = [word for word in added if _places(word, given)]
    dropped = [word for word in left_out if _places(word, written)]
    if turned and not left_out and not traces(cited) - traces(statement):
        return turned[0].stem
    if dropped and not added and not traces(statement) - traces(cited):
        return dropped[0].stem
    return strange[0].stem if strange and not has_negation(cited) else ""


def _unmatched(words: list[Word], others: list[Word]) -> tuple[list[Word], set[int]]:
    """The deciding word of each negation without a counterpart, and the counterparts found."""
    unmatched: list[Word] = []
    counterparts: set[int] = set()
    for number in sorted({word.head_of for word in words if word.head_of}):
        heads = [at for at, word in enumerate(words) if word.head_of == number]
        heads = [at for at in heads if not words[at].light] or heads
        same = [found for at in heads if (found := _agreeing(at, words, others))]
        if same:
            counterparts.update(number for found in same for number in found.hard)
        else:
            shared = [words[at] for at in heads if _places(words[at], others)]
            unmatched.append((shared or [words[heads[0]]])[0])
    return unmatched, counterparts


def _agreeing(at: int, words: list[Word], others: list[Word]) -> Word | None:
    """The word's likeliest place on the other side, if it has the same polarity there."""
    context = _context(at, words)
    shared = {
        place: len(context & _context(place, others)) for place in _places(words[at], others)
    }
    best = max(shared.values(), default=0)
    return next(
        (
            others[place]
            for place, count in shared.items()
            if count == best and _same(words[at], others[place])
        ),
        None,
    )


def _places(word: Word, others: list[Word]) -> list[int]:
    return [at for at, other in enumerate(others) if other.stem == word.stem]


def _same(word: Word, other: Word) -> bool:
    return word.soft != other.soft or word.negated == other.negated


def _context(at: int, words: list[Word]) -> set[str]:
    return {word.stem for word in words[max(0, at - _WINDOW) : at + _WINDOW + 1]}
