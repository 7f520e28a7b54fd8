"""What must the bot be allowed to do? Scopes of the methods, events and features that it uses.

The manifests ask for these and no more; `doctor` compares them with what a token was granted.
Sources: the pages of docs.slack.dev/reference/methods, /reference/events and /reference/scopes;
for ``assistant.threads.setStatus`` the changelog of 2026-03-05.
"""

from collections.abc import Mapping
from typing import Literal

Variant = Literal["full", "minimal"]
"""All entry points, or public channels only."""

MINIMAL = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "users:read",
    }
)
"""Mentions, the shortcut and the command, in public channels."""

EXTRA: Mapping[str, str] = {
    "assistant:write": "the agent panel offers no prompts",
    "files:read": "attached files are not read",
    "files:write": "a summary too long for messages is cut short, without its file",
    "groups:history": "threads in private channels are not read",
    "groups:read": "nobody can be shown to be in a private channel, so none is summarized",
    "im:history": "direct messages to the bot are not heard",
    "im:read": "direct messages to the bot are not answered",
    "im:write": "a line that reaches nobody in a channel cannot be sent as a direct message",
    "mpim:history": "group conversations are not read",
    "mpim:read": "nobody can be shown to be in a group conversation, so none is summarized",
    "usergroups:read": "groups that are mentioned have no name",
}
"""The other scopes of the full variant, each with what is lost without it."""

SCOPES: Mapping[Variant, frozenset[str]] = {
    "full": MINIMAL | EXTRA.keys(),
    "minimal": MINIMAL,
}
"""What each variant asks for."""

BOT_SCOPES: tuple[str, ...] = tuple(sorted(SCOPES["full"]))
"""What a workspace that installs the bot itself is asked for."""

CONNECTIONS = "connections:write"
"""Of the app-level token, for Socket Mode."""

_HISTORY = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
_READ = frozenset({"channels:read", "groups:read", "im:read", "mpim:read"})
_CHAT = frozenset({"chat:write"})
_FREE: frozenset[str] = frozenset()

METHODS: Mapping[str, frozenset[str]] = {
    "assistant.threads.setStatus": frozenset({"assistant:write", "chat:write"}),
    "assistant.threads.setSuggestedPrompts": frozenset({"assistant:write"}),
    "assistant.threads.setTitle": frozenset({"assistant:write"}),
    "auth.revoke": _FREE,
    "auth.test": _FREE,
    "bots.info": frozenset({"users:read"}),
    "chat.appendStream": _CHAT,
    "chat.delete": _CHAT,
    "chat.getPermalink": _FREE,
    "chat.postEphemeral": _CHAT,
    "chat.postMessage": _CHAT,
    "chat.startStream": _CHAT,
    "chat.stopStream": _CHAT,
    "chat.update": _CHAT,
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.members": _READ,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": _HISTORY,
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.info": frozenset({"files:read"}),
    "oauth.v2.access": _FREE,
    "usergroups.list": frozenset({"usergroups:read"}),
    "users.info": frozenset({"users:read"}),
    "users.list": frozenset({"users:read"}),
    "views.open": _FREE,
    "views.publish": _FREE,
    "views.update": _FREE,
}
"""The methods and their scopes: one of them is enough, of conversations that of their kind."""

EVENTS: Mapping[str, frozenset[str]] = {
    "app_home_opened": _FREE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": _FREE,
    "message.im": frozenset({"im:history"}),
    "tokens_revoked": _FREE,
}
"""The events and the scopes that they need."""
