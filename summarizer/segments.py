"""Where does one statement of the text end and the next begin?

The text is cut line by line (a hard-wrapped paragraph counts as one line), and each line into
sentences by sentencex. Every cut keeps exact offsets: ``text[start:end]`` is the segment.
"""

import re
from collections.abc import Iterator

import sentencex

MAX_SEGMENT_CHARACTERS = 1_200
"""A longer run without a sentence end is cut at a blank, so that evidence stays readable."""

_WRAPPED_LINE_CHARACTERS = 50
"""A line at least this long, without an end mark and followed by a small letter, is wrapped."""

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_END_MARKS = (*'.!?:;…"”»)', "\u3002", "\uff01", "\uff1f")
_WORD_CHARACTER = re.compile(r"\w")


def cut(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Cut a text into segments.

    Args:
        text: Any text.
        language: ISO 639-1 code; it chooses sentencex's abbreviations.

    Returns:
        Start and end offsets in characters, in order, without overlap. Surrounding blanks and
        pieces without a letter or digit are left out.
    """
    return [
        span
        for start, end in _paragraphs(text)
        for sentence in _sentences(text, start, end, language)
        for span in _bounded(text, *sentence)
        if _WORD_CHARACTER.search(text, *span)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with hard-wrapped ones joined."""
    start = end = -1
    for line in _LINE.finditer(text):
        if start >= 0 and _is_wrapped(text[start:end], line.group(), text[end : line.start()]):
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _is_wrapped(before: str, after: str, between: str) -> bool:
    last_line = before.rsplit("\n", 1)[-1].rstrip()
    return (
        between.count("\n") <= 1
        and len(last_line) >= _WRAPPED_LINE_CHARACTERS
        and not last_line.endswith(_END_MARKS)
        and after[:1].islower()
    )


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    paragraph = re.sub(r"[\r\n]", " ", text[start:end])
    cursor = 0
    for piece in sentencex.segment(language, paragraph):
        sentence = piece.strip()
        found = paragraph.find(sentence, cursor) if sentence else -1
        if found < 0:
            continue
        # What sentencex left out or changed is kept as a segment of its own.
        yield from _stripped(text, start + cursor, start + found)
        yield start + found, start + found + len(sentence)
        cursor = found + len(sentence)
    yield from _stripped(text, start + cursor, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield start + left, start + right


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SEGMENT_CHARACTERS:
        blank = text.rfind(" ", start + MAX_SEGMENT_CHARACTERS // 2, start + MAX_SEGMENT_CHARACTERS)
        stop = blank if blank > 0 else start + MAX_SEGMENT_CHARACTERS
        yield from _stripped(text, start, stop)
        start = stop
    yield from _stripped(text, start, end)
