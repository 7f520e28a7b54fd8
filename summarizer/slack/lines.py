"""What is said about each item, and where does it link? Items in sections, ready to be folded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.rendering import wording
from summarizer.slack import mrkdwn, rich_blocks
from summarizer.slack.rich_blocks import Line, Pieces, say, words

if TYPE_CHECKING:
    from summarizer.schema import Actor, Condition, Evidence, NextStep, Summary

_NAME = 120
_NAMES = 300
_STATEMENT = 600
_WHEN = 120
_QUOTE = 300
_LINKS = 3
"""An item may be said in many messages; the first few are linked, or quoted."""

_TIED = "\u00a0"
"""A blank at which no line breaks: an arrow stays with its last word."""

_STATUS = {"open": "⏳ Open: ", "met": "✅ Met: ", "failed": "❌ Failed: "}
_STATUS_ORDER = ("open", "failed", "met")


@dataclass(frozen=True, slots=True)
class Item:
    """One actor, position, condition or next step, as it is shown."""

    section: str
    """Heading of its section."""
    holder: Pieces
    """Heading of its group within the section; may be empty."""
    lines: tuple[Line, ...]
    """What is said; the first line is the item."""

    @property
    def cut(self) -> bool:
        """Some of its words are not shown."""
        pieces = [piece for line in self.lines for piece in line.pieces]
        return any(piece.cut for piece in [*pieces, *self.holder])


ACTORS = "👥 Actors"
POSITIONS = "💬 Positions"
CONDITIONS = "🚦 Conditions"
NEXT_STEPS = "📌 Next steps"


def items(summary: "Summary", *, quotes: bool = False) -> tuple[Item, ...]:
    """All items, in the order in which they are shown.

    Open conditions come first, and steps with a date before those without, by date.

    Args:
        summary: What was found.
        quotes: Show the document's words, the other names and how things hang together too.
    """
    names = wording.names_of(summary.actors)
    conditions = sorted(summary.conditions, key=lambda one: _STATUS_ORDER.index(one.status))
    steps = sorted(summary.next_steps, key=lambda one: (not one.due, one.due))
    found = [
        *(_Found(ACTORS, _actor(one, quotes=quotes), one.evidence) for one in summary.actors),
        *_positions(summary, names),
        *(_Found(CONDITIONS, _condition(one, names), one.evidence) for one in conditions),
        *(_Found(NEXT_STEPS, _step(one, summary, names), one.evidence) for one in steps),
    ]
    return tuple(one.quoted() if quotes else one.linked() for one in found)


@dataclass(frozen=True, slots=True)
class _Found:
    """An item before it is told where it was said."""

    section: str
    lines: list[Line]
    evidence: "tuple[Evidence, ...]"
    holder: Pieces = ()

    def linked(self) -> Item:
        """With a link to each message behind the first line."""
        # An actor may be named in every message; the first one tells who it is.
        shown = self.evidence[:1] if self.section == ACTORS else self.evidence
        first, *below = self.lines
        first = Line((*first.pieces, *links(one.origin for one in shown)))
        return Item(self.section, self.holder, (first, *below))

    def quoted(self) -> Item:
        """With the document's words below, each linked to its message."""
        said = [
            Line((*say("“"), *quote, *say("”"), *links(one.origins)), quote=True)
            for one in wording.told_once(self.evidence)[:_LINKS]
            if (quote := words(one.quote, most=_QUOTE))
        ]
        if not said:
            return self.linked()
        return Item(self.section, self.holder, (*self.lines, *said))


def _actor(actor: "Actor", *, quotes: bool) -> list[Line]:
    what = actor.role or ("" if actor.kind == "person" else actor.kind)
    pieces = [*_named(actor.name, "bold")]
    if what:
        pieces += [*say(", "), *words(what, most=_NAME)]
    if quotes and actor.aliases:
        pieces += [*say("; also "), *words(", ".join(actor.aliases), most=_NAMES)]
    return [Line(tuple(pieces))]


def _positions(summary: "Summary", names: wording.Names) -> Iterator[_Found]:
    for holder, positions in wording.by_holder(summary.positions):
        heading = _named(names.get(holder, holder), "bold")
        for one in positions:
            pieces = [*say(one.stance, "italic"), *say(": "), *words(_stated(one.statement))]
            if one.reported_by:
                teller = _named(names.get(one.reported_by, one.reported_by))
                pieces += [*say(" (reported by "), *teller, *say(")")]
            yield _Found(POSITIONS, [Line(tuple(pieces))], one.evidence, heading)


def _stated(statement: str) -> str:
    """The statement as an entry of a list: without a full stop."""
    return statement if statement.endswith("..") else statement.removesuffix(".")


def _condition(condition: "Condition", names: wording.Names) -> list[Line]:
    status = say(_STATUS[condition.status], "bold")
    notes = []
    if gates := words(condition.gates):
        notes.append((*say("for: "), *gates))
    if condition.set_by:
        notes.append((*say("set by: "), *_named(names.get(condition.set_by, condition.set_by))))
    return [Line((*status, *words(condition.requirement))), *_below(notes)]


def _step(step: "NextStep", summary: "Summary", names: wording.Names) -> list[Line]:
    pieces = list(words(step.action) or say("…"))
    if step.due:
        due = mrkdwn.shorten(mrkdwn.date(step.due), _WHEN)
        pieces = [*say("🗓 "), *say(due, "bold"), *say(" · "), *pieces]
    notes = [say(step.certainty)]
    if step.actors:
        notes.insert(0, _named(wording.named(names, step.actors), "bold", most=_NAMES))
    if when := words(step.when, most=_WHEN):
        notes.append(when)
    if hangs_on := words(_requirements(step, summary.conditions)):
        notes.append((*say("only if: "), *hangs_on))
    return [Line(tuple(pieces)), *_below(notes)]


def _below(notes: list[Pieces]) -> list[Line]:
    """A line below an item, with its notes one after the other."""
    pieces = [piece for note in notes for piece in (*say(" · "), *note)]
    return [Line(tuple(pieces[1:]), indent=1)] if pieces else []


def _requirements(step: "NextStep", conditions: "Iterable[Condition]") -> str:
    requirements = {condition.id: condition.requirement for condition in conditions}
    return "; ".join(requirements.get(one, one) for one in step.depends_on)


def _named(name: str, style: str = "", *, most: int = _NAME) -> Pieces:
    return words(name, style, most=most) or say("unnamed", style)


def links(origins: Iterable[str | None]) -> Pieces:
    """Links to the messages that say it: one arrow, or numbered ones; a page in brackets."""
    places = list(dict.fromkeys(filter(None, origins)))
    addresses = [place for place in places if mrkdwn.is_address(place)][:_LINKS]
    if not addresses:
        page = words(places[0], most=_NAME) if places else ()
        return (*say(" ("), *page, *say(")")) if page else ()
    if len(addresses) == 1:
        return (*say(_TIED), *rich_blocks.link(addresses[0], "↗"))
    numbered = [
        (say(_TIED), rich_blocks.link(url, f"↗{n}")) for n, url in enumerate(addresses, start=1)
    ]
    return tuple(piece for blank, arrow in numbered for piece in (*blank, *arrow))
