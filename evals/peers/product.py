"""The product as it is shipped: its newest prompt for the model, its checks, its repair."""

from dataclasses import dataclass, replace
from importlib import metadata
from typing import TypeVar

from pydantic import BaseModel

from evals.cases import Case
from evals.peers.systems import OURS
from evals.peers.trials import Limits, Reading, Spent
from summarizer import summarize
from summarizer.errors import SummarizerError
from summarizer.model import (
    Answer,
    Budget,
    Model,
    OnProgress,
    Profile,
    Prompt,
    Usage,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)


@dataclass
class Capped:
    """A model whose answers are cut off at the common cap at the latest."""

    inner: Model
    """Who is asked."""
    output_tokens: int
    """The cap."""
    cut: int = 0
    """Answers that were cut off."""

    @property
    def name(self) -> str:
        """The inner one's."""
        return self.inner.name

    @property
    def profile(self) -> Profile:
        """The inner one's."""
        return self.inner.profile

    @property
    def context_tokens(self) -> int:
        """The inner one's."""
        return self.inner.context_tokens

    def price(self, usage: Usage) -> float | None:
        """The inner one's."""
        return self.inner.price(usage)

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """See `summarizer.model.Model.ask`."""
        limit = min(prompt.max_output_tokens, self.output_tokens)
        capped = replace(prompt, max_output_tokens=limit)
        answer = self.inner.ask(capped, response_type, budget=budget, on_progress=on_progress)
        self.cut += answer.truncated
        return answer


@dataclass(frozen=True, slots=True)
class Product:
    """The product, as a system."""

    model: Model
    """Who is asked."""
    name: str = OURS

    @property
    def versions(self) -> dict[str, str]:
        """The product's own."""
        return {"summarizer": metadata.version("summarizer")}

    def read(self, case: Case, limits: Limits) -> Reading:
        """Summarize a case; see `System.read`."""
        model = Capped(self.model, limits.output_tokens)
        budget = Budget(seconds=limits.seconds)
        failure, answer = "", None
        try:
            answer = summarize(case.document, model=model, budget=budget).model_dump(mode="json")
        except SummarizerError as error:
            failure = error.code
        spent = budget.spent
        return Reading(
            answer=answer,
            failure=failure,
            spent=Spent(
                calls=spent.calls,
                input_tokens=spent.input_tokens,
                output_tokens=spent.output_tokens,
                cached_tokens=spent.cached_tokens,
                cut=model.cut,
            ),
            seconds=budget.seconds_spent,
        )
