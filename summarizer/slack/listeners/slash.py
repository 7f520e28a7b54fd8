"""``/summarize [message link | URL | text]``: the summary comes to the person who asked."""

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from summarizer.slack import blocks
from summarizer.slack.asked import understand
from summarizer.slack.jobs import AnswerTo, Job
from summarizer.slack.listeners.desk import Body, Desk, job_of
from summarizer.slack.listeners.usage import USAGE

COMMAND = "/summarize"
"""The command in the manifest."""


def register(app: App, desk: Desk) -> None:
    """Answer to the command.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """

    @app.command(COMMAND, middleware=[desk.once(_job)])
    def slash(ack: Ack, context: BoltContext, client: WebClient) -> None:
        if desk.has_job(context):
            ack()
            desk.begin(context, client)
        else:
            usage = blocks.notice(USAGE)
            ack(text=usage.text, blocks=usage.blocks, response_type="ephemeral")


def _job(body: Body, context: BoltContext) -> Job | None:
    to = AnswerTo("respond", str(body["channel_id"]), "", str(body["response_url"]))
    return job_of(body, context, understand(str(body.get("text") or "")), to)
