"""Which events are a person's own words? The bot answers neither itself nor other bots."""

from collections.abc import Mapping
from typing import Any

_OWN_WORDS = frozenset({None, "", "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody wrote; others tell of changes, joins and apps."""


def is_from_person(event: Mapping[str, Any]) -> bool:
    """Whether a person wrote this message, now."""
    is_app = event.get("bot_id") or event.get("bot_profile") or event.get("app_id")
    return bool(
        not is_app
        and event.get("user")
        and event.get("user") != "USLACKBOT"
        and event.get("channel")
        and event.get("ts")
        and event.get("subtype") in _OWN_WORDS
        and not event.get("edited")
        and not event.get("hidden")
    )
