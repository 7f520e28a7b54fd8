"""What was asked for: one summary to make, and where its answer goes."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

from summarizer.slack.conversation import Place

Kind = Literal["thread", "link", "text"]
"""What is summarized: a conversation, a web page, or words that came with the request."""
How = Literal["thread", "ephemeral", "respond", "dm"]
"""How the answer is given: in the thread, to one person there, by response_url, or in a DM."""


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """Where the answer goes."""

    how: How
    """Which way it is sent."""
    channel: str = ""
    """Id of the conversation; may be empty for `respond`."""
    thread_ts: str = ""
    """Root of the thread; empty: not in a thread."""
    response_url: str = field(default="", repr=False)
    """Slack's one-off address, good for 5 answers in 30 minutes; a secret, so not in the repr."""


@dataclass(frozen=True, slots=True)
class Job:
    """One summary that a person asked for."""

    id: str
    """Unique; also the reference that the person is shown when it fails."""
    team: str
    """Workspace of the request."""
    user: str
    """Who asked."""
    kind: Kind
    """What is to be summarized."""
    place: Place | None
    """The conversation, for `thread`."""
    url: str = field(repr=False)
    """The page, for `link`; else empty. Not in the repr: an address can hold a key."""
    answer_to: AnswerTo
    """Where the answer goes."""
    enterprise: str = ""
    """The organisation of the workspace, if it has one."""
    words: str = field(default="", repr=False, compare=False)
    """The text, for `text`. It lives in memory only: the store never sees it, and a job that
    comes back from the store has none."""
    tries: int = field(default=0, compare=False)
    """How often it was begun before; filled by the store."""
    asked_at: float = field(default=0.0, compare=False)
    """When it came in, in seconds since 1970; filled by the store."""


def request_key(
    place_or_url: Place | str, last_ts: str, prompt_id: str, model: str, *, team: str = ""
) -> str:
    """Name a request, so that the same one can be answered with the kept summary.

    Args:
        place_or_url: The thread, or the address of a page.
        last_ts: The thread's newest message or edit; empty for a page.
        prompt_id: NAME@VERSION of the prompt set.
        model: The model's name.
        team: The workspace, for a page: what one workspace asked is not told to another.

    Returns:
        64 hexadecimal digits (SHA-256). They tell nothing of the place.
    """
    place = (
        [place_or_url.team, place_or_url.channel, place_or_url.thread_ts]
        if isinstance(place_or_url, Place)
        else [team, place_or_url]
    )
    # JSON keeps the parts apart: ["a", "bc"] and ["ab", "c"] are different requests.
    named = json.dumps([place, last_ts, prompt_id, model])
    return hashlib.sha256(named.encode()).hexdigest()
