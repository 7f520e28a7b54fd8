"""One run of the real command line against a failing endpoint, and all that can be seen of it."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
from support.openai_server import Request, Says, Script, Sends
from support.struck import DOCUMENT, KEY, OUTPUT, spared_draft

from summarizer.cli.wiring import REAL, Wiring
from summarizer.config import Settings
from summarizer.document import Document
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.errors import SummarizerError
from summarizer.model import Budget, Model
from summarizer.schema import Summary


@dataclass
class Seen:
    """All that can be seen of a run."""

    code: int = 0
    summaries: dict[str, Summary] = field(default_factory=dict)
    """By source."""
    errors: list[dict[str, str]] = field(default_factory=list)
    """As they were said, in order."""
    warnings: list[dict[str, str]] = field(default_factory=list)
    """What a result was said to lack, in order."""
    err: str = ""
    """Standard error."""
    calls: dict[str, int] = field(default_factory=dict)
    """What was charged for each source."""
    waits: list[float] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    """The exceptions that left the library, with everything that hangs on them."""
    logged: list[str] = field(default_factory=list)
    """Records above debug level."""

    def leaks(self) -> list[str]:
        """Secrets that stand outside the result."""
        told = "\n".join((self.err, *self.raised, *self.logged))
        return [secret for secret in (KEY, OUTPUT, DOCUMENT) if secret in told]


Run = Callable[..., Seen]
"""From an address and sources to what was seen."""


class Records(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.DEBUG + 1)
        self._into = into
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(self.format(record))


def wiring(seen: Seen, client: httpx2.Client | None, timeout: float) -> Wiring:
    """The real wires, but pauses are noted and not waited for."""

    def connect(settings: Settings) -> Model:
        options = EndpointOptions(timeout=timeout, sleep=seen.waits.append, http_client=client)
        assert settings.api_key
        key = settings.api_key.get_secret_value()
        return Endpoint("m", base_url=settings.base_url, api_key=key, options=options)

    def summarize(source: Document, *, budget: Budget, **asked: Any) -> Summary:
        try:
            return REAL.summarize(source, budget=budget, **asked)
        except SummarizerError as error:
            hangs_on = [repr(vars(error)), repr(error.__cause__), repr(error.__context__)]
            seen.raised += ["".join(traceback.format_exception(error)), *hangs_on]
            raise
        finally:
            seen.calls[source.source] = budget.spent.calls

    return replace(REAL, connect=connect, summarize=summarize)


class Striking:
    """Does its script to the text that is struck, and answers the others well."""

    def __init__(self, *does: Script) -> None:
        self._does = list(does)
        self.requests: list[Request] = []
        """Those for the text that is struck."""

    def __call__(self, request: Request) -> Says | Sends:
        spared_name = next((n for n in ("Avon", "Blyth") if f"{n} council" in request.words), "")
        if spared_name:
            return Says(spared_draft(spared_name))
        self.requests.append(request)
        line = self._does.pop(0) if len(self._does) > 1 else self._does[0]
        return line(request) if callable(line) else line
