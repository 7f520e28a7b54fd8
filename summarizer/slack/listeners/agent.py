"""The agent panel and direct messages: a link, an address or a text; the answer comes below it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from summarizer.slack import blocks, errors
from summarizer.slack.asked import understand
from summarizer.slack.deliver import post
from summarizer.slack.jobs import AnswerTo, Job
from summarizer.slack.listeners.desk import Body, Desk, job_of
from summarizer.slack.listeners.people import is_from_person
from summarizer.slack.listeners.usage import PROMPTS, USAGE


def register(app: App, desk: Desk) -> None:
    """Answer to direct messages, and offer prompts when the panel is opened.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """

    @app.event("message", matchers=[_is_direct], middleware=[desk.once(_job)])
    def direct(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if not desk.begin(context, client):
            with desk.guarded():
                post(client, event["channel"], _root(event), blocks.notice(USAGE))

    @app.event("app_home_opened", matchers=[_is_panel], middleware=[desk.once()])
    def opened(event: dict[str, Any], client: WebClient) -> None:
        with desk.guarded(), errors.told():
            client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], prompts=[*PROMPTS]
            )


def _is_direct(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type") == "im" and is_from_person(event)


def _is_panel(event: Mapping[str, Any]) -> bool:
    return event.get("tab") == "messages" and bool(event.get("channel"))


def _root(event: Mapping[str, Any]) -> str:
    return str(event.get("thread_ts") or event["ts"])


def _job(body: Body, context: BoltContext) -> Job | None:
    event = body["event"]
    to = AnswerTo("thread", str(event["channel"]), _root(event))
    return job_of(body, context, understand(str(event.get("text") or "")), to)
