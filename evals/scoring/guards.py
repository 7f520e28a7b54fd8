"""What makes two items different however alike they sound: another figure, a flipped negation.

The readings of figures, days and negations are those of the product's own checks; here they
compare a statement with the label and the words that the label quotes.
"""

from fractions import Fraction
from functools import lru_cache

from evals.scoring.claims import Claim
from summarizer.checks.days import days, without_days
from summarizer.checks.directions import directions
from summarizer.checks.figures import figures
from summarizer.checks.negation import negation
from summarizer.checks.numbers import numbers
from summarizer.checks.polarity import polarity, traces
from summarizer.checks.words import fold, stem, word_set, words
from summarizer.schema import Stance

_FOR: frozenset[Stance] = frozenset({"supports", "offers"})
_AGAINST: frozenset[Stance] = frozenset({"opposes", "declines"})
_ATTITUDES = frozenset(
    map(
        stem,
        word_set(
            "support favour favor back welcome hail endorse agree accept approve praise want offer"
            " promise pledge oppose condemn criticise criticize denounce reject refuse decline"
            " disappointed unhappy regret blame object reluctant rule vote second"
        ),
    )
)


_FINITE = word_set(
    "will would is are was were am has have had can could may might must should shall does do did"
    " cannot won't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't can't couldn't"
    " mustn't shouldn't doesn't don't didn't says said"
)
"""Words that make a sentence of a wording."""


def other_numbers(gold: Claim, produced: Claim) -> bool:
    """Whether the produced item gives a figure or a day that the label does not.

    A figure that the label's quotes give is let pass, unless both wordings have figures and none
    is common. A label without figures leaves room for those of the produced item's own quotes.
    """
    mine, theirs = _wording(gold), _wording(produced)
    if _has_days(theirs) and days(theirs, [mine, *gold.quotes, *produced.quotes]):
        return True
    if not _values(theirs):
        return False
    if figures(theirs, [mine]) and figures(mine, [theirs]) and not _values(mine) & _values(theirs):
        return True
    return bool(figures(theirs, [mine, *gold.quotes, *(() if _values(mine) else produced.quotes)]))


@lru_cache(maxsize=4096)
def _has_days(text: str) -> bool:
    return bool(days(text, [""]))


@lru_cache(maxsize=4096)
def _values(text: str) -> frozenset[Fraction]:
    return frozenset(number.value for number in numbers(without_days(text)))


def flipped(gold: Claim, produced: Claim) -> bool:
    """Whether one wording says yes where the other says no, the stance taken into account.

    A condition turned round on both sides ("if not A, not B" for "if A, B") is the same; that
    only what it gates is told with a "not" is forgiven, since texts say "not B unless A".
    """
    if gold.kind == "condition":
        return _turned(gold.text, produced.text) and not _turned(gold.gates, produced.gates)
    if _opposite(gold.stance, produced.stance) and not (
        _tells(gold.text) and _tells(produced.text)
    ):
        return True
    return _turned(gold.text, produced.text, _carried(produced))


def _turned(mine: str, theirs: str, stance: Stance | None = None) -> bool:
    """Whether two wordings contradict each other.

    A label is a whole sentence. Of the produced one a stance is given that carries a "not".
    """
    return bool(
        (negation(theirs, [mine], stance) and negation(mine, [theirs]))
        or directions(theirs, [mine], stance)
    )


def _carried(claim: Claim) -> Stance | None:
    """The stance, unless the wording is a sentence, which says its own yes or no."""
    finite = any(fold(word) in _FINITE for word in words(claim.text))
    return None if finite else claim.stance


def _wording(claim: Claim) -> str:
    return f"{claim.text}. {claim.gates}" if claim.gates else claim.text


def _opposite(one: Stance | None, two: Stance | None) -> bool:
    return (one in _FOR and two in _AGAINST) or (one in _AGAINST and two in _FOR)


def _tells(text: str) -> bool:
    """Whether a wording itself says how the holder stands to the matter."""
    return (
        bool(traces(text))
        or any(word.hard or word.soft for word in polarity(text))
        or any(stem(word) in _ATTITUDES for word in words(text))
    )
