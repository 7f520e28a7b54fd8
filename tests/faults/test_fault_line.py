"""Rows of the table: no line to the endpoint, and clocks that jump."""

import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from support.fault_local import LINE
from support.fault_row import Row
from support.fault_run import Run, Seen
from support.openai_server import OpenAIServer, Request, Says, refusal
from support.struck import GOOD, KEY, OUTPUT, TEXT

from summarizer import summarize
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.errors import SummarizerError
from summarizer.model import Budget

Meet = Callable[[socket.socket], object]
"""What is done with a connection."""


@contextmanager
def listening(meet: Meet) -> Iterator[int]:
    """A port of this machine; what is done with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection, suppress(OSError):
                        meet(connection)

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def reset(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang_up(connection: socket.socket) -> None:
    connection.recv(1)


def plain(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 400 no TLS here\r\n\r\n")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of an issuer that nobody knows; with its key."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not here to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    words = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout k -out c"
    subprocess.run([openssl, *words.split()], cwd=folder, check=True, capture_output=True)  # noqa: S603  # a fixed command
    both = folder / "both.pem"
    both.write_text((folder / "k").read_text() + (folder / "c").read_text())
    return both


@pytest.fixture
def untrusted(certificate: Path) -> Meet:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return lambda connection: context.wrap_socket(connection, server_side=True)


def matches(seen: Seen, row: Row) -> None:
    assert [(one["message"], one["hint"]) for one in seen.errors] == [(row.says, row.hint)]
    assert (seen.code, seen.calls) == (row.code, {"struck.txt": row.calls})
    assert seen.summaries == {}
    assert seen.leaks() == []


@pytest.mark.parametrize(
    ("key", "meet"),
    [("no TLS", plain), ("handshake", hang_up), ("reset", reset)],
)
def test_a_line_that_fails(cli: Run, key: str, meet: Meet) -> None:
    scheme = "http" if key == "reset" else "https"
    with listening(meet) as port:
        matches(cli(f"{scheme}://127.0.0.1:{port}/v1", "struck.txt", own_client=True), LINE[key])


def test_a_certificate_that_nobody_trusts(cli: Run, untrusted: Meet) -> None:
    with listening(untrusted) as port:
        matches(cli(f"https://127.0.0.1:{port}/v1", "struck.txt"), LINE["untrusted"])


def test_nobody_listens(cli: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        matches(cli(f"http://127.0.0.1:{port}/v1", "struck.txt"), LINE["refused"])


def test_a_host_without_an_address(cli: Run) -> None:
    """RFC 6761 keeps `.invalid` free of names."""
    matches(cli("http://nowhere.invalid/v1", "struck.txt"), LINE["no name"])


def test_a_small_budget_ends_the_tries(
    cli: Run, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_CALLS", "2")
    server.script(refusal(500, OUTPUT))
    matches(cli(server.url, "struck.txt"), LINE["calls"])
    assert len(server.requests) == 2


class Clock:
    """Jumps when a request has arrived."""

    def __init__(self, jump: float) -> None:
        self._now = 100_000.0
        self._jump = jump

    def __call__(self) -> float:
        return self._now

    def strike(self, _: Request) -> Says:
        self._now += self._jump
        return Says(GOOD)


@pytest.mark.parametrize(("key", "jump"), [("forward", 3600.0), ("back", -3600.0)])
def test_a_clock_that_jumps(server: OpenAIServer, key: str, jump: float) -> None:
    row, clock = LINE[key], Clock(jump)
    server.script(clock.strike)
    budget = Budget(clock=clock)
    model = Endpoint("m", base_url=server.url, api_key=KEY, options=EndpointOptions(sleep=never))
    error = None
    try:
        summary = summarize(TEXT, model=model, budget=budget)
    except SummarizerError as raised:
        error = raised
    else:
        assert len(summary.positions) == 1
    found = (error.message, error.hint, error.exit_code) if error else ("", "", 0)
    assert found == (row.says, row.hint, row.code)
    assert budget.spent.calls == len(server.requests) == row.calls


def test_a_date_is_read_by_the_clock_of_who_sent_it(cli: Run, server: OpenAIServer) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    headers = {
        "date": format_datetime(ahead, usegmt=True),
        "retry-after": format_datetime(ahead + timedelta(seconds=7), usegmt=True),
    }
    server.script(refusal(429, OUTPUT, headers=headers), Says(GOOD))

    seen = cli(server.url, "struck.txt")

    row = LINE["skewed"]
    assert (seen.code, seen.calls, seen.errors) == (row.code, {"struck.txt": row.calls}, [])
    assert seen.waits == [7.0]
    assert seen.leaks() == []


def never(_: float) -> None:
    pytest.fail("waited")
