"""The JSON schema of an answer, as the endpoint is told it."""

import json
from functools import lru_cache
from typing import Any

from openai.lib import _pydantic as openai_pydantic
from pydantic import BaseModel

_BOUNDS = frozenset(
    {
        "maxItems",
        "minItems",
        "uniqueItems",
        "maxLength",
        "minLength",
        "pattern",
        "format",
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "multipleOf",
    }
)
"""Keywords that some strict endpoints refuse."""


@lru_cache(maxsize=64)
def strict_schema(response_type: type[BaseModel], *, bounded: bool) -> dict[str, Any]:
    """The schema in the strict dialect: every field required, no other fields.

    `openai.lib._pydantic` is not public, but it is what the SDK itself sends; this is the only
    place that knows it.

    Args:
        response_type: The type of the answer.
        bounded: Keep the bounds of lists, strings and numbers.

    Returns:
        The same object for the same type: not to be changed.
    """
    schema = openai_pydantic.to_strict_json_schema(response_type)
    # Strict endpoints refuse defaults, and titles only repeat the keys.
    dropped = {"default", "title"} if bounded else {"default", "title"} | _BOUNDS
    return _without(schema, dropped)


def in_words(response_type: type[BaseModel]) -> str:
    """The schema as a part of the prompt, for endpoints that take none beside it."""
    schema = json.dumps(strict_schema(response_type, bounded=True), separators=(",", ":"))
    return (
        "Answer with one JSON object and nothing else: no prose, no code fence. "
        f"It must conform to this JSON schema:\n{schema}"
    )


def _without(schema: dict[str, Any], dropped: set[str] | frozenset[str]) -> dict[str, Any]:
    """The schema without some keywords; properties of those names are kept."""
    kept: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "$defs"):
            kept[keyword] = {name: _without(inner, dropped) for name, inner in value.items()}
        elif keyword in dropped:
            continue
        elif isinstance(value, dict):
            kept[keyword] = _without(value, dropped)
        elif isinstance(value, list):
            kept[keyword] = [_without(v, dropped) if isinstance(v, dict) else v for v in value]
        else:
            kept[keyword] = value
    return kept
