"""How an endpoint is spoken to: limits, retries and what goes with every request."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.model import Profile

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """Settings of an `Endpoint`; every one has a default that suits a hosted model."""

    profile: Profile = "large"
    """Which kind of prompt set suits the model."""
    context_tokens: int = 128_000
    """Size of the model's window: prompt and answer together, in tokens."""
    timeout: float = 120.0
    """At most so long for one request, from sending to the last byte, in seconds."""
    max_tries: int = 4
    """Requests for one question at most, not counting those that probe the ladder."""
    max_reasks: int = 1
    """How many of those tries may go to an answer of the wrong shape."""
    max_wait: float = 60.0
    """Longest pause between two tries, in seconds; a longer Retry-After ends the tries."""
    max_seconds: float = 600.0
    """No new try later than this after the first one, in seconds."""
    temperature: float | None = 0.0
    """Sent unless none; dropped where the endpoint refuses it."""
    seed: int | None = 0
    """Sent unless none; dropped where the endpoint refuses it."""
    extra_body: Mapping[str, object] = field(default_factory=dict)
    """Further fields of the request; llama.cpp reports its reading with `return_progress`."""
    http_client: "httpx2.Client | None" = None
    """Carries the requests; if none, the SDK's own client."""
    sleep: Callable[[float], None] = time.sleep
    """Waits so many seconds between two tries; passed in by tests."""
