"""From checked items to the summary that the user gets.

Code adds what code can know: ids, quotes and offsets, due dates, which actor a name means, which
condition a step hangs on. No word of the document is changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from summarizer import dates
from summarizer.checks import Faulty, resolve_actor, shared_words
from summarizer.checks.links import without_foreign
from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    Malformed,
)
from summarizer.headline import gist, title
from summarizer.repair import Repaired
from summarizer.schema import (
    Actor,
    Condition,
    DocumentInfo,
    Dropped,
    NextStep,
    Position,
    Run,
    Summary,
    Unread,
)

T = TypeVar("T", DraftCondition, DraftNextStep, DraftPosition)

_SAME_MATTER = 0.5
"""Share of content words from which a step counts as what a condition gates."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where the summary may lack something that the text says."""

    unread: tuple[Unread, ...] = ()
    """The parts of a long text that could not be read."""
    cut_off: tuple[int, ...] = ()
    """Numbers of the segments about which the answer was cut off."""


NO_GAPS = Gaps()


def assemble(
    document: Document, draft: Draft, repaired: Repaired, run: Run, gaps: Gaps = NO_GAPS
) -> Summary:
    """Build the summary.

    Args:
        document: What was read.
        draft: The model's first answer; its headline and gist are used.
        repaired: The items that stand, and those that do not.
        run: What it cost.
        gaps: Where it may lack something.
    """
    items = repaired.accepted
    cast = _Cast(item for item in items if isinstance(item, DraftActor))
    conditions = tuple(
        _condition(number, item, cast, document)
        for number, item in enumerate(_of(DraftCondition, items, document), 1)
    )
    return Summary(
        title=title(draft, document, items),
        gist=gist(draft, document, items),
        document=_info(document),
        actors=cast.actors(document),
        positions=tuple(
            _position(number, item, cast, document)
            for number, item in enumerate(_of(DraftPosition, items, document), 1)
        ),
        conditions=conditions,
        next_steps=tuple(
            _next_step(f"s{number}", item, (cast, conditions), document)
            for number, item in enumerate(_of(DraftNextStep, items, document), 1)
        ),
        dropped=tuple(_dropped(faulty, document) for faulty in repaired.dropped),
        unread=gaps.unread,
        cut_off=gaps.cut_off,
        run=run,
    )


def _info(document: Document) -> DocumentInfo:
    return DocumentInfo(
        source=document.source,
        title=document.title,
        date=document.date,
        characters=len(document.text),
        segments=len(document.segments),
    )


class _Cast:
    """The listed actors, and who is meant by a name."""

    def __init__(self, actors: Iterable[DraftActor]) -> None:
        self._listed = sorted(actors, key=lambda actor: min(actor.at, default=0))
        self._ids = {id(actor): f"a{number}" for number, actor in enumerate(self._listed, 1)}
        self._known: dict[str, str | None] = {a.name: self._ids[id(a)] for a in self._listed}

    def id_of(self, name: str) -> str | None:
        if name not in self._known:
            found = resolve_actor(name, self._listed) if name else None
            self._known[name] = self._ids[id(found)] if found else None
        return self._known[name]

    def ids_of(self, names: Iterable[str]) -> tuple[str, ...]:
        found = (self.id_of(name) for name in names)
        return tuple(dict.fromkeys(actor_id for actor_id in found if actor_id))

    def actors(self, document: Document) -> tuple[Actor, ...]:
        return tuple(
            Actor(
                id=self._ids[id(actor)],
                name=actor.name,
                aliases=tuple(dict.fromkeys(name for name in actor.aliases if name != actor.name)),
                kind=actor.kind,
                role=actor.role,
                evidence=document.evidence(actor.at),
            )
            for actor in self._listed
        )


def _of(kind: type[T], items: Iterable[DraftItem], document: Document) -> list[T]:
    """The items of one kind, in the order in which the text first says them."""
    found = [item for item in items if isinstance(item, kind)]
    return sorted(found, key=lambda item: document.evidence(item.at)[0].start)


def _position(number: int, item: DraftPosition, cast: _Cast, document: Document) -> Position:
    holder = cast.id_of(item.holder) or ""
    reporter = cast.id_of(item.reported_by)
    return Position(
        id=f"p{number}",
        holder=holder,
        reported_by=reporter if reporter != holder else None,
        stance=item.stance,
        statement=item.statement,
        evidence=document.evidence(item.at),
    )


def _condition(number: int, item: DraftCondition, cast: _Cast, document: Document) -> Condition:
    return Condition(
        id=f"c{number}",
        requirement=item.requirement,
        gates=item.gates,
        set_by=cast.id_of(item.set_by),
        status=item.status,
        evidence=document.evidence(item.at),
    )


def _next_step(
    step_id: str,
    item: DraftNextStep,
    known: tuple[_Cast, tuple[Condition, ...]],
    document: Document,
) -> NextStep:
    cast, conditions = known
    evidence = document.evidence(item.at)
    said = dates.said_on(" ".join(piece.quote for piece in evidence), document.date)
    return NextStep(
        id=step_id,
        actors=cast.ids_of(item.actors),
        action=item.action,
        when=item.when,
        due=dates.resolve(item.when, said),
        certainty=item.certainty,
        depends_on=_gating(item, conditions) if item.certainty == "conditional" else (),
        evidence=evidence,
    )


def _gating(step: DraftNextStep, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """The conditions that the same segments state, or whose gate is this very act."""
    return tuple(
        condition.id
        for condition in conditions
        if {piece.segment for piece in condition.evidence} & set(step.at)
        or shared_words(condition.gates, step.action) >= _SAME_MATTER
    )


def _dropped(faulty: Faulty, document: Document) -> Dropped:
    item = faulty.item
    text = f"{document.title}\n{document.text}"
    raw = _without_links(item.raw if isinstance(item, Malformed) else item.model_dump(), text)
    return Dropped(
        kind=faulty.kind,
        reason=without_foreign("; ".join(fault.message for fault in faulty.faults), text),
        item=raw if isinstance(raw, dict) else {"text": str(raw)},
    )


def _without_links(value: object, text: str) -> object:
    match value:
        case str():
            return without_foreign(value, text)
        case dict():
            return {
                without_foreign(str(key), text): _without_links(inner, text)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [_without_links(inner, text) for inner in value]
        case _:
            return value
