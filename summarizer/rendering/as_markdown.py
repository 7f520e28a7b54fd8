"""A summary as Markdown (CommonMark, and what GitHub adds to it).

The document's words are escaped: they cannot become a link, an image, HTML, a heading, or a
mention that pings somebody.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarizer.rendering import wording
from summarizer.rendering.visible import visible

if TYPE_CHECKING:
    from summarizer.rendering.options import Options
    from summarizer.schema import Dropped, Evidence, Summary

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~!&$^=]")
_AUTOLINK = re.compile(r":(?=//)|(?i:(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):)")
_LIST_MARK = re.compile(r"^(?:([-+])|(\d+)([.)]))")
_PLAIN_WEB_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII)

_BLANK_LINES = re.compile(r"\n{3,}")

_MENTION_BREAK = "\u200b"
"""Zero-width space: no escape stops GitHub from reading ``@name`` in text as a mention."""


def as_markdown(summary: "Summary", options: "Options") -> str:
    """The Markdown of a summary, ending in a newline."""
    document = summary.document
    lines = [f"# {escape(summary.title)}", ""]
    lines += [", ".join(filter(None, (_place(document.source), escape(document.date)))), ""]
    if summary.gist:
        lines += [escape(summary.gist), ""]
    sections = {
        "Actors": _actors(summary, options),
        "Positions": _positions(summary, options),
        "Conditions": _conditions(summary, options),
        "Next steps": _next_steps(summary, options),
    }
    for heading, body in sections.items():
        lines += [f"## {heading}", "", *(list(body) or ["None."]), ""]
    lines += _left_out(summary.dropped, options)
    for sentence in wording.gaps(summary):
        lines += ["", escape(sentence), ""]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    text = _MARKUP.sub(r"\\\g<0>", visible(text))
    text = _AUTOLINK.sub(r"\\\g<0>", text)
    text = _LIST_MARK.sub(lambda mark: f"{mark[2] or ''}\\{mark[1] or mark[3]}", text)
    return text.replace("@", f"@{_MENTION_BREAK}")


def _place(where: str) -> str:
    """A link if it is a plain web address, else escaped text."""
    return f"<{where}>" if _PLAIN_WEB_ADDRESS.fullmatch(where) else escape(where)


def _actors(summary: "Summary", options: "Options") -> Iterator[str]:
    for actor in summary.actors:
        also = f"; also {escape(', '.join(actor.aliases))}" if actor.aliases else ""
        yield f"- **{escape(actor.name)}**, {escape(wording.what_actor(actor))}{also}"
        yield from _evidence(actor.evidence, options, indent=2)


def _positions(summary: "Summary", options: "Options") -> Iterator[str]:
    names = wording.names_of(summary.actors)
    for holder, positions in wording.by_holder(summary.positions):
        yield f"- **{escape(wording.named(names, [holder]))}**"
        for position in positions:
            teller = escape(wording.teller(position, names))
            told = f" {teller}" if teller else ""
            yield f"  - *{position.stance}*: {escape(position.statement)}{told}"
            yield from _evidence(position.evidence, options, indent=4)


def _conditions(summary: "Summary", options: "Options") -> Iterator[str]:
    names = wording.names_of(summary.actors)
    for condition in summary.conditions:
        yield f"- {condition.id} (*{condition.status}*): {escape(condition.requirement)}"
        yield f"  - for: {escape(condition.gates)}"
        if condition.set_by:
            yield f"  - set by: {escape(wording.named(names, [condition.set_by]))}"
        yield from _evidence(condition.evidence, options, indent=2)


def _next_steps(summary: "Summary", options: "Options") -> Iterator[str]:
    names = wording.names_of(summary.actors)
    for step in summary.next_steps:
        yield f"- {step.id} (*{step.certainty}*): {escape(step.action)}"
        details = {
            "by": wording.named(names, step.actors),
            "when": wording.when_due(step),
            "hangs on": wording.hangs_on(step, summary.conditions),
        }
        yield from (f"  - {key}: {escape(value)}" for key, value in details.items() if value)
        yield from _evidence(step.evidence, options, indent=2)


def _evidence(evidence: Sequence["Evidence"], options: "Options", *, indent: int) -> Iterator[str]:
    if not options.evidence:
        return
    for one in wording.told_once(evidence):
        places = "".join(f", {_place(origin)}" for origin in one.origins)
        times = f", said {one.times} times" if one.times > 1 else ""
        yield ""
        yield f"{' ' * indent}> {escape(one.quote)} — segment {one.segment}{places}{times}"
    yield ""


def _left_out(dropped: Sequence["Dropped"], options: "Options") -> list[str]:
    if not dropped:
        return []
    lines = [wording.left_out(dropped), ""]
    if options.evidence:
        lines += [f"- {one.kind.replace('_', ' ')}: {escape(one.reason)}" for one in dropped]
    return lines
