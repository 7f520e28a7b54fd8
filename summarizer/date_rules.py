"""Which day, month or year do words for a time name, counted from a day? One rule for each form."""

import contextlib
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY_NAME = "(?:" + "|".join(WEEKDAYS) + ")"
_DAY_AND_MONTH = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH_NAME}|{MONTH_NAME} \d{{1,2}}(?:st|nd|rd|th)?)"
)
YEAR = r"(?:19|20|21)\d\d"
FULL_DATE = re.compile(
    rf"\b(?:{YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}"
    rf"|{_DAY_AND_MONTH},? {YEAR})\b",
    re.IGNORECASE,
)
_SMALL_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def _day_written_out(words: str, base: date) -> str:
    found = FULL_DATE.search(words)
    if not found:
        found = re.search(rf"\b{_DAY_AND_MONTH}\b", words)
    if not found:
        return ""
    day = written_out(found.group(), base)
    return day.isoformat() if day else ""


def written_out(words: str, base: date) -> date | None:
    """The day of a date with its month; without a year, the next one after a day."""
    import dateparser  # noqa: PLC0415  # slow import: only when used

    if re.fullmatch(rf"{YEAR}-\d\d-\d\d", words):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(words)
        return None
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
    found = re.search(rf"\b({WEEKDAY_NAME})\b", words)
    if not found or re.search(r"\b(?:last|every|each)\b", words):
        return ""
    ahead = (WEEKDAYS.index(found.group(1)) - base.weekday()) % 7 or 7
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
    if year := re.search(rf"\b{YEAR}\b", words):
        return year.group()
    return (
        str(base.year + 1) if re.search(r"\bnext\b.*\byear\b|\bnext\b", words) else str(base.year)
    )


def _named_month(words: str, base: date) -> str:
    found = re.search(rf"\b({MONTH_NAME})(?:,? (?:of )?({YEAR}))?(?!\w)", words)
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
    if span := re.search(rf"\b({YEAR})[-–/](\d\d)\b", words):
        return span.group(1)[:2] + span.group(2)
    years = re.findall(rf"\b{YEAR}\b", words)
    return years[-1] if years else ""


RULES: tuple[Callable[[str, date], str], ...] = (
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
