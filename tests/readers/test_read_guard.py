"""The guard: nothing but public web pages, whatever an address or a site says."""

import ssl

import httpcore2
import pytest
from support.sites import PUBLIC, WORDS, Site, Wires, http_answer, open_fetcher

from summarizer.errors import BlockedURL, FetchFailed, InputError
from summarizer.readers import FetchPolicy, WebFetcher, read
from summarizer.readers.guard import check_addresses
from summarizer.readers.network import resolve

# ------------------------------------------------------------------ which addresses


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("0.0.0.0", "0.1.2.3", "100.64.0.1", "100.127.255.255", "100.100.100.200"),  # noqa: S104
        *("169.254.169.254", "168.63.129.16", "192.0.0.192", "192.0.2.1", "192.88.99.1"),
        *("198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255"),
        *("240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fd00:ec2::254"),
        *("fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
        *("2002:7f00:1::", "2002:0a00:0001::1", "2001:0:53aa:64c:0:0:80ff:fffe"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::5db8:d822", "::ffff:0:127.0.0.1"),
        *("", "nonsense", "127.1", "0x7f000001"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(BlockedURL, match="example"):
        check_addresses("example", [address], FetchPolicy())


@pytest.mark.parametrize(
    "address",
    [
        *(PUBLIC, "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.0.1.1"),
        *("2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1", "::ffff:8.8.8.8"),
        "64:ff9b::5db8:d822",
    ],
)
def test_public_addresses_are_allowed(address: str) -> None:
    check_addresses("example", [address], FetchPolicy())


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd12::1"])
def test_private_addresses_can_be_allowed(address: str) -> None:
    check_addresses("example", [address], FetchPolicy(allow_private=True))


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "224.0.0.1", "fe80::1"],  # noqa: S104
)
def test_metadata_services_are_refused_even_where_private_addresses_are_allowed(
    address: str,
) -> None:
    with pytest.raises(BlockedURL):
        check_addresses("example", [address], FetchPolicy(allow_private=True))


def test_one_bad_address_among_good_ones_is_enough_to_refuse() -> None:
    wires = Wires()
    fetch = WebFetcher(resolver=lambda *_: [PUBLIC, "10.0.0.1"], backend=wires)
    with pytest.raises(BlockedURL, match="not on the public internet"):
        fetch("https://example.org/")
    assert wires.addresses == []


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(BlockedURL):
        WebFetcher(resolver=lambda *_: [], backend=Wires())("https://example.org/")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001"),
        *("0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]"),
        *("127。0。0。1", "127.0.0.1.", "localhost", "LOCALHOST", "169.254.169.254", "[fe80::1]"),
    ],
)
def test_no_way_of_writing_an_address_slips_through_the_real_resolver(host: str) -> None:
    wires = Wires(http_answer())
    with pytest.raises((BlockedURL, FetchFailed)):
        WebFetcher(resolver=resolve, backend=wires)(f"http://{host}/")
    assert wires.addresses == []


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/"),
        *("http://user@example.org/", "http://user:pw@example.org/"),
        *("http://example.org:22/", "https://example.org:6379/", "http://example.org:0/"),
        *("http://example.org:8080/", "http:///path", "http://", "", "http://exa mple.org/"),
        *("http://example.org\\@evil.org/", "http://exa\nmple.org/", "http://[::1", "http://%00/"),
        *("http://[fe80::1%25eth0]/", "http://example.org:99999/", "http://example.org:x/"),
        *("http://ⓛⓞⓒⓐⓛ host/", "http://xn--\udcff/"),
    ],
)
def test_addresses_that_are_no_plain_web_addresses_are_refused_before_any_look_up(
    url: str,
) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise AssertionError((host, port))

    with pytest.raises(BlockedURL):
        WebFetcher(resolver=resolver, backend=Wires())(url)


# ------------------------------------------------------------------ pinning


def test_the_checked_address_is_connected_to_and_tls_verifies_the_name() -> None:
    wires = Wires(http_answer())
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [PUBLIC]

    raw = WebFetcher(resolver=resolver, backend=wires)("https://exämple.org./a?b")
    assert raw.data == WORDS
    assert raw.source == "https://exämple.org./a?b"
    assert asked == [("xn--exmple-cua.org.", 443)]
    assert wires.addresses == [(PUBLIC, 443)]
    assert wires.names == ["xn--exmple-cua.org"]


