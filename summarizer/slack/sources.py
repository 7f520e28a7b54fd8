"""What does a job summarize? Its source becomes a document and the key of the request.

A conversation is read only for somebody who may read it; a page only through the URL guard.
"""

import hashlib
from dataclasses import dataclass, field

from slack_sdk import WebClient

from summarizer.document import Document
from summarizer.readers import Fetcher, read
from summarizer.slack.access import require_reader
from summarizer.slack.conversation import Coverage, ReadOptions
from summarizer.slack.errors import SlackError
from summarizer.slack.jobs import Job
from summarizer.slack.thread import read_thread


class Interrupted(SlackError):
    """The words came with the request and went with the process that was asked."""

    short = "S-RESTART"


@dataclass(frozen=True, slots=True)
class Source:
    """What is summarized."""

    document: Document
    """Its words."""
    coverage: Coverage | None
    """How much of a conversation was read; none for a page or a text."""
    named: str
    """What it is, for the request key."""
    version: str
    """Changes whenever the words do."""
    public: bool
    """Whether its words may be stored: it is a page of the web."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How sources are read."""

    conversations: ReadOptions = field(default_factory=ReadOptions)
    """How much of conversations."""
    fetch: Fetcher | None = None
    """Fetches pages; none: from public addresses only, see `summarizer.readers`."""


def source(job: Job, client: WebClient, options: SourceOptions) -> Source:
    """Read what a job is about.

    Args:
        job: Who asks, and for what.
        client: Of the workspace.
        options: How much is read.

    Raises:
        NotAllowed: The person may not read the conversation.
        Interrupted: It was a text, and the process that was given it is gone.
        SummarizerError: It cannot be read.
    """
    if job.kind == "thread" and job.place:
        require_reader(client, job.user, job.place.channel)
        found = read_thread(client, job.place, options.conversations)
        named = f"{job.place.channel} {job.place.thread_ts}"
        return Source(found.document, found.coverage, named, found.last_ts, public=False)
    if job.kind == "link":
        document = read(job.url, fetch=options.fetch)
        return Source(document, None, job.url, _digest(document.text), public=True)
    if not job.words:
        raise Interrupted("the bot was restarted and your text is gone", hint="Ask again.")
    document = Document.from_text(job.words, source="text")
    return Source(document, None, f"text of {job.user}", _digest(job.words), public=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
