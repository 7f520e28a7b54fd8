"""What does Slack take? Its numbers, a cautious measure, and a check of blocks against both.

The numbers are those of Slack's reference and of slack_sdk's validators. The sum over a
message stands nowhere in the reference: about 13,200 characters, of which containers take
their share, those of rich text too (https://github.com/slackapi/bolt-js/issues/2509 and 2867).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TOTAL = 13_200
"""Of all blocks together, as `size` measures them."""
BUDGET = 12_700
"""What we fill at most: a margin below `TOTAL`, since Slack's own count is not known."""
TEXT = 4_000
"""Of a message's `text`: Slack splits one of more characters; an update takes so many bytes."""
HEADER = 150
SECTION = 3_000

_PER_BLOCK = 60
"""Characters for what Slack adds to each block; issue 2509 measured 125 with its JSON."""
_LENGTHS = {
    ("header", "text"): HEADER,
    ("section", "text"): SECTION,
    ("mrkdwn", "text"): SECTION,
    ("plain_text", "text"): SECTION,
    ("button", "text"): 75,
    ("button", "value"): 2_000,
    ("link", "url"): 3_000,
    ("markdown", "text"): 12_000,
}
_ELEMENTS = {"context": 10, "actions": 25, "context_actions": 5}


class OverLimit(ValueError):
    """Blocks that Slack would refuse; the message names the limit and no text."""


def escaped(text: str) -> str:
    """The text as Slack keeps it: ``&``, ``<`` and ``>`` written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def length(text: str) -> int:
    """Length as Slack may count it at most: after escaping, in UTF-16 code units."""
    text = escaped(text)
    return len(text) + sum(char > "\uffff" for char in text)


def size(blocks: Sequence[dict[str, Any]]) -> int:
    """How much of `TOTAL` the blocks take, at most.

    Characters of their compact JSON after escaping, and a share for each block.
    """
    written = json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))
    return length(written) + _PER_BLOCK * len(blocks)


def check(blocks: Sequence[dict[str, Any]], *, most: int = MESSAGE_BLOCKS) -> None:
    """Hold blocks against every limit that is known here.

    Args:
        blocks: Of a message or a view.
        most: How many there may be: `MESSAGE_BLOCKS` or `VIEW_BLOCKS`.

    Raises:
        OverLimit: Slack would refuse them.
    """
    if not 1 <= len(blocks) <= most:
        raise OverLimit(f"{len(blocks)} blocks; Slack takes 1 to {most}")
    if (total := size(blocks)) > TOTAL:
        raise OverLimit(f"blocks of {total} characters; Slack takes about {TOTAL}")
    for node in _nodes(list(blocks)):
        _check_elements(node)
        _check_lengths(node)


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every object in the JSON, the outer before the inner."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _check_elements(node: dict[str, Any]) -> None:
    kind = node.get("type", "")
    if "elements" in node and not node["elements"]:
        raise OverLimit(f"{kind} without elements")
    most = _ELEMENTS.get(kind)
    if most and len(node["elements"]) > most:
        raise OverLimit(f"{kind} of {len(node['elements'])} elements; Slack takes {most}")


def _check_lengths(node: dict[str, Any]) -> None:
    kind = node.get("type", "")
    for field in ("text", "value", "url"):
        value = node.get(field)
        words = value.get("text") if isinstance(value, dict) else value
        if not isinstance(words, str):
            continue
        most = _LENGTHS.get((kind, field), TOTAL)
        if not 1 <= length(words) <= most:
            raise OverLimit(f"{kind} {field} of {length(words)} characters; Slack takes {most}")
