"""An item of either side, label or summary, in the one form in which they are compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evals.cases import Case
from evals.labels import GoldActor, GoldCondition, GoldItem, GoldNextStep, GoldPosition
from evals.scoring.actors import Names, names_of
from evals.scoring.places import Piece, Span, piece_of_quote, pieces_of, reach
from evals.scoring.wording import content
from summarizer.schema import (
    Actor,
    Condition,
    Evidence,
    ItemKind,
    NextStep,
    Position,
    Stance,
    Summary,
)

Item = Actor | Position | Condition | NextStep


@dataclass(frozen=True, slots=True)
class Claim:
    """What an item says, about whom, and where the document says it."""

    kind: ItemKind
    """Which list it is in."""
    id: str
    """Its id on its own side."""
    text: str
    """Its wording: the statement, the action, the requirement, the name."""
    gates: str
    """Of a condition, what depends on it; else empty."""
    stems: frozenset[str]
    """Content words of `text`, without the holder's names."""
    gates_stems: frozenset[str]
    """Content words of `gates`."""
    pieces: tuple[Piece, ...]
    """Its evidence."""
    reach: Span
    """From the first character of all its evidence to the last."""
    quotes: tuple[str, ...]
    """The words of its evidence, each once."""
    actors: tuple[Names, ...]
    """Of a position the holder, of a step those who do it; of an actor itself."""
    stance: Stance | None
    """Of a position."""
    aside: tuple[str, ...]
    """What comparing leaves aside: kind, status, or certainty and date."""
    times: frozenset[str]
    """Of a step, its due date and the words for its time."""
    vital: bool
    """Of a label, whether a reader would miss it; a produced item has it true."""


def gold_claims(case: Case) -> tuple[Claim, ...]:
    """The items of a case's label, ready for comparing."""
    cast = {actor.id: names_of(actor.name, actor.aliases) for actor in case.label.actors}
    return tuple(_gold(item, cast, case.text) for item in items_of_label(case))


def produced_claims(summary: Summary) -> tuple[Claim, ...]:
    """The items of a summary, ready for comparing."""
    cast = {actor.id: names_of(actor.name, actor.aliases) for actor in summary.actors}
    return tuple(_produced(item, cast) for item in items_of_summary(summary))


def produced_claim(item: Item, actors: Iterable[Actor]) -> Claim:
    """One item of a summary, ready for comparing.

    Args:
        item: What was produced.
        actors: At least those whom it refers to.
    """
    return _produced(item, {actor.id: names_of(actor.name, actor.aliases) for actor in actors})


def kind_of(item: GoldItem | Item) -> ItemKind:
    """Which list an item is in."""
    return _said(item)[0]


def items_of_label(case: Case) -> Iterator[GoldItem]:
    """All items of a label, list by list."""
    label = case.label
    yield from label.actors
    yield from label.positions
    yield from label.conditions
    yield from label.next_steps


def items_of_summary(summary: Summary) -> Iterator[Item]:
    """All items of a summary, list by list."""
    yield from summary.actors
    yield from summary.positions
    yield from summary.conditions
    yield from summary.next_steps


def _gold(item: GoldItem, cast: Mapping[str, Names], text: str) -> Claim:
    pieces = tuple(piece_of_quote(quote, text) for quote in item.evidence)
    return _claim(item, cast, (pieces, item.evidence), vital=item.vital)


def _produced(item: Item, cast: Mapping[str, Names]) -> Claim:
    return _claim(item, cast, (pieces_of(item.evidence), _quotes(item.evidence)), vital=True)


def _claim(
    item: GoldItem | Item,
    cast: Mapping[str, Names],
    evidence: tuple[tuple[Piece, ...], tuple[str, ...]],
    *,
    vital: bool,
) -> Claim:
    kind, text, gates, actors, stance = _said(item)
    known = tuple(cast[actor] for actor in actors if actor in cast)
    stems = content(text)
    if kind == "position":
        own = frozenset[str]().union(*(names.stems for names in known))
        stems = stems - own or stems
    return Claim(
        kind=kind,
        id=item.id,
        text=text,
        gates=gates,
        stems=stems,
        gates_stems=content(gates),
        pieces=evidence[0],
        reach=reach(evidence[0]),
        quotes=evidence[1],
        actors=known,
        stance=stance,
        aside=_aside(item),
        times=_times(item),
        vital=vital,
    )


def _said(item: GoldItem | Item) -> tuple[ItemKind, str, str, tuple[str, ...], Stance | None]:
    """Kind, wording, what is gated, whose it is, and the stance."""
    match item:
        case Actor() | GoldActor():
            return "actor", item.name, "", (item.id,), None
        case Position() | GoldPosition():
            return "position", item.statement, "", (item.holder,), item.stance
        case Condition() | GoldCondition():
            setter = () if item.set_by is None else (item.set_by,)
            return "condition", item.requirement, item.gates, setter, None
        case NextStep() | GoldNextStep():
            return "next_step", item.action, "", item.actors, None


def _aside(item: GoldItem | Item) -> tuple[str, ...]:
    match item:
        case Actor() | GoldActor():
            return (item.kind,)
        case Condition() | GoldCondition():
            return (item.status,)
        case NextStep() | GoldNextStep():
            return (item.certainty, item.due)
        case Position() | GoldPosition():
            return ()


def _times(item: GoldItem | Item) -> frozenset[str]:
    if not isinstance(item, NextStep | GoldNextStep):
        return frozenset()
    return content(item.when) | ({item.due} if item.due else set())


def _quotes(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple({one.segment: one.quote for one in evidence}.values())
