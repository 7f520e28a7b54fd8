"""Makes false claims out of true sentences, by fixed rules: no chance, no model.

Each rule changes one thing and yields grammatical English: a negation put in or taken out, a
number, or a part of a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["negation put in", "negation taken out", "number", "date"]

_PAST = {
    "agreed": "agree", "announced": "announce", "called": "call", "confirmed": "confirm",
    "decided": "decide", "denounced": "denounce", "determined": "determine", "expelled": "expel",
    "facilitated": "facilitate", "invited": "invite", "met": "meet", "reaffirmed": "reaffirm",
    "reiterated": "reiterate", "ruled": "rule", "sanctioned": "sanction", "signed": "sign",
    "stated": "state", "sued": "sue", "suspended": "suspend", "voted": "vote",
}  # fmt: skip
_PRESENT = {
    "affirms": "affirm", "covers": "cover", "directs": "direct", "ensures": "ensure",
    "expects": "expect", "expresses": "express", "holds": "hold", "includes": "include",
    "intends": "intend", "involves": "involve", "makes": "make", "prohibits": "prohibit",
    "provides": "provide", "reflects": "reflect", "remains": "remain", "requires": "require",
    "seeks": "seek", "supports": "support",
}  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(will|would|can|could|should|must|shall|is|are|was|were|has been|have been|had been)"
    r" (?!not\b|no\b|n't|only\b|all\b|also\b|to\b|about\b|in\b|at\b|on\b|still\b|no\b)(?=[a-z])"
)
_FINITE = re.compile(r"(?<=[a-z] )\b(" + "|".join(_PAST | _PRESENT) + r")\b(?! by\b)")
_NOT = (
    (re.compile(r"\bcannot (?=[a-z])"), "can "),
    (re.compile(r"\b(will|would|may|must|should|could|can|is|are|was|were|has|have|had) not "
                r"(?!only\b)"), r"\1 "),
    (re.compile(r"\b(?:does|do|did) not (?=[a-z])"), ""),
    (re.compile(r"\b(?:doesn't|don't|didn't) (?=[a-z])"), ""),
    (re.compile(r"\b(is|are|was|were)n't "), r"\1 "),
    (re.compile(r"\bdeclined to predict\b"), "predicted"),
    (re.compile(r"\brefused to meet\b"), "met"),
)  # fmt: skip
_FIGURE = re.compile(r"(?<![\w.,$/-])([$€£]?)(\d[\d,]*(?:\.\d+)?)(?![\w/-]|[.,]\d)")
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = "|".join(name for name in _MONTHS)
_MONTH_NAME = re.compile(rf"\b({_MONTH})\b(?= \d| and\b|[.,]|$)|(?<=[Ii]n )({_MONTH})\b")
_DAY_OF_MONTH = re.compile(rf"((?:{_MONTH}) )(\d{{1,2}})(?!\d|[-\u2013])")
_WEEKDAY = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b")
_YEAR = re.compile(r"(?<![\d.$/-])(19\d\d|20[0-4]\d)(?![\d/-]|s\b| km)")


@dataclass(frozen=True, slots=True)
class Altered:
    """A false claim."""

    kind: Kind
    """What was changed."""
    claim: str
    """The sentence after the change."""


def alterations(sentence: str) -> Iterator[Altered]:
    """The false claims that the rules make of a sentence; none if no rule applies."""
    made: dict[Kind, Iterator[str]] = {
        "negation put in": _put_in(sentence),
        "negation taken out": _taken_out(sentence),
        "number": _numbers(sentence),
        "date": _dates(sentence),
    }
    for kind, claims in made.items():
        for claim in claims:
            if claim != sentence:
                yield Altered(kind, claim)


def _put_in(sentence: str) -> Iterator[str]:
    if found := _AUXILIARY.search(sentence):
        first, _, rest = found[1].partition(" ")
        words = f"{first} not {rest} ".replace("  ", " ")
        yield sentence[: found.start()] + words + sentence[found.end() :]
    elif found := _FINITE.search(sentence):
        past = found[1] in _PAST
        verb = f"did not {_PAST[found[1]]}" if past else f"does not {_PRESENT[found[1]]}"
        yield sentence[: found.start()] + verb + sentence[found.end() :]


def _taken_out(sentence: str) -> Iterator[str]:
    for pattern, instead in _NOT:
        if pattern.search(sentence):
            yield pattern.sub(instead, sentence, count=1)


def _numbers(sentence: str) -> Iterator[str]:
    for found in _FIGURE.finditer(sentence):
        before = sentence[: found.start()].rsplit(" ", 2)[-2:]
        is_date = _YEAR.fullmatch(found[2]) or any(word in _MONTHS for word in before)
        new = _other_figure(found[2])
        if not is_date and not re.search(rf"(?<!\d){re.escape(new)}(?!\d)", sentence):
            yield sentence[: found.start(2)] + new + sentence[found.end(2) :]
    for found in _NUMBER_WORD.finditer(sentence):
        new = _WORDS[(_WORDS.index(found[1]) + 4) % len(_WORDS)]
        if not re.search(rf"\b{new}\b", sentence, re.IGNORECASE):
            yield sentence[: found.start()] + new + sentence[found.end() :]


def _other_figure(figure: str) -> str:
    return str(int(figure[0]) % 9 + 1) + figure[1:]


def _dates(sentence: str) -> Iterator[str]:
    for found in _MONTH_NAME.finditer(sentence):
        old = found[1] or found[2]
        new = _MONTHS[(_MONTHS.index(old) + 5) % 12]
        if new not in sentence:
            yield sentence[: found.start()] + new + sentence[found.end() :]
    for found in _DAY_OF_MONTH.finditer(sentence):
        new = str((int(found[2]) + 6) % 28 + 1)
        if not re.search(rf"\b{new}\b", sentence):
            yield sentence[: found.start(2)] + new + sentence[found.end(2) :]
    for found in _WEEKDAY.finditer(sentence):
        new = _WEEKDAYS[(_WEEKDAYS.index(found[1]) + 2) % 7]
        if new not in sentence:
            yield sentence[: found.start()] + new + sentence[found.end() :]
    for found in _YEAR.finditer(sentence):
        new = str(int(found[1]) + 3)
        if new not in sentence:
            yield sentence[: found.start()] + new + sentence[found.end() :]
