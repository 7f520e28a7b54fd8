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
    Around,
    Budget,
    Model,
    OnProgress,
    Prompt,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)


class Capped(Around):
    """A model whose answers are cut off at the common cap at the latest.

    Args:
        inner: Who is asked.
        output_tokens: The cap.
    """

    def __init__(self, inner: Model, output_tokens: int) -> None:
        super().__init__(inner)
        self._output_tokens = output_tokens
        self.cut = 0
        """Answers that were cut off."""

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """See `summarizer.model.Model.ask`."""
        limit = min(prompt.max_output_tokens, self._output_tokens)
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
