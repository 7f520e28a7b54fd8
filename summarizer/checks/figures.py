"""Are the figures of a statement in the words that it cites?"""

import re
from collections.abc import Sequence
from fractions import Fraction

from summarizer.checks.days import without_days
from summarizer.checks.fault import Fault
from summarizer.checks.numbers import Number, numbers

_ABOUT = re.compile(
    r"(?:about|around|nearly|almost|approximately|roughly|some|circa|over|under|more than"
    r"|less than|close to|up to|at least|below|above)\s+(?:US|CA|C)?$",
    re.IGNORECASE,
)
_ROUNDING = Fraction(5, 100)
"""How far "nearly 5,000" may be from the figure, as a share of it."""
_LEAST_ROUNDED = 10
"""A smaller figure with decimals is not rounded to a whole one: 1.5 is not 2."""

_SAID_OTHERWISE = {
    1: r"\b(?:an?|first|single|sole|only|another|per|each|once|1st)\b",
    2: r"\b(?:second|other|another|both|again|twice|double|twin|pair|bilateral|biennial)\b",
    3: r"\b(?:third|trilateral|triple|thrice|trio)\b",
    4: r"\b(?:quarter|quadrilateral|quadruple)\b",
}
_EASILY_COUNTED = 4
_HALF = re.compile(r"\b(?:half|halv\w+)\b", re.IGNORECASE)
_ARTICLES_FOR_ONE = (Fraction(1, 2), Fraction(50))


def figures(statement: str, evidence: Sequence[str]) -> list[Fault]:
    """One fault for each figure that the evidence does not give.

    Compared are values, whatever way they are written. A currency or percent sign must agree
    where both sides have one. A rounded figure passes if the evidence rounds to it, or if the
    statement says "about". Days of the month are left to `days`.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
    """
    text = without_days(statement)
    stated = numbers(text)
    if not stated:
        return []
    cited = [without_days(words) for words in evidence]
    given = [number for words in cited for number in numbers(words)]
    return [
        Fault("figure", f"The figure {number.text} is not in the cited words.")
        for number in stated
        if not any(_agree(number, other, text) for other in given)
        and not _said_otherwise(number, cited)
        and not _counts_known_things(number, text, cited)
    ]


def _agree(number: Number, other: Number, statement: str) -> bool:
    if number.unit and other.unit and number.unit != other.unit:
        return _is_share(number, other)
    if number.days and other.days:
        return bool(set(number.days) & set(other.days))
    if number.vague:
        return number.value <= other.value < number.value * 1000
    return (
        number.value == other.value or _is_share(number, other) or _rounds(number, other, statement)
    )


def _is_share(number: Number, other: Number) -> bool:
    """Whether one is a fraction and the other the same in percent: "half" and "50%"."""
    for share, percent in ((number, other), (other, number)):
        if percent.unit == "percent" and share.unit == "" and share.value < 1:
            return share.value * 100 == percent.value
    return False


def _rounds(number: Number, other: Number, statement: str) -> bool:
    if not other.value:
        return False
    if _ABOUT.search(statement[: number.start]):
        return abs(number.value - other.value) <= _ROUNDING * other.value
    return (
        number.value >= _LEAST_ROUNDED
        and other.value.denominator != 1
        and round(other.value) == number.value
    )


def _said_otherwise(number: Number, cited: Sequence[str]) -> bool:
    if number.value in _ARTICLES_FOR_ONE and any(map(_HALF.search, cited)):
        return True
    pattern = _SAID_OTHERWISE.get(int(number.value)) if number.value.denominator == 1 else None
    spelled = not number.unit and not number.text[0].isdigit()
    if not pattern or not spelled:
        return False
    return any(re.search(pattern, words, re.IGNORECASE) for words in cited)


def _counts_known_things(number: Number, text: str, cited: Sequence[str]) -> bool:
    """Whether it is "the two countries" for countries that the evidence lists by name."""
    end = number.start + len(number.text)
    noun = re.match(r"\s+(\w+)", text[end:])
    if not noun or number.value > _EASILY_COUNTED or number.text[0].isdigit():
        return False
    if not re.search(r"\bthe\s+$", text[: number.start], re.IGNORECASE):
        return False
    counted = re.compile(rf"\s+{re.escape(noun[1])}\b", re.IGNORECASE)
    return not any(
        counted.match(words, other.start + len(other.text))
        for words in cited
        for other in numbers(words)
    )
