"""What is said around a summary: that it is worked on, that it must wait, that it failed."""

from typing import TYPE_CHECKING

from summarizer.slack import mrkdwn, rich_blocks
from summarizer.slack.rich_blocks import say, words
from summarizer.slack.shown import Reply

if TYPE_CHECKING:
    from summarizer.model import Progress

_LONGEST = 1_000
_LONGEST_CODE = 100
_STAGES = {
    "fetch": "fetching the model",
    "load": "starting the model",
    "read": "reading",
    "write": "writing the summary",
}


def failure(message: str, hint: str, code: str, reference: str) -> Reply:
    """What went wrong, what to do, and what to tell whoever runs the bot.

    Args:
        message: One sentence, free of source text and secrets.
        hint: One sentence that says what to do; may be empty.
        code: Short, such as `S-ACCESS`.
        reference: With which the log can be searched.
    """
    wrong = _sentence(message) or "Something went wrong."
    said = " ".join(filter(None, (wrong, _sentence(hint))))
    codes = [mrkdwn.shorten(mrkdwn.plain(one), _LONGEST_CODE) for one in (code, reference)]
    number = " · ".join(filter(None, codes))
    section = rich_blocks.section((*say("⚠️ "), *words(said, most=_LONGEST)))
    text = mrkdwn.escape(mrkdwn.shorten(said, _LONGEST))
    blocks = [rich_blocks.block([section])]
    if number:
        blocks.append(rich_blocks.small(f"Code {number}"))
        text = f"{text} ({mrkdwn.escape(number)})"
    return Reply(text, blocks)


def waiting(ahead: int) -> Reply:
    """How many summaries come first."""
    if ahead <= 0:
        return notice("⏳ Your summary is next.")
    many = "1 summary" if ahead == 1 else f"{ahead:,} summaries"
    return notice(f"⏳ {many} ahead of yours.")


def notice(text: str) -> Reply:
    """One plain line: how to use the bot, how far it is."""
    shown = mrkdwn.shorten(mrkdwn.plain(text), _LONGEST) or "…"
    return Reply(mrkdwn.escape(shown), [rich_blocks.block([rich_blocks.section(say(shown))])])


def stage(progress: "Progress") -> str:
    """How far the work is, in the words of a status: ``reading, 45 %``."""
    doing = _STAGES.get(progress.stage, "working")
    if progress.stage == "write" or not 0 < progress.done <= progress.total:
        return doing
    return f"{doing}, {100 * progress.done // progress.total} %"


def _sentence(text: str) -> str:
    """The words as a sentence: with a capital letter and a full stop."""
    words_ = mrkdwn.plain(text)
    if not words_:
        return ""
    return words_[:1].upper() + words_[1:] + ("" if words_[-1] in ".!?…" else ".")
