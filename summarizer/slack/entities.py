"""Slack's text as people read it: ``<@U…>`` becomes a name, ``*bold*`` bare words.

Slack escapes ``&``, ``<`` and ``>`` in what people type, so that whatever stands in angle
brackets is Slack's own: a mention, a channel, a date, a link.
"""

import re
from datetime import UTC, datetime
from typing import Protocol


class KnowsNames(Protocol):
    """Whoever turns Slack's ids into what people call them."""

    def person(self, user_id: str) -> str:
        """The name of a person or an app."""

    def channel(self, channel_id: str) -> str:
        """The name of a channel, without the ``#``."""

    def group(self, group_id: str) -> str:
        """The handle of a user group, without the ``@``."""


_ENTITY = re.compile(r"<([@#!][^<>]*|[a-zA-Z][a-zA-Z0-9+.-]*:[^<>]*)>")
_CODE = re.compile(r"```(.*?)```|`([^`\n]+)`", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^\n*]*[^\s*])\*(?![\w*])")
_ITALIC = re.compile(r"(?<!\w)_(?=[^\s_])([^\n_]*[^\s_])_(?!\w)")
_ESCAPED = re.compile(r"&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}

# Private-use characters hold the place of what is finished while the rest is worked on.
_PLACE = re.compile("\ue000(\\d+)\ue001")
_HOLDERS = str.maketrans("", "", "\ue000\ue001")

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad"
    r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Controls, and marks without width; the joiners that scripts and emoji need are left."""


def readable(text: str, names: KnowsNames) -> str:
    """Slack's markup as plain words.

    Args:
        text: As Slack's Web API gives it. Emoji codes and ``~struck~`` words are kept.
        names: Turns ids into names.
    """
    done: list[str] = []

    def hold(words: str) -> str:
        done.append(words)
        return f"\ue000{len(done) - 1}\ue001"

    def resolve(found: re.Match[str]) -> str:
        return _resolved(found[1], names)

    def code(found: re.Match[str]) -> str:
        inner = found[1] if found[1] is not None else found[2]
        return hold(unescaped(_ENTITY.sub(resolve, inner)))

    text = _CODE.sub(code, text.translate(_HOLDERS))
    text = _ENTITY.sub(lambda found: hold(resolve(found)), text)
    text = unescaped(_ITALIC.sub(r"\1", _BOLD.sub(r"\1", text)))
    return _PLACE.sub(lambda found: done[int(found[1])], text)


def unescaped(text: str) -> str:
    """The three signs that Slack escapes, each decoded once."""
    return _ESCAPED.sub(lambda found: _SIGNS[found[1]], text)


def tidy(text: str) -> str:
    """Without what nobody sees, and without blank lines: one message is one block."""
    lines = (line.rstrip() for line in _UNSEEN.sub("", text).splitlines())
    return "\n".join(line for line in lines if line.strip()).strip()


def day(stamp: float) -> str:
    """The ISO date of a Unix time, in UTC; empty if it is out of all bounds."""
    try:
        return datetime.fromtimestamp(stamp, UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return ""


def _resolved(entity: str, names: KnowsNames) -> str:
    body, _, label = entity.partition("|")
    label = unescaped(label).strip()
    if body.startswith("@"):
        return names.person(body[1:])
    if body.startswith("#"):
        return f"#{label or names.channel(body[1:])}"
    if body.startswith("!"):
        return _special(body[1:], label, names)
    return label or unescaped(body.removeprefix("mailto:").removeprefix("tel:"))


def _special(body: str, label: str, names: KnowsNames) -> str:
    """``<!…>``: everybody, a user group, a date, or what Slack may invent."""
    kind, *rest = body.split("^")
    if kind in ("here", "channel", "everyone", "group"):
        return f"@{kind}"
    if kind == "subteam" and rest:
        return f"@{label.lstrip('@') or names.group(rest[0])}"
    if kind == "date" and rest:
        return label or (day(int(rest[0])) if re.fullmatch(r"\d{1,12}", rest[0]) else "")
    return label
