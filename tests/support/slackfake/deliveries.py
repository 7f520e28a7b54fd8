"""What Slack sends to an app: events, commands, shortcuts, clicks; over HTTP or a socket."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

if TYPE_CHECKING:
    from support.slackfake.fake import FakeSlack
    from support.slackfake.world import Record


def signed(body: str, secret: str, timestamp: float | str | None = None) -> dict[str, str]:
    """The headers that prove a request comes from Slack; `timestamp`: now, unless given."""
    stamp = str(timestamp if isinstance(timestamp, str) else int(timestamp or time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}


@dataclass(frozen=True)
class Delivery:
    """One thing that Slack sends; deliver the same one twice for a retry."""

    kind: str
    """``events_api``, ``slash_commands`` or ``interactive``."""
    payload: Record
    id: str
    """The envelope's id."""

    @property
    def body(self) -> str:
        """As it stands in an HTTP request."""
        if self.kind == "events_api":
            return json.dumps(self.payload, ensure_ascii=False)
        if self.kind == "slash_commands":
            return urlencode(self.payload)
        return urlencode({"payload": json.dumps(self.payload, ensure_ascii=False)})

    def headers(
        self, secret: str, *, timestamp: float | str | None = None, retry: int = 0
    ) -> dict[str, str]:
        """The headers of an HTTP request; `retry`: which redelivery this is."""
        form = "application/x-www-form-urlencoded"
        kind = "application/json" if self.kind == "events_api" else form
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return {
            "Content-Type": kind,
            **signed(self.body, secret, timestamp),
            **(again if retry else {}),
        }

    def envelope(self, *, retry: int = 0) -> Record:
        """As it goes over a socket."""
        found: Record = {
            "envelope_id": f"{self.id}-{retry}" if retry else self.id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.kind != "events_api",
        }
        if self.kind == "events_api":
            found |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        return found


