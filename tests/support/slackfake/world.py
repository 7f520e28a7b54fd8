"""What stands in a workspace of the fake: people, channels, messages, files."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]

EVERY_SCOPE = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        *(f"{kind}:history" for kind in ("channels", "groups", "im", "mpim")),
        *(f"{kind}:read" for kind in ("channels", "groups", "im", "mpim")),
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "im:write",
        "usergroups:read",
        "users:read",
    }
)
"""What a workspace grants unless a test says otherwise."""


@dataclass
class Channel:
    """A place where people write."""

    id: str
    name: str
    kind: str
    """``channel``, ``private``, ``im`` or ``mpim``."""
    members: set[str]
    ext_shared: bool = False
    archived: bool = False
    messages: list[Record] = field(default_factory=list)
    """In the order of their ``ts``."""

    def find(self, ts: str) -> Record | None:
        """The message of that time, if it stands here."""
        return next((one for one in self.messages if one["ts"] == ts), None)

    def put(self, message: Record) -> None:
        """Place a message in its order."""
        self.messages.append(message)
        self.messages.sort(key=lambda one: one["ts"])
        root = message.get("thread_ts")
        if root and root != message["ts"]:
            self.count(root)

    def thread(self, root: str) -> list[Record]:
        """A root and its replies."""
        return [one for one in self.messages if root in (one["ts"], one.get("thread_ts"))]

    def count(self, root: str) -> None:
        """Note on a root what its thread holds."""
        parent = self.find(root)
        if parent is None:
            return
        replies = self.thread(root)[1:]
        parent["thread_ts"] = root
        parent["reply_count"] = len(replies)
        parent["reply_users"] = list(dict.fromkeys(one.get("user", "") for one in replies))
        parent["latest_reply"] = replies[-1]["ts"] if replies else "0000000000.000000"


class Workspace:
    """One team and the app's installation in it."""

    def __init__(self, team: str, token: str, *, bot_user: str, bot_id: str) -> None:
        self.team = team
        self.name = {"T1": "Acme"}.get(team, f"Team {team}")
        self.domain = {"T1": "acme"}.get(team, team.lower())
        self.token = token
        self.bot_user = bot_user
        self.bot_id = bot_id
        self.app_id = "A1"
        self.scopes = EVERY_SCOPE
        self.revoked = False
        self.users: dict[str, Record] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, Record] = {}
        self.groups: list[Record] = []
        self._count = itertools.count(1)

    @property
    def url(self) -> str:
        """The workspace's address, as auth.test gives it."""
        return f"https://{self.domain}.slack.com/"

    def next_ts(self, now: float) -> str:
        """A time stamp that no other message has."""
        return f"{int(now)}.{next(self._count):06d}"

    def person(self, user: str, name: str, **kind: bool | str) -> Record:
        """Add somebody; `kind`: real_name, bot, deleted, external, guest."""
        real = str(kind.get("real_name") or name)
        bot, external, guest = (bool(kind.get(key)) for key in ("bot", "external", "guest"))
        record: Record = {
            "id": user,
            "team_id": "T9EXTERNAL" if external else self.team,
            "name": name,
            "deleted": bool(kind.get("deleted")),
            "real_name": real,
            "profile": {"real_name": real, "display_name": name, "team": self.team},
            "is_bot": bot,
            "is_app_user": bot,
            "is_restricted": guest,
            "is_ultra_restricted": False,
        }
        if bot:
            record["profile"]["bot_id"] = f"B{user[1:]}"
        if external:
            record["is_stranger"] = True
        self.users[user] = record
        return record

    def bot_of(self, bot_id: str) -> Record | None:
        """The user of a bot, by the bot's own id."""
        if bot_id == self.bot_id:
            return self.users.get(self.bot_user)
        found = (one for one in self.users.values() if one["profile"].get("bot_id") == bot_id)
        return next(found, None)

    def message(self, user: str, text: str, ts: str) -> Record:
        """A message as its author wrote it."""
        record: Record = {"type": "message", "text": text, "ts": ts, "team": self.team}
        if not user:
            return record
        record["user"] = user
        person = self.users.get(user)
        if person is not None and person["is_bot"]:
            bot_id = self.bot_id if user == self.bot_user else person["profile"]["bot_id"]
            profile = {"id": bot_id, "name": person["real_name"], "app_id": self.app_id}
            record |= {"bot_id": bot_id, "app_id": self.app_id, "bot_profile": profile}
        return record

    def direct(self, users: Iterable[str]) -> Channel:
        """The direct conversation of the bot with these people; made if there is none."""
        members = {*users, self.bot_user}
        kind = "im" if len(members) == 2 else "mpim"
        for channel in self.channels.values():
            if channel.kind == kind and channel.members == members:
                return channel
        letter = "D" if kind == "im" else "G"
        place = Channel(f"{letter}{self.team}{next(self._count):04d}", "", kind, members)
        self.channels[place.id] = place
        return place


Clock = Callable[[], float]
