"""Where in the document do the words stand that a peer quotes?

Blanks, case, typographic marks and the punctuation at the ends do not matter; every word does. What
does not stand there keeps its words and has no place: the scorer then finds it ungrounded.
"""

import re
from collections.abc import Iterable, Iterator

from summarizer.document import Document
from summarizer.schema import Evidence

_NO_SEGMENT = 0
"""Segments count from 1."""
_ENDS = " \t\r\n.,;:\u2026\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
_ALIKE = (
    re.compile("['`\u2018\u2019\u02bc\u00b4]"),
    re.compile('["\u201c\u201d\u201e\u00ab\u00bb]'),
    re.compile("[-\u2010-\u2014]"),
)
"""Marks that stand for one another: apostrophes, quotation marks, dashes."""


def evidence_of(quotes: Iterable[str], document: Document) -> tuple[Evidence, ...]:
    """Quotes as evidence: at every place where the document has them, or at none.

    Args:
        quotes: As the peer wrote them; empty ones are left out.
        document: What was read.
    """
    found: list[Evidence] = []
    for quote in quotes:
        if quote.strip():
            found += _places(quote, document)
    return tuple(dict.fromkeys(found))


def at(start: int, end: int, quote: str, document: Document) -> Evidence:
    """A quote that the peer itself places.

    Args:
        start: Offset of the first character.
        end: Offset after the last.
        quote: As the peer wrote it; kept where it differs by more than its look.
        document: What was read.
    """
    words = document.text[start:end]
    same = bool(words) and bool(_pattern(quote).fullmatch(words.strip(_ENDS)))
    return _evidence(start, end, words if same else quote, document)


def nowhere(quote: str) -> Evidence:
    """A quote that does not stand in the document."""
    return Evidence(segment=_NO_SEGMENT, quote=quote, start=0, end=0, origin=None)


def _places(quote: str, document: Document) -> list[Evidence]:
    places = [
        _evidence(*match.span(), match.group(), document)
        for match in _pattern(quote).finditer(document.text)
    ]
    return places or [nowhere(quote)]


def _pattern(quote: str) -> re.Pattern[str]:
    words = quote.strip(_ENDS).split() or quote.split()
    return re.compile(r"\s+".join("".join(map(_like, word)) for word in words), re.IGNORECASE)


def _like(character: str) -> str:
    alike = (marks.pattern for marks in _ALIKE if marks.fullmatch(character))
    return next(alike, re.escape(character))


def _evidence(start: int, end: int, quote: str, document: Document) -> Evidence:
    number = next(_segments_at(start, end, document), _NO_SEGMENT)
    return Evidence(segment=number, quote=quote, start=start, end=end, origin=None)


def _segments_at(start: int, end: int, document: Document) -> Iterator[int]:
    """The segments that a stretch touches."""
    for segment in document.segments:
        if any(place.start < end and start < place.end for place in segment.places):
            yield segment.number
