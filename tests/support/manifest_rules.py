"""What Slack takes as an app's manifest: fields, kinds and lengths.

After https://docs.slack.dev/reference/app-manifest and the schema in the repository
slackapi/manifest-schema (manifest.schema.2.0.0.json), for the parts that the bot uses.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any], bool]
Shape = Mapping[str, Any]


def _text(most: int, least: int = 1, pattern: str = ".*") -> Rule:
    shape = re.compile(pattern, re.DOTALL)
    return lambda value: (
        isinstance(value, str) and least <= len(value) <= most and bool(shape.fullmatch(value))
    )


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _names(most: int) -> Rule:
    return lambda value: (
        isinstance(value, list)
        and 0 < len(value) <= most
        and len(set(value)) == len(value)
        and all(isinstance(one, str) and len(one) <= 50 for one in value)
    )


_ADDRESS = _text(3000, pattern="https://.*")
_PROMPTS = {"title": _text(75), "message": _text(2000)}
_SHAPE: Shape = {
    "_metadata": {"major_version": lambda v: v == 2, "minor_version": lambda v: v == 1},
    "display_information": {
        "name": _text(35),
        "description": _text(140),
        "long_description": _text(4000, 175),
        "background_color": _text(7, 4, "#([0-9a-fA-F]{3}){1,2}"),
    },
    "features": {
        "app_home": {
            "home_tab_enabled": _flag,
            "messages_tab_enabled": _flag,
            "messages_tab_read_only_enabled": _flag,
        },
        "bot_user": {"display_name": _text(80, pattern=r"[a-z0-9._\-]+"), "always_online": _flag},
        "agent_view": {"agent_description": _text(300), "suggested_prompts": (4, _PROMPTS)},
        "shortcuts": (
            5,
            {
                "name": _text(24),
                "type": lambda v: v in ("message", "global"),
                "callback_id": _text(255),
                "description": _text(150),
            },
        ),
        "slash_commands": (
            5,
            {
                "command": _text(32, 2, r"/[a-z0-9_\-]+"),
                "url": _ADDRESS,
                "description": _text(2000),
                "usage_hint": _text(1000),
                "should_escape": _flag,
            },
        ),
    },
    "oauth_config": {
        "redirect_urls": lambda v: isinstance(v, list) and all(map(_ADDRESS, v)),
        "scopes": {"bot": _names(255)},
    },
    "settings": {
        "event_subscriptions": {"request_url": _ADDRESS, "bot_events": _names(100)},
        "interactivity": {"is_enabled": _flag, "request_url": _ADDRESS},
        "org_deploy_enabled": _flag,
        "socket_mode_enabled": _flag,
        "token_rotation_enabled": _flag,
    },
}
_OPTIONAL = {"url", "request_url", "redirect_urls", "agent_view"}


def faults(manifest: Any, shape: Any = _SHAPE, where: str = "manifest") -> Iterator[str]:
    """Where a manifest is not what Slack takes."""
    if isinstance(shape, tuple):
        most, item = shape
        if not isinstance(manifest, list) or not 0 < len(manifest) <= most:
            yield f"{where}: a list of 1 to {most}"
            return
        for number, value in enumerate(manifest):
            yield from faults(value, item, f"{where}[{number}]")
    elif isinstance(shape, Mapping):
        if not isinstance(manifest, dict):
            yield f"{where}: an object"
            return
        yield from (f"{where}.{name}: unknown" for name in manifest.keys() - shape.keys())
        missing = shape.keys() - manifest.keys() - _OPTIONAL
        yield from (f"{where}.{name}: missing" for name in missing)
        for name in manifest.keys() & shape.keys():
            yield from faults(manifest[name], shape[name], f"{where}.{name}")
    elif not shape(manifest):
        yield f"{where}: not as Slack takes it"
