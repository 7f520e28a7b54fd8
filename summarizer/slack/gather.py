"""Which messages make up a thread or a channel? All pages, each message once, only talk.

No talk are the bot's own messages, short commands to it, joins, leaves and the like, and what
is left of deleted messages.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from summarizer.errors import BadConfig
from summarizer.slack.conversation import Place, ReadOptions
from summarizer.slack.errors import ThreadGone, told
from summarizer.slack.links import is_stamp
from summarizer.slack.paging import pages
from summarizer.slack.rich_text import elements_of, string

Raw = Mapping[str, Any]
"""A message as Slack's Web API gives it."""

_NO_TALK = frozenset(
    {
        *("bot_add", "bot_remove", "channel_archive", "channel_convert_to_private"),
        *("channel_convert_to_public", "channel_join", "channel_leave", "channel_name"),
        *("channel_posting_permissions", "channel_purpose", "channel_topic", "channel_unarchive"),
        *("ekm_access_denied", "group_archive", "group_join", "group_leave", "group_name"),
        *("group_purpose", "group_topic", "group_unarchive", "message_changed"),
        *("message_deleted", "message_replied", "pinned_item", "reminder_add"),
        *("sh_room_created", "tombstone", "unpinned_item"),
    }
)
"""Subtypes of https://docs.slack.dev/reference/events/message that tell of no one's words."""

_LONGEST_COMMAND_WORDS = 8
"""A message that opens or ends with the bot's mention and has no more words asks the bot."""

_TIME = re.compile(r"\d{1,10}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself."""

    user: str
    """Id of its user."""
    bot: str
    """Id of the bot, `B…`."""
    workspace_url: str
    """Address of the workspace that it is in."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The messages that are read."""

    messages: tuple[Raw, ...]
    """Thread by thread, each in order of time."""
    total: int
    """How many there are, with those that are too many to be read (of a channel's threads that
    were not read, all replies count)."""


def whoami(client: WebClient) -> Me:
    """Who the token belongs to.

    Raises:
        SlackError: Slack failed or refused.
    """
    with told():
        found = client.auth_test()
    return Me(
        user=str(found.get("user_id") or ""),
        bot=str(found.get("bot_id") or ""),
        workspace_url=str(found.get("url") or "https://slack.com/"),
    )


def thread(client: WebClient, me: Me, place: Place, options: ReadOptions) -> Gathered:
    """The talk of a thread.

    Args:
        client: Needs the history scope of the channel's kind.
        me: The bot.
        place: A thread, by its first message or by any reply.
        options: How many messages are read.

    Raises:
        ThreadGone: There is no such message.
        SlackError: Slack failed or refused.
    """
    found = _replies(client, place.channel, place.thread_ts, options.page_size)
    root = string(found[0], "thread_ts") if found else ""
    if root and root != place.thread_ts:
        found = _replies(client, place.channel, root, options.page_size)
    if not found:
        raise ThreadGone("that message is no longer there", hint="Check the link.")
    talk = _talk(found, me)
    return Gathered(_ordered(talk, options), len(talk))


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, in Slack's time stamps (seconds); empty: open at that end."""

    since: str = ""
    """Messages from then on."""
    until: str = ""
    """Messages up to then."""

    def __post_init__(self) -> None:
        for value in (self.since, self.until):
            if value and not _TIME.fullmatch(value):
                raise BadConfig(
                    "a time in a channel is given in seconds since 1970",
                    hint="Give a number such as 1700000000.",
                )

    def holds(self, ts: str) -> bool:
        """Whether a message of that time is in it."""
        return float(self.since or 0) <= float(ts) <= float(self.until or "inf")


def channel(
    client: WebClient, me: Me, channel_id: str, window: Window, options: ReadOptions
) -> Gathered:
    """The talk of a channel: its messages, and the replies to those of them that have any.

    Args:
        client: Needs the history scope of the channel's kind.
        me: The bot.
        channel_id: Id of the conversation.
        window: From when to when. Replies in it to older messages are not seen, except those
            that were also sent to the channel: Slack lists replies by their first message only.
        options: How many messages are read. Threads that end before the oldest of these are
            counted and not read.

    Raises:
        SlackError: Slack failed or refused.
    """
    roots = _history(client, channel_id, window, options.page_size)
    talk = _talk(roots, me)
    unread = 0
    for root in sorted(filter(_has_replies, roots), key=_latest_reply, reverse=True):
        if _latest_reply(root) < _oldest_read(talk, options):
            unread += root["reply_count"]
            continue
        replies = _talk(_replies(client, channel_id, root["ts"], options.page_size), me)
        talk |= {ts: reply for ts, reply in replies.items() if window.holds(ts)}
    return Gathered(_ordered(talk, options), len(talk) + unread)


def _history(client: WebClient, channel_id: str, window: Window, page_size: int) -> list[Raw]:
    bounds = {"oldest": window.since, "latest": window.until}
    asked: dict[str, str | bool] = {key: value for key, value in bounds.items() if value}
    if asked:
        asked["inclusive"] = True
    found: list[Raw] = []
    for page in pages(client.conversations_history, channel=channel_id, limit=page_size, **asked):
        found += elements_of(page, "messages")
    return found


def _has_replies(message: Raw) -> bool:
    count = message.get("reply_count")
    return isinstance(count, int) and count > 0 and is_stamp(message.get("ts"))


def _latest_reply(message: Raw) -> str:
    """When the thread was last written in; where Slack does not say, perhaps just now."""
    latest = string(message, "latest_reply")
    return latest if is_stamp(latest) else "9999999999.999999"


def _oldest_read(talk: Mapping[str, Raw], options: ReadOptions) -> str:
    """Time stamp before which a message is too old to be read; empty while there is room."""
    enough = len(talk) >= options.max_messages
    return sorted(talk)[-options.max_messages] if enough else ""


def _replies(client: WebClient, channel_id: str, ts: str, page_size: int) -> list[Raw]:
    found: list[Raw] = []
    for page in pages(client.conversations_replies, channel=channel_id, ts=ts, limit=page_size):
        found += elements_of(page, "messages")
    return found


def _talk(messages: Iterable[Raw], me: Me) -> dict[str, Raw]:
    """Each message once: Slack repeats a thread's first message on every page."""
    return {message["ts"]: message for message in messages if _is_talk(message, me)}


def _is_talk(message: Raw, me: Me) -> bool:
    if not is_stamp(message.get("ts")) or message.get("hidden"):
        return False
    if string(message, "subtype") in _NO_TALK:
        return False
    is_own = message.get("user") == me.user or (me.bot and message.get("bot_id") == me.bot)
    return not is_own and not _is_command(message, me)


def _is_command(message: Raw, me: Me) -> bool:
    mention = rf"<@{re.escape(me.user)}(?:\|[^<>]*)?>"
    text = string(message, "text").strip()
    if not me.user or not re.search(rf"^{mention}|{mention}$", text) or message.get("files"):
        return False
    return len(re.sub(mention, " ", text).split()) <= _LONGEST_COMMAND_WORDS


def _ordered(talk: Mapping[str, Raw], options: ReadOptions) -> tuple[Raw, ...]:
    """The newest messages, each thread together, threads by their first message."""
    newest = sorted(talk)[-options.max_messages :]

    def place(ts: str) -> tuple[str, str]:
        root = string(talk[ts], "thread_ts")
        return (root if root in talk else ts, ts)

    return tuple(talk[ts] for ts in sorted(newest, key=place))
