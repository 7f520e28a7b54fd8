"""Answers of the right shape to any question, made from the question's own schema."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from support.scripted import Script

from summarizer.model import Prompt


def obliging(words: str = "", *, last: bool = False) -> Script:
    """A script that picks the first (or last) of each closed choice, and says these words."""

    def reply(_: Prompt, response_type: type[BaseModel]) -> dict[str, Any]:
        schema = response_type.model_json_schema()
        found: dict[str, Any] = _value(schema, schema.get("$defs", {}), words, -1 if last else 0)
        return found

    return reply


def _value(schema: Mapping[str, Any], defs: Mapping[str, Any], words: str, at: int) -> Any:
    if "$ref" in schema:
        return _value(defs[schema["$ref"].rpartition("/")[2]], defs, words, at)
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][at]
    if schema["type"] == "object":
        properties = schema["properties"].items()
        return {name: _value(inner, defs, words, at) for name, inner in properties}
    if schema["type"] == "array":
        return [_value(schema["items"], defs, words, at)]
    return words if schema["type"] == "string" else 0
