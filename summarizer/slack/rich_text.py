"""Rich text, which people's messages are made of, as plain words with its lists and quotes."""

from collections.abc import Callable, Mapping
from typing import Any

from summarizer.slack.entities import KnowsNames, day

_DEEPEST = 8
"""Slack nests two deep; a hostile message shall not exhaust the stack."""


def flatten(element: Mapping[str, Any], names: KnowsNames, depth: int = 0) -> str:
    """The words of a rich text block or of an element of it.

    Args:
        element: As Slack's Web API gives it. Its texts are not escaped.
        names: Turns ids into names.
        depth: How deep it is nested.
    """
    children = elements_of(element) if depth < _DEEPEST else []
    parts = [_piece(child, names, depth + 1) for child in children]
    match element.get("type"):
        case "rich_text":
            return "\n".join(part.strip("\n") for part in parts if part.strip())
        case "rich_text_list":
            return _list(element, parts)
        case "rich_text_quote":
            return "\n".join(f"> {line}" for line in "".join(parts).splitlines())
    return "".join(parts)


def elements_of(element: Mapping[str, Any], key: str = "elements") -> list[Mapping[str, Any]]:
    """The mappings in a list of an element; what is none is left out."""
    found = element.get(key)
    children = found if isinstance(found, list | tuple) else []
    return [child for child in children if isinstance(child, Mapping)]


def string(element: Mapping[str, Any], key: str) -> str:
    """The text under a key; empty if there is none."""
    found = element.get(key)
    return found if isinstance(found, str) else ""


def _list(element: Mapping[str, Any], items: list[str]) -> str:
    indent, offset = (_number(element, key) for key in ("indent", "offset"))
    ordered = element.get("style") == "ordered"
    return "\n".join(
        f"{'  ' * indent}{f'{number}.' if ordered else '•'} {item}"
        for number, item in enumerate(items, start=offset + 1)
    )


def _number(element: Mapping[str, Any], key: str) -> int:
    found = element.get(key)
    return min(found, 999) if isinstance(found, int) and found > 0 else 0


def _piece(element: Mapping[str, Any], names: KnowsNames, depth: int) -> str:
    read = _PIECES.get(string(element, "type"))
    words = read(element, names) if read else ""
    if not words:
        words = flatten(element, names, depth) or string(element, "text")
    style = element.get("style")
    struck = isinstance(style, Mapping) and style.get("strike") and words.strip()
    return f"~{words}~" if struck else words


def _date(element: Mapping[str, Any], _: KnowsNames) -> str:
    return string(element, "fallback") or day(_number_of_time(element))


def _number_of_time(element: Mapping[str, Any]) -> float:
    found = element.get("timestamp")
    return float(found) if isinstance(found, int | float) else -1e30


_PIECES: dict[str, Callable[[Mapping[str, Any], KnowsNames], str]] = {
    "text": lambda element, _: string(element, "text"),
    "link": lambda element, _: string(element, "text") or string(element, "url"),
    "user": lambda element, names: names.person(string(element, "user_id")),
    "channel": lambda element, names: f"#{names.channel(string(element, 'channel_id'))}",
    "usergroup": lambda element, names: f"@{names.group(string(element, 'usergroup_id'))}",
    "broadcast": lambda element, _: f"@{string(element, 'range')}",
    "emoji": lambda element, _: f":{string(element, 'name')}:",
    "color": lambda element, _: string(element, "value"),
    "date": _date,
}
