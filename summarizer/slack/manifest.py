"""What must be told to Slack about the app: its manifest, for either way of being reached.

``slack-manifest.yaml`` and ``slack-manifest.minimal.yaml`` are written by this, for Socket Mode.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template

from summarizer.slack.errors import BadSlackConfig
from summarizer.slack.listeners.usage import PROMPTS
from summarizer.slack.scopes import EVENTS, SCOPES, Variant

LONGEST_URL = 3000 - len("/slack/oauth_redirect")
"""Most characters of the bot's address: Slack takes 3,000 for a command's URL."""

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]+)?")


def text(variant: Variant, *, mode: Literal["socket", "http"], url: str = "") -> str:
    """The manifest as YAML.

    Args:
        variant: ``full``, or ``minimal`` for public channels only.
        mode: How Slack reaches the bot.
        url: For ``http``: the bot's public address, such as ``https://bot.example.com``.

    Raises:
        BadSlackConfig: The address is missing, is none of that kind, or goes with Socket Mode.
    """
    if mode == "socket" and url:
        raise BadSlackConfig("Socket Mode needs no address", hint="Leave it out, or use http.")
    address = _checked(url) if mode == "http" else ""
    scopes = SCOPES[variant]
    return _template().render(
        full=variant == "full",
        url=address,
        prompts=PROMPTS,
        scopes=sorted(scopes),
        events=[event for event, needed in EVENTS.items() if needed <= scopes],
        command=_command(variant, address),
    )


def _command(variant: Variant, url: str) -> str:
    minimal = " --minimal" if variant == "minimal" else ""
    return f"summarizer slack manifest{minimal}{f' --url {url}' if url else ''}"


def _checked(url: str) -> str:
    """The address without a slash at its end."""
    trimmed = url.rstrip("/")
    parts = urlsplit(trimmed)
    extra = parts.query or parts.fragment or "?" in url or "#" in url
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc) or extra:
        raise BadSlackConfig(
            "the bot's address must begin with https:// and hold a host, and no password or query",
            hint="Give the public address that Slack can reach: https://bot.example.com",
        )
    if parts.path:
        raise BadSlackConfig(
            "the bot's address has a path", hint="The bot answers at /slack/events of its host."
        )
    if len(trimmed) > LONGEST_URL:
        raise BadSlackConfig(f"the bot's address is longer than {LONGEST_URL} characters")
    return trimmed


@cache
def _template() -> Template:
    source = resources.files("summarizer.slack").joinpath("manifest.yaml.j2").read_text("utf-8")
    # Autoescaping is for HTML; this is YAML, and what varies is written as JSON.
    environment = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # no HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = json.dumps
    return environment.from_string(source)
