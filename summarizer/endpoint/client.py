"""The SDK's client, made once for an endpoint, and what has been learned of its dialect."""

import logging
import threading
from typing import Any, TypeVar

import instructor
import openai
from pydantic import BaseModel

from summarizer.endpoint.exchange import Exchange
from summarizer.endpoint.faults import ours
from summarizer.endpoint.ladder import Dialect
from summarizer.endpoint.options import EndpointOptions
from summarizer.endpoint.prepared import prepared
from summarizer.endpoint.retries import policy
from summarizer.model import Answer, Budget, OnProgress, Prompt

T = TypeVar("T", bound=BaseModel)

_LOUD = {
    "instructor": logging.CRITICAL + 1,
    "openai": logging.WARNING,
    "httpx2": logging.WARNING,
    "httpcore2": logging.WARNING,
}
"""Loggers that print prompts, answers and addresses, and the level up to which they do."""


class Client:
    """Speaks to one endpoint. Safe to share between threads."""

    def __init__(self, model: str, base_url: str, api_key: str, options: EndpointOptions) -> None:
        quiet_loggers()
        self.model = model
        self.options = options
        self.sdk = _sdk(base_url, api_key, options)
        self._lock = threading.Lock()
        self._dialect = Dialect()

    @property
    def dialect(self) -> Dialect:
        """What the endpoint is known to understand."""
        return self._dialect

    def learn(self, dialect: Dialect) -> None:
        """Remember a dialect in which the endpoint answered."""
        with self._lock:
            self._dialect = self._dialect.merged(dialect)

    def ask(
        self, prompt: Prompt, response_type: type[T], *, budget: Budget, on_progress: OnProgress
    ) -> Answer[T]:
        """Put a prompt; see `Model.ask`."""
        exchange = Exchange(self, prompt, response_type, budget, on_progress)
        create = instructor.patch(create=exchange.create, mode=instructor.Mode.JSON_SCHEMA)
        turns: Any = [{"role": turn.role, "content": turn.content} for turn in prompt.messages]
        failure: Exception | None = None
        try:
            held = create(
                response_model=prepared(response_type),
                messages=turns,
                max_retries=policy(self.options, budget),
                strict=False,
            )
        except Exception as error:  # noqa: BLE001  # everything is mapped, or raised as it is
            failure = ours(error)
        if failure:
            # Outside the handler: the original holds the prompt and must not be its context.
            raise failure
        return Answer(held.value, truncated=exchange.truncated, mended=exchange.mended)


def _sdk(base_url: str, api_key: str, options: EndpointOptions) -> openai.OpenAI:
    failure: Exception | None = None
    try:
        return openai.OpenAI(
            base_url=base_url, api_key=api_key, max_retries=0, http_client=options.http_client
        )
    except Exception as error:  # noqa: BLE001  # everything is mapped, or raised as it is
        failure = ours(error)
    raise failure


def quiet_loggers() -> None:
    """Keep documents, answers and keys out of logs.

    instructor logs whole answers as errors, the SDK whole requests at debug level. Levels are
    set here, when an endpoint is first asked, and hold for the process; who wants those lines
    lowers the levels afterwards.
    """
    for name, level in _LOUD.items():
        logging.getLogger(name).setLevel(level)
