"""How is one file fetched whole, over a line that may break?

What has arrived is kept in a ``.part`` file and asked for from there on; the file gets its name
only when its sha256 is right. Memory stays flat.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.local.shelf import sha256_of

if TYPE_CHECKING:
    import httpx2


class SourceFailed(Exception):
    """This source did not give the file; `pull` goes on to the next one."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file that can be fetched."""

    url: str
    """Where it is."""
    sha256: str
    """What it must hash to."""
    bytes: int = 0
    """Its size; 0 if unknown."""


@dataclass(frozen=True, slots=True)
class Network:
    """How to reach the outside."""

    index_url: str = "https://pypi.org/simple"
    """The package index (PEP 503 root)."""
    connect_seconds: float = 4.0
    """How long to wait for a connection: short, since there is another source."""
    read_seconds: float = 30.0
    """How long a started answer may pause."""
    tries: int = 5
    """How often one file is tried when the line breaks."""
    pause_seconds: float = 1.0
    """Before the second try; doubles with each."""

    @classmethod
    def from_environment(cls) -> "Network":
        """With pip's ``PIP_INDEX_URL``, if it is set."""
        url = os.environ.get("PIP_INDEX_URL")
        return cls(index_url=url) if url else cls()

    def client(self) -> "httpx2.Client":
        """A client that follows redirects and takes the system's proxies; close it after use."""
        import httpx2  # noqa: PLC0415  # slow import: only when used

        timeout = httpx2.Timeout(self.read_seconds, connect=self.connect_seconds)
        return httpx2.Client(timeout=timeout, follow_redirects=True)


def fetch(
    remote: Remote,
    target: Path,
    *,
    client: "httpx2.Client",
    network: Network,
    on_size: Callable[[int], None],
) -> None:
    """Fetch a file; do nothing if it is there.

    Args:
        remote: What to fetch.
        target: Where to put it; a file of that name was verified before.
        client: To fetch with.
        network: How often to try.
        on_size: Told how many bytes have arrived, those of an earlier run included.

    Raises:
        SourceFailed: It cannot be had, or is not what it should be.
        OSError: It cannot be written.
    """
    if target.exists():
        on_size(target.stat().st_size)
        return
    part = target.with_name(f"{target.name}.part")
    for from_start in (not part.exists(), True):
        _download(remote, part, client=client, network=network, on_size=on_size)
        if sha256_of(part) == remote.sha256:
            part.replace(target)
            return
        part.unlink()
        if from_start:
            break
    raise SourceFailed(f"{host_of(remote.url)} sent a file with the wrong sha256")


def host_of(url: str) -> str:
    """The address' host, for messages: without path, query and credentials."""
    try:
        return urlsplit(url).hostname or "the source"
    except ValueError:
        return "the source"


def _download(
    remote: Remote,
    part: Path,
    *,
    client: "httpx2.Client",
    network: Network,
    on_size: Callable[[int], None],
) -> None:
    import httpx2  # noqa: PLC0415  # slow import: only when used
    import tenacity  # noqa: PLC0415  # slow import: only when used

    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(network.tries),
        wait=tenacity.wait_exponential(multiplier=network.pause_seconds, max=30),
        retry=tenacity.retry_if_exception(_may_pass),
        reraise=True,
    )
    try:
        retrying(_go_on, remote, part, client, on_size)
    except httpx2.HTTPStatusError as error:
        answer = f"{host_of(remote.url)} answered {error.response.status_code}"
        raise SourceFailed(answer) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceFailed(f"{host_of(remote.url)}: {type(error).__name__}") from None


def _may_pass(error: BaseException) -> bool:
    """Whether another try may help: not where there is no way to the host at all."""
    import httpx2  # noqa: PLC0415  # slow import: only when used

    if isinstance(error, httpx2.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    no_way = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)
    return isinstance(error, httpx2.TransportError) and not isinstance(error, no_way)


def _go_on(
    remote: Remote, part: Path, client: "httpx2.Client", on_size: Callable[[int], None]
) -> None:
    """Ask for what is missing and append it."""
    size = part.stat().st_size if part.exists() else 0
    # A compressed answer could not be resumed byte by byte.
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={size}-"} if size else {})
    with client.stream("GET", remote.url, headers=headers) as response:
        if response.status_code == 416:
            return  # Nothing is missing: the sha256 decides.
        response.raise_for_status()
        resumed = _continues_at(response, size)
        size = size if resumed else 0
        with part.open("ab" if resumed else "wb") as out:
            for chunk in response.iter_raw():
                size += len(chunk)
                if remote.bytes and size > remote.bytes:
                    raise SourceFailed(f"{host_of(remote.url)} sent more than the file")
                out.write(chunk)
                on_size(size)
            out.flush()
            os.fsync(out.fileno())


def _continues_at(response: "httpx2.Response", size: int) -> bool:
    content_range: str = response.headers.get("Content-Range", "")
    return response.status_code == 206 and content_range.startswith(f"bytes {size}-")
