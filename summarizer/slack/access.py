"""May this person read that conversation? The bot can often read more than who asks it.

A public channel is open to every full member of the bot's workspace; any other conversation,
and any guest or person of another organisation, needs membership in it. What cannot be made
sure of is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from summarizer.slack.errors import NotAllowed, NotInChannel, SlackUnavailable, from_api, told
from summarizer.slack.names import clean
from summarizer.slack.paging import pages

_INVITE = "Invite the bot to the channel (/invite) and ask again."


@dataclass(frozen=True, slots=True)
class ChannelInfo:
    """A conversation that the bot is in."""

    id: str
    """Slack's id of it."""
    name: str
    """Without the `#`; for direct messages, words that say so."""
    private: bool
    """Not everybody in the workspace may read it; so are all direct messages."""
    ext_shared: bool
    """Shared with another organisation (Slack Connect)."""
    direct: bool
    """A direct message, of two or of more."""


def require_reader(client: WebClient, user: str, channel: str) -> ChannelInfo:
    """Make sure that somebody may read a conversation, and that the bot can.

    Args:
        client: With the bot's token.
        user: Id of who asks.
        channel: Id of the conversation.

    Returns:
        What the conversation is.

    Raises:
        NotAllowed: Who asks may not read it.
        NotInChannel: There is no such conversation, or the bot is not in it.
        SlackError: Slack failed or refused.
    """
    info = describe(client, channel)
    is_open = not info.private and _is_full_member(client, user)
    if not is_open and not _is_in(client, user, channel):
        raise NotAllowed(
            "you cannot be seen to be in that conversation, so it is not summarized for you",
            hint="Ask somebody who is in it to add you, or to ask for the summary there.",
        )
    return info


def describe(client: WebClient, channel: str) -> ChannelInfo:
    """What a conversation is.

    Raises:
        NotInChannel: There is no such conversation, or the bot is not in it.
        SlackError: Slack failed or refused.
    """
    with told():
        found = client.conversations_info(channel=channel).get("channel")
    info: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    direct = bool(info.get("is_im") or info.get("is_mpim"))
    if not info or (not direct and not info.get("is_member")):
        raise NotInChannel(
            "the bot is not in that conversation, or there is no such conversation", hint=_INVITE
        )
    is_public = info.get("is_channel") and not info.get("is_private") and not direct
    return ChannelInfo(
        id=channel,
        name=_name(info),
        private=not is_public,
        ext_shared=bool(info.get("is_ext_shared") or info.get("is_pending_ext_shared")),
        direct=direct,
    )


def _name(info: Mapping[str, Any]) -> str:
    if info.get("is_mpim"):
        return "a group direct message"
    return "a direct message" if info.get("is_im") else clean(info.get("name"))


def _is_full_member(client: WebClient, user: str) -> bool:
    """A living person of the bot's own workspace who is no guest."""
    person = _person(client, user)
    limited = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    if not person or any(person.get(flag) for flag in limited):
        return False
    with told():
        team = client.auth_test().get("team_id")
    organisation = person.get("enterprise_user")
    teams = organisation.get("teams") if isinstance(organisation, Mapping) else None
    return bool(team) and (team == person.get("team_id") or team in (teams or ()))


def _person(client: WebClient, user: str) -> Mapping[str, Any]:
    """What Slack tells of a person; empty where it does not tell the bot."""
    with told():
        try:
            found = client.users_info(user=user).get("user")
        except SlackApiError as error:
            reason = from_api(error)
            if isinstance(reason, SlackUnavailable):
                raise reason from None
            return {}
    return found if isinstance(found, Mapping) else {}


def _is_in(client: WebClient, user: str, channel: str) -> bool:
    found = pages(client.conversations_members, channel=channel, limit=1000)
    return bool(user) and any(user in (page.get("members") or ()) for page in found)
