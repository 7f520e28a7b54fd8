"""A summary as text for a terminal: folded, in colour if asked, readable without."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from summarizer.rendering import wording
from summarizer.rendering.fold import fold
from summarizer.rendering.options import MIN_WIDTH, Options
from summarizer.rendering.visible import visible

if TYPE_CHECKING:
    from summarizer.schema import Dropped, Evidence, Summary

_STANCE_STYLES = {"supports": "green", "offers": "green", "opposes": "red", "declines": "red"}
_CERTAINTY_STYLES = {"scheduled": "green", "planned": "green"}
_NOTE = "bright_black"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the page, before it is folded."""

    indent: int
    """Columns before it; where a line is folded, the rest of an indented one has two more."""
    parts: tuple[tuple[str, str], ...]
    """Pieces of text, each with a rich style."""


def as_text(summary: "Summary", options: Options) -> str:
    """The text of a summary, ending in a newline."""
    page = io.StringIO()
    console = Console(
        file=page,
        color_system="standard" if options.colour else None,
        force_terminal=options.colour,
        no_color=not options.colour,
        highlight=False,
        legacy_windows=False,
        soft_wrap=True,
    )
    width = max(options.width, MIN_WIDTH)
    for line in _page(summary, show_evidence=options.evidence):
        for row in _folded(line, width):
            console.print(row)
    return page.getvalue()


def _folded(line: _Line, width: int) -> Iterator[Text]:
    text = Text()
    for words, style in line.parts:
        # Blanks at the ends part one piece from the next; `visible` takes them away.
        before = " " if words[:1] == " " else ""
        after = " " if words[-1:] == " " else ""
        text.append(f"{before}{visible(words)}{after}", style)
    hanging = 2 if line.indent else 0
    for number, row in enumerate(fold(text, width - line.indent - hanging)):
        yield Text(" " * (line.indent + (hanging if number else 0))) + row


def _page(summary: "Summary", *, show_evidence: bool) -> Iterator[_Line]:
    yield _line(0, (summary.title, "bold"))
    yield _line(0, (wording.where_and_when(summary.document), _NOTE))
    if summary.gist:
        yield _line(0)
        yield _line(0, summary.gist)
    sections = {
        "Actors": _actors(summary),
        "Positions": _positions(summary),
        "Conditions": _conditions(summary),
        "Next steps": _next_steps(summary),
    }
    for heading, lines in sections.items():
        yield _line(0)
        yield _line(0, (heading, "bold underline"))
        empty = True
        for line, evidence in lines:
            empty = False
            yield line
            if show_evidence:
                yield from _evidence(evidence)
        if empty:
            yield _line(2, ("none", _NOTE))
    yield from _left_out(summary.dropped, show_reasons=show_evidence)
    yield from _gaps(summary)


_Lines = Iterator[tuple[_Line, Sequence["Evidence"]]]
"""Lines, each with the evidence that comes after it."""


def _actors(summary: "Summary") -> _Lines:
    for actor in summary.actors:
        also = f"; also {', '.join(actor.aliases)}" if actor.aliases else ""
        what = f", {wording.what_actor(actor)}{also}"
        yield _line(2, (actor.name, "bold"), what), actor.evidence


def _positions(summary: "Summary") -> _Lines:
    names = wording.names_of(summary.actors)
    for holder, positions in wording.by_holder(summary.positions):
        yield _line(2, (wording.named(names, [holder]), "bold")), ()
        for position in positions:
            stance = (f"{position.stance}: ", _STANCE_STYLES.get(position.stance, "cyan"))
            teller = (wording.teller(position, names), _NOTE)
            yield _line(4, stance, position.statement, teller), position.evidence


def _conditions(summary: "Summary") -> _Lines:
    names = wording.names_of(summary.actors)
    for condition in summary.conditions:
        head = (f"{condition.id} [{condition.status}] ", "cyan")
        yield _line(2, head, condition.requirement), ()
        yield (
            _line(4, ("for: ", _NOTE), condition.gates),
            () if condition.set_by else (condition.evidence),
        )
        if condition.set_by:
            set_by = wording.named(names, [condition.set_by])
            yield _line(4, ("set by: ", _NOTE), set_by), condition.evidence


def _next_steps(summary: "Summary") -> _Lines:
    names = wording.names_of(summary.actors)
    for step in summary.next_steps:
        style = _CERTAINTY_STYLES.get(step.certainty, "yellow")
        details = {
            "by": wording.named(names, step.actors),
            "when": wording.when_due(step),
            "hangs on": wording.hangs_on(step, summary.conditions),
        }
        lines = [_line(2, (f"{step.id} [{step.certainty}] ", style), step.action)]
        lines += [_line(4, (f"{key}: ", _NOTE), value) for key, value in details.items() if value]
        for line in lines[:-1]:
            yield line, ()
        yield lines[-1], step.evidence


def _evidence(evidence: Sequence["Evidence"]) -> Iterator[_Line]:
    for one in wording.told_once(evidence):
        notes = [*one.origins, *([f"said {one.times} times"] if one.times > 1 else [])]
        note = f" ({', '.join(notes)})" if notes else ""
        yield _line(6, (f"[{one.segment}] ", _NOTE), f'"{visible(one.quote)}"', (note, _NOTE))


def _left_out(dropped: Sequence["Dropped"], *, show_reasons: bool) -> Iterator[_Line]:
    if not dropped:
        return
    yield _line(0)
    yield _line(0, (wording.left_out(dropped), "yellow"))
    if show_reasons:
        for one in dropped:
            yield _line(2, (f"{one.kind.replace('_', ' ')}: ", _NOTE), one.reason)


def _gaps(summary: "Summary") -> Iterator[_Line]:
    said = wording.gaps(summary)
    if said:
        yield _line(0)
    for sentence in said:
        yield _line(0, (sentence, "yellow"))


def _line(indent: int, *parts: str | tuple[str, str]) -> _Line:
    return _Line(indent, tuple((part, "") if isinstance(part, str) else part for part in parts))
