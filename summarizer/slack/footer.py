"""What stands below a summary: what was read, what it cost, and the buttons."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.rendering import wording
from summarizer.slack import mrkdwn, rich_blocks
from summarizer.slack.shown import (
    SUMMARY_DETAILS,
    SUMMARY_FEEDBACK,
    SUMMARY_MARKDOWN,
    SUMMARY_POST,
    Block,
    Shown,
)

if TYPE_CHECKING:
    from summarizer.schema import Run, Summary
    from summarizer.slack.thread import Coverage

_LONGEST = 900
_NAMES_OF_SKIPPED = 5


def footer(shown: Shown, *, can_post: bool) -> list[Block]:
    """The lines and the buttons below a summary."""
    return [
        read_block(shown),
        *([rich_blocks.small(gaps)] if (gaps := gaps_line(shown.summary)) else []),
        *(
            [rich_blocks.small(left_out)]
            if (left_out := wording.left_out(shown.summary.dropped))
            else []
        ),
        rich_blocks.small(cost_line(shown.summary.run)),
        _buttons(shown.request, can_post=can_post),
        _feedback(shown.request),
    ]


def read_line(shown: Shown) -> str:
    """What was read, in words."""
    if shown.coverage is not None:
        return mrkdwn.shorten(coverage_line(shown.coverage), _LONGEST)
    return _source(shown.summary, mrkdwn.plain(shown.summary.document.source))


def gaps_line(summary: "Summary") -> str:
    """What could not be read, and why, and what was cut off; empty if nothing."""
    said = " ".join(wording.gaps(summary))
    return mrkdwn.shorten(f"⚠️ {mrkdwn.plain(said)}", _LONGEST) if said else ""


def read_block(shown: Shown) -> Block:
    """What was read; a web page is linked."""
    source = shown.summary.document.source
    if shown.coverage is not None or not mrkdwn.is_address(source):
        return rich_blocks.small(read_line(shown))
    page = mrkdwn.link(source, urlsplit(source).hostname or source)
    line = {"type": "mrkdwn", "text": _source(shown.summary, page), "verbatim": True}
    return {"type": "context", "elements": [line]}


def coverage_line(coverage: "Coverage") -> str:
    """How much of a conversation was read: ``214 of 214 messages, 9 people, …``."""
    whole = coverage.read >= coverage.total
    parts = [
        f"{coverage.read:,} of {_counted(coverage.total, 'message')}",
        _counted(coverage.people, "person", "people"),
    ]
    if coverage.files_read:
        parts.append(f"{_counted(coverage.files_read, 'file')} read")
    if coverage.skipped:
        parts.append(_skipped(coverage))
    line = f"{'📖 Read' if whole else '⚠️ Read only'} {', '.join(parts)}"
    return f"{line} · {where}" if (where := _where(coverage)) else line


def cost_line(run: "Run") -> str:
    """Model, prompt, calls, tokens, time and money."""
    parts = [
        mrkdwn.shorten(mrkdwn.plain(run.model) or "unnamed model", 100),
        mrkdwn.shorten(mrkdwn.plain(run.prompt), 100),
        _counted(run.calls, "call"),
        f"{_counted(run.input_tokens + run.output_tokens, 'token')}",
        f"{run.seconds:.1f} s",
        "price unknown" if run.cost_usd is None else f"${run.cost_usd:.4f}",
    ]
    return f"🤖 {' · '.join(filter(None, parts))}"


def _where(coverage: "Coverage") -> str:
    name = mrkdwn.shorten(mrkdwn.plain(coverage.channel_name), 100)
    notes = [f"{'🔒 ' if coverage.private else '#'}{name}"] if name else []
    if coverage.ext_shared:
        notes.append("shared with another organisation")
    return " · ".join(notes)


def _skipped(coverage: "Coverage") -> str:
    named = [
        f"{mrkdwn.shorten(mrkdwn.plain(one.name), 60)} ({mrkdwn.plain(one.reason)})"
        for one in coverage.skipped[:_NAMES_OF_SKIPPED]
    ]
    more = len(coverage.skipped) - len(named)
    listed = ", ".join([*named, *([f"{more} more"] if more else [])])
    return f"{_counted(len(coverage.skipped), 'file')} skipped: {listed}"


def _source(summary: "Summary", named: str) -> str:
    document = summary.document
    parts = [
        f"📖 Read {_counted(document.characters, 'character')}",
        "" if document.source in ("text", "-") else mrkdwn.shorten(named, _LONGEST),
        mrkdwn.date(mrkdwn.shorten(document.date, 50)),
    ]
    return " · ".join(filter(None, parts))


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _buttons(request: str, *, can_post: bool) -> Block:
    buttons = [button("Details", SUMMARY_DETAILS, request)]
    if can_post:
        buttons.insert(0, {**button("Post to thread", SUMMARY_POST, request), "style": "primary"})
    buttons.append(button("Copy as Markdown", SUMMARY_MARKDOWN, request))
    return {"type": "actions", "elements": buttons}


def button(label: str, action_id: str, value: str) -> dict[str, Any]:
    """A button that tells us which request it stands under."""
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def _feedback(request: str) -> Block:
    def side(label: str, opinion: str, spoken: str) -> dict[str, Any]:
        text = {"type": "plain_text", "text": label}
        return {"text": text, "value": f"{opinion} {request}", "accessibility_label": spoken}

    pair = {
        "type": "feedback_buttons",
        "action_id": SUMMARY_FEEDBACK,
        "positive_button": side("Good summary", "good", "This summary is good"),
        "negative_button": side("Bad summary", "bad", "This summary is bad"),
    }
    return {"type": "context_actions", "elements": [pair]}
