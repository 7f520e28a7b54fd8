"""What does a message say? Its text, blocks and attachments as plain words, each once."""

import re
from collections.abc import Mapping
from typing import Any

from summarizer.slack import flatten
from summarizer.slack.entities import KnowsNames, readable, tidy

__all__ = ["KnowsNames", "plain"]

_SAME = 0.8
"""Share of a text's words that stand in the blocks when the text only repeats them."""

_WORD = re.compile(r"\w+")


def plain(message: Mapping[str, Any], names: KnowsNames) -> str:
    """The words of a message, without blank lines.

    People's messages carry their words twice, as text and as rich text: the rich text is
    read. Apps put other words into blocks than into the text, or leave the text empty: then
    both are read.

    Args:
        message: As Slack's Web API gives it.
        names: Turns ids into names.

    Returns:
        Mentions as names, links as their labels, emoji as codes; empty if it has no words.
    """
    found = message.get("text")
    text = readable(found, names) if isinstance(found, str) else ""
    shown = flatten.blocks(message.get("blocks"), names)
    if shown and _repeats(text, shown):
        text = ""
    attached = flatten.attachments(message.get("attachments"), names)
    return tidy("\n".join(part for part in (text, shown, attached) if part))


def _repeats(text: str, shown: str) -> bool:
    words = set(_WORD.findall(text.casefold()))
    return len(words & set(_WORD.findall(shown.casefold()))) >= _SAME * len(words)
