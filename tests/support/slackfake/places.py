"""What a test puts into the fake: workspaces, people, channels, messages, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.slackfake.world import EVERY_SCOPE, Channel, Record, Workspace

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable


class Places:
    """The workspaces; ``T1`` is there from the start, with the token ``xoxb-1``."""

    lock: threading.RLock
    root: str

    def __init__(self) -> None:
        self.workspaces: dict[str, Workspace] = {}
        self.add_workspace("T1", "xoxb-1", bot_user="UBOT", bot_id="BBOT")

    def now(self) -> float:
        raise NotImplementedError

    def add_workspace(
        self,
        team: str,
        token: str,
        *,
        bot_user: str = "UBOT",
        bot_id: str = "BBOT",
        scopes: Iterable[str] | None = None,
    ) -> Workspace:
        """Install the app in a workspace; without `scopes` with all of them."""
        place = Workspace(team, token, bot_user=bot_user, bot_id=bot_id)
        place.scopes = EVERY_SCOPE if scopes is None else frozenset(scopes)
        bot = place.person(bot_user, "summarizer", real_name="Summarizer", bot=True)
        bot["profile"]["bot_id"] = bot_id
        self.workspaces[team] = place
        return place

    def add_user(
        self,
        user: str,
        name: str,
        *,
        real_name: str = "",
        bot: bool = False,
        deleted: bool = False,
        external: bool = False,
        guest: bool = False,
        team: str = "T1",
    ) -> Record:
        """Add somebody; a `bot` gets the bot_id ``B`` and the rest of its user id."""
        kinds = {"bot": bot, "deleted": deleted, "external": external, "guest": guest}
        return self.workspaces[team].person(user, name, real_name=real_name, **kinds)

    def add_channel(
        self,
        channel: str,
        name: str = "",
        *,
        private: bool = False,
        members: Iterable[str] = (),
        ext_shared: bool = False,
        kind: str = "channel",
        bot: bool = True,
        team: str = "T1",
    ) -> Channel:
        """Add a channel (`kind`: channel, im, mpim) with these people, and the bot if `bot`."""
        home = self.workspaces[team]
        people = {*members, home.bot_user} if bot else set(members)
        kind = "private" if private and kind == "channel" else kind
        place = Channel(channel, name, kind, people, ext_shared)
        home.channels[channel] = place
        return place

    def add_message(
        self,
        channel: str,
        user: str,
        text: str,
        *,
        ts: str | None = None,
        thread_ts: str | None = None,
        team: str = "T1",
        **fields: Any,
    ) -> str:
        """Write a message; its `ts`. `fields` go into it as they are (blocks, files, …)."""
        with self.lock:
            home = self.workspaces[team]
            message = home.message(user, text, ts or home.next_ts(self.now()))
            if thread_ts:
                message["thread_ts"] = thread_ts
            home.channels[channel].put(message | fields)
            return str(message["ts"])

    def _at(self, channel: str, ts: str, team: str) -> tuple[Channel, Record]:
        place = self.workspaces[team].channels[channel]
        message = place.find(ts)
        assert message is not None, "no such message"
        return place, message

    def edit_message(self, channel: str, ts: str, text: str, *, team: str = "T1") -> None:
        """Change the words of a message."""
        with self.lock:
            _, message = self._at(channel, ts, team)
            stamp = self.workspaces[team].next_ts(self.now())
            message["text"] = text
            message["edited"] = {"user": message.get("user", ""), "ts": stamp}

    def delete_message(self, channel: str, ts: str, *, team: str = "T1") -> None:
        """Delete a message; the root of a thread leaves a tombstone."""
        with self.lock:
            place, message = self._at(channel, ts, team)
            place.messages.remove(message)
            root = message.get("thread_ts", "")
            if root == ts and message.get("reply_count"):
                stone = {"subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
                words = {"type": "message", "text": "This message was deleted.", "ts": ts}
                place.put(words | stone | {"thread_ts": root})
            if root:
                place.count(root)

    def add_file(
        self,
        file_id: str,
        name: str,
        mimetype: str,
        content: bytes,
        *,
        access: str = "",
        team: str = "T1",
    ) -> Record:
        """A file as a message carries it: put it into `add_message(files=[…])`.

        `access="check_file_info"` gives the stub of a shared channel's file.
        """
        address = f"{self.root}/files/{team}/{file_id}"
        record = {
            "id": file_id,
            "created": int(self.now()),
            "name": name,
            "title": name,
            "mimetype": mimetype,
            "filetype": name.rpartition(".")[2],
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "file_access": "visible",
            "url_private": address,
            "url_private_download": address,
        }
        self.workspaces[team].files[file_id] = {**record, "content": content}
        if access:
            return {"id": file_id, "created": record["created"], "file_access": access}
        return record

    def add_group(self, group: str, handle: str, name: str, *, team: str = "T1") -> None:
        """Add a user group (`<!subteam^S1>`)."""
        self.workspaces[team].groups.append({"id": group, "handle": handle, "name": name})
