"""Which segment of the document carries a statement?

Models cite numbers that are one or two off. Before an item fails, its evidence is moved to the
segment that shares clearly more of its words, the neighbours of the cited ones first.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.checks.words import STOP_WORDS, fold, stem, words
from summarizer.document import Document

_CLEARLY = 1.25
"""How many times better than the cited segments another one must be."""
_CARRIES_A_PART = 0.3
"""A cited segment with this share of the best score is kept beside the better one."""
_LEAST_SHARE = 0.34
"""Share of a statement's weight that a segment must carry to become its evidence."""
_NEIGHBOURS = 2
_NEIGHBOUR_BONUS = 1.2


@dataclass(frozen=True)
class Index:
    """The words of each segment, weighted by how rare they are. Made once per document."""

    segments: tuple[frozenset[str], ...]
    """Stems and figures of each segment, in order; segment 1 is first."""
    holders: dict[str, tuple[int, ...]]
    """For each stem, the numbers of the segments that use it."""

    @classmethod
    def of(cls, document: Document) -> "Index":
        """The index of a document; takes time in proportion to its length."""
        segments = tuple(frozenset(_keys(segment.text)) for segment in document.segments)
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(segments, 1):
            for key in keys:
                holders[key].append(number)
        return cls(segments, {key: tuple(numbers) for key, numbers in holders.items()})

    def weight(self, key: str) -> float:
        """How much a shared stem counts: more, the fewer segments use it."""
        return math.log(1 + len(self.segments) / len(self.holders.get(key, (0,))))

    def score(self, statement: str, numbers: Iterable[int]) -> float:
        """Weight of the statement's words that these segments use."""
        cited = frozenset[str]().union(*(self.segments[n - 1] for n in numbers if self.has(n)))
        return math.fsum(self.weight(key) for key in set(_keys(statement)) & cited)

    def has(self, number: int) -> bool:
        """Whether there is a segment of this number."""
        return 1 <= number <= len(self.segments)

    def ranked(self, statement: str, near: Iterable[int] = ()) -> list[tuple[int, float]]:
        """Segments that share a word with the statement, and their scores; the best first.

        Args:
            statement: What a model wrote.
            near: Numbers that it cites; they and their neighbours are preferred.
        """
        scores: Counter[int] = Counter()
        weights: dict[int, float] = defaultdict(float)
        for key in sorted(set(_keys(statement))):
            for number in self.holders.get(key, ()):
                weights[number] += self.weight(key)
                scores[number] += 1
        close = {n + step for n in near for step in range(-_NEIGHBOURS, _NEIGHBOURS + 1)}
        return sorted(
            weights.items(),
            key=lambda found: (
                -found[1] * (_NEIGHBOUR_BONUS if found[0] in close else 1),
                found[0],
            ),
        )


def best_segment(statement: str, index: Index, near: Iterable[int] = ()) -> int | None:
    """Number of the segment that shares most with a statement, or none if none shares a word.

    Args:
        statement: What a model wrote.
        index: The document's.
        near: Numbers that the model cites; their neighbours win where it is close.
    """
    ranked = index.ranked(statement, near)
    return ranked[0][0] if ranked else None


def realigned(statement: str, cited: list[int], index: Index) -> Iterator[list[int]]:
    """Other evidence that a statement may have meant, the likeliest first; at most three.

    Only segments that carry clearly more of the statement's words than the cited ones are
    offered. A cited segment that carries a part of it stays.

    Args:
        statement: What a model wrote.
        cited: Numbers that it cites; those that do not exist are left out.
        index: The document's.
    """
    existing = [number for number in dict.fromkeys(cited) if index.has(number)]
    now = index.score(statement, existing)
    whole = math.fsum(index.weight(key) for key in set(_keys(statement)))
    for number, score in index.ranked(statement, cited)[:3]:
        if number in existing or score < _LEAST_SHARE * whole:
            continue
        if score > _CLEARLY * now:
            kept = [n for n in existing if index.score(statement, [n]) >= _CARRIES_A_PART * score]
            yield sorted({*kept, number})
        elif index.score(statement, [*existing, number]) > _CLEARLY * now:
            yield sorted({*existing, number})


def _keys(text: str) -> Iterator[str]:
    for word in words(text):
        if fold(word) not in STOP_WORDS and (len(word) > 1 or word.isdigit()):
            yield stem(word)
