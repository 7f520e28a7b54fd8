"""Blocks and attachments, which apps write their messages in, as plain words."""

from collections.abc import Mapping
from typing import Any

from summarizer.slack import rich_text
from summarizer.slack.entities import KnowsNames, readable, unescaped
from summarizer.slack.rich_text import elements_of, string

_DEEPEST = 8
_WITHOUT_WORDS = frozenset({"actions", "context_actions", "divider", "file", "input"})
_NO_PREVIEW = "[no preview available]"
_TEXT_KEYS = ("title", "subtitle", "text", "body", "description", "alt_text")
_LIST_KEYS = ("elements", "fields", "items", "blocks", "cards", "tasks")


def blocks(found: object, names: KnowsNames) -> str:
    """The words of a message's blocks, one block a line; buttons and inputs are left out.

    Args:
        found: The message's `blocks`, whatever it is.
        names: Turns ids into names.
    """
    parts = [_block(block, names, 0) for block in elements_of({"blocks": found}, "blocks")]
    return "\n".join(part for part in parts if part.strip())


def attachments(found: object, names: KnowsNames) -> str:
    """The words of a message's attachments; previews and shared messages are marked as such.

    Args:
        found: The message's `attachments`, whatever it is.
        names: Turns ids into names.
    """
    parts = [_attachment(each, names) for each in elements_of({"a": found}, "a")]
    return "\n".join(part for part in parts if part.strip())


def _block(block: Mapping[str, Any], names: KnowsNames, depth: int) -> str:
    kind = string(block, "type")
    if kind in _WITHOUT_WORDS or depth > _DEEPEST:
        return ""
    if kind.startswith("rich_text"):
        return rich_text.flatten(block, names)
    if kind in ("mrkdwn", "markdown"):
        return readable(string(block, "text"), names)
    if kind in ("plain_text", "raw_text"):
        return unescaped(string(block, "text"))
    if kind in ("table", "data_table"):
        return _table(block, names, depth)
    parts = [_inner(block.get(key), names, depth + 1) for key in _TEXT_KEYS]
    for key in _LIST_KEYS:
        parts += [_block(child, names, depth + 1) for child in elements_of(block, key)]
    return "\n".join(part for part in parts if part.strip())


def _inner(value: object, names: KnowsNames, depth: int) -> str:
    """A text object, or a bare string where a block has one."""
    if isinstance(value, str):
        return unescaped(value)
    return _block(value, names, depth) if isinstance(value, Mapping) else ""


def _table(block: Mapping[str, Any], names: KnowsNames, depth: int) -> str:
    found = block.get("rows")
    rows = found if isinstance(found, list | tuple) else []
    cells = ([_block(c, names, depth + 1) for c in elements_of({"c": row}, "c")] for row in rows)
    return "\n".join(" | ".join(cell.replace("\n", " ") for cell in row) for row in cells if row)


def _attachment(each: Mapping[str, Any], names: KnowsNames) -> str:
    author = unescaped(string(each, "author_name"))
    is_message = bool(each.get("is_share") or each.get("is_msg_unfurl"))
    parts = [] if is_message else [author]
    parts += [readable(string(each, key), names) for key in ("title", "text")]
    for pair in elements_of(each, "fields"):
        words = (readable(string(pair, key), names) for key in ("title", "value"))
        parts.append(": ".join(word for word in words if word))
    if not string(each, "text"):
        parts.append(blocks(each.get("blocks"), names) or _shared(each, names))
    body = "\n".join(part for part in parts if part.strip())
    fallback = string(each, "fallback")
    if not body and fallback != _NO_PREVIEW:
        body = readable(fallback, names)
    pretext = readable(string(each, "pretext"), names)
    shown = _mark(each, author, is_message=is_message) + body if body else ""
    return "\n".join(part for part in (pretext, shown) if part)


def _mark(each: Mapping[str, Any], author: str, *, is_message: bool) -> str:
    """Whose words they are: those of a shared message or page are not the sender's."""
    if is_message:
        return f"Shared message of {author}: " if author else "Shared message: "
    if any(string(each, key) for key in ("from_url", "original_url", "app_unfurl_url")):
        return "Shared link: "
    return ""


def _shared(each: Mapping[str, Any], names: KnowsNames) -> str:
    parts = []
    for wrapper in elements_of(each, "message_blocks"):
        message = wrapper.get("message")
        if isinstance(message, Mapping):
            parts.append(blocks(message.get("blocks"), names))
    return "\n".join(part for part in parts if part)