def event(slack: FakeSlack, event: Record, *, team: str = "T1") -> Delivery:
    """Any event, with an event_id of its own."""
    home = slack.workspaces[team]
    authorization = {"team_id": team, "user_id": home.bot_user, "is_bot": True}
    payload = {
        "token": "verification",
        "team_id": team,
        "api_app_id": home.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.new_id("Ev"),
        "event_time": int(slack.now()),
        "authorizations": [
            {**authorization, "enterprise_id": None, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
    }
    return Delivery("events_api", payload, slack.new_id("env"))


def mention(
    slack: FakeSlack,
    channel: str,
    user: str,
    text: str = "",
    *,
    thread_ts: str | None = None,
    team: str = "T1",
) -> Delivery:
    """Somebody writes ``@summarizer text``; the message stands in the channel."""
    words = f"<@{slack.workspaces[team].bot_user}> {text}".strip()
    return _written(slack, "app_mention", (channel, user, words), thread_ts, team)


def message_im(
    slack: FakeSlack,
    channel: str,
    user: str,
    text: str,
    *,
    thread_ts: str | None = None,
    team: str = "T1",
    **fields: Any,
) -> Delivery:
    """Somebody writes to the bot in a direct conversation; the message stands there."""
    written = _written(slack, "message", (channel, user, text), thread_ts, team)
    written.payload["event"].update({"channel_type": "im", **fields})
    return written


def _written(
    slack: FakeSlack, kind: str, said: tuple[str, str, str], thread_ts: str | None, team: str
) -> Delivery:
    channel, user, text = said
    ts = slack.add_message(channel, user, text, thread_ts=thread_ts, team=team)
    record = slack.workspaces[team].message(user, text, ts) | {"type": kind}
    record |= {"channel": channel, "event_ts": ts}
    if thread_ts:
        record["thread_ts"] = thread_ts
    return event(slack, record, team=team)


def home_opened(slack: FakeSlack, user: str, tab: str = "home", *, team: str = "T1") -> Delivery:
    """Somebody opens the app; `tab`: home, or messages (the agent's panel)."""
    channel = slack.workspaces[team].direct([user]).id
    stamp = f"{slack.now():.6f}"
    record = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
    return event(slack, record | {"event_ts": stamp}, team=team)


def slash(
    slack: FakeSlack,
    channel: str,
    user: str,
    text: str = "",
    *,
    command: str = "/summarize",
    team: str = "T1",
) -> Delivery:
    """Somebody types a slash command."""
    home = slack.workspaces[team]
    place = home.channels.get(channel)
    payload = {
        "token": "verification",
        "team_id": team,
        "team_domain": home.domain,
        "channel_id": channel,
        "channel_name": place.name if place and place.kind == "channel" else "directmessage",
        "user_id": user,
        "user_name": home.users[user]["name"],
        "command": command,
        "text": text,
        "api_app_id": home.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.response_url(user, channel, team=team),
        "trigger_id": slack.trigger(user),
    }
    return Delivery("slash_commands", payload, slack.new_id("env"))


def _clicked(slack: FakeSlack, kind: str, user: str, team: str) -> Record:
    home = slack.workspaces[team]
    name = home.users[user]["name"]
    return {
        "type": kind,
        "token": "verification",
        "team": {"id": team, "domain": home.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user, "username": name, "name": name, "team_id": team},
        "api_app_id": home.app_id,
        "trigger_id": slack.trigger(user),
        "action_ts": f"{slack.now():.6f}",
    }


def _in_channel(slack: FakeSlack, channel: str, user: str, ts: str, team: str) -> Record:
    place = slack.workspaces[team].channels[channel]
    return {
        "channel": {"id": channel, "name": place.name or "directmessage"},
        "response_url": slack.response_url(user, channel, team=team),
        "message_ts": ts,
    }


def shortcut(
    slack: FakeSlack,
    channel: str,
    user: str,
    ts: str,
    *,
    callback_id: str = "summarize_thread",
    team: str = "T1",
) -> Delivery:
    """Somebody picks the message shortcut on a message."""
    message = slack.workspaces[team].channels[channel].find(ts)
    assert message is not None, "no such message"
    payload = _clicked(slack, "message_action", user, team)
    payload |= _in_channel(slack, channel, user, ts, team)
    payload |= {"callback_id": callback_id, "message": dict(message)}
    return Delivery("interactive", payload, slack.new_id("env"))


def block_action(
    slack: FakeSlack,
    user: str,
    action_id: str,
    value: str = "",
    *,
    message: Record | None = None,
    action: Record | None = None,
    team: str = "T1",
) -> Delivery:
    """Somebody presses a button.

    Args:
        slack: The fake.
        user: Who.
        action_id: Which button.
        value: What the button carries.
        message: One of `posted` or `ephemeral`; none: the button stands in the home tab.
        action: More of the action (`type`, `selected_option`, …).
        team: The workspace.
    """
    payload = _clicked(slack, "block_actions", user, team)
    stamp = payload.pop("action_ts")
    pressed = {"type": "button", "action_id": action_id, "block_id": "b1", "value": value}
    payload["actions"] = [{**pressed, "action_ts": stamp, **(action or {})}]
    if message is None:
        home = (one for one in slack.views if (one["type"], one["user"]) == ("home", user))
        payload["view"] = next(home, {"type": "home", "id": "V0", "hash": "h0"})
        payload["container"] = {"type": "view", "view_id": payload["view"]["id"]}
    else:
        hidden = "user" in message and message.get("bot_id") is None
        ts = message.get("ts", "")
        payload |= _in_channel(slack, message["channel"], user, ts, team)
        payload.pop("message_ts")
        payload["container"] = {
            "type": "message",
            "message_ts": ts,
            "channel_id": message["channel"],
            "is_ephemeral": hidden,
            **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
        }
        # Slack does not send an ephemeral message back with a click on it.
        payload |= {} if hidden else {"message": dict(message)}
    return Delivery("interactive", payload, slack.new_id("env"))
