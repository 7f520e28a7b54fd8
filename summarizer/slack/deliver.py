"""How does an answer reach the person who asked, and nobody who may not read it?

In the thread that it is about, in the person's own conversation with the bot, or to the person
alone. What can be said only to one person, and cannot be said where they asked, is said in a
direct message. Nothing is unfurled, and no name in a text pings anybody.
"""

import contextlib
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from summarizer.slack import blocks, errors
from summarizer.slack.blocks import Reply
from summarizer.slack.clients import quiet_logger, retry_handlers, tls
from summarizer.slack.errors import SlackError, SlackUnavailable
from summarizer.slack.jobs import How, Job

_PLAIN: dict[str, Any] = {"parse": "none", "link_names": False}
_NO_UNFURL: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
_FILE = "summary.md"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way back to the person who asked."""

    client: WebClient
    """Of the workspace."""
    job: Job
    """It says where."""

    @property
    def how(self) -> How:
        """The way that is taken: a thread only if that tells nobody what they may not read."""
        to, place = self.job.answer_to, self.job.place
        if to.how != "thread" or is_direct(to.channel):
            return to.how
        return "ephemeral" if place and place.channel != to.channel else "thread"

    @property
    def is_private(self) -> bool:
        """Whether only the person who asked sees the answer."""
        return self.how != "thread" or is_direct(self.job.answer_to.channel)

    def answer(self, replies: tuple[Reply, ...], overflow: str, *, over: str = "") -> None:
        """Send the summary.

        Args:
            replies: One message or more.
            overflow: Markdown for a file, where the messages cannot hold everything.
            over: Time stamp of a message of ours that the first reply takes the place of.

        Raises:
            SlackError: Slack refused or failed.
        """
        for number, reply in enumerate(replies):
            if over and number == 0:
                self._replace(over, reply)
            elif self.how == "thread":
                self._send("thread", reply)
            else:
                self._send_alone(self.how, reply)
        if overflow:
            # The answer is there; the least manifest has no scope for files.
            with contextlib.suppress(SlackError):
                self._upload(overflow)

    def tell(self, reply: Reply) -> None:
        """Say a line to the person alone, wherever it reaches them.

        Raises:
            SlackError: Slack refused every way.
        """
        self._send_alone(self.how if self.is_private else "ephemeral", reply)

    def note(self, text: str) -> str:
        """Post a line that will be replaced; its time stamp."""
        reply = blocks.notice(text)
        return self._post(self.job.answer_to.channel, self.job.answer_to.thread_ts, reply)

    def change(self, ts: str, text: str) -> None:
        """Change a line that `note` posted."""
        self._replace(ts, blocks.notice(text))

    def remove(self, ts: str) -> None:
        """Take back a line that `note` posted."""
        with errors.told():
            self.client.chat_delete(channel=self.job.answer_to.channel, ts=ts)

    def _send_alone(self, how: How, reply: Reply) -> None:
        """Send to one person: where they asked, or else in a direct message."""
        try:
            self._send(how, reply)
        except SlackError:
            if how == "dm":
                raise
            self._send("dm", reply)

    def _send(self, how: How, reply: Reply) -> None:
        to = self.job.answer_to
        if how == "thread":
            self._post(to.channel, to.thread_ts, reply)
        elif how == "ephemeral":
            with errors.told():
                self.client.chat_postEphemeral(
                    channel=to.channel,
                    user=self.job.user,
                    thread_ts=to.thread_ts or None,
                    text=reply.text,
                    blocks=reply.blocks,
                    **_PLAIN,
                )
        elif how == "respond":
            respond(to.response_url, reply)
        else:
            self._post(direct_channel(self.client, self.job.user), "", reply)

    def _post(self, channel: str, thread_ts: str, reply: Reply) -> str:
        return post(self.client, channel, thread_ts, reply)

    def _replace(self, ts: str, reply: Reply) -> None:
        with errors.told():
            self.client.chat_update(
                channel=self.job.answer_to.channel,
                ts=ts,
                text=reply.text,
                blocks=reply.blocks,
                **_PLAIN,
            )

    def _upload(self, markdown: str) -> None:
        """A file cannot be shown to one person in a channel: it goes to the direct messages."""
        to = self.job.answer_to
        here = self.how == "thread"
        upload(
            self.client,
            to.channel if here else direct_channel(self.client, self.job.user),
            to.thread_ts if here else "",
            markdown,
        )


def is_direct(channel: str) -> bool:
    """Whether only one person and the bot are in it."""
    return channel.startswith("D")


def direct_channel(client: WebClient, user: str) -> str:
    """The conversation of one person with the bot.

    Raises:
        SlackError: Slack refused or failed.
    """
    with errors.told():
        channel: str = client.conversations_open(users=user)["channel"]["id"]
    return channel


def post(client: WebClient, channel: str, thread_ts: str, reply: Reply) -> str:
    """Post a message that everybody in the channel sees; its time stamp.

    Raises:
        SlackError: Slack refused or failed.
    """
    with errors.told():
        posted = client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts or None,
            text=reply.text,
            blocks=reply.blocks,
            **_PLAIN,
            **_NO_UNFURL,
        )
    return str(posted["ts"])


def respond(url: str, reply: Reply) -> None:
    """Answer an interaction by its one-off address, to the person alone.

    Raises:
        SlackUnavailable: The address is used up or too old, or Slack failed.
    """
    webhook = WebhookClient(
        url, ssl=tls(), logger=quiet_logger("sdk"), retry_handlers=retry_handlers()
    )
    with errors.told():
        answer = webhook.send(
            text=reply.text,
            blocks=reply.blocks,
            response_type="ephemeral",
            replace_original=False,
            **_NO_UNFURL,
        )
    if answer.status_code != 200:
        raise SlackUnavailable("Slack takes no more answers to that request", hint="Ask again.")


def upload(client: WebClient, channel: str, thread_ts: str, markdown: str) -> None:
    """Share a Markdown file.

    Raises:
        SlackError: Slack refused or failed.
    """
    with errors.told():
        client.files_upload_v2(
            channel=channel,
            thread_ts=thread_ts or None,
            content=markdown,
            filename=_FILE,
            title="Summary",
        )
