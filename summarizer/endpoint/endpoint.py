"""`Endpoint`: a model behind an OpenAI-compatible API, as the rest of the library sees it."""

import threading
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from summarizer.endpoint.options import EndpointOptions
from summarizer.model import (
    Answer,
    Budget,
    OnProgress,
    Profile,
    Prompt,
    Usage,
    ignore_progress,
)

if TYPE_CHECKING:
    from summarizer.endpoint.client import Client

T = TypeVar("T", bound=BaseModel)

OPENAI_URL = "https://api.openai.com/v1"
"""Where requests go if no other address is given."""


class Endpoint:
    """A model behind an OpenAI-compatible API. Safe to share between threads.

    Making one is cheap: the SDK is imported at the first question.

    Args:
        model: The model's name at the endpoint.
        base_url: The API's address, up to and without ``/chat/completions``.
        api_key: Sent as a bearer token; any text for servers that ask for none.
        options: Limits, retries and further fields of the requests.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str,
        options: EndpointOptions | None = None,
    ) -> None:
        self._model = model
        self._base_url = base_url or OPENAI_URL
        self._api_key = api_key
        self._options = options or EndpointOptions()
        self._lock = threading.Lock()
        self._made: Client | None = None

    def __repr__(self) -> str:
        return f"Endpoint({self._model!r})"

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._model

    @property
    def profile(self) -> Profile:
        """Which kind of prompt set suits it."""
        return self._options.profile

    @property
    def context_tokens(self) -> int:
        """Size of its window: prompt and answer together, in tokens."""
        return self._options.context_tokens

    def price(self, usage: Usage) -> float | None:
        """US dollars for this usage, from genai-prices; none where it knows no price.

        The provider is told from the address, so that a local server costs nothing even if it
        calls its model by a priced name.
        """
        import genai_prices  # noqa: PLC0415  # slow import: only when used

        priced = genai_prices.Usage(
            input_tokens=usage.input_tokens,
            cache_read_tokens=usage.cached_tokens,
            output_tokens=usage.output_tokens,
        )
        try:
            found = genai_prices.calc_price(priced, self._model, provider_api_url=self._base_url)
        except LookupError:
            return None
        return float(found.total_price)

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """Put a prompt and return an answer of the asked type; see `Model.ask`."""
        return self._client().ask(prompt, response_type, budget=budget, on_progress=on_progress)

    def _client(self) -> "Client":
        with self._lock:
            if self._made is None:
                from summarizer.endpoint.client import (  # noqa: PLC0415  # slow: the SDK
                    Client,
                )

                self._made = Client(self._model, self._base_url, self._api_key, self._options)
            return self._made
