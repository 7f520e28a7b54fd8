"""Are the days, months and weekdays of a statement in the words that it cites?

"27 March", "March 27th", "27/03" and "2023-03-27" are one day. Years are figures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checks.fault import Fault
from summarizer.checks.words import KEPT_TEXTS

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_LAST_MONTH = 12
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = (
    r"(?P<month>(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|(?:"
    + "|".join(name.capitalize() for name in _MONTHS)
    + r")\b)"
)
_FIRST = r"(?P<first>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST = r"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4})\b)?"
_TO = r"\s?(?:-|\u2013|—|to|and|or|until|through)\s?"
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<m>[01]\d)-(?P<first>[0-3]\d)\b",
        r"\b(?P<first>[0-3]?\d)[./](?P<m>[01]?\d)[./](?P<year>\d{4})\b",
        r"(?<![\d/])(?P<first>0\d|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])(?![\d/])",
        rf"\b{_FIRST}(?:{_TO}{_LAST})?(?:\s+of)?\s+{_MONTH}{_YEAR}",
        rf"\b{_MONTH}\s+{_FIRST}\b(?!\d|,\d|\s?%)(?:{_TO}{_LAST}\b)?{_YEAR}",
        rf"\b{_MONTH}{_YEAR}",
    )
]
_DIGIT = re.compile(r"\d")
_MONTH_STARTS = tuple(name.capitalize()[:3] for name in _MONTHS)
"""A text without a digit and without one of these has no day."""
_MONTH_CONTEXT = re.compile(
    r"\b(?:in|by|of|since|until|till|early|late|mid|last|next|this|from|to|through|during|before"
    r"|after|for|and|or|end)[ -]$|^$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(" + "|".join(name.capitalize() for name in _WEEKDAYS) + r")s?\b")
_SHORT_WEEKDAY = re.compile(r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month, or a month alone, as a text gives it."""

    text: str
    """As it is written."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    year: tuple[int, int]
    """Offsets of the year; equal if there is none."""
    months: frozenset[int]
    """The month; two of them where "03/04" can be read either way."""
    days: frozenset[int]
    """The day of the month, first and last of a stretch; empty for a month alone."""


def days(statement: str, evidence: Sequence[str]) -> list[Fault]:
    """One fault for each day, month or weekday that the evidence does not give.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
    """
    stated = _days(statement)
    weekdays = _WEEKDAY.findall(statement) if "day" in statement else []
    if not stated and not weekdays:
        return []
    given = [day for words in evidence for day in _days(words)]
    faults = [
        Fault("date", f"The date {day.text} is not in the cited words.")
        for day in stated
        if not any(_agree(day, other) for other in given)
    ]
    given_weekdays = {_key(name) for words in evidence for name in _weekdays(words)}
    return faults + [
        Fault("date", f"The day {name} is not in the cited words.")
        for name in weekdays
        if _key(name) not in given_weekdays
    ]


def without_days(text: str) -> str:
    """The text with its days of the month blanked out, so that they are not read as figures."""
    for day in _days(text):
        if day.days:
            begin, stop = day.year
            blank = " " * (begin - day.start) + text[begin:stop] + " " * (day.end - stop)
            text = text[: day.start] + blank + text[day.end :]
    return text


def _agree(day: Day, other: Day) -> bool:
    if not day.months & other.months:
        return False
    return (
        not day.days or day.days <= other.days or bool(day.days & other.days and len(day.days) < 2)
    )


@lru_cache(maxsize=KEPT_TEXTS)
def _days(text: str) -> tuple[Day, ...]:
    if not _DIGIT.search(text) and not any(map(text.__contains__, _MONTH_STARTS)):
        return ()
    return tuple(_found_days(text))


def _found_days(text: str) -> Iterator[Day]:
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            if day := _read(match, text):
                taken.append((start, end))
                yield day


def _read(match: re.Match[str], text: str) -> Day | None:
    group = match.groupdict()
    days = {int(group[name]) for name in ("first", "last") if group.get(name)}
    year = match.span("year") if group.get("year") else (match.end(), match.end())
    if group.get("month"):
        if not days and not group["year"] and not _is_month(match, text):
            return None
        months = {_month(group["month"])}
    else:
        months = {int(group["m"])}
        if "/" in match.group() and max(days) <= _LAST_MONTH:
            months, days = months | days, months | days
    return Day(match.group(), *match.span(), year, frozenset(months), frozenset(days))


def _is_month(match: re.Match[str], text: str) -> bool:
    """Whether "May" or "March" standing alone is a month and not a verb."""
    if match.group() not in ("May", "March"):
        return True
    return bool(_MONTH_CONTEXT.search(text[max(0, match.start() - 8) : match.start()])) and (
        match.start() > 0
    )


def _month(name: str) -> int:
    return next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()[:3]))


def _weekdays(text: str) -> list[str]:
    return _WEEKDAY.findall(text) + _SHORT_WEEKDAY.findall(text)


def _key(weekday: str) -> str:
    return weekday[:3].lower()
