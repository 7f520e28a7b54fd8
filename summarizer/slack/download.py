"""The bytes of a file that Slack keeps. The bot's token goes to Slack's own hosts only."""

import re
import time
from contextlib import closing

import httpx2
from slack_sdk import WebClient

from summarizer.readers.quiet import hush
from summarizer.slack.conversation import FileCaps

_HOST = re.compile(r"(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com")
_MOST_HOPS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotFetched(Exception):
    """A file that could not be had; the reason is a few words for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def get(client: WebClient, address: str, caps: FileCaps) -> tuple[bytes, str]:
    """Fetch a file.

    Args:
        client: Its token opens the file; its proxy and certificates are used.
        address: The file's `url_private_download` or `url_private`.
        caps: Largest size and longest wait.

    Returns:
        The bytes, and the media type that Slack sent with them.

    Raises:
        NotFetched: The address is not Slack's, or the file could not be had within the caps.
    """
    hush("httpx2")  # it logs addresses, which hold names of files
    end = time.monotonic() + caps.seconds
    with httpx2.Client(
        verify=client.ssl or True, proxy=client.proxy or None, timeout=caps.seconds
    ) as web:
        try:
            target = httpx2.URL(address)
            for _ in range(_MOST_HOPS):
                found = _ask(web, client, target, caps, end)
                if isinstance(found, tuple):
                    return found
                target = found
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError):
            raise NotFetched("could not be fetched") from None
    raise NotFetched("could not be fetched")


def _ask(
    web: httpx2.Client, client: WebClient, target: httpx2.URL, caps: FileCaps, end: float
) -> tuple[bytes, str] | httpx2.URL:
    """One request: the file, or where it is said to be."""
    if not _is_slacks(target, httpx2.URL(client.base_url)):
        raise NotFetched("kept outside Slack")
    headers = {"Authorization": f"Bearer {client.token or ''}", "Accept-Encoding": "identity"}
    request = web.build_request("GET", target, headers=headers)
    with closing(web.send(request, stream=True)) as response:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return target.join(response.headers["location"])
        if response.status_code in (401, 403):
            raise NotFetched("the bot has no access")
        if response.status_code != 200:
            raise NotFetched("could not be fetched")
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return _body(response, caps, end), media_type


def _is_slacks(target: httpx2.URL, api: httpx2.URL) -> bool:
    """A host of Slack's by TLS, or the very host whose API the token is for."""
    if target.userinfo:
        return False
    is_api = (target.scheme, target.host, target.port) == (api.scheme, api.host, api.port)
    is_slack = target.scheme == "https" and target.port is None and _HOST.fullmatch(target.host)
    return bool(is_api or is_slack)


def _body(response: httpx2.Response, caps: FileCaps, end: float) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > caps.max_bytes:
            raise NotFetched(too_large(caps))
        if time.monotonic() > end:
            raise NotFetched("took too long to fetch")
    return bytes(body)


def too_large(caps: FileCaps) -> str:
    """The reason for a file over the size limit."""
    return f"larger than {caps.max_bytes / 1e6:g} MB"
