"""How alike are two wordings of a statement?

Compared are the stems of the content words, each weighted by how rare it is in the document: two
statements that share "Istanbul" in a text about Istanbul share little.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checks.words import STOP_WORDS, fold, stem, words
from summarizer.document import Document

_STEM_LETTERS = 5
_STEM_SHARE = 0.7
"""Stems that begin alike for so much of the longer one are forms of a word: publish, public."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem counts in one document."""

    by_stem: Mapping[str, float]
    """More, the fewer segments use it."""
    unseen: float
    """For a stem that the document does not use: a paraphrase's own word."""

    @classmethod
    def of(cls, document: Document) -> "Weights":
        """The weights for a document's words."""
        segments = document.segments
        count = Counter(key for segment in segments for key in content(segment.text))
        by_stem = {key: math.log(1 + len(segments) / n) for key, n in count.items()}
        return cls(by_stem, min(by_stem.values(), default=1.0))

    def total(self, stems: Iterable[str]) -> float:
        """What these stems weigh together, in whatever order they come, to the last digit."""
        return math.fsum(self.by_stem.get(key, self.unseen) for key in stems)


def content(text: str) -> frozenset[str]:
    """Stems of a text's content words, figures included."""
    return frozenset(filter(None, map(_key, words(text))))


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    """A word's stem, or nothing if it carries no content."""
    tells = fold(word) not in STOP_WORDS and (len(word) > 1 or word.isdigit())
    return stem(word) if tells else ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two wordings are."""

    share: float
    """Weight of the common stems, as a share of the lighter side's: 0 to 1."""
    of_all: float
    """The same as a share of both sides together."""
    count: int
    """How many stems are common."""


def likeness(one: frozenset[str], two: frozenset[str], weights: Weights) -> Likeness:
    """Compare two sets of stems.

    Args:
        one: Of one statement.
        two: Of the other.
        weights: The document's.
    """
    same = one & two
    left, right = one - same, two - same
    alike = _begin_alike(left, right)
    common = weights.total(same)
    common += sum(min(weights.total([a]), weights.total([b])) for a, b in alike)
    mine, theirs = weights.total(one), weights.total(two)
    lighter, both = min(mine, theirs), mine + theirs - common
    if not lighter:
        return Likeness(0.0, 0.0, 0)
    return Likeness(min(1.0, common / lighter), common / both, len(same) + len(alike))


def _begin_alike(left: frozenset[str], right: frozenset[str]) -> list[tuple[str, str]]:
    """Pairs of stems that are forms of one word; each is used once."""
    by_start: dict[str, list[str]] = {}
    for stem_ in sorted(right):
        if len(stem_) >= _STEM_LETTERS:
            by_start.setdefault(stem_[:_STEM_LETTERS], []).append(stem_)
    pairs: list[tuple[str, str]] = []
    for stem_ in sorted(left):
        for other in by_start.get(stem_[:_STEM_LETTERS], ()):
            if _common_start(stem_, other) >= _STEM_SHARE * max(len(stem_), len(other)):
                pairs.append((stem_, other))
                by_start[stem_[:_STEM_LETTERS]].remove(other)
                break
    return pairs


def _common_start(one: str, two: str) -> int:
    count = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        count += 1
    return count
