"""A call as its method's answer sees it: the parameters, the workspace, the channels."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from support.slackfake.catalogue import METHODS, SCOPES_BY_KIND
from support.slackfake.refusals import Refusal, rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from support.slackfake.fake import FakeSlack
    from support.slackfake.world import Channel, Record, Workspace

_YES, _NO = (True, "1", "true", "True"), (False, "0", "false", "False")


@dataclass(frozen=True)
class Asked:
    """One call of a method."""

    slack: FakeSlack
    method: str
    params: Mapping[str, Any]
    workspace: Workspace

    def get(self, name: str, default: Any = "") -> Any:
        return self.params.get(name, default)

    def yes(self, name: str) -> bool:
        """A parameter that is true or false."""
        value = self.params.get(name, False)
        rule(value in _YES or value in _NO, "invalid_arguments", f"{name} is true or false")
        return value in _YES

    def whole(self, name: str, default: int) -> int:
        """A parameter that is a whole number."""
        value = str(self.params.get(name, default))
        rule(value.isdecimal(), "invalid_arguments", f"{name} is a whole number")
        return int(value)

    def need(self, *scopes: str) -> None:
        """Refuse the call if none of these scopes is granted."""
        if not self.workspace.scopes & set(scopes):
            raise Refusal(
                "missing_scope",
                needed=",".join(sorted(scopes)),
                provided=",".join(sorted(self.workspace.scopes)),
            )

    def channel(self, name: str = "channel") -> Channel:
        """The channel, if the bot may know of it; joined or not."""
        found = self.workspace.channels.get(str(self.get(name)))
        hidden = found and found.kind != "channel"
        if found is None or (hidden and self.workspace.bot_user not in found.members):
            raise Refusal("channel_not_found")
        return found

    def joined(self, name: str = "channel") -> Channel:
        """The channel, with the bot in it."""
        found = self.channel(name)
        if self.workspace.bot_user not in found.members:
            raise Refusal("not_in_channel")
        if found.archived and self.method.startswith("chat."):
            raise Refusal("is_archived")
        return found

    def need_for(self, channel: Channel, what: str) -> None:
        """Refuse the call without the scope that reads a channel of this kind."""
        self.need(f"{SCOPES_BY_KIND[channel.kind]}:{what}")

    def page(self, items: Sequence[Any]) -> tuple[list[Any], Record]:
        """One page of items, and what the answer says of the next."""
        limit = self.whole("limit", 100) or 100
        rule(0 < limit <= 1000, "invalid_limit", "limit is 1 to 1000")
        start = self._start()
        end = start + min(limit, self.slack.page_size)
        more = end < len(items)
        cursor = base64.b64encode(f"next:{end}".encode()).decode() if more else ""
        return list(items[start:end]), {"response_metadata": {"next_cursor": cursor}}

    def _start(self) -> int:
        cursor = str(self.get("cursor"))
        if not cursor:
            return 0
        try:
            return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except (ValueError, binascii.Error):
            raise Refusal("invalid_cursor", broken="cursor is none of ours") from None

    def within(self, messages: Sequence[Record]) -> list[Record]:
        """The messages between `oldest` and `latest`."""
        oldest, latest = str(self.get("oldest", "0")), str(self.get("latest", "9999999999.999999"))
        inclusive = self.yes("inclusive")
        return [
            one
            for one in messages
            if oldest < one["ts"] < latest or (inclusive and one["ts"] in (oldest, latest))
        ]


def check_parameters(method: str, params: Mapping[str, Any]) -> None:
    """Refuse unknown methods, unknown and missing parameters.

    Raises:
        Refusal: One of them was found.
    """
    rule(method in METHODS, "unknown_method", f"no such method: {method}")
    known = METHODS[method]
    unknown = params.keys() - known.required - known.optional
    rule(not unknown, "invalid_arguments", f"{method}: unknown parameters {sorted(unknown)}")
    missing = known.required - params.keys()
    rule(not missing, "invalid_arguments", f"{method}: missing parameters {sorted(missing)}")
