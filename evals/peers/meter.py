"""A counter between a peer and the endpoint: a small proxy on 127.0.0.1.

Peers tell little or nothing of what they spent, and nothing of what they lost. On the wire it can
be seen: requests, tokens, answers that were cut off. The common limits are kept here too, whatever
a peer asks for.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from evals.peers.trials import Limits, Spent
from summarizer.choosing import is_loopback

if TYPE_CHECKING:
    import httpx2

_LIMIT_NAMES = ("max_tokens", "max_completion_tokens")


@dataclass
class Meter:
    """What goes through the proxy, since `begin`."""

    upstream: str
    """Address of the endpoint, up to and with its version, such as ``…/v1``."""
    api_key: str
    """The endpoint's key; peers need none."""
    limits: Limits = field(default_factory=Limits)
    """Of the reading that is under way."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._spent = Spent()
        self._deadline = 0.0
        self.url = ""
        self.last_text = ""
        """What the model wrote last; empty before it did."""

    def begin(self, limits: Limits) -> None:
        """Start from nothing, with these limits; the clock starts now."""
        with self._lock:
            self.limits, self._spent, self.last_text = limits, Spent(), ""
            self._deadline = time.monotonic() + limits.seconds

    @property
    def spent(self) -> Spent:
        """What was spent since `begin`."""
        with self._lock:
            return self._spent

    @property
    def seconds_left(self) -> float:
        """Until the time limit."""
        return self._deadline - time.monotonic()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Listen on a free port of 127.0.0.1 at `url`."""
        handler = type("Handler", (_Handler,), {"meter": self})
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            server.daemon_threads = True
            self.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            try:
                yield
            finally:
                server.shutdown()
                thread.join()

    def forward(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        """Pass a request on, within the limits.

        Args:
            path: Below the version, such as ``/chat/completions``.
            body: As the peer sent it.

        Returns:
            Status and body of the answer; 504 once the time is up.
        """
        import httpx2  # noqa: PLC0415  # slow import: only when used

        self._add(Spent(calls=1))
        if self.seconds_left <= 0:
            return _TIME_IS_UP
        try:
            with self._client(self.seconds_left) as client:
                answer = client.post(path, json=self._capped(body))
        except httpx2.TimeoutException:
            self._add(Spent(timeouts=1))
            return _TIME_IS_UP
        except httpx2.HTTPError as error:
            return 502, json.dumps({"error": {"message": type(error).__name__}}).encode()
        if answer.is_success:
            told = answer.json()
            self._add(_spent(told))
            self.last_text = _text(told)
        return answer.status_code, answer.content

    def _client(self, seconds: float) -> "httpx2.Client":
        import httpx2  # noqa: PLC0415  # slow import: only when used

        return httpx2.Client(
            base_url=self.upstream,
            headers={"Authorization": f"Bearer {self.api_key}"},
            timeout=seconds,
            trust_env=not is_loopback(self.upstream),
        )

    def _capped(self, body: dict[str, Any]) -> dict[str, Any]:
        """The request with the common cap, unless it asks for less."""
        name = next((name for name in _LIMIT_NAMES if body.get(name)), _LIMIT_NAMES[0])
        return {
            **body,
            name: min(body.get(name) or self.limits.output_tokens, self.limits.output_tokens),
        }

    def _add(self, spent: Spent) -> None:
        with self._lock:
            self._spent += spent


_TIME_IS_UP = 504, b'{"error": {"message": "the time limit is reached"}}'


def _spent(answer: Mapping[str, Any]) -> Spent:
    usage = answer.get("usage") or {}
    details = usage.get("prompt_tokens_details") or {}
    choices = answer.get("choices") or []
    return Spent(
        input_tokens=usage.get("prompt_tokens", 0),
        output_tokens=usage.get("completion_tokens", 0),
        cached_tokens=details.get("cached_tokens", 0),
        cut=sum(choice.get("finish_reason") == "length" for choice in choices),
    )


def _text(answer: Mapping[str, Any]) -> str:
    choices = answer.get("choices") or [{}]
    return (choices[0].get("message") or {}).get("content") or ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    meter: Meter

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass

    def do_POST(self) -> None:
        size = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(size))
        status, answer = self.meter.forward(self.path.removeprefix("/v1"), body)
        try:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
