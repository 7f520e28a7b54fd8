"""The URL guard against every form of the table, with real listeners that count connections."""

import ipaddress
import socket
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpcore2
import pytest
from support.ssrf import INNER, PUBLIC, Form, forms

from summarizer.errors import InputError
from summarizer.readers import FetchPolicy, WebFetcher, read
from summarizer.readers.network import resolve

FORMS = forms()
WORDS = b"The inner page."
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 15\r\n\r\n" + WORDS
SECONDS = 5.0


class Listener:
    """Answers every connection with the same bytes, on each address of this machine it can have."""

    def __init__(self, answer: bytes = PAGE) -> None:
        self.answer = answer
        self.connections = 0
        first = socket.create_server((INNER, 0))
        self.port = first.getsockname()[1]
        self._sockets = [first]
        with suppress(OSError):  # a machine without IPv6
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))

    @contextmanager
    def running(self) -> Iterator["Listener"]:
        threads = [threading.Thread(target=self._serve, args=(one,)) for one in self._sockets]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            for one in self._sockets:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            for thread in threads:
                thread.join()

    def _serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                self.connections += 1
                with connection, suppress(OSError):
                    connection.settimeout(SECONDS)
                    connection.recv(65_536)
                    connection.sendall(self.answer)


class Routed(httpcore2.NetworkBackend):
    """Real connections; those to the public address go to a listener, or are refused."""

    def __init__(self, outer: Listener, *, public: bool = True) -> None:
        self.told: list[str] = []
        self._outer = outer
        self._public = public

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        self.told.append(host)
        if host == PUBLIC:
            if not self._public:
                raise httpcore2.ConnectError
            host, port = INNER, self._outer.port
        mapped = getattr(ipaddress.ip_address(host), "ipv4_mapped", None)
        host = str(mapped or host)  # the test run's own guard knows no mapped addresses
        real = httpcore2.SyncBackend()
        return real.connect_tcp(host, port, timeout, local_address, socket_options)


@pytest.fixture(scope="module")
def inner() -> Iterator[Listener]:
    with Listener().running() as listener:
        yield listener


@pytest.fixture(scope="module")
def outer() -> Iterator[Listener]:
    with Listener().running() as listener:
        yield listener


def _fetch(
    form: Form, inner: Listener, outer: Listener, policy: FetchPolicy, backend: Routed
) -> None:
    def placed(text: str) -> str:
        return text.replace("{port}", str(inner.port)).replace("{outer}", str(outer.port))

    def resolver(host: str, port: int) -> list[str]:
        if not form.answers:
            return resolve(host, port)
        return list(left.pop(0) if len(left) > 1 else left[0])

    left = list(form.answers)
    moved = f"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {placed(form.location)}\r\n\r\n"
    outer.answer = moved.encode("utf-8") if form.location else PAGE
    read(placed(form.url), fetch=WebFetcher(policy, resolver, backend))


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_no_form_reaches_the_inner_listener(form: Form, inner: Listener, outer: Listener) -> None:
    """Its port is allowed: nothing but the look at the address stands in between.

    Where the form is about ports, it is the other way round.
    """
    ports = frozenset({inner.port, outer.port, 80, 443})
    policy = FetchPolicy(ports=ports, seconds=SECONDS)
    if form.kind == "ports":
        policy = FetchPolicy(allow_private=True, seconds=SECONDS)
    before, backend = inner.connections, Routed(outer)
    with pytest.raises(InputError):
        _fetch(form, inner, outer, policy, backend)
    assert inner.connections == before
    assert set(backend.told) <= {PUBLIC}


@pytest.mark.parametrize("form", [form for form in FORMS if form.leads_in], ids=str)
def test_a_form_reaches_it_where_that_is_allowed_on_purpose(
    form: Form, inner: Listener, outer: Listener
) -> None:
    """Else the test above would prove nothing: a form that nobody understands is no danger."""
    ports = frozenset({inner.port, outer.port})
    policy = FetchPolicy(allow_private=True, ports=ports, seconds=SECONDS)
    before, backend = inner.connections, Routed(outer, public=bool(form.location))
    with suppress(InputError):
        _fetch(form, inner, outer, policy, backend)
    assert inner.connections > before


def test_the_table_has_every_kind_and_no_form_twice() -> None:
    counts = Counter(form.kind for form in FORMS)
    assert len(FORMS) == len(set(FORMS)) >= 60
    assert min(counts.values()) >= 4
    assert sum(form.leads_in for form in FORMS) >= 30
