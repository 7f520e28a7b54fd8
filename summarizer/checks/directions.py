"""Does a statement say up where the words that it cites say down?

Two tables: pairs of opposite words, and the words that bound a figure from below or from above.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.checks.fault import Fault
from summarizer.checks.numbers import numbers
from summarizer.checks.polarity import polarity
from summarizer.checks.wording import nearest
from summarizer.checks.words import KEPT_TEXTS, STOP_WORDS, fold, stem, word_set, words
from summarizer.schema import Stance

_PAIRS = (
    (
        "increase rise grow gain climb raise higher more upward expand",
        "decrease fall drop decline reduce lower cut shrink less fewer downward lose slump",
    ),
    ("accept agree approve pass adopt", "reject refuse veto defeat"),
    ("support back favour favor endorse welcome hail praise", "oppose condemn denounce criticise"),
    ("allow permit authorise authorize", "ban prohibit forbid bar block prevent"),
    ("open", "close shut"),
    ("win", "lose defeat"),
    ("join", "leave quit"),
    ("strengthen", "weaken undermine"),
    ("hire", "fire dismiss"),
    ("impose", "lift remove"),
    ("confirm", "deny"),
    ("include", "exclude"),
    ("extend", "shorten curtail"),
    ("strong high", "weak low soft"),
    ("majority most", "minority few"),
    ("before", "after"),
    ("always", "never"),
    ("publish disclose", "conceal withhold"),
    ("keep retain maintain", "abolish scrap abandon"),
    ("lawful", "unlawful"),
    ("release free", "detain arrest"),
    ("begin start", "finish stop cease"),
    ("invest", "divest"),
    ("votefor", "voteagainst"),
)
_OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in _PAIRS
)
_SIDES = tuple(sides for one, other in _OPPOSITES for sides in ((one, other), (other, one)))
"""Each side of each pair, and its opposite."""
_SIDES_OF = {
    word: frozenset(at for at, (side, _) in enumerate(_SIDES) if word in side)
    for side, _ in _SIDES
    for word in side
}
"""Where in `_SIDES` a stem stands."""
_AT_LEAST = (
    "more than|over|above|at least|no less than|no fewer than|not less than|in excess of"
    "|exceeding|a minimum of|greater than|higher than"
)
_AT_MOST = (
    "less than|under|below|at most|no more than|not more than|up to|as much as|as many as|fewer"
    " than|a maximum of|lower than"
)
_BOUNDING = word_set(
    "than over above least excess exceeding minimum under below most up much many maximum"
)
"""A text without one of these bounds no figure."""
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))
_BOUND = re.compile(
    rf"\b(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST}))\s+(?:the\s+|a\s+)?(?:US|CA|C)?(?=[\w$€£¥])",
    re.IGNORECASE,
)
_VOTE = re.compile(r"\b(vot)(?:e|es|ed|ing) (?:(for|in favou?r of)|against)\b", re.IGNORECASE)
_WINDOW = 4
"""Opposites count only where at least one content word this near to both is the same."""
_NEGATIVE_STANCES = ("declines", "opposes")


def directions(
    statement: str, evidence: Sequence[str], stance: Stance | None = None
) -> list[Fault]:
    """One fault for each word of direction that stands where the evidence has its opposite.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
        stance: With `declines` or `opposes` a statement may name what the holder is against, so
            that only the bounds of figures are looked at.
    """
    cited = " \n. ".join(nearest(statement, evidence))
    faults = [
        Fault("direction", f"The bound on {figure} is the opposite of that in the cited words.")
        for figure in _turned_bounds(statement, cited)
    ]
    if stance in _NEGATIVE_STANCES:
        return faults
    return faults + [
        Fault("direction", f"The cited words say the opposite of '{word}'.")
        for word in _turned_words(statement, cited)
    ]


def _turned_words(statement: str, cited: str) -> Iterator[str]:
    written, given = _tokens(statement), _tokens(cited)
    mine, theirs = _SIDES_OF.keys() & written, _SIDES_OF.keys() & given
    for number in sorted(frozenset[int]().union(*(_SIDES_OF[word] for word in mine))):
        side, opposite = _SIDES[number]
        if not theirs & opposite or mine & opposite or theirs & side:
            continue
        here = [at for at, word in enumerate(written) if word in side]
        there = [at for at, word in enumerate(given) if word in opposite]
        if any(
            _context(written, a) & _context(given, b) for a in here for b in there
        ) and not _negated(statement, side) ^ _negated(cited, opposite):
            yield written[here[0]]


@lru_cache(maxsize=KEPT_TEXTS)
def _tokens(text: str) -> tuple[str, ...]:
    joined = _VOTE.sub(_one_word, text) if "vot" in text.lower() else text
    return tuple(map(stem, words(joined)))


def _one_word(vote: re.Match[str]) -> str:
    return "votefor" if vote[2] else "voteagainst"


def _context(tokens: Sequence[str], at: int) -> set[str]:
    near = tokens[max(0, at - _WINDOW) : at + _WINDOW + 1]
    return {word for word in near if word not in _STOP_STEMS} - {tokens[at]}


def _negated(text: str, side: frozenset[str]) -> bool:
    return any(word.negated for word in polarity(text) if word.stem in side)


def _turned_bounds(statement: str, cited: str) -> Iterator[str]:
    stated = _bounds(statement)
    given = _bounds(cited) if stated else {}
    for value, (bound, text) in stated.items():
        if value in given and given[value][0] != bound:
            yield text


def _bounds(text: str) -> dict[object, tuple[str, str]]:
    """Which figures are bounded from below (`least`) or from above (`most`)."""
    figures = numbers(text)
    if not figures or _BOUNDING.isdisjoint(map(fold, words(text))):
        return {}
    return {
        number.value: (match.lastgroup or "", number.text)
        for match in _BOUND.finditer(text)
        for number in figures
        if 0 <= number.start - match.end() <= 1
    }