def test_a_resolver_that_changes_its_answer_after_the_check_changes_nothing() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    wires = Wires(http_answer())
    raw = WebFetcher(resolver=lambda *_: next(answers), backend=wires)("http://rebind.example/")
    assert raw.data == WORDS
    assert wires.addresses == [(PUBLIC, 80)]


def test_every_connection_checks_anew() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    wires = Wires(b"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /x\r\n\r\n")
    with pytest.raises(BlockedURL):
        WebFetcher(resolver=lambda *_: next(answers), backend=wires)("http://rebind.example/")
    assert wires.addresses == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    errors = {PUBLIC: httpcore2.ConnectError(), "8.8.4.4": httpcore2.ConnectTimeout()}
    wires = Wires(http_answer(), errors)
    fetch = WebFetcher(resolver=lambda *_: [*errors, "8.8.8.8"], backend=wires)
    assert fetch("http://example.org/").data == WORDS
    assert [address for address, _ in wires.addresses] == [PUBLIC, "8.8.4.4", "8.8.8.8"]


def test_a_certificate_that_is_not_trusted_is_told_apart() -> None:
    error = httpcore2.ConnectError(ssl.SSLCertVerificationError("self-signed"))
    fetch = WebFetcher(resolver=lambda *_: [PUBLIC], backend=Wires(errors={PUBLIC: error}))
    with pytest.raises(FetchFailed, match="certificate") as caught:
        fetch("https://example.org/")
    assert "SSL_CERT_FILE" in caught.value.hint


# ------------------------------------------------------------------ the guard at work


def test_a_page_is_fetched_and_read(site: Site, article: str) -> None:
    url = site.serve("/a", article.encode(), Content_Type="text/html; charset=utf-8")
    document = read(url + "#part", fetch=open_fetcher(site))
    assert document.title == "Dockworkers to ballot on strike"
    path, headers = site.asked[0]
    assert path == "/a"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"].startswith("summarizer/")


def test_this_machine_is_blocked_unless_it_is_allowed(site: Site) -> None:
    url = site.serve("/a", WORDS)
    policy = FetchPolicy(ports=frozenset({site.port}))
    with pytest.raises(BlockedURL, match="not on the public internet"):
        read(url, fetch=WebFetcher(policy))
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_blocked() -> None:
    wires = Wires(b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/admin\r\n\r\n")
    with pytest.raises(BlockedURL):
        WebFetcher(
            resolver=lambda host, _: [PUBLIC] if host != "10.0.0.1" else [host], backend=wires
        )("http://example.org/")
    assert wires.addresses == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "ftp://x/",
        "http://u:p@127.0.0.1/",
        "//127.0.0.1:22/",
    ],
)
def test_redirects_pass_the_guard_like_any_address(site: Site, location: str) -> None:
    url = site.serve("/a", b"", 302, Location=location)
    with pytest.raises(BlockedURL):
        read(url, fetch=open_fetcher(site))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    site.serve("/new/b?x=1", WORDS, Content_Type="text/plain")
    url = site.serve("/old", b"moved", status, Location="new/b?x=1")
    document = read(url, fetch=open_fetcher(site))
    assert (document.text, document.source) == (WORDS.decode(), url)


def test_redirects_end(site: Site) -> None:
    url = site.serve("/a", b"", 302, Location="/a")
    with pytest.raises(FetchFailed, match="more than 3 redirects"):
        read(url, fetch=open_fetcher(site, max_redirects=3))
    assert len(site.asked) == 4


@pytest.mark.parametrize("location", ["http://[::1", "http://exa\x01mple/", "http://a:b:c/"])
def test_a_redirect_to_nonsense_is_refused(site: Site, location: str) -> None:
    url = site.serve("/a", b"", 302, Location=location)
    with pytest.raises(InputError):
        read(url, fetch=open_fetcher(site))


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert read(site.serve("/a", WORDS), fetch=open_fetcher(site)).text == WORDS.decode()
