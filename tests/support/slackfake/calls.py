"""What the fake notes of a call, and the faults that it is told to answer with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Call:
    """One request to the Web API (`method`), or to a response URL (``response_url``)."""

    method: str
    token: str
    """The Bearer token; of a response URL its id."""
    params: Mapping[str, Any]
    """Decoded: no JSON in strings."""
    at: float
    """Seconds since 1970."""
    status: int = 200


@dataclass
class Fault:
    """What goes wrong, so many times."""

    status: int = 200
    error: str = ""
    retry_after: int | None = None
    delay: float = 0.0
    """Seconds to wait before the answer."""
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        headers = dict(self.headers)
        if self.status == 429:
            headers["Retry-After"] = str(1 if self.retry_after is None else self.retry_after)
        error = self.error or {429: "ratelimited"}.get(self.status, "")
        if self.status >= 500 and not error:
            return web.Response(status=self.status, text="<html>Server error</html>")
        return web.json_response({"ok": False, "error": error}, status=self.status, headers=headers)
