"""Which day do these words mean?

No date is computed by a model: it gives the document's own words, and the rules here (with
dateparser for written-out dates) resolve them against the day on which the words were said.
The rules are those of ``docs/labelling.md``: a bound is its last day, a season or half-year is
its year, words that fix no day, month or year resolve to nothing.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from summarizer.date_rules import (
    FULL_DATE,
    MONTH_NAME,
    RULES,
    WEEKDAY_NAME,
    WEEKDAYS,
    YEAR,
    written_out,
)

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAST = re.compile(
    rf"\b(?:last|past|previous) (?:{WEEKDAY_NAME}|{MONTH_NAME}|spring|summer|autumn|fall|winter)"
    r"(?! (?:of|in)\b)"
)
_SAYING = "(?:said|told|added|announced|stated|wrote|declared|confirmed)"
_SAID_ON = (
    re.compile(rf"\b{_SAYING}\b[^.]{{0,40}}?\bon ({WEEKDAY_NAME})\b", re.IGNORECASE),
    re.compile(rf"^\W*on ({WEEKDAY_NAME})\b[^.;]{{0,60}}?\b{_SAYING}\b", re.IGNORECASE),
)
"""The first that is found tells the day on which words were said."""
_COUNTED_YEARS = range(1900, 2200)
"""Those of `YEAR`; from a day in another year, nothing is counted."""

_HEAD_LINES = 12
"""A dateline stands above the text or in its first lines."""

_DATELINE_CHARACTERS = 90
"""A line with more is prose, and a date in prose is the date of something else."""


def is_iso_date(text: str) -> bool:
    """Whether the text is a calendar date written YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(_ISO_DATE.fullmatch(text))


def document_date(text: str) -> str:
    """The date in a document's dateline, ISO, or empty if it has none.

    A full date (day, month and year) counts where it stands in a short line among the first or
    last lines, or opens the first paragraph ("LISBON, 3 May 2021 — …").
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:_HEAD_LINES], *reversed(lines[-3:])]:
        place = line if len(line) <= _DATELINE_CHARACTERS else line[:60].partition(" — ")[0]
        if len(line) > _DATELINE_CHARACTERS and place == line[:60]:
            continue
        found = FULL_DATE.search(place)
        if found and (day := written_out(found.group(), date(2000, 1, 1))):
            return day.isoformat()
    return ""


def said_on(words: str, written: str) -> str:
    """The day on which words were said, if they tell it ("… he said on Tuesday").

    Args:
        words: The evidence.
        written: ISO date of the document.

    Returns:
        ISO date: the named weekday on or before `written`, else `written`.
    """
    found = next((match for rule in _SAID_ON if (match := rule.search(words))), None)
    day = _counted_from(written)
    if not found or not day:
        return written
    back = (day.weekday() - WEEKDAYS.index(found.group(1).lower())) % 7
    return (day - timedelta(days=back)).isoformat()


@lru_cache(maxsize=4096)
def resolve(when: str, said: str) -> str:
    """Resolve the document's words for a time.

    Args:
        when: Such as "on Monday morning", "by 4 July", "within ten days", "next spring".
        said: ISO date on which they were said; empty if unknown.

    Returns:
        ISO date, or month (``2025-06``), or year (``2025``); empty where the words fix none, or
        need a date to count from and none is known.
    """
    words = _plain(when)
    base = _counted_from(said)
    if not re.search(rf"\b{YEAR}\b", words) and (base is None or _PAST.search(words)):
        return ""
    if re.search(r"\b(?:every|each)\b", words):
        return ""
    for rule in RULES:
        if found := rule(words, base or date(2000, 1, 1)):
            return found
    return ""


def _counted_from(text: str) -> date | None:
    day = date.fromisoformat(text) if is_iso_date(text) else None
    return day if day and day.year in _COUNTED_YEARS else None


def _plain(when: str) -> str:
    words = re.sub(r"\s+", " ", when.lower()).strip(" .,;:\"'“”()")
    words = re.sub(
        r"\b\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|et|est|edt)\b\.?", " ", words
    )
    words = re.sub(r"\b\d{1,2}:\d\d\b", " ", words)
    words = re.sub(r"\b(?:at )?(?:morning|afternoon|evening|night|noon|midnight)\b", " ", words)
    return re.sub(r"\s+", " ", words).strip(" ,")
