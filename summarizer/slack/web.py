"""The bot's side of HTTP: a WSGI application and the server that runs it.

``POST /slack/events`` is for Slack, ``GET /slack/install`` and ``/slack/oauth_redirect`` are for
people who install the app, ``GET /health`` is for whoever watches over the process, also where
Slack reaches the bot over a websocket.
"""

import logging
import socket
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from cheroot.wsgi import Server
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler

from summarizer.slack.clients import quiet_logger
from summarizer.slack.errors import BadSlackConfig

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

_THREADS = 32
_MOST_BYTES = 2_000_000
"""Longest body that is read, in bytes; what Slack sends is far below."""


Wsgi = Callable[[dict[str, Any], "StartResponse"], Iterable[bytes]]


def health(is_well: Callable[[], bool]) -> Wsgi:
    """An application that says whether the process is well: 200, or 503.

    Args:
        is_well: Asked at each request.
    """

    def answer(environ: dict[str, Any], start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/health":
            return _plain(start, "404 Not Found")
        return _plain(start, "200 OK" if is_well() else "503 Service Unavailable")

    return answer


def application(app: App) -> Wsgi:
    """The WSGI application of a Bolt app.

    Args:
        app: It answers what is signed.
    """
    slack = SlackRequestHandler(app)

    def answer(environ: dict[str, Any], start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/health":
            return _plain(start, "200 OK")
        try:
            return slack(environ, start)
        except ValueError:  # neither UTF-8 nor JSON
            return _plain(start, "400 Bad Request")

    return answer


def _plain(start: "StartResponse", status: str) -> Iterable[bytes]:
    start(status, [("content-type", "text/plain")])
    return [status.encode()]


class _Server(Server):
    """cheroot's, which logs no traceback: it could show what was sent."""

    expiration_interval = 0.1
    """Seconds until it notices that it shall stop."""

    @staticmethod
    def bind_socket(socket_: socket.socket, bind_addr: tuple[str, int]) -> socket.socket:
        """Bind; a socket that cannot be bound is closed, which cheroot forgets."""
        try:
            bound: socket.socket = Server.bind_socket(socket_, bind_addr)  # type: ignore[no-untyped-call]
        except OSError:
            socket_.close()
            raise
        return bound

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001, FBT002  # as cheroot has it
        """Log the first words of what cheroot says."""
        del traceback
        if level > logging.INFO:
            quiet_logger("http", logging.WARNING).warning(
                "a request failed: %s", msg.partition("\n")[0][:80]
            )


class WebServer:
    """Serves an application over HTTP, in a thread of its own.

    Args:
        wsgi: The application.
        host: Address to listen at.
        port: 0 for any that is free.
    """

    def __init__(self, wsgi: Wsgi, host: str, port: int) -> None:
        self._server = _Server((host, port), wsgi, numthreads=_THREADS)
        self._server.max_request_body_size = _MOST_BYTES
        self._thread = threading.Thread(target=self._server.serve, name="http", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens, once it is started."""
        return int(self._server.bind_addr[1])

    def start(self) -> None:
        """Listen from now on.

        Raises:
            BadSlackConfig: The port is taken, or not allowed.
        """
        try:
            self._server.prepare()
        except OSError as error:
            raise BadSlackConfig(
                f"the bot cannot listen at its port: {error.strerror or 'it is taken'}",
                hint="Set SUMMARIZER_SLACK_PORT to a free one.",
            ) from None
        self._thread.start()

    def close(self) -> None:
        """Answer the requests that have come in, and take no more."""
        self._server.stop()
        if self._thread.ident:
            self._thread.join()
