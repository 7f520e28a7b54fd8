"""A web page comes in bounded size and time, of a kind that is read, or with an error of ours."""

import gzip
import socket
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import httpcore2
import pytest
from support.sites import PUBLIC, WORDS, Site, Wires, open_fetcher

from summarizer.errors import FetchFailed, TooLargeInput
from summarizer.readers import FetchPolicy, WebFetcher, read


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
def test_compressed_pages_are_read(site: Site, compress: Callable[[bytes], bytes]) -> None:
    encoding = "gzip" if compress is gzip.compress else "deflate"
    url = site.serve("/a", compress(WORDS), Content_Encoding=encoding, Content_Type="text/plain")
    assert read(url, fetch=open_fetcher(site)).text == WORDS.decode()


def test_a_declared_length_over_the_limit_is_refused(site: Site) -> None:
    url = site.serve("/a", b"short", Content_Length="10000001", Content_Type="text/plain")
    with pytest.raises(TooLargeInput, match="10,000,000"):
        read(url, fetch=open_fetcher(site))


def test_a_body_over_the_limit_is_refused_while_it_comes(site: Site) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"words " * 1000)
            sent.append(6000)

    site.replies["/a"] = endless
    with pytest.raises(TooLargeInput):
        read(site.url + "/a", fetch=open_fetcher(site, max_bytes=100_000))
    assert sum(sent) < 50_000_000


def test_a_bomb_is_refused_before_it_has_grown(site: Site) -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    assert len(bomb) < 100_000
    url = site.serve("/a", bomb, Content_Encoding="gzip", Content_Type="text/plain")
    with pytest.raises(TooLargeInput):
        read(url, fetch=open_fetcher(site, max_bytes=100_000))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "x"])
def test_compressions_that_were_not_asked_for_are_refused(site: Site, encoding: str) -> None:
    url = site.serve("/a", WORDS, Content_Encoding=encoding)
    with pytest.raises(FetchFailed, match="compression"):
        read(url, fetch=open_fetcher(site))


def test_broken_compressed_data_is_refused(site: Site) -> None:
    url = site.serve("/a", WORDS, Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="broken compressed"):
        read(url, fetch=open_fetcher(site))


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\nwords "])
def test_a_server_that_drips_is_cut_off(site: Site, head: bytes) -> None:
    """Each byte comes in time; all together do not."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(b"x")
            pause.wait(0.02)

    pause = threading.Event()
    site.replies["/a"] = drip
    with pytest.raises(FetchFailed, match=r"within 0\.2 seconds"):
        read(site.url + "/a", fetch=open_fetcher(site, seconds=0.2))


def test_a_slow_look_up_is_cut_off() -> None:
    release = threading.Event()

    def resolver(*_: object) -> list[str]:
        release.wait(10)
        return [PUBLIC]

    fetch = WebFetcher(FetchPolicy(seconds=0.05), resolver=resolver, backend=Wires())
    with pytest.raises(FetchFailed, match="within"):
        fetch("http://example.org/")
    release.set()


@pytest.mark.parametrize(
    "kind", ["application/json", "image/png", "application/octet-stream", "video/mp4", "texty"]
)
def test_other_content_types_are_refused(site: Site, kind: str) -> None:
    url = site.serve("/a", WORDS, Content_Type=kind)
    with pytest.raises(FetchFailed, match=kind):
        read(url, fetch=open_fetcher(site))


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "TEXT/Markdown; charset=utf-8", "message/rfc822", "application/xhtml+xml"],
)
def test_texts_are_read_by_their_content(site: Site, kind: str) -> None:
    url = site.serve("/a", WORDS, Content_Type=kind)
    assert read(url, fetch=open_fetcher(site)).text == WORDS.decode()


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "login"), (403, "browser"), (404, "Check"), (429, "later"), (500, "later"), (304, "")],
)
def test_error_statuses_say_what_to_do(site: Site, status: int, hint: str) -> None:
    url = site.serve("/a?token=secret", WORDS, status)
    with pytest.raises(FetchFailed, match=str(status)) as caught:
        read(url, fetch=open_fetcher(site))
    assert hint in caught.value.hint
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x" * 200_000,
    ],
)
def test_answers_that_are_no_http_are_refused(answer: bytes) -> None:
    with pytest.raises(FetchFailed, match="broke"):
        WebFetcher(resolver=lambda *_: [PUBLIC], backend=Wires(answer))("http://example.org/")


_CORE_ERRORS = [
    value
    for value in vars(httpcore2).values()
    if isinstance(value, type)
    and issubclass(value, Exception)
    and value
    not in (httpcore2.ConnectionNotAvailable, httpcore2.UnsupportedProtocol, httpcore2.ProxyError)
]


@pytest.mark.parametrize("error", _CORE_ERRORS, ids=lambda error: error.__name__)
def test_every_error_of_the_http_library_is_one_of_ours(error: type[Exception]) -> None:
    """The three left out are raised for pools, proxies and schemes that are not used."""
    fetch = WebFetcher(resolver=lambda *_: [PUBLIC], backend=Wires(errors={PUBLIC: error("cause")}))
    with pytest.raises(FetchFailed) as caught:
        fetch("http://example.org/")
    assert caught.value.__cause__ is None
    assert "cause" not in caught.value.message


@pytest.mark.parametrize(
    "error", [socket.gaierror(-2, "unknown"), OSError(), UnicodeError("label")]
)
def test_an_unknown_name_is_one_of_our_errors(error: Exception) -> None:
    def resolver(*_: object) -> list[str]:
        raise error

    with pytest.raises(FetchFailed, match="not known"):
        WebFetcher(resolver=resolver, backend=Wires())("http://nowhere.example/")


def test_a_refused_connection_is_one_of_our_errors() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    policy = FetchPolicy(allow_private=True, ports=frozenset({port}))
    with pytest.raises(FetchFailed, match="no connection"):
        WebFetcher(policy)(f"http://127.0.0.1:{port}/")
