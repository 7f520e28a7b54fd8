"""Blocks held against the SDK's validators, the fake's, our limits, and for live words."""

import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from support.slackfake.blocks import check_blocks, check_view

from summarizer.slack import limits
from summarizer.slack.shown import Reply

_OURS = re.compile(r"<https?://[^<>|\s]+\|[^<>|]+>")


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object in the JSON."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def strings(value: object) -> Iterator[str]:
    """Every string in the JSON."""
    for one in objects(value):
        yield from (inner for inner in one.values() if isinstance(inner, str))


def rich_words(blocks: list[dict[str, Any]]) -> str:
    """All that is said, one after the other; links by their labels."""
    words = (one.get("text") for one in objects(blocks))
    return "".join(text for text in words if isinstance(text, str))


def links(blocks: list[dict[str, Any]]) -> list[str]:
    return [one["url"] for one in objects(blocks) if one.get("type") == "link"]


def assert_sound(reply: Reply) -> None:
    """Slack takes the message, and nothing in it calls anybody."""
    limits.check(reply.blocks)
    assert 1 <= len(reply.text.encode()) <= limits.TEXT
    assert_dead(reply.text)
    check_blocks(reply.blocks)
    assert_blocks(reply.blocks)


def assert_view(view: dict[str, Any]) -> None:
    """Slack takes the view, and nothing in it calls anybody."""
    limits.check(view["blocks"], most=limits.VIEW_BLOCKS)
    check_view(view)
    assert View(**view).to_dict() == view, "the SDK knows every field"
    assert_blocks(view["blocks"])


def assert_blocks(blocks: list[dict[str, Any]]) -> None:
    for parsed, block in zip(Block.parse_all(blocks), blocks, strict=True):
        assert parsed.to_dict() == block, "the SDK knows every field"
    for one in objects(blocks):
        if one.get("type") == "mrkdwn":
            assert_dead(one["text"])
            assert one["verbatim"]
        assert one.get("type") not in ("user", "usergroup", "channel", "broadcast", "markdown")
        assert one.get("text") != ""
    for text in strings(blocks):
        assert not re.search(r"<[!@#]", text)


def assert_dead(mrkdwn: str) -> None:
    """But for links of ours, no character of it opens a control sequence."""
    rest = _OURS.sub("", mrkdwn)
    assert "<" not in rest
    assert ">" not in rest
    assert not re.search(r"&(?!amp;|lt;|gt;)", rest), "no entity is cut"
