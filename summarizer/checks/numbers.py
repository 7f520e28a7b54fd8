"""Which figures does a text give, whatever way it writes them?

"4,200", "4.2 thousand" and "four thousand two hundred" are one value; so are "15%" and "fifteen
per cent", "two days" and "48 hours", "$1.5bn" and "1,500 million dollars".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from summarizer.checks.words import KEPT_TEXTS

Unit = Literal["", "percent", "dollar", "euro", "pound", "yen", "zloty"]

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_UNITS += " sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = (
    {word: n for n, word in enumerate(_UNITS.split(), 1)}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
    | {"zero": 0, "dozen": 12, "couple": 2, "pair": 2, "twice": 2}
)
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_PARTS = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "quarter": Fraction(1, 4),
    "third": Fraction(1, 3), "fifth": Fraction(1, 5), "tenth": Fraction(1, 10),
}  # fmt: skip
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅝": "5/8"}
_DAYS = {
    "hour": (Fraction(1, 24),), "day": (Fraction(1),), "week": (Fraction(7),),
    "fortnight": (Fraction(14),), "month": (Fraction(30),),
    "year": (Fraction(360), Fraction(365)), "decade": (Fraction(3600), Fraction(3650)),
    "century": (Fraction(36_000), Fraction(36_500)),
}  # fmt: skip
_CURRENCIES: dict[str, Unit] = {
    "$": "dollar", "dollar": "dollar", "usd": "dollar", "€": "euro", "euro": "euro", "eur": "euro",
    "£": "pound", "pound": "pound", "gbp": "pound", "¥": "yen", "yen": "yen", "jpy": "yen",
    "złoty": "zloty", "zloty": "zloty", "pln": "zloty",
}  # fmt: skip

_BIG = ("hundred", "thousand", "million", "billion", "trillion")
_WORD_NUMBER = "|".join(sorted((*_SMALL, *_ORDINALS, *_BIG), key=len, reverse=True))
_AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million))[ ]and[ ]"
_TELLING = frozenset(
    word + ending
    for word in (*_SMALL, *_ORDINALS, *_BIG, *_PARTS, "decade", "fortnight", "century")
    for ending in ("", "s")
)
"""A text without a digit and without one of these words has no figure."""
_OPENERS = _TELLING | {"a", "an"}
"""Words with which a figure can begin."""
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_START = re.compile(r"[$€£¥\d]|[A-Za-z]+")
_NUMBER = re.compile(
    rf"""(?P<sign>[$€£¥]\s?)?
    (?: (?P<mixed>\d+)[ -](?P<top>\d+)/(?P<bottom>\d+) (?![\d/])
      | \b(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}}) (?![\d/])
      | (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?) (?:st|nd|rd|th|s)?(?![\d])
      | \b(?:(?P<count>one|two|three|an?)[ -])? (?P<part>half|halves|quarter|third|fifth|tenth)s?
        (?=[ -](?:of|percent|per|point|percentage|a|the|million|billion)\b|[.,;])
      | (?P<word>\b(?:{_WORD_NUMBER}) (?:(?:[ -]|{_AND})(?:{_WORD_NUMBER})\b)*)s?\b
      | \b(?P<period>decade|fortnight|century)\b
    )
    (?P<scales>(?:[ -]?(?:hundred|thousand|million|billion|trillion|mn|bn|tn|[kmb])\b)*)
    (?P<half>[ ]and[ ]a[ ]half\b)?
    (?P<unit>[ -]?(?:%|percent|per[ ]cent|percentage[ ]points?|basis[ ]points?|bps?\b
      |(?:[A-Za-z]+[ ])?(?:dollars?|euros?|pounds?|yen|złotys?|zlotys?)\b|usd\b|eur\b|gbp\b
      |pln\b|jpy\b))?
    (?P<time>[ -](?:hour|day|week|fortnight|month|year|decade)s?\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_A_PERIOD_AND_A_HALF = re.compile(r"\ba (hour|day|week|month|year) and a half\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|\u2013|—|to|and|or)\s*(?:US|CA|C)?[$€£¥]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a text."""

    text: str
    """As it is written."""
    start: int
    """Offset of its first character."""
    value: Fraction
    """What it comes to; 15 for "15%"."""
    unit: Unit
    """Percent, a currency, or nothing."""
    days: tuple[Fraction, ...]
    """Its length in days if it counts hours, days, weeks, months or years."""
    vague: bool
    """Whether it is only an order of size, as in "thousands of people"."""


@lru_cache(maxsize=KEPT_TEXTS)
def numbers(text: str) -> tuple[Number, ...]:
    """The figures of a text, in order.

    Args:
        text: Any text. English number words up to the trillions are read; "first", and "one" as
            a pronoun, are left to the caller.
    """
    for mark, fraction in _VULGAR.items():
        text = text.replace(mark, f" {fraction}")
    if not _DIGIT.search(text) and _TELLING.isdisjoint(_LETTERS.findall(text.lower())):
        return ()
    found = [number for match in _matches(text) for number in _read(match)]
    found += [
        Number(
            match.group(),
            match.start(),
            Fraction(3, 2),
            "",
            _half_more(match.group(1)),
            vague=False,
        )
        for match in _A_PERIOD_AND_A_HALF.finditer(text)
    ]
    return tuple(_ranges(found, text))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """As ``_NUMBER.finditer``, which is slow, looked for only where a figure can begin."""
    end = 0
    for start in _START.finditer(text):
        word = start.group()
        if start.start() < end or (word.isalpha() and word.lower() not in _OPENERS):
            continue
        if match := _NUMBER.match(text, start.start()):
            yield match
            end = match.end()


def _read(match: re.Match[str]) -> Iterator[Number]:
    value = _value(match)
    if value is None:
        return
    for scale in re.findall(r"[A-Za-z]+", match["scales"] or ""):
        value *= _SCALES[scale.lower()]
    if match["half"]:
        value += Fraction(1, 2)
    unit, factor = _unit(match["sign"] or "", match["unit"] or "")
    period = (match["time"] or match["period"] or "").strip(" -").lower().removesuffix("s")
    yield Number(
        text=match.group().strip(" -"),
        start=match.start(),
        value=value * factor,
        unit=unit,
        days=tuple(value * length for length in _DAYS.get(period, ())),
        vague=(match["word"] or "").lower() in _BIG and match.group().lower().endswith("s"),
    )


def _value(match: re.Match[str]) -> Fraction | None:
    group = match.groupdict()
    if group["mixed"]:
        top, bottom = int(group["top"]), int(group["bottom"])
        return int(group["mixed"]) + Fraction(top, bottom) if bottom else None
    if group["over"]:
        top, bottom = int(group["over"]), int(group["under"])
        return Fraction(top, bottom) if bottom else None
    if group["digits"]:
        return Fraction(group["digits"].replace(",", ""))
    if group["part"]:
        count = _SMALL.get((group["count"] or "one").lower(), 1)
        return count * _PARTS[group["part"].lower()]
    return Fraction(1) if group["period"] else _spelled(group["word"])


def _spelled(phrase: str) -> Fraction:
    total = current = 0
    for word in re.findall(r"[a-z]+", phrase.lower()):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        else:
            current += _SMALL.get(word, 0) or _ORDINALS.get(word, 0)
    return Fraction(total + current)


def _unit(sign: str, unit: str) -> tuple[Unit, Fraction]:
    name = unit.strip(" -").lower()
    if name.startswith(("basis", "bp")):
        return "percent", Fraction(1, 100)
    if name.startswith(("%", "per")):
        return "percent", Fraction(1)
    last = name.split(" ")[-1]
    return _CURRENCIES.get(sign.strip() or last.rstrip("s") or last, ""), Fraction(1)


def _half_more(period: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(3, 2) * length for length in _DAYS[period.lower()])


def _ranges(found: list[Number], text: str) -> Iterator[Number]:
    """The figures, and for "300 to 350 million" also 300 million: the end lends its scale."""
    yield from found
    for number, after in pairwise(found):
        if not _RANGE.fullmatch(text, number.start + len(number.text), after.start):
            continue
        bare = re.match(r"[\d.,]*\d", after.text.lstrip("$€£¥ "))
        if bare and "/" not in after.text:
            scale = after.value / (Fraction(bare.group().replace(",", "")) or 1)
            yield replace(number, value=number.value * scale, unit=number.unit or after.unit)
