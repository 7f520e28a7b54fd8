"""What does this endpoint understand? Found by asking it, never by its name.

An endpoint is first asked in the best way. Where it refuses a parameter or the schema, the
next question leaves that out. What worked is remembered by the client.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal


class Rung(IntEnum):
    """Ways to tell an endpoint the shape of the answer, best first."""

    STRICT_BOUNDED = 1
    """A strict schema with the bounds of lists and strings."""
    STRICT = 2
    """A strict schema without bounds."""
    SCHEMA = 3
    """A schema that is not strict."""
    JSON_OBJECT = 4
    """JSON mode, the schema in the system text."""
    TEXT = 5
    """Nothing but the schema in the system text."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an endpoint is known to understand."""

    rung: Rung = Rung.STRICT_BOUNDED
    """How it is told the shape."""
    refused: frozenset[str] = frozenset()
    """Parameters that are not sent."""
    limit_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    """What it calls the limit of the answer."""

    def merged(self, other: "Dialect") -> "Dialect":
        """What two askers found out, together."""
        renamed = "max_completion_tokens"
        return Dialect(
            max(self.rung, other.rung),
            self.refused | other.refused,
            renamed if renamed in (self.limit_name, other.limit_name) else "max_tokens",
        )


OPTIONAL = ("stream_options", "stream", "temperature", "seed")
"""Parameters that an answer can do without."""

_SHAPE = re.compile(
    r"response[_ ]?format|json[_ ]?(?:schema|object|mode)|schema|grammar|structured|guided"
    r"|additionalproperties|\$defs|\$ref|anyof|m(?:ax|in)(?:items|length)|\bstrict\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why an endpoint refused a request; read by code, never shown."""

    parameter: str
    """What the refusal names as its subject; empty if nothing."""
    words: str
    """Its code, type and message."""

    @classmethod
    def read(cls, body: object) -> "Complaint":
        """Take what is needed out of an error body.

        A list of faults (FastAPI's ``detail``) also repeats the request; only its places and
        messages are read, so that the document's own words cannot be taken for a complaint.
        """
        if not isinstance(body, Mapping):
            return cls("", str(body)[:2_000] if isinstance(body, str) else "")
        detail = body.get("detail")
        if isinstance(detail, list):
            faults = [fault for fault in detail if isinstance(fault, Mapping)]
            places = " ".join(str(part) for f in faults for part in _listed(f.get("loc")))
            return cls(places, " ".join(str(fault.get("msg", "")) for fault in faults))
        words = (body.get(key) for key in ("code", "type", "message", "detail", "error"))
        parameter = body.get("param")
        return cls(
            parameter if isinstance(parameter, str) else "",
            " ".join(str(word)[:2_000] for word in words if word),
        )

    def names(self, parameter: str) -> bool:
        """Whether this is about a parameter of that name."""
        pattern = rf"(?<![\w]){re.escape(parameter)}(?![\w])"
        if self.parameter:
            return bool(re.search(pattern, self.parameter))
        return bool(re.search(pattern, self.words))

    @property
    def about_shape(self) -> bool:
        """Whether this is about the schema or the response format."""
        return bool(_SHAPE.search(self.parameter or self.words))

    @property
    def unclear(self) -> bool:
        """Whether it names nothing at all."""
        return not self.parameter


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def next_dialect(dialect: Dialect, complaint: Complaint, *, first_unclear: bool) -> Dialect | None:
    """What to try after a refusal.

    Args:
        dialect: What was tried.
        complaint: What the endpoint said.
        first_unclear: No unclear complaint has been acted upon for this question.

    Returns:
        A dialect that asks for less, or none if asking for less would not help.
    """
    if dialect.limit_name == "max_tokens" and complaint.names("max_completion_tokens"):
        return replace(dialect, limit_name="max_completion_tokens")
    for parameter in OPTIONAL:
        if parameter not in dialect.refused and complaint.names(parameter):
            return replace(dialect, refused=dialect.refused | {parameter})
    if dialect.limit_name == "max_tokens" and complaint.parameter == "max_tokens":
        return replace(dialect, limit_name="max_completion_tokens")
    may_step = complaint.about_shape or (complaint.unclear and first_unclear)
    if may_step and dialect.rung < Rung.TEXT:
        return replace(dialect, rung=Rung(dialect.rung + 1))
    return None
