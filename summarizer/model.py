"""The seam: what the rest of the library knows of a model.

`Model.ask` is the only thing that reaches a network or an engine, and a model is always
passed in. Tests pass a scripted one.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel

from summarizer.errors import BudgetExceeded

T = TypeVar("T", bound=BaseModel)
T_co = TypeVar("T_co", bound=BaseModel, covariant=True)

Profile = Literal["small", "large"]
"""What a model can be asked: a small one gets small closed questions, a large one the whole."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model."""

    id: str
    """NAME@VERSION of the prompt set."""
    messages: tuple[Message, ...]
    """The turns, in order; the last is the user's."""
    static: int
    """How many leading messages are the same for every document: a prefix worth keeping."""
    max_output_tokens: int
    """Where the answer is cut off."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What calls cost; adds up with ``+``."""

    calls: int = 0
    """Requests, failed tries included."""
    input_tokens: int = 0
    """Tokens of the prompts, cached ones included."""
    output_tokens: int = 0
    """Tokens written."""
    cached_tokens: int = 0
    """Input tokens that were not evaluated again."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_tokens + other.cached_tokens,
        )


@dataclass
class Budget:
    """One limit over all layers of one summary: retries, re-asks and repairs included.

    Thread-safe. What was spent stays readable after a failure.
    """

    calls: int = 60
    """At most this many requests."""
    tokens: int = 400_000
    """At most this many input and output tokens together."""
    seconds: float = 900.0
    """At most this long from the first use, in seconds."""
    clock: Callable[[], float] = time.monotonic
    """Seconds; passed in by tests."""
    spent: Usage = field(default=Usage(), init=False)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._began = self.clock()

    @property
    def seconds_left(self) -> float:
        """Seconds until the time limit; never negative."""
        return max(0.0, self.seconds - (self.clock() - self._began))

    @property
    def seconds_spent(self) -> float:
        """Seconds since the budget was made."""
        return self.clock() - self._began

    def spend(self, usage: Usage) -> None:
        """Add what a call cost."""
        with self._lock:
            self.spent += usage

    def check(self) -> None:
        """Call before a request.

        Raises:
            BudgetExceeded: A limit is reached; the message says which.
        """
        spent = self.spent
        limits = (
            ("calls", spent.calls, self.calls),
            ("tokens", spent.input_tokens + spent.output_tokens, self.tokens),
            ("seconds", self.seconds_spent, self.seconds),
        )
        for name, used, limit in limits:
            if used >= limit:
                raise BudgetExceeded(
                    f"the budget of {limit:g} {name} is spent",
                    hint="Raise the limit, or summarize a shorter text.",
                )


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """A model's answer, of the asked type."""

    value: T_co
    truncated: bool = False
    """Cut off at the token limit: `value` holds the items that were complete."""
    mended: bool = False
    """The text was near-JSON and was mended without another call."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a call stands."""

    stage: str
    """`fetch` (a model file), `load` (the engine starts), `read` (the prompt is evaluated),
    `write` (the answer is written)."""
    done: int
    """Steps done: bytes in `fetch`, tokens in `read` and `write`."""
    total: int
    """Steps in all, 0 if unknown."""


OnProgress = Callable[[Progress], None]


def ignore_progress(_: Progress) -> None:
    """Tell nobody."""


class Model(Protocol):
    """Anything that can be asked. Safe to share between threads."""

    @property
    def name(self) -> str:
        """What to call it in the summary and in price lists."""

    @property
    def profile(self) -> Profile:
        """Which kind of prompt set suits it."""

    @property
    def context_tokens(self) -> int:
        """Size of its window: prompt and answer together, in tokens."""

    def price(self, usage: Usage) -> float | None:
        """US dollars for this usage; none where no price is known."""

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """Put a prompt and return an answer of the asked type.

        Args:
            prompt: What to send.
            response_type: The type of the answer; its JSON schema goes with the prompt.
            budget: Checked before each request and charged after it.
            on_progress: Told how far the call is.

        Raises:
            SummarizerError: A `ProviderError`, `OutputError`, `LimitError` or
                `AuthenticationFailed`; whatever was spent is in the budget.
        """


class Around:
    """All of a `Model` around another one but how it asks: the other's name, window and prices."""

    def __init__(self, inner: Model) -> None:
        self.inner = inner

    @property
    def name(self) -> str:
        """The inner model's."""
        return self.inner.name

    @property
    def profile(self) -> Profile:
        """The inner model's."""
        return self.inner.profile

    @property
    def context_tokens(self) -> int:
        """The inner model's."""
        return self.inner.context_tokens

    def price(self, usage: Usage) -> float | None:
        """The inner model's."""
        return self.inner.price(usage)


@runtime_checkable
class Tokenizes(Protocol):
    """A model that also tells how many tokens a text is for it; others are estimated."""

    def count_tokens(self, text: str) -> int:
        """How many tokens the text is.

        Raises:
            SummarizerError: See `Model.ask`.
        """


@dataclass(frozen=True, slots=True)
class Session:
    """One summary's dealings with a model: who is asked, within which limits, who is told."""

    model: Model
    budget: Budget
    on_progress: OnProgress = ignore_progress

    def ask(self, prompt: Prompt, response_type: type[T]) -> Answer[T]:
        """Put a prompt within the budget; see `Model.ask`."""
        self.budget.check()
        return self.model.ask(
            prompt, response_type, budget=self.budget, on_progress=self.on_progress
        )
