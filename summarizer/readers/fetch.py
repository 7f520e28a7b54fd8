"""The seam to the web: a `Fetcher` is passed in, and `WebFetcher` is the real one.

Proxies named in the environment are not used: a proxy would resolve the name itself, and the
guard could not see to what. `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.readers.guard import FetchPolicy
from summarizer.readers.material import Raw

if TYPE_CHECKING:
    import httpcore2

    from summarizer.readers.network import Resolver

Fetcher = Callable[[str], Raw]
"""A URL to what it holds; raises `BlockedURL`, `FetchFailed` or `TooLargeInput`."""


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
        from summarizer.readers import network, web  # noqa: PLC0415  # slow import: only when used

        deadline = network.Deadline(self.policy.seconds)
        backend = network.GuardedBackend(
            self.policy, deadline, self.resolver or network.resolve, self.backend
        )
        return web.get(url, self.policy, deadline, backend)
