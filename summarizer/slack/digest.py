"""The last days of a channel as one summary, for the channel itself."""

import time
from dataclasses import dataclass

from slack_sdk import WebClient

from summarizer import prompting, reading
from summarizer.model import Budget, Model, OnProgress, ignore_progress
from summarizer.pipeline import summarize
from summarizer.slack import blocks, errors
from summarizer.slack.conversation import ReadOptions
from summarizer.slack.deliver import post, upload
from summarizer.slack.jobs import request_key
from summarizer.slack.store import Kept, Store
from summarizer.slack.thread import read_channel

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a channel."""

    channel: str
    """Id of the conversation."""
    since: float
    """In seconds since 1970."""
    until: float
    """The same."""


def last_days(channel: str, days: float) -> Period:
    """The last days of a channel, up to now."""
    now = time.time()
    return Period(channel, now - days * _DAY, now)


def digest(
    client: WebClient,
    period: Period,
    *,
    model: Model,
    budget: Budget | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Kept:
    """Summarize a stretch of a channel.

    Args:
        client: With the bot's token.
        period: Which channel, and when.
        model: Who is asked.
        budget: Its limits.
        on_progress: Told how far it is.

    Raises:
        NothingToRead: Nothing was written then.
        SummarizerError: Slack or the model failed.
    """
    found = read_channel(
        client,
        period.channel,
        since=f"{period.since:.6f}",
        until=f"{period.until:.6f}",
        options=ReadOptions(),
    )
    prompt = reading.fitting(found.document, prompting.default_for(model.profile))
    summary = summarize(
        found.document, model=model, prompt=prompt, budget=budget, on_progress=on_progress
    )
    with errors.told():
        team = str(client.auth_test()["team_id"])
    named = f"{period.channel} {period.since:.0f}-{period.until:.0f}"
    return Kept(
        request_key=request_key(named, found.last_ts, prompt, model.name, team=team),
        team=team,
        channel=period.channel,
        summary=summary,
        coverage=found.coverage,
        made_at=period.until,
    )


def publish(client: WebClient, kept: Kept, store: Store) -> str:
    """Post a digest into the channel that it is about; there is no other place for it.

    Args:
        client: With the bot's token.
        kept: The digest.
        store: Where the bot finds it when somebody presses a button.

    Returns:
        Time stamp of its first message; the others are in its thread.

    Raises:
        SlackError: Slack refused or failed.
    """
    shown = blocks.Shown(kept.summary, kept.coverage, kept.request_key)
    store.keep(kept)
    first, *others = blocks.answer(shown, can_post=False)
    ts = post(client, kept.channel, "", first)
    for reply in others:
        post(client, kept.channel, ts, reply)
    if overflow := blocks.overflow_markdown(shown):
        upload(client, kept.channel, ts, overflow)
    return ts
