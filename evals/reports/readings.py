"""One summary beside the label of its case: what matched, what is missing, what was invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from evals.cases import Case
from evals.labels import GoldActor, GoldCondition, GoldItem, GoldNextStep, GoldPosition
from evals.runs.result import Outcome
from evals.scoring.claims import items_of_label, items_of_summary
from evals.scoring.places import Span, piece_of_quote
from evals.scoring.results import CaseScore, Invention
from summarizer.schema import Actor, Condition, Evidence, ItemKind, NextStep, Position

State = Literal["matched", "optional", "missing", "invented"]
"""`optional`: a label that costs nothing, found or not."""

SIGNS: Mapping[State, str] = {"matched": "✓", "optional": "○", "missing": "−", "invented": "+"}  # noqa: RUF001  # the minus sign is meant
"""States are told apart by word and sign, never by colour alone."""
STATES: tuple[State, ...] = tuple(SIGNS)

Item = Actor | Condition | NextStep | Position


@dataclass(frozen=True, slots=True)
class Side:
    """An item, as one side tells it."""

    id: str
    who: str
    """Holder and stance, or doers, or the kind of an actor; may be empty."""
    words: str
    """What it says."""
    details: tuple[str, ...]
    """The rest, in a few words each."""
    quotes: tuple[str, ...]
    """The words of the document that carry it."""
    spans: tuple[Span, ...]
    """Where these stand in the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label, an item, or both where one stands for the other."""

    kind: ItemKind
    state: State
    label: Side | None
    item: Side | None
    note: str
    """Of an invention, what parts it from the nearest label."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One summary beside the label."""

    repeat: int
    """From 0."""
    score: CaseScore
    title: str
    """As the summary has it."""
    gist: str
    rows: tuple[Row, ...]
    """By kind; what is wrong stands first."""

    def count(self, state: State) -> int:
        """How many rows are in this state."""
        return sum(row.state == state for row in self.rows)


_ORDER: tuple[State, ...] = ("missing", "invented", "matched", "optional")
TITLES: Mapping[ItemKind, str] = {
    "position": "Positions",
    "condition": "Conditions",
    "next_step": "Next steps",
    "actor": "Actors",
}
"""What the kinds are headed with, in the order in which they are shown."""
_KINDS = tuple(TITLES)


def reading(case: Case, repeat: int, outcome: Outcome) -> Reading:
    """Put a summary beside the label.

    Args:
        case: With the label.
        repeat: Which, from 0.
        outcome: Scored against this label.
    """
    rows = sorted(
        _rows(case, outcome), key=lambda row: (_KINDS.index(row.kind), _ORDER.index(row.state))
    )
    summary = outcome.summary
    return Reading(repeat, outcome.score, summary.title, summary.gist, tuple(rows))


def _rows(case: Case, outcome: Outcome) -> Iterator[Row]:
    score = outcome.score
    labels, items = _labels(case), _items(case, outcome)
    for pair in score.pairs:
        state: State = "matched" if pair.vital else "optional"
        yield Row(pair.kind, state, labels[pair.gold][1], items[pair.produced], "")
    paired = {pair.gold for pair in score.pairs}
    for gold, (kind, side, vital) in labels.items():
        if gold not in paired:
            yield Row(kind, "missing" if vital else "optional", side, None, "")
    for one in score.inventions:
        yield Row(one.kind, "invented", None, items[one.produced], _note(one))


def _note(one: Invention) -> str:
    if one.reason == "duplicate":
        return f"says {one.near} again"
    if one.near:
        return f"nearest label {one.near}; parted by {one.reason}"
    return f"no label is near; parted by {one.reason}" if one.reason else "no label is near"


def _labels(case: Case) -> dict[str, tuple[ItemKind, Side, bool]]:
    names = {actor.id: actor.name for actor in case.label.actors}
    found: dict[str, tuple[ItemKind, Side, bool]] = {}
    for item in items_of_label(case):
        spans = tuple(
            place for quote in item.evidence for place in piece_of_quote(quote, case.text).places
        )
        kind, who, words, details = _told(item, names)
        side = Side(item.id, who, words, details, item.evidence, spans)
        found[item.id] = kind, side, item.vital
    return found


def _items(case: Case, outcome: Outcome) -> dict[str, Side]:
    summary = outcome.summary
    names = {actor.id: actor.name for actor in summary.actors}
    found: dict[str, Side] = {}
    for item in items_of_summary(summary):
        _, who, words, details = _told(item, names)
        quotes = tuple(dict.fromkeys(piece.quote for piece in item.evidence))
        spans = tuple(_spans(item.evidence, case.text))
        found[item.id] = Side(item.id, who, words, details, quotes, spans)
    return found


def _spans(evidence: tuple[Evidence, ...], text: str) -> Iterator[Span]:
    """Places that hold what they are said to hold; a stored run may have others."""
    for piece in evidence:
        if piece.start >= 0 and text[piece.start : piece.end] == piece.quote:
            yield piece.start, piece.end


def _told(
    item: GoldItem | Item, names: Mapping[str, str]
) -> tuple[ItemKind, str, str, tuple[str, ...]]:
    """Kind, whose it is, what it says, and the rest."""
    match item:
        case Actor() | GoldActor():
            also = f"also {', '.join(item.aliases)}" if item.aliases else ""
            return "actor", item.kind, item.name, _filled(item.role, also)
        case Position() | GoldPosition():
            teller = names.get(item.reported_by or "", "")
            told = _filled(f"told by {teller}" if teller else "")
            who = f"{names.get(item.holder, item.holder)} · {item.stance}"
            return "position", who, item.statement, told
        case Condition() | GoldCondition():
            setter = names.get(item.set_by or "", "")
            details = _filled(item.status, f"set by {setter}" if setter else "")
            return "condition", "", f"{item.requirement} → {item.gates}", details
        case NextStep() | GoldNextStep():
            doers = ", ".join(names.get(one, one) for one in item.actors)
            details = _filled(item.when, item.due, item.certainty)
            return "next_step", doers, item.action, details


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(filter(None, words))
