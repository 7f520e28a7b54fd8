"""The shortcut of a message, "Summarize thread": one person gets the summary, and may post it."""

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from summarizer.slack.asked import Asked
from summarizer.slack.jobs import AnswerTo, Job
from summarizer.slack.links import MessageLink
from summarizer.slack.listeners.desk import Body, Desk, job_of

CALLBACK = "summarize_thread"
"""The shortcut's callback id in the manifest."""


def register(app: App, desk: Desk) -> None:
    """Answer to the shortcut.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """

    @app.message_shortcut(CALLBACK, middleware=[desk.once(_job)])
    def shortcut(ack: Ack, context: BoltContext, client: WebClient) -> None:
        ack()
        desk.begin(context, client)


def _job(body: Body, context: BoltContext) -> Job | None:
    message, channel = body["message"], str(body["channel"]["id"])
    root = str(message.get("thread_ts") or message["ts"])
    asked = Asked(message=MessageLink(channel, str(message["ts"]), root))
    to = AnswerTo("respond", channel, root, str(body["response_url"]))
    return job_of(body, context, asked, to)
