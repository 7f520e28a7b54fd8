"""One page by HTTP: redirects are followed one checked hop at a time, the body is bounded."""

import ssl

import httpcore2
import httpx2

from summarizer.errors import BlockedURL, FetchFailed, TooLargeInput
from summarizer.readers.guard import FetchPolicy, check_url
from summarizer.readers.material import Raw
from summarizer.readers.network import Deadline, GuardedBackend

USER_AGENT = "summarizer/1 (reads single pages on a user's request)"

_HEADERS = [
    (b"User-Agent", USER_AGENT.encode("ascii")),
    (b"Accept", b"text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.1"),
    (b"Accept-Encoding", b"gzip, deflate"),
]
_READABLE = frozenset(
    {
        *("", "application/pdf", "application/x-pdf", "application/xhtml+xml"),
        *("application/x-subrip", "message/rfc822"),
    }
)
"""Content types that are read, beside text/*; an answer without one is sniffed."""

_COMPRESSIONS = frozenset({"", "identity", "gzip", "deflate"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STATUS_HINTS = {
    401: "The page needs a login: save it from your browser and give the file.",
    403: "The page refuses programs: save it from your browser and give the file.",
    404: "Check the address.",
    410: "The page is gone.",
    429: "The site asks to slow down: try again later.",
}


def get(url: str, policy: FetchPolicy, deadline: Deadline, backend: GuardedBackend) -> Raw:
    """Fetch a page.

    Args:
        url: An http or https address.
        policy: Checked for the address and for every redirect's.
        deadline: Ends the whole of it.
        backend: Makes the connections.

    Raises:
        BlockedURL: The guard refuses an address.
        FetchFailed: The page could not be had.
        TooLargeInput: There are more bytes than the policy allows.
    """
    # No message shows a query: it may hold a token.
    host = "the address"
    try:
        target = _parsed(url, BlockedURL("this is no web address", hint="Check its spelling."))
        with httpcore2.ConnectionPool(network_backend=backend) as pool:
            for _ in range(policy.max_redirects + 1):
                host = target.host
                check_url(target, policy)
                answer = _ask(pool, target, deadline, policy)
                if isinstance(answer, Raw):
                    return Raw(answer.data, url, answer.content_type)
                target = answer
    except httpcore2.TimeoutException:
        raise FetchFailed(
            f"{host} did not answer in full within {policy.seconds:g} seconds",
            hint="Try again later.",
        ) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise _broken(host, error) from None
    except httpx2.DecodingError:
        raise FetchFailed(f"{host} sent broken compressed data") from None
    raise FetchFailed(f"there are more than {policy.max_redirects} redirects, the last to {host}")


def _broken(host: str, error: Exception) -> FetchFailed:
    # The pool drops an error's cause; httpcore2 keeps it as the first argument.
    if error.args and isinstance(error.args[0], ssl.SSLError):
        return FetchFailed(
            f"{host} did not prove its identity: its certificate is not trusted",
            hint="Where a company's own authority signs, name its file in SSL_CERT_FILE.",
        )
    return FetchFailed(f"there is no connection to {host}, or it broke", hint="Try again later.")


def _parsed(url: str, otherwise: Exception, base: httpx2.URL | None = None) -> httpx2.URL:
    try:
        return base.join(url) if base else httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):  # ValueError: from the standard library's parser
        raise otherwise from None


def _ask(
    pool: httpcore2.ConnectionPool, target: httpx2.URL, deadline: Deadline, policy: FetchPolicy
) -> Raw | httpx2.URL:
    """One request: the page, or where it is said to be."""
    host = target.raw_host.decode("ascii")
    request = httpcore2.URL(
        scheme=target.raw_scheme, host=host, port=target.port, target=target.raw_path
    )
    headers = [(b"Host", target.netloc), *_HEADERS]
    # A certificate names the host without the dot that may end it.
    extensions = {"sni_hostname": host.rstrip(".")}
    with pool.stream("GET", request, headers=headers, extensions=extensions) as answer:
        # httpx2 decompresses in bounded pieces.
        response = httpx2.Response(
            answer.status, headers=answer.headers, content=answer.iter_stream()
        )
        location = response.headers.get("location")
        if response.status_code in _REDIRECTS and location:
            otherwise = FetchFailed(f"{target.host} redirects to what is no web address")
            return _parsed(location, otherwise, target)
        _check_headers(response, target, policy)
        return Raw(
            _body(response, target, deadline, policy),
            content_type=response.headers.get("content-type", ""),
        )


def _check_headers(response: httpx2.Response, target: httpx2.URL, policy: FetchPolicy) -> None:
    status = response.status_code
    if not 200 <= status < 300:
        hint = _STATUS_HINTS.get(status, "Try again later." if status >= 500 else "")
        raise FetchFailed(f"{target.host} answered with status {status}", hint=hint)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _READABLE and not kind.startswith("text/"):
        raise FetchFailed(
            f"{target.host} sent {kind[:60]!r}, which is not read",
            hint="Give the address of a page, a text or a PDF file.",
        )
    if response.headers.get("content-encoding", "").strip().lower() not in _COMPRESSIONS:
        raise FetchFailed(f"{target.host} sent a compression that was not asked for")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and float(length) > policy.max_bytes:
        raise _too_large(target, policy)


def _body(
    response: httpx2.Response, target: httpx2.URL, deadline: Deadline, policy: FetchPolicy
) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        deadline.left()
        body += piece
        if len(body) > policy.max_bytes:
            raise _too_large(target, policy)
    return bytes(body)


def _too_large(target: httpx2.URL, policy: FetchPolicy) -> TooLargeInput:
    return TooLargeInput(
        f"{target.host} sent more than {policy.max_bytes:,} bytes",
        hint="Save the part that matters to a file and give that.",
    )
