"""Gets one web page: guarded, bounded in time, size and redirects.

Proxies named in the environment are not used: a proxy would resolve the name itself, and the
guard could not see to what. `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.errors import BlockedURL, FetchFailed, TooLargeInput
from summarizer.readers.guard import FetchPolicy, check_url
from summarizer.readers.material import Raw

if TYPE_CHECKING:
    import httpcore2
    import httpx2

    from summarizer.readers.network import Deadline, Resolver

Fetcher = Callable[[str], Raw]
"""A URL to what it holds; raises `BlockedURL`, `FetchFailed` or `TooLargeInput`."""

USER_AGENT = "summarizer/1 (reads single pages on a user's request)"

_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.1"
_READABLE = frozenset(
    {
        "",
        "application/pdf",
        "application/x-pdf",
        "application/x-subrip",
        "application/xhtml+xml",
        "message/rfc822",
    }
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STATUS_HINTS = {
    401: "The page needs a login: save it from your browser and give the file.",
    403: "The page refuses programs: save it from your browser and give the file.",
    404: "Check the address.",
    410: "The page is gone.",
    429: "The site asks to slow down: try again later.",
}


@dataclass(frozen=True)
class WebFetcher:
    """Fetches by a policy. A `Fetcher`; safe to share between threads."""

    policy: FetchPolicy = field(default_factory=FetchPolicy)
    """What may be fetched, and how much of it."""
    resolver: "Resolver | None" = None
    """Turns names into addresses; none: the system's."""
    backend: "httpcore2.NetworkBackend | None" = None
    """Makes the connections, to checked addresses only; none: sockets."""

    def __call__(self, url: str) -> Raw:
        """Fetch a page.

        Args:
            url: An http or https address; international names and paths are encoded.

        Returns:
            The body, decompressed; `source` is the URL as it was given.

        Raises:
            BlockedURL: The guard refuses the address or that of a redirect.
            FetchFailed: No connection, no answer in time, an error status, a wrong content type.
            TooLargeInput: There are more bytes than the policy allows.
        """
        import httpcore2  # noqa: PLC0415  # slow import: only when used
        import httpx2  # noqa: PLC0415  # the same

        from summarizer.readers.network import Deadline, GuardedBackend, resolve  # noqa: PLC0415

        deadline = Deadline(self.policy.seconds)
        backend = GuardedBackend(self.policy, deadline, self.resolver or resolve, self.backend)
        place = "the address"
        try:
            target = _parsed(url)
            with httpcore2.ConnectionPool(network_backend=backend) as pool:
                for _ in range(self.policy.max_redirects + 1):
                    place = f"{target.scheme}://{target.host}{target.path}"
                    check_url(target, self.policy)
                    answer = _asked(pool, target, deadline, self.policy)
                    if isinstance(answer, Raw):
                        return Raw(answer.data, url, answer.content_type)
                    target = answer
        except httpcore2.TimeoutException:
            raise FetchFailed(
                f"{place} did not answer in {self.policy.seconds:g} s", hint="Try again later."
            ) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError):
            raise FetchFailed(f"no connection to {place}, or it broke") from None
        except httpx2.DecodingError:
            raise FetchFailed(f"{place} sent broken compressed data") from None
        raise FetchFailed(f"more than {self.policy.max_redirects} redirects, at last to {place}")


def _parsed(url: str) -> "httpx2.URL":
    import httpx2  # noqa: PLC0415  # slow import: only when used

    try:
        return httpx2.URL(url)
    except httpx2.InvalidURL:
        raise BlockedURL("this is no proper http address", hint="Check its spelling.") from None


def _asked(
    pool: "httpcore2.ConnectionPool",
    target: "httpx2.URL",
    deadline: "Deadline",
    policy: FetchPolicy,
) -> "Raw | httpx2.URL":
    """One request: the page, or where it is said to be."""
    import httpcore2  # noqa: PLC0415  # slow import: only when used
    import httpx2  # noqa: PLC0415  # the same

    host = target.raw_host.decode("ascii")
    request = httpcore2.URL(
        scheme=target.raw_scheme, host=host, port=target.port, target=target.raw_path
    )
    headers = [
        (b"Host", target.netloc),
        (b"User-Agent", USER_AGENT.encode()),
        (b"Accept", _ACCEPT.encode()),
        (b"Accept-Encoding", b"gzip, deflate"),
    ]
    # A certificate names the host without the dot that may end it.
    extensions = {"sni_hostname": host.rstrip(".")}
    with pool.stream("GET", request, headers=headers, extensions=extensions) as answer:
        # httpx2 decompresses in bounded pieces.
        response = httpx2.Response(
            answer.status, headers=answer.headers, content=answer.iter_stream()
        )
        if response.status_code in _REDIRECTS and (location := response.headers.get("location")):
            return _parsed(str(_joined(target, location)))
        _check_headers(response, target, policy)
        return Raw(
            _body(response, target, deadline, policy),
            content_type=response.headers.get("content-type", ""),
        )


def _joined(target: "httpx2.URL", location: str) -> "httpx2.URL":
    import httpx2  # noqa: PLC0415  # slow import: only when used

    try:
        return target.join(location)
    except httpx2.InvalidURL:
        raise FetchFailed(f"{target.host} redirects to an address that is none") from None


def _check_headers(response: "httpx2.Response", target: "httpx2.URL", policy: FetchPolicy) -> None:
    status = response.status_code
    if not 200 <= status < 300:
        raise FetchFailed(
            f"{target.host} answered {status}",
            hint=_STATUS_HINTS.get(status, "Try again later." if status >= 500 else ""),
        )
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _READABLE and not kind.startswith("text/"):
        raise FetchFailed(
            f"{target.host} sent {kind[:60]!r}, which is not read",
            hint="Give the address of a page, a text or a PDF file.",
        )
    if response.headers.get("content-encoding", "identity").lower() not in (
        "",
        "identity",
        "gzip",
        "deflate",
    ):
        raise FetchFailed(f"{target.host} sent a compression that was not asked for")
    length = response.headers.get("content-length", "")
    if length.isdigit() and len(length) < 20 and int(length) > policy.max_bytes:
        raise _too_large(target, policy)


def _body(
    response: "httpx2.Response", target: "httpx2.URL", deadline: "Deadline", policy: FetchPolicy
) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        deadline.left()
        body += piece
        if len(body) > policy.max_bytes:
            raise _too_large(target, policy)
    return bytes(body)


def _too_large(target: "httpx2.URL", policy: FetchPolicy) -> TooLargeInput:
    return TooLargeInput(
        f"{target.host} sent more than {policy.max_bytes:,} bytes",
        hint="Save the part that matters to a file and give that.",
    )
