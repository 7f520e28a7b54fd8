"""Do two items point at the same words of the document?

Evidence is compared by character offsets. A quote that stands several times in the text is right
at any of its places.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from summarizer.schema import Evidence

_TOUCHES = 0.5
"""Share of the shorter of two stretches that both must cover to be about the same words."""

Span = tuple[int, int]
"""Start and end offset in the document's text, in characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: a quote, with all its places."""

    places: tuple[Span, ...]
    """Where the document says it; one of them is enough."""


@lru_cache(maxsize=4096)
def piece_of_quote(quote: str, text: str) -> Piece:
    """A quote of a label, at every place where the text has it."""
    return Piece(tuple(_occurrences(quote, text)))


def pieces_of(evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """The evidence of a produced item; all places of one segment are one piece."""
    ordered = sorted(evidence, key=lambda one: (one.segment, one.start))
    return tuple(
        Piece(tuple((one.start, one.end) for one in same))
        for _, same in groupby(ordered, key=lambda one: one.segment)
    )


def reach(pieces: Sequence[Piece]) -> Span:
    """From the first character of all places to the last; nothing if there is none."""
    places = [place for piece in pieces for place in piece.places] or [(0, 0)]
    return min(start for start, _ in places), max(end for _, end in places)


def overlap(gold: Sequence[Piece], produced: Sequence[Piece]) -> float:
    """How much of two items' evidence is the same, from 0 to 1.

    Half of it is the better covered side, so that citing one of three right sentences is nearly
    as good as citing all; the rest is the other side. 0 means that they share no words.
    """
    touching = [
        (row, column)
        for row, one in enumerate(gold)
        for column, other in enumerate(produced)
        if _touch(one, other)
    ]
    if not touching:
        return 0.0
    mine = len({row for row, _ in touching}) / len(gold)
    theirs = len({column for _, column in touching}) / len(produced)
    return 0.75 * max(mine, theirs) + 0.25 * min(mine, theirs)


def _touch(one: Piece, other: Piece) -> bool:
    for start, end in one.places:
        for other_start, other_end in other.places:
            common = min(end, other_end) - max(start, other_start)
            if common > 0 and common >= _TOUCHES * min(end - start, other_end - other_start):
                return True
    return False


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)
