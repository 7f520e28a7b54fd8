"""Where in a text is the evidence of its items? The text in stretches, each with what cites it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from evals.reports.readings import SIGNS, Reading, Row, State
from evals.scoring.places import Span

_JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""Languages need these: they stay."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text that the same items cite."""

    start: int
    end: int
    words: str
    """Safe to show; as many characters as the text has there."""
    keys: tuple[str, ...]
    """Who cites it: `label-ID` or `item-ID`."""
    states: tuple[State, ...]
    """Of those items that are marked at first sight."""
    refs: str
    """Sign and id of the items whose evidence begins here."""


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    key: str
    state: State | None
    ref: str


def stretches(text: str, reading: Reading) -> tuple[Stretch, ...]:
    """Cut a text where evidence begins or ends.

    Positions, conditions and next steps are marked at first sight: those of the summary, and the
    labels that it misses. The rest (actors, and labels that are matched) only has its keys.

    Args:
        text: Of the case.
        reading: A summary of it.
    """
    marks = [mark for row in reading.rows for mark in _marks(row)]
    cuts = sorted({0, len(text), *(end for mark in marks for end in mark.span)})
    return tuple(_stretch(text, start, end, marks) for start, end in pairwise(cuts))


def shown(text: str) -> str:
    """A text of the same length in which nothing hides, reorders or controls.

    Line breaks and tabs stay. Other controls become their picture or U+FFFD, as do characters
    without width, save those that languages need.
    """
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\t" or char in _JOINERS or category not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return char
    return chr(0x2400 + ord(char)) if char < " " else "\ufffd"


def _marks(row: Row) -> Iterable[_Mark]:
    told = row.kind != "actor"
    sign = SIGNS[row.state]
    if row.label:
        state = row.state if told and row.state == "missing" else None
        for span in row.label.spans:
            yield _Mark(span, f"label-{row.label.id}", state, f"{sign}{row.label.id}")
    if row.item:
        for span in row.item.spans:
            ref = f"{sign}{row.item.id}"
            yield _Mark(span, f"item-{row.item.id}", row.state if told else None, ref)


def _stretch(text: str, start: int, end: int, marks: Iterable[_Mark]) -> Stretch:
    here = [mark for mark in marks if mark.span[0] <= start and end <= mark.span[1]]
    states = dict.fromkeys(mark.state for mark in here if mark.state)
    refs = dict.fromkeys(mark.ref for mark in here if mark.state and mark.span[0] == start)
    return Stretch(
        start=start,
        end=end,
        words=shown(text[start:end]),
        keys=tuple(dict.fromkeys(mark.key for mark in here)),
        states=tuple(states),
        refs=" ".join(refs),
    )
