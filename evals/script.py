"""What a model is for a figure that needs none: something that answers by a rule."""

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer.model import Answer, Budget, OnProgress, Profile, Prompt, Usage, ignore_progress

T = TypeVar("T", bound=BaseModel)


class Script(ABC):
    """A `Model` that is asked by the library like any other; a subclass says what it answers."""

    name: str = "scripted"
    profile: Profile = "small"
    context_tokens: int = 32_768

    @abstractmethod
    def value(self, prompt: Prompt, response_type: type[BaseModel]) -> dict[str, Any]:
        """The answer to a prompt, in the shape that is asked for."""

    def price(self, _usage: Usage) -> float | None:
        """Unknown."""
        return None

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,  # noqa: ARG002  # nothing takes time
    ) -> Answer[T]:
        """See `summarizer.model.Model.ask`; a token is counted for four characters."""
        budget.check()
        budget.spend(Usage(1, sum(len(message.content) for message in prompt.messages) // 4))
        return Answer(response_type.model_validate(self.value(prompt, response_type)))
