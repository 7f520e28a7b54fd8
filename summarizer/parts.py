"""Where is a text cut that is too long to be read at once?

Between segments, where a paragraph ends if one does near by. Every part but the first carries
the document's head (title, date, first segments), so that the model knows what the text is about.
A part is a document of its own, and tells where its segments stand in the whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from summarizer import tokens
from summarizer.document import Document

CountTokens = Callable[[str], int]
"""How many tokens a text is."""

_HEAD_TOKENS = 200
"""Of the document's first segments that every part carries: two or three sentences of news."""
_HEAD_SHARE = 0.25
"""Of a part's room that its head may take at most."""
_LINE_TOKENS = 5
"""A segment's number in brackets and its line break."""
_LOOK_BACK = 0.7
"""A better place for a cut is looked for from this share of a part on."""
_GAP = "\n\n"
"""Between the head and the stretch: no sentence reaches over it."""


@dataclass(frozen=True)
class Layout:
    """Where the segments of a document stand: each place of each, in the order of the text."""

    document: Document
    starts: tuple[int, ...]
    """Offsets of the places' first characters."""
    numbers: tuple[int, ...]
    """For each place, the segment's number."""
    weights: tuple[int, ...]
    """For each place, the estimated tokens of its line in a prompt."""

    @classmethod
    def of(cls, document: Document) -> "Layout":
        """The layout of a document; takes time in proportion to its length."""
        places = sorted(
            (place.start, segment.number, tokens.estimate(segment.text) + _LINE_TOKENS)
            for segment in document.segments
            for place in segment.places
        )
        starts, numbers, weights = zip(*places, strict=True) if places else ((), (), ())
        return cls(document, starts, numbers, weights)

    def between(self, start: int, end: int) -> frozenset[int]:
        """Numbers of the segments that have a place in this stretch of the text."""
        return frozenset(
            self.numbers[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        )

    def at(self, offset: int) -> int:
        """Number of the segment that holds this character."""
        return self.numbers[max(0, bisect_right(self.starts, offset) - 1)]


@dataclass(frozen=True)
class Part:
    """A stretch of a document, with the document's head before it."""

    layout: Layout = field(repr=False)
    """Of the whole document."""
    start: int
    """Offset in the whole of the stretch's first character."""
    end: int
    """Offset after its last character."""
    head: int = 0
    """Characters of the whole's beginning that are carried along; none in the first part."""

    @classmethod
    def all_of(cls, document: Document) -> "Part":
        """The only part of a document that is read at once."""
        return cls(Layout(document, (), (), ()), 0, len(document.text))

    @property
    def is_all(self) -> bool:
        """Whether it is all of the document."""
        return self.end - self.start == len(self.layout.document.text)

    @cached_property
    def document(self) -> Document:
        """What is read: the head and the stretch, their segments numbered from 1."""
        whole = self.layout.document
        if self.is_all:
            return whole
        carried = whole.text[: self.head] + _GAP if self.head else ""
        return replace(whole, text=carried + whole.text[self.start : self.end], origins=())

    @cached_property
    def own(self) -> frozenset[int]:
        """The whole's numbers of the segments in the stretch."""
        if self.is_all:
            return frozenset(segment.number for segment in self.layout.document.segments)
        return self.layout.between(self.start, self.end)

    @cached_property
    def carried(self) -> frozenset[int]:
        """The whole's numbers of the segments that only the head has."""
        return self.layout.between(0, self.head) - self.own

    def in_whole(self, numbers: Sequence[int]) -> list[int]:
        """The whole's numbers for segments of this part; what does not exist is left out."""
        segments = filter(None, map(self.document.segment, numbers))
        if self.is_all:
            return [segment.number for segment in segments]
        starts = (self._offset(segment.places[0].start) for segment in segments)
        return list(dict.fromkeys(self.layout.at(start) for start in starts))

    def _offset(self, offset: int) -> int:
        """Where a character of this part stands in the whole."""
        before = self.head + len(_GAP) if self.head else 0
        return offset if offset < self.head else offset - before + self.start


def cut(document: Document, room: int, count: CountTokens = tokens.estimate) -> list[Part]:
    """Cut a document into parts that fit.

    Args:
        document: Longer than the room.
        room: Tokens that a part's segments may have together, those of its head included.
        count: The model's own tokenizer, or an estimate.

    Returns:
        Parts in the order of the text; every character is in exactly one of them. A segment
        larger than the room is a part of its own.
    """
    layout = Layout.of(document)
    head, taken = _head(layout, room)
    whole = Part(layout, 0, len(document.text), head)
    return [
        fitting for part in _divided(whole, room - taken) for fitting in _fitted(part, room, count)
    ]


def halves(part: Part) -> list[Part]:
    """A part in two, or in more where a segment is large; itself alone if it cannot be cut."""
    layout = part.layout if part.layout.starts else Layout.of(part.layout.document)
    head = part.head or _head(layout, size(part) // 2)[0]
    first, last = (bisect_left(layout.starts, offset) for offset in (part.start, part.end))
    room = sum(layout.weights[first:last]) // 2 + 1
    return _divided(replace(part, layout=layout, head=head), room)


def size(part: Part) -> int:
    """Estimated tokens of what a part shows."""
    return sum(tokens.estimate(segment.text) + _LINE_TOKENS for segment in part.document.segments)


def _head(layout: Layout, room: int) -> tuple[int, int]:
    """How many characters the head has, and its tokens: the first segments, as far as they fit."""
    most = min(_HEAD_TOKENS, int(room * _HEAD_SHARE))
    taken = 0
    for start, weight in zip(layout.starts, layout.weights, strict=True):
        if taken + weight > most:
            return (start if taken else 0), taken
        taken += weight
    return len(layout.document.text), taken


def _divided(part: Part, room: int) -> list[Part]:
    """The part in stretches of so many tokens; only those after the head carry it."""
    layout = part.layout
    bounds = [part.start, *_bounds(part, room), part.end]
    return [
        Part(layout, start, end, part.head if start >= part.head else 0)
        for start, end in pairwise(bounds)
    ]


def _bounds(part: Part, room: int) -> Iterator[int]:
    """Offsets at which a part is cut."""
    layout = part.layout
    first, last = (bisect_left(layout.starts, offset) for offset in (part.start, part.end))
    since, taken = first, 0
    for at in range(first, last):
        if taken and taken + layout.weights[at] > room:
            since = _best_bound(layout, since, at)
            taken = sum(layout.weights[since:at])
            yield layout.starts[since]
        taken += layout.weights[at]


def _best_bound(layout: Layout, since: int, at: int) -> int:
    """The latest place before which a paragraph ends, else a line, else the last that fits."""
    earliest = since + max(1, int((at - since) * _LOOK_BACK))
    text = layout.document.text
    gaps = {
        place: text[layout.starts[place - 1] : layout.starts[place]]
        for place in range(at, earliest - 1, -1)
    }
    for mark in ("\n\n", "\n"):
        found = next((place for place, gap in gaps.items() if mark in gap[-8:]), None)
        if found is not None:
            return found
    return at


def _fitted(part: Part, room: int, count: CountTokens) -> Iterator[Part]:
    """The part, or smaller ones where the tokenizer finds more tokens than were estimated."""
    shown = "\n".join(f"[{one.number}] {one.text}" for one in part.document.segments)
    smaller = halves(part) if count(shown) > room else []
    if len(smaller) > 1:
        for half in smaller:
            yield from _fitted(half, room, count)
    else:
        yield part
