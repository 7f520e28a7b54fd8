"""A thread or a channel becomes a `Document`: a block for each message, with its permalink."""

from collections.abc import Sequence

from slack_sdk import WebClient

from summarizer.document import Document
from summarizer.slack import access, gather
from summarizer.slack.access import ChannelInfo
from summarizer.slack.compose import Composer, Contents
from summarizer.slack.conversation import (
    Conversation,
    Coverage,
    FileCaps,
    Place,
    ReadOptions,
    Skipped,
)
from summarizer.slack.entities import day
from summarizer.slack.errors import NothingToRead
from summarizer.slack.gather import Gathered, Me, Raw, Window
from summarizer.slack.rich_text import string

__all__ = [
    "Conversation",
    "Coverage",
    "FileCaps",
    "Place",
    "ReadOptions",
    "Skipped",
    "read_channel",
    "read_thread",
]

_ALL = ReadOptions()


def read_thread(client: WebClient, place: Place, options: ReadOptions = _ALL) -> Conversation:
    """Read a thread. Whether the asking person may read it is for `access.require_reader`.

    Args:
        client: With the bot's token; its retry handlers wait when Slack says so.
        place: A thread, by its first message or by any reply.
        options: How much is read.

    Raises:
        NotInChannel: The bot is not in the conversation, or there is none.
        ThreadGone: There is no such message.
        NothingToRead: It holds no words.
        SlackError: Slack failed or refused.
    """
    info = access.describe(client, place.channel)
    me = gather.whoami(client)
    return _conversation(client, me, info, gather.thread(client, me, place, options), options)


def read_channel(
    client: WebClient,
    channel: str,
    *,
    since: str,
    until: str,
    options: ReadOptions = _ALL,
) -> Conversation:
    """Read a stretch of a channel: its messages and the replies to them.

    Args:
        client: With the bot's token; its retry handlers wait when Slack says so.
        channel: Id of the conversation.
        since: Messages from then on, in seconds since 1970; empty: from the first.
        until: Messages up to then; empty: to the last.
        options: How much is read.

    Raises:
        NotInChannel: The bot is not in the conversation, or there is none.
        NothingToRead: Nothing was written in that time.
        BadConfig: A time is no number of seconds.
        SlackError: Slack failed or refused.
    """
    window = Window(since, until)
    info = access.describe(client, channel)
    me = gather.whoami(client)
    found = gather.channel(client, me, channel, window, options)
    return _conversation(client, me, info, found, options)


def _conversation(
    client: WebClient, me: Me, info: ChannelInfo, found: Gathered, options: ReadOptions
) -> Conversation:
    contents = Composer(client, me, info.id, options).compose(found.messages)
    return Conversation(
        document=_document(me, info, contents),
        coverage=Coverage(
            read=len(contents.messages),
            total=found.total,
            people=len(_people(contents.messages)),
            files_read=contents.files_read,
            skipped=tuple(contents.skipped),
            channel_name=info.name,
            private=info.private,
            ext_shared=info.ext_shared,
        ),
        last_ts=f"{_last_change(found.messages)}+{found.total}",
    )


def _document(me: Me, info: ChannelInfo, contents: Contents) -> Document:
    if not contents.has_words:
        raise NothingToRead(
            "there are no words in that conversation to summarize",
            hint="Ask for a thread in which somebody wrote something.",
        )
    text, origins = contents.joined()
    newest = max(string(message, "ts") for message in contents.messages)
    return Document.from_text(
        text,
        source=f"{me.workspace_url.rstrip('/')}/archives/{info.id}",
        date=day(float(newest)),
        origins=origins,
    )


def _people(messages: Sequence[Raw]) -> set[str]:
    return {
        string(message, "user")
        for message in messages
        if message.get("user") and not message.get("bot_id")
    }


def _last_change(messages: Sequence[Raw]) -> str:
    """Time stamp of the newest message or edit."""
    stamps = [string(message, "ts") for message in messages]
    for message in messages:
        edited = message.get("edited")
        if isinstance(edited, dict):
            stamps.append(string(edited, "ts"))
    return max(stamps, default="")
