"""What is summarized: a text, cut into numbered segments that keep their places."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarizer import dates, segments
from summarizer.errors import BadConfig, EmptyInput, TooLargeInput
from summarizer.schema import Evidence

MAX_CHARACTERS = 5_000_000
"""Of a text, about 800,000 words. A longer one is refused: work and memory grow with the length."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment's words stand in the text."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    origin: str | None
    """Where that is in the source: a permalink, a page, a time code."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or line of the document; the model cites its number."""

    number: int
    """From 1, in order of first appearance."""
    text: str
    """The words at the first place."""
    places: tuple[Place, ...]
    """Every place where the document says these words; the first one first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the text that came from one place of the source."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    where: str
    """A permalink, a page, a time code."""


@dataclass(frozen=True)
class Document:
    """A text to summarize. Made by `Document.from_text` or by a reader."""

    text: str
    """All of it; evidence offsets count its characters."""
    source: str = "text"
    """Path, URL, `-`, or `text`."""
    title: str = ""
    """Given, or found by a reader; may be empty."""
    date: str = ""
    """ISO date on which it was written; may be empty."""
    origins: tuple[Origin, ...] = ()
    """Where stretches of the text came from, if the source has parts."""
    language: str = "en"
    """ISO 639-1 code; it chooses the rules for cutting sentences."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        source: str = "text",
        title: str = "",
        date: str = "",
        origins: Iterable[Origin] = (),
    ) -> "Document":
        """Make a document from a text.

        Lone surrogates are replaced one for one by U+FFFD, so that offsets hold and the result
        can be encoded.

        Args:
            text: The whole text.
            source: What to call it in the summary.
            title: Its headline; if empty, the readers' or the first line's.
            date: ISO date on which it was written; if empty, it is looked for in the text.
            origins: Where stretches of the text came from.

        Raises:
            EmptyInput: There is no letter or digit in it.
            TooLargeInput: It is longer than `MAX_CHARACTERS`.
            BadConfig: The date is no ISO date.
        """
        if len(text) > MAX_CHARACTERS:
            raise TooLargeInput(
                f"{source} holds more than {MAX_CHARACTERS:,} characters",
                hint="Give the part that matters.",
            )
        text = _LONE_SURROGATE.sub("\ufffd", text)
        if not re.search(r"\w", text):
            raise EmptyInput(f"{source} holds no text", hint="Give a source with words in it.")
        if date and not dates.is_iso_date(date):
            raise BadConfig(f"{date!r} is no date", hint="Write it as YYYY-MM-DD.")
        return cls(
            text=text,
            source=source,
            title=title.strip(),
            date=date or dates.document_date(text),
            origins=tuple(origins),
        )

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The different segments; a repeated one stands once and keeps all its places."""
        places: dict[str, list[Place]] = {}
        for start, end in segments.cut(self.text, self.language):
            key = _BLANKS.sub(" ", self.text[start:end])
            places.setdefault(key, []).append(Place(start, end, self._origin(start)))
        return tuple(
            Segment(number, self.text[found[0].start : found[0].end], tuple(found))
            for number, found in enumerate(places.values(), start=1)
        )

    def segment(self, number: int) -> Segment | None:
        """The segment with this number, or none if the document has no such number."""
        return self.segments[number - 1] if 1 <= number <= len(self.segments) else None

    def evidence(self, numbers: Iterable[int]) -> tuple[Evidence, ...]:
        """The words of these segments at all their places, in the text's order."""
        cited = [found for number in sorted(set(numbers)) if (found := self.segment(number))]
        return tuple(
            Evidence(
                segment=segment.number,
                quote=self.text[place.start : place.end],
                start=place.start,
                end=place.end,
                origin=place.origin,
            )
            for segment in cited
            for place in segment.places
        )

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where the origins start; empty where they are not in order."""
        ordered = all(one.end <= following.start for one, following in pairwise(self.origins))
        return tuple(origin.start for origin in self.origins) if ordered else ()

    def _origin(self, offset: int) -> str | None:
        near = self.origins
        if self._starts:
            at = bisect_right(self._starts, offset)
            near = self.origins[max(0, at - 1) : at]
        for origin in near:
            if origin.start <= offset < origin.end:
                return origin.where
        return None
