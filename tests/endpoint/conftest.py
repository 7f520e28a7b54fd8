"""A running fault server, and an endpoint that speaks to it without waiting."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from support.asking import KEY, Asker
from support.openai_server import OpenAIServer

from summarizer.endpoint import Endpoint, EndpointOptions


@pytest.fixture(scope="session")
def http_client() -> Iterator[httpx2.Client]:
    """One for all tests: making one reads the system's certificates."""
    with httpx2.Client(follow_redirects=True) as client:
        yield client


@pytest.fixture
def asker_with(server: OpenAIServer, http_client: httpx2.Client) -> Callable[..., Asker]:
    def make(**options: Any) -> Asker:
        slept: list[float] = []
        given = {"timeout": 5.0, "sleep": slept.append, "http_client": http_client, **options}
        chosen = EndpointOptions(**given)
        return Asker(Endpoint("m", base_url=server.url, api_key=KEY, options=chosen), slept)

    return make


@pytest.fixture
def asker(asker_with: Callable[..., Asker]) -> Asker:
    return asker_with()
