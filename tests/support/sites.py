"""A site to fetch from, and a network that leads nowhere and remembers who was to be reached."""

from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

import httpcore2

from summarizer.readers import FetchPolicy, WebFetcher

PUBLIC = "93.184.216.34"
WORDS = b"We vote on Thursday."


class Site(Protocol):
    url: str
    port: int
    replies: dict[str, Callable[[BaseHTTPRequestHandler], None]]
    asked: list[tuple[str, dict[str, str]]]

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str: ...


def open_fetcher(site: Site, **changes: Any) -> WebFetcher:
    """A fetcher that may fetch from this machine."""
    settings = {"allow_private": True, "ports": frozenset({site.port}), "seconds": 5.0} | changes
    return WebFetcher(FetchPolicy(**settings))


class Wire(httpcore2.MockStream):
    """A connection that answers with fixed bytes and remembers for whom TLS was asked."""

    def __init__(self, wires: "Wires") -> None:
        super().__init__([wires.answer])
        self._wires = wires

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        assert timeout is not None
        assert ssl_context.check_hostname
        self._wires.names.append(server_hostname)
        return self


class Wires(httpcore2.NetworkBackend):
    """Connects to nothing; remembers to which addresses it was told to connect."""

    def __init__(self, answer: bytes = b"", errors: dict[str, Exception] | None = None) -> None:
        self.answer = answer
        self.errors = errors or {}
        self.addresses: list[tuple[str, int]] = []
        self.names: list[str | None] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        assert timeout is not None
        self.addresses.append((host, port))
        if host in self.errors:
            raise self.errors[host]
        return Wire(self)


def http_answer(body: bytes = WORDS, **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join(["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *lines])
    return head.encode() + b"\r\n\r\n" + body
