"""A summary as JSON, for programs: whole, stable in its order, valid UTF-8."""

import json
import math
import re
from typing import TYPE_CHECKING

from summarizer.rendering.visible import REORDERING

if TYPE_CHECKING:
    from summarizer.schema import Summary

_SURROGATE = re.compile("[\ud800-\udfff]")
# JSON escapes C0 controls itself; these would reach a terminal as they are.
_ACTIVE = re.compile(f"[\x7f-\x9f\u2028\u2029{REORDERING}]")


def as_json(summary: "Summary") -> str:
    """The JSON of a summary, indented by two.

    It reads back as the same summary. Characters that could drive a terminal are written as
    escapes; what has no form in JSON (a lone surrogate, not-a-number) in a dropped item is
    replaced.
    """
    text = json.dumps(_finite(summary.model_dump()), indent=2, ensure_ascii=False, default=str)
    text = _SURROGATE.sub("\ufffd", text)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _finite(value: object) -> object:
    match value:
        case dict():
            return {str(key): _finite(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_finite(inner) for inner in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value
