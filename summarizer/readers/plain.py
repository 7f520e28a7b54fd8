"""Plain text and Markdown: the text is taken as it is; its first line may be its title."""

import re

from summarizer import dates
from summarizer.readers.decoding import decode
from summarizer.readers.material import Found, Raw

_MAX_TITLE_CHARACTERS = 140
_TOP_LINES = 6
"""A headline may stand below a dateline and a kicker."""
_END_MARKS = (".", "!", ":", ";", ",", "…")
_HEADING = re.compile(r"#\s+(.+?)\s*#*$")
_MARKUP = re.compile(r"(?<!\w)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)")
_LIST_OR_QUOTE = re.compile(r"[-*+>|]\s|\d+[.)]\s|[-=*_]{3,}$")


def read(raw: Raw) -> Found:
    """Read plain text.

    Raises:
        UnsupportedInput: The bytes are no text.
    """
    text = decode(raw)
    return Found(text=text, title=_title(text))


def _title(text: str) -> str:
    """A Markdown heading, or a first line that stands like a headline; empty if neither."""
    lines = [line.strip() for line in text[:4000].splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    if not lines:
        return ""
    first, rest = lines[0], lines[1:]
    if heading := _HEADING.match(first):
        return _MARKUP.sub("", heading.group(1))[:_MAX_TITLE_CHARACTERS]
    if _is_headline(first, rest):
        return first
    return next((line for line in lines[:_TOP_LINES] if _is_in_title_case(line)), "")


def _is_in_title_case(line: str) -> bool:
    """Most of its words capitalised, and no sentence: "Russian Delegation Heads to Istanbul"."""
    words = [word for word in line.split() if len(word) > 3]
    if len(line) > _MAX_TITLE_CHARACTERS or line.endswith(_END_MARKS) or len(words) < 4:
        return False
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_headline(first: str, rest: list[str]) -> bool:
    """Short, of two words or more, no sentence, no date, and set off from the text below."""
    if len(first) > _MAX_TITLE_CHARACTERS or len(first.split()) < 2 or not any(rest):
        return False
    if first.endswith(_END_MARKS) or _LIST_OR_QUOTE.match(first) or dates.document_date(first):
        return False
    is_dated = bool(dates.document_date(rest[0]))
    is_set_off = not rest[0] or is_dated or set(rest[0]) == {"="}
    return is_set_off or len(rest[0]) > 2 * len(first)
