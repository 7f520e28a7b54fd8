"""What stays of an answer: the summary, without the words that it cites."""

from dataclasses import dataclass

from summarizer.schema import Evidence, Summary
from summarizer.slack.conversation import Coverage


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary that was made before."""

    request_key: str
    """From `jobs.request_key`."""
    team: str
    """Workspace that asked for it; whoever shows it again checks that."""
    channel: str
    """Conversation that was read; empty for a page or a text."""
    summary: Summary
    """As `without_words` left it, unless `with_quotes`."""
    coverage: Coverage | None
    """What was read of the conversation; none for a page or a text."""
    made_at: float
    """When, in seconds since 1970."""
    thread_ts: str = ""
    """Root of the thread that was read."""
    with_quotes: bool = False
    """Whether the cited words are kept too: for public web pages only, never for messages."""


def without_words(summary: Summary) -> Summary:
    """The summary with every quote empty, and of the dropped items only how many.

    Places and links stay: a reader who may see the message follows the link to its words.
    """

    def blank(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(each.model_copy(update={"quote": ""}) for each in evidence)

    parts = {
        name: tuple(
            item.model_copy(update={"evidence": blank(item.evidence)})
            for item in getattr(summary, name)
        )
        for name in ("actors", "positions", "conditions", "next_steps")
    }
    dropped = tuple(item.model_copy(update={"item": {}, "reason": ""}) for item in summary.dropped)
    return summary.model_copy(update={**parts, "dropped": dropped})
