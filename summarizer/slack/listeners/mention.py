"""``@bot`` in a thread, or with a link: the summary comes into the thread."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from summarizer.slack import blocks, errors
from summarizer.slack.asked import Asked, understand
from summarizer.slack.jobs import AnswerTo, How, Job
from summarizer.slack.links import MessageLink
from summarizer.slack.listeners.desk import Body, Desk, job_of
from summarizer.slack.listeners.people import is_from_person
from summarizer.slack.listeners.usage import USAGE


def register(app: App, desk: Desk) -> None:
    """Answer to mentions by people.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """

    def job(body: Body, context: BoltContext) -> Job | None:
        return _job(body, context, desk)

    @app.event("app_mention", matchers=[is_from_person], middleware=[desk.once(job)])
    def mention(event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if not desk.begin(context, client):
            reply = blocks.notice(USAGE)
            with desk.guarded(), errors.told():
                client.chat_postEphemeral(
                    channel=event["channel"],
                    user=event["user"],
                    thread_ts=event.get("thread_ts"),
                    text=reply.text,
                    blocks=reply.blocks,
                )


def _job(body: Body, context: BoltContext, desk: Desk) -> Job | None:
    event = body["event"]
    channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
    asked = understand(str(event.get("text") or ""))
    if not asked and thread:
        asked = Asked(message=MessageLink(channel, thread, thread))
    prefers = desk.store.preference(context.team_id or "", context.user_id or "")
    is_elsewhere = asked.message is not None and asked.message.channel != channel
    how: How = "ephemeral" if prefers.private_first or is_elsewhere else "thread"
    # A line to one person does not begin a thread: nobody would see it there.
    root = thread or ("" if how == "ephemeral" else str(event["ts"]))
    return job_of(body, context, asked, AnswerTo(how, channel, root))
