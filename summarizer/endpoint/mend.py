"""Makes JSON of what a model wrote instead: fences, prose, stray commas, a cut tail.

Pure and bounded in time. json-repair puts commas and literals right; where the JSON stands,
what is complete in it and where its strings end is decided in `brackets`, since an item with
half a sentence must never be kept and json-repair 0.64 changes words after escaped quotes.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

from summarizer.endpoint.brackets import MARK, Piece, pieces

Json = dict[str, Any] | list[Any]

MAX_CHARACTERS = 200_000
"""Longer near-JSON is not mended; 40 items in each list of a draft come to about 40,000."""

_THINKING = re.compile(r"\s*<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL)
_END_OF_THINKING = re.compile(r"</(?:think|thinking|reasoning)>")
_FENCE = re.compile(r"```[ \t]*\w*[ \t]*\r?\n?(.*?)(?:```|\Z)", re.DOTALL)
_MAX_PARENTHESES = 2_000
"""json-repair's time grows with the square of their number."""


@dataclass(frozen=True, slots=True)
class MendResult:
    """What could be read."""

    value: Json
    """The object or list."""
    changed: bool
    """The text was not JSON as it stood."""
    incomplete: bool
    """The text stopped before its end; the item that was being written is left out."""


def mend(text: str, *, cut: bool) -> MendResult | None:
    """Read near-JSON.

    Mended are: fences, prose around it, thinking, a byte-order mark, comments, trailing and
    missing commas, single, curly and unescaped quotes, unquoted keys, Python literals, missing
    and surplus brackets, output given twice or as a JSON string.

    Args:
        text: What the model wrote.
        cut: It was stopped by a token limit, so the last word may be half a word.

    Returns:
        None where there is no JSON object and no list of objects in the text.
        If the text stops early, each complete element of the outermost open list is kept and
        the one that was being written is dropped.
    """
    strict = _strict(text)
    if isinstance(strict, str) and strict != text:
        inner = _strict(strict)
        strict = inner if isinstance(inner, dict | list) else None
        if strict is not None:
            return MendResult(strict, changed=True, incomplete=False)
    if isinstance(strict, dict | list):
        return MendResult(strict, changed=False, incomplete=False)
    if len(text) > MAX_CHARACTERS:
        return None
    return _best(_read(pieces(_unwrapped(text), cut=cut)))


def _strict(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _unwrapped(text: str) -> str:
    """The text without thinking, and only what is fenced if that looks like JSON."""
    text = text.lstrip("\ufeff\u200b")
    text = _THINKING.sub("", text, count=1) if _THINKING.match(text) else text
    thought = _END_OF_THINKING.search(text)
    if thought and not text.lstrip().startswith(("{", "[", "`")):
        text = text[thought.end() :]
    if text.lstrip().startswith(("{", "[")):
        return text
    fenced = [match.group(1) for match in _FENCE.finditer(text)]
    return max((body for body in fenced if "{" in body), key=len, default=text)


def _read(found: Iterable[Piece]) -> list[tuple[Piece, Json]]:
    values = ((piece, _strict(piece.text) or _repaired(piece.text)) for piece in found)
    filled = ((piece, _filled(value, piece.strings)) for piece, value in values)
    return [(piece, value) for piece, value in filled if _is_json(value)]


def _filled(value: object, strings: tuple[str, ...]) -> object:
    """The value with its strings put back."""
    if isinstance(value, dict):
        return {_filled(key, strings): _filled(inner, strings) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, strings) for inner in value]
    if isinstance(value, str) and value.startswith(MARK):
        number = value.removeprefix(MARK)
        return strings[int(number)] if number.isdecimal() and int(number) < len(strings) else value
    return value


def _repaired(text: str) -> object:
    import json_repair  # noqa: PLC0415  # slow import: only when used

    if text.count("(") > _MAX_PARENTHESES:
        return None
    try:
        return json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError):
        return None


def _is_json(value: object) -> TypeGuard[Json]:
    if isinstance(value, list):
        return bool(value) and all(isinstance(element, dict) for element in value)
    return isinstance(value, dict)


def _best(read: list[tuple[Piece, Json]]) -> MendResult | None:
    """Objects with different keys are one answer in pieces; else the longest is the answer."""
    read = [found for found in read if found[1]] or read
    if not read:
        return None
    objects = [value for _, value in read if isinstance(value, dict)]
    keys = [key for value in objects for key in value]
    if len(objects) == len(read) and len(set(keys)) == len(keys):
        merged = {key: value for part in objects for key, value in part.items()}
        return MendResult(merged, changed=True, incomplete=any(p.incomplete for p, _ in read))
    piece, value = max(read, key=lambda found: len(found[0].text))
    return MendResult(value, changed=True, incomplete=piece.incomplete)
