"""Files are asked for at Slack's own hosts alone: no other one gets the token or a say."""

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from slack_sdk import WebClient
from support.slackfake import FakeSlack

from summarizer.slack import download
from summarizer.slack.conversation import FileCaps, Skipped
from summarizer.slack.files import read_file

CAPS = FileCaps()


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(token="xoxb-1", base_url=slack.url)


class Stranger(BaseHTTPRequestHandler):
    """A host that is not Slack's; it notes what it is sent."""

    seen: list[str]
    answer: tuple[int, dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Authorization", "none"))
        status, headers = self.answer
        self.send_response(status)
        for name, value in ({"Content-Type": "text/plain"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"words")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def stranger() -> Iterator[tuple[str, type[Stranger]]]:
    handler = type("Handler", (Stranger,), {"seen": [], "answer": (200, {})})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_other_host_gets_the_token(
    client: WebClient, stranger: tuple[str, type[Stranger]]
) -> None:
    address, handler = stranger
    file = {"name": "a.txt", "mimetype": "text/plain", "url_private": f"{address}/a.txt"}

    assert read_file(client, file, CAPS) == Skipped("a.txt", "kept outside Slack")
    assert handler.seen == []


def test_a_redirect_does_not_carry_the_token_away(stranger: tuple[str, type[Stranger]]) -> None:
    """Here the stranger is the API's own host, and sends on to somebody else."""
    address, handler = stranger
    handler.answer = (302, {"Location": "http://127.0.0.1:9/elsewhere"})
    own = WebClient(token="xoxb-1", base_url=f"{address}/api/")
    file = {"name": "a.txt", "mimetype": "text/plain", "url_private": f"{address}/a.txt"}

    assert read_file(own, file, CAPS) == Skipped("a.txt", "kept outside Slack")
    assert handler.seen == ["Bearer xoxb-1"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((302, {"Location": "/again"}), "could not be fetched"),
        ((302, {"Location": "http://[broken"}), "kept outside Slack"),
        ((500, {}), "could not be fetched"),
        ((403, {}), "the bot has no access"),
        ((200, {"Content-Encoding": "gzip"}), "could not be fetched"),
        ((200, {"Content-Length": "999"}), "could not be fetched"),
    ],
)
def test_a_host_that_misbehaves_costs_one_file(
    stranger: tuple[str, type[Stranger]], answer: tuple[int, dict[str, str]], reason: str
) -> None:
    address, handler = stranger
    handler.answer = answer
    own = WebClient(token="xoxb-1", base_url=f"{address}/api/")
    file = {"name": "a.txt", "mimetype": "text/plain", "url_private": f"{address}/a.txt"}

    assert read_file(own, file, CAPS) == Skipped("a.txt", reason)


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/a",
        "https://files.slack.com.example.com/a",
        "https://example.com/files.slack.com",
        "https://user@files.slack.com/a",
        "https://files.slack.com:8443/a",
        "https://notslack.com/a",
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
        "http://127.0.0.1:1/a",
        "not an address",
        "https://[broken",
    ],
)
def test_only_slacks_own_hosts_are_asked(client: WebClient, address: str) -> None:
    with pytest.raises(download.NotFetched) as caught:
        download.get(client, address, CAPS)

    assert caught.value.reason == "kept outside Slack"


def test_no_name_of_a_file_is_logged(
    slack: FakeSlack, client: WebClient, caplog: pytest.LogCaptureFixture
) -> None:
    file = slack.add_file("FSECRET", "a.txt", "text/plain", b"We sell.")

    with caplog.at_level(logging.DEBUG):
        read_file(client, file, CAPS)

    assert "FSECRET" not in caplog.text
    assert "xoxb" not in caplog.text
