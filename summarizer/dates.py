"""Which day do these words mean?

No date is computed by a model: it gives the document's own words, and the rules here (with
dateparser for written-out dates) resolve them against the day on which the words were said.
The rules are those of ``docs/labelling.md``: a bound is its last day, a season or half-year is
its year, words that fix no day, month or year resolve to nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY_NAME = "(?:" + "|".join(_WEEKDAYS) + ")"
_DAY_AND_MONTH = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH_NAME}|{_MONTH_NAME} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_YEAR = r"(?:19|20|21)\d\d"
_FULL_DATE = re.compile(
    rf"\b(?:{_YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"
    rf"|{_DAY_AND_MONTH},? {_YEAR})\b",
    re.IGNORECASE,
)
_SMALL_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAST = re.compile(
    rf"\b(?:last|past|previous) (?:{_WEEKDAY_NAME}|{_MONTH_NAME}|spring|summer|autumn|fall|winter)"
    r"(?! (?:of|in)\b)"
)
_SAYING = "(?:said|told|added|announced|stated|wrote|declared|confirmed)"
_SAID_ON = (
    re.compile(rf"\b{_SAYING}\b[^.]{{0,40}}?\bon ({_WEEKDAY_NAME})\b", re.IGNORECASE),
    re.compile(rf"^\W*on ({_WEEKDAY_NAME})\b[^.;]{{0,60}}?\b{_SAYING}\b", re.IGNORECASE),
)
"""The first that is found tells the day on which words were said."""
_COUNTED_YEARS = range(1900, 2200)
"""Those of `_YEAR`; from a day in another year, nothing is counted."""

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
        found = _FULL_DATE.search(place)
        if found and (day := _written_out(found.group(), date(2000, 1, 1))):
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
    back = (day.weekday() - _WEEKDAYS.index(found.group(1).lower())) % 7
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
    if not re.search(rf"\b{_YEAR}\b", words) and (base is None or _PAST.search(words)):
        return ""
    if re.search(r"\b(?:every|each)\b", words):
        return ""
    for rule in _RULES:
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


def _day_written_out(words: str, base: date) -> str:
    found = _FULL_DATE.search(words)
    if not found:
        found = re.search(rf"\b{_DAY_AND_MONTH}\b", words)
    if not found:
        return ""
    day = _written_out(found.group(), base)
    return day.isoformat() if day else ""


def _written_out(words: str, base: date) -> date | None:
    import dateparser  # noqa: PLC0415  # slow import: only when used

    if re.fullmatch(rf"{_YEAR}-\d\d-\d\d", words):
        return date.fromisoformat(words) if is_iso_date(words) else None
    first = re.match(r"(\d{1,2})([./])", words)
    day_first = first is not None and (first.group(2) == "." or int(first.group(1)) > 12)
    # dateparser takes the day itself for past: "30 May", said on 30 May, is today.
    eve = datetime.combine(base, time()) - timedelta(days=1)
    found: datetime | None = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": eve,
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY" if day_first else "MDY",
        },
    )
    return found.date() if found else None


def _relative_day(words: str, base: date) -> str:
    for word, days in (("day after tomorrow", 2), ("tomorrow", 1), ("today", 0), ("tonight", 0)):
        if re.search(rf"\b{word}\b", words):
            return (base + timedelta(days=days)).isoformat()
    return ""


def _weekday(words: str, base: date) -> str:
    found = re.search(rf"\b({_WEEKDAY_NAME})\b", words)
    if not found or re.search(r"\b(?:last|every|each)\b", words):
        return ""
    ahead = (_WEEKDAYS.index(found.group(1)) - base.weekday()) % 7 or 7
    return (base + timedelta(days=ahead)).isoformat()


def _end_of_period(words: str, base: date) -> str:
    """The last day of the month or year that ends."""
    found = re.search(r"\bend of (.+)|\b(month|year)['’]?s?[ -]end\b", words)
    if not found:
        return ""
    rest = found.group(1) or f"this {found.group(2)}"
    if re.search(r"\b(?:week|day|session|term)\b", rest):
        return ""
    period = _named_month(rest, base) or _month_or_year_from_now(rest, base) or _year(rest, base)
    if len(period) == 4:
        return f"{period}-12-31"
    return f"{period}-{monthrange(int(period[:4]), int(period[5:]))[1]}" if period else ""


def _weekend(words: str, base: date) -> str:
    found = re.search(r"\b(this|the|next|coming) weekend\b", words)
    if not found:
        return ""
    ahead = max(0, 5 - base.weekday()) + (7 if found.group(1) == "next" else 0)
    return (base + timedelta(days=ahead)).isoformat()


def _end_of_week(words: str, base: date) -> str:
    found = re.search(r"\bend of (?:the |this |next |the coming )?week\b", words)
    if not found:
        return ""
    weeks = 1 if re.search(r"\b(?:next|coming) week\b", found.group()) else 0
    return (base + timedelta(days=6 - base.weekday() + 7 * weeks)).isoformat()


def _days_after_the_document(words: str, base: date) -> str:
    found = re.search(
        r"\b(\d{1,3}) days (?:after|of|from|following) (?:the date of )?this\b", words
    )
    return (base + timedelta(days=int(found.group(1)))).isoformat() if found else ""


def _span_from_now(words: str, base: date) -> str:
    found = re.search(
        r"\b(?:in|within|for|after|over the next|in the next|next) "
        r"(?:the )?(?:next |coming )?(\d+|[a-z]+)[ -]"
        r"(?:calendar |business |working )?(day|week|fortnight|month|year)s?\b",
        words,
    )
    count = _count(found.group(1)) if found else 0
    if not found or not count or re.match(r"for\b", found.group()):
        return ""
    unit = found.group(2)
    if unit in _DAYS_IN:
        return (base + timedelta(days=count * _DAYS_IN[unit])).isoformat()
    months = count if unit == "month" else 12 * count
    if unit == "year":
        return str(base.year + count)
    return _month(base, months)


def _count(word: str) -> int:
    return int(word) if word.isdigit() and len(word) < 4 else _SMALL_NUMBERS.get(word, 0)


def _month(base: date, ahead: int) -> str:
    index = base.year * 12 + base.month - 1 + ahead
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _part_of_year(words: str, base: date) -> str:
    if not re.search(
        r"\b(?:spring|summer|autumn|fall|winter|half|quarter|semester|q[1-4])\b", words
    ):
        return ""
    if year := re.search(rf"\b{_YEAR}\b", words):
        return year.group()
    return (
        str(base.year + 1) if re.search(r"\bnext\b.*\byear\b|\bnext\b", words) else str(base.year)
    )


def _named_month(words: str, base: date) -> str:
    found = re.search(rf"\b({_MONTH_NAME})(?:,? (?:of )?({_YEAR}))?(?!\w)", words)
    if not found or _is_the_verb_may(found.group(), words):
        return ""
    number = next(
        index for index, name in enumerate(_MONTHS, 1) if name.startswith(found.group(1)[:3])
    )
    year = int(found.group(2)) if found.group(2) else base.year + (number < base.month)
    if not found.group(2) and re.search(r"\bnext year\b", words):
        year = base.year + 1
    return f"{year:04d}-{number:02d}"


def _is_the_verb_may(found: str, words: str) -> bool:
    before_it = r"\b(?:in|by|of|late|early|mid|next|until|till|this|from|since|end) may\b"
    return found == "may" and words != "may" and not re.search(before_it, words)


def _month_or_year_from_now(words: str, base: date) -> str:
    if re.search(r"\b(?:next|coming|following) month\b", words):
        return _month(base, 1)
    if re.search(r"\b(?:this|the|current) month\b|\bmonth'?s end\b", words):
        return _month(base, 0)
    if re.search(r"\b(?:next|coming|following) year\b", words):
        return str(base.year + 1)
    if re.search(r"\b(?:this|the|current) year\b|\byear'?s? end\b|\byear-end\b", words):
        return str(base.year)
    return ""


def _year(words: str, _: date) -> str:
    if span := re.search(rf"\b({_YEAR})[-–/](\d\d)\b", words):
        return span.group(1)[:2] + span.group(2)
    years = re.findall(rf"\b{_YEAR}\b", words)
    return years[-1] if years else ""


_RULES: tuple[Callable[[str, date], str], ...] = (
    _day_written_out,
    _relative_day,
    _weekday,
    _end_of_week,
    _weekend,
    _days_after_the_document,
    _span_from_now,
    _end_of_period,
    _part_of_year,
    _named_month,
    _month_or_year_from_now,
    _year,
)
"""From the most to the least exact; the first that finds something has the word."""
