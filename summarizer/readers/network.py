"""A connection that goes only where the guard allows, and ends in time.

The name is resolved once for a connection, every address of the answer is checked, and the
connection is made to a checked address: there is no second look-up that could answer
differently. TLS still verifies the name.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

import httpcore2

from summarizer.errors import FetchFailed
from summarizer.readers.guard import FetchPolicy, check_addresses

Resolver = Callable[[str, int], list[str]]
"""Host and port to addresses; raises OSError where the name has none."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver.

    Raises:
        OSError: The name has no address.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


_UNKNOWN_HINT = "Check the address. Behind a proxy, which is not used, save the page to a file."


class Deadline:
    """One time limit over everything that a fetch does."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends = clock() + seconds

    def left(self) -> float:
        """Seconds that are left, more than 0.

        Raises:
            httpcore2.ReadTimeout: None are.
        """
        seconds = self._ends - self._clock()
        if seconds <= 0:
            raise httpcore2.ReadTimeout
        return seconds


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves, checks and pins; see the module's docstring."""

    def __init__(
        self,
        policy: FetchPolicy,
        deadline: Deadline,
        resolver: Resolver = resolve,
        inner: httpcore2.NetworkBackend | None = None,
    ) -> None:
        self._policy = policy
        self._deadline = deadline
        self._resolver = resolver
        self._inner = inner or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the deadline stands for it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address that answers.

        Raises:
            BlockedURL: The name resolves to an address that may not be fetched.
            FetchFailed: The name does not resolve.
            httpcore2.ConnectError: No address answers.
            httpcore2.TimeoutException: The time is up.
        """
        addresses = self._resolved(host, port)
        check_addresses(host, addresses, self._policy)
        failure: Exception = httpcore2.ConnectError()
        for tried, address in enumerate(addresses):
            # An address that never answers must leave time for the others.
            share = self._deadline.left() / (len(addresses) - tried)
            try:
                stream = self._inner.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _resolved(self, host: str, port: int) -> list[str]:
        """Resolve in a thread of its own, since a look-up knows no time limit."""
        answer: Future[list[str]] = Future()

        def look_up() -> None:
            try:
                answer.set_result(self._resolver(host, port))
            except BaseException as error:  # noqa: BLE001  # raised again where it is awaited
                answer.set_exception(error)

        threading.Thread(target=look_up, daemon=True).start()
        try:
            return answer.result(self._deadline.left())
        except TimeoutError:
            raise httpcore2.ConnectTimeout from None
        except (OSError, ValueError):  # ValueError: a label that is too long
            raise FetchFailed(f"{host} is not known", hint=_UNKNOWN_HINT) from None


class _TimedStream(httpcore2.NetworkStream):
    """Gives each read and write no more than what is left of the whole time."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # as httpcore2 declares it
        return self._inner.get_extra_info(info)
