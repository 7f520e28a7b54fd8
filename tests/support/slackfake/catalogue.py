"""Slack's methods that the fake knows: their parameters, the token and the scopes they need.

Names and scopes are those of https://docs.slack.dev/reference/methods.
"""

from dataclasses import dataclass

DECODED = frozenset(
    ["blocks", "attachments", "metadata", "view", "files", "chunks", "prompts", "loading_messages"]
)
"""Parameters that are JSON, in a form too."""


@dataclass(frozen=True)
class Method:
    """What a method takes and asks for."""

    required: frozenset[str]
    optional: frozenset[str]
    scopes: frozenset[str] = frozenset()
    """One of them is enough; empty: none is needed, or the channel's kind decides."""
    token: str = "bot"
    """``bot``, ``app``, or ``none`` is needed."""


def _method(required: str = "", optional: str = "", scopes: str = "", kind: str = "bot") -> Method:
    return Method(
        frozenset(required.split()),
        frozenset(optional.split()) | {"token", "team_id"},
        frozenset(scopes.split()),
        kind,
    )


_LOOK = "icon_emoji icon_url username"
_WORDS = "text blocks attachments markdown_text as_user link_names parse thread_ts"
_SPAN = "cursor limit oldest latest inclusive include_all_metadata"

METHODS = {
    "apps.connections.open": _method(kind="app", scopes="connections:write"),
    "assistant.threads.setStatus": _method(
        "channel_id thread_ts status",
        f"loading_messages {_LOOK}",
        "assistant:write chat:write",
    ),
    "assistant.threads.setSuggestedPrompts": _method(
        "channel_id prompts", "thread_ts title", "assistant:write"
    ),
    "assistant.threads.setTitle": _method("channel_id thread_ts title", "", "assistant:write"),
    "auth.revoke": _method("", "test"),
    "auth.test": _method(),
    "bots.info": _method("", "bot", "users:read"),
    "chat.appendStream": _method("channel ts", "markdown_text chunks", "chat:write"),
    "chat.delete": _method("channel ts", "as_user", "chat:write"),
    "chat.getPermalink": _method("channel message_ts"),
    "chat.postEphemeral": _method("channel user", f"{_WORDS} {_LOOK}", "chat:write"),
    "chat.postMessage": _method(
        "channel",
        f"{_WORDS} {_LOOK} metadata mrkdwn reply_broadcast unfurl_links unfurl_media",
        "chat:write",
    ),
    "chat.startStream": _method(
        "channel thread_ts",
        f"markdown_text chunks recipient_team_id recipient_user_id task_display_mode {_LOOK}",
        "chat:write",
    ),
    "chat.stopStream": _method(
        "channel ts", "markdown_text chunks blocks metadata session_status", "chat:write"
    ),
    "chat.update": _method(
        "channel ts",
        "text blocks attachments markdown_text metadata as_user link_names parse reply_broadcast"
        " file_ids",
        "chat:write",
    ),
    "conversations.history": _method("channel", _SPAN),
    "conversations.info": _method("channel", "include_locale include_num_members"),
    "conversations.members": _method("channel", "cursor limit"),
    "conversations.open": _method("", "users channel return_im prevent_creation"),
    "conversations.replies": _method("channel ts", _SPAN),
    "files.completeUploadExternal": _method(
        "files", "channel_id channels initial_comment thread_ts blocks", "files:write"
    ),
    "files.getUploadURLExternal": _method("filename length", "alt_txt snippet_type", "files:write"),
    "files.info": _method("file", "count cursor limit page", "files:read"),
    "oauth.v2.access": _method(
        "", "client_id client_secret code redirect_uri grant_type refresh_token", kind="none"
    ),
    "usergroups.list": _method(
        "", "include_count include_disabled include_users", "usergroups:read"
    ),
    "users.info": _method("user", "include_locale", "users:read"),
    "users.list": _method("", "cursor limit include_locale", "users:read"),
    "views.open": _method("view", "trigger_id interactivity_pointer"),
    "views.publish": _method("user_id view", "hash"),
    "views.update": _method("view", "view_id external_id hash"),
}

SCOPES_BY_KIND = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
"""The first half of the scope that reads a channel of a kind (`groups:history`, …)."""
