"""In which words is it said? Phrases that the text and the Markdown share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.schema import (
        Actor,
        Condition,
        DocumentInfo,
        Dropped,
        Evidence,
        NextStep,
        Position,
        Summary,
        Unread,
    )

_PLURALS = {
    "actor": "actors",
    "position": "positions",
    "condition": "conditions",
    "next_step": "next steps",
}

_MOST_RANGES = 5
"""Stretches of segments that are named in one line."""

Names = dict[str, str]
"""Actor id to name."""


def names_of(actors: Iterable["Actor"]) -> Names:
    """The actors' names by id."""
    return {actor.id: actor.name for actor in actors}


def named(names: Names, actor_ids: Iterable[str]) -> str:
    """The names of these actors, separated by commas; an id without an actor stays an id."""
    return ", ".join(names.get(actor_id, actor_id) for actor_id in actor_ids)


def where_and_when(document: "DocumentInfo") -> str:
    """The source and the date of the document."""
    return ", ".join(part for part in (document.source, document.date) if part)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the document, told once however often it says them."""

    segment: int
    """Number of the segment."""
    quote: str
    """The words."""
    origins: tuple[str, ...]
    """Where they stand in the source, if it has parts."""
    times: int
    """How often the document says them."""


def told_once(evidence: Iterable["Evidence"]) -> list[Said]:
    """Evidence with the places of one segment put together."""
    places: dict[tuple[int, str], list[str | None]] = {}
    for one in evidence:
        words = " ".join(one.quote.split())
        places.setdefault((one.segment, words), []).append(one.origin)
    return [
        Said(segment, quote, tuple(dict.fromkeys(filter(None, origins))), len(origins))
        for (segment, quote), origins in places.items()
    ]


def what_actor(actor: "Actor") -> str:
    """The kind and the role of an actor."""
    return f"{actor.kind}: {actor.role}" if actor.role else actor.kind


def by_holder(positions: Iterable["Position"]) -> Iterator[tuple[str, list["Position"]]]:
    """Positions by holder, in the order in which the holders first appear."""
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(position.holder, []).append(position)
    yield from groups.items()


def teller(position: "Position", names: Names) -> str:
    """Who tells the position, as a phrase in brackets with a leading space; or nothing."""
    told_by = position.reported_by
    return f" (reported by {named(names, [told_by])})" if told_by else ""


def when_due(step: "NextStep") -> str:
    """The document's words for the time and the date that they come to."""
    return " -> ".join(part for part in (step.when, step.due) if part)


def hangs_on(step: "NextStep", conditions: Iterable["Condition"]) -> str:
    """The conditions that a step hangs on, each by its id and in words."""
    requirements = {condition.id: condition.requirement for condition in conditions}
    return "; ".join(
        f"{condition_id} ({requirements[condition_id]})"
        if condition_id in requirements
        else condition_id
        for condition_id in step.depends_on
    )


def left_out(dropped: Sequence["Dropped"]) -> str:
    """How much the checks did not let through; empty if nothing."""
    if not dropped:
        return ""
    counts = Counter(one.kind for one in dropped)
    listed = ", ".join(
        f"{count} {_PLURALS[kind] if count > 1 else kind.replace('_', ' ')}"
        for kind, count in counts.items()
    )
    return f"Left out by the checks: {listed}."


def not_read(unread: "Unread") -> str:
    """Which segments could not be read, and why: "Not read: segments 4-9, 12 (no answer)."."""
    return f"Not read: {_segments(unread.segments)} ({unread.reason})."


def cut_off(summary: "Summary") -> str:
    """About what the answer was cut off; empty if it was not."""
    if not summary.cut_off:
        return ""
    all_of_it = len(summary.cut_off) == summary.document.segments
    about = "" if all_of_it else f" about {_segments(summary.cut_off)}"
    return f"The answer{about} was cut off: items may be missing."


def gaps(summary: "Summary") -> list[str]:
    """A sentence for each place where the summary may lack something that the text says."""
    return [*map(not_read, summary.unread), *filter(None, [cut_off(summary)])]


def _segments(numbers: Sequence[int]) -> str:
    """Numbers as stretches: "segments 4-9, 12"."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_MOST_RANGES])
    more = ", …" if len(ranges) > _MOST_RANGES else ""
    return f"{'segment' if len(numbers) == 1 else 'segments'} {shown}{more}"
