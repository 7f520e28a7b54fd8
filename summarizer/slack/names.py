"""What are they called? Ids of people, apps, channels and groups become names, each asked once.

Names are chosen by people: they are cleaned so that none can break a line, speak for somebody
else (a colon) or be endless, and two people of one name are told apart.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from threading import RLock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from summarizer.slack.entities import unescaped
from summarizer.slack.errors import SlackUnavailable, from_api, told

_LONGEST = 80
"""Characters of a name; Slack's own limit for a display name."""

_ID = re.compile(r"[A-Z0-9]{2,40}")


class Names:
    """The names of one workspace, as far as they were asked for. Safe to share by threads.

    Args:
        client: Needs the scopes users:read and channels:read; where one is missing, ids get
            words such as "Member 2" instead of names.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._lock = RLock()
        self._known: dict[str, str] = {}
        self._groups: dict[str, str] | None = None

    def person(self, user_id: str) -> str:
        """The full name of a person or an app; deleted ones keep theirs.

        Args:
            user_id: `U…` or `W…`.

        Returns:
            Somebody whom the bot may not see, as from another organisation, is "External
            member" with a number.

        Raises:
            SlackUnavailable: Slack is busy or cannot be reached.
        """
        return self._once(user_id, self._find_person)

    def channel(self, channel_id: str) -> str:
        """The name of a public channel, without the ``#``; of any other, "private-channel".

        Slack shows a private channel's name to nobody outside it, and who reads the summary may
        be outside of a channel that the bot is in.

        Raises:
            SlackUnavailable: Slack is busy or cannot be reached.
        """
        return self._once(channel_id, self._find_channel)

    def group(self, group_id: str) -> str:
        """The handle of a user group, without the ``@``; "group" if the bot may not see it.

        Raises:
            SlackUnavailable: Slack is busy or cannot be reached.
        """
        with self._lock:
            if self._groups is None:
                self._groups = self._find_groups()
            return self._groups.get(group_id, "group")

    def author(self, message: Mapping[str, Any]) -> str:
        """Who wrote a message: a person, an app under the name that it shows, or "Unknown".

        Raises:
            SlackUnavailable: Slack is busy or cannot be reached.
        """
        profile = message.get("bot_profile")
        of_app = profile.get("name") if isinstance(profile, Mapping) else ""
        if message.get("bot_id"):
            shown = clean(message.get("username")) or clean(of_app)
            if shown:
                return shown
        user = message.get("user")
        if isinstance(user, str) and user:
            return self.person(user)
        bot = message.get("bot_id")
        if isinstance(bot, str) and bot:
            return self._once(bot, self._find_bot)
        return clean(message.get("username")) or "Unknown"

    def _once(self, key: str, find: Callable[[str], str]) -> str:
        # The lock is held while Slack is asked: one thread asks for a name, the others wait.
        with self._lock:
            if key not in self._known:
                self._known[key] = find(key)
            return self._known[key]

    def _find_person(self, user_id: str) -> str:
        user = self._answer(self._client.users_info, "user", user=user_id)
        profile = user.get("profile")
        forms = [user.get("real_name")]
        if isinstance(profile, Mapping):
            forms += [profile.get("real_name"), profile.get("display_name")]
        name = next((found for form in (*forms, user.get("name")) if (found := clean(form))), "")
        return self._apart(name, clean(user.get("name"))) if name else self._numbered()

    def _find_channel(self, channel_id: str) -> str:
        channel = self._answer(self._client.conversations_info, "channel", channel=channel_id)
        is_public = channel.get("is_channel") and not channel.get("is_private")
        return (clean(channel.get("name")) if is_public else "") or "private-channel"

    def _find_bot(self, bot_id: str) -> str:
        return clean(self._answer(self._client.bots_info, "bot", bot=bot_id).get("name")) or "App"

    def _find_groups(self) -> dict[str, str]:
        found = self._ask(self._client.usergroups_list, "usergroups")
        groups = found if isinstance(found, list) else []
        return {
            group["id"]: clean(group.get("handle")) or clean(group.get("name")) or "group"
            for group in groups
            if isinstance(group, Mapping) and isinstance(group.get("id"), str)
        }

    def _answer(self, method: Callable[..., Any], part: str, **ids: str) -> Mapping[str, Any]:
        if not all(_ID.fullmatch(value) for value in ids.values()):
            return {}
        found = self._ask(method, part, **ids)
        return found if isinstance(found, Mapping) else {}

    def _ask(self, method: Callable[..., Any], part: str, **ids: str) -> object:
        """A part of Slack's answer; nothing where Slack does not tell the bot."""
        with told():
            try:
                return method(**ids).get(part)
            except SlackApiError as error:
                reason = from_api(error)
                if isinstance(reason, SlackUnavailable):
                    raise reason from None
                return None

    def _apart(self, name: str, handle: str) -> str:
        """A name that another person has already gets the handle, or a number."""
        taken = {known.casefold() for known in self._known.values()}
        forms = [name, f"{name} ({handle})"] if handle else [name]
        forms += [f"{name} ({number})" for number in range(2, len(taken) + 3)]
        return next(form for form in forms if form.casefold() not in taken)

    def _numbered(self) -> str:
        taken = set(self._known.values())
        names = (f"External member {number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)


def clean(name: object) -> str:
    """A name as one short line of its own letters; empty if it is none.

    Args:
        name: What Slack gives: people choose it.
    """
    if not isinstance(name, str):
        return ""
    kept = (" " if _is_no_part(character) else character for character in unescaped(name))
    return " ".join("".join(kept).split())[:_LONGEST].strip()


def _is_no_part(character: str) -> bool:
    """A control or format character, a break, or the colon that ends a speaker's name."""
    return character in ":\uff1a" or unicodedata.category(character) in _NO_PART


_NO_PART = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
