"""A model that answers from a script; it stands in for an endpoint or an engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer.model import (
    Answer,
    Budget,
    OnProgress,
    Profile,
    Progress,
    Prompt,
    Usage,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)

Reply = BaseModel | Mapping[str, Any] | Answer[Any] | BaseException
"""A value, the JSON of one, a whole `Answer`, or what is raised instead."""
Script = Callable[[Prompt, type[BaseModel]], Reply]


@dataclass
class ScriptedModel:
    """Gives its replies in order, or asks a function for each; charges the budget like a model."""

    replies: Iterable[Reply] | Script = ()
    name: str = "scripted"
    profile: Profile = "large"
    context_tokens: int = 32_768
    usage: Usage = field(default_factory=lambda: Usage(1, 100, 20, 10))
    """What each call costs, failed ones included."""
    dollars_a_token: float | None = None
    prompts: list[Prompt] = field(default_factory=list)
    """Everything that was asked."""
    asked_for: list[type[BaseModel]] = field(default_factory=list)
    """The types of answer that were asked for."""

    def __post_init__(self) -> None:
        self._queue = [] if callable(self.replies) else list(self.replies)

    def enqueue(self, *replies: Reply) -> None:
        """Add replies at the end."""
        self._queue += replies

    def price(self, usage: Usage) -> float | None:
        if self.dollars_a_token is None:
            return None
        return (usage.input_tokens + usage.output_tokens) * self.dollars_a_token

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        budget.check()
        self.prompts.append(prompt)
        self.asked_for.append(response_type)
        on_progress(Progress("read", self.usage.input_tokens, self.usage.input_tokens))
        reply = self._next(prompt, response_type)
        budget.spend(self.usage)
        on_progress(Progress("write", self.usage.output_tokens, 0))
        if isinstance(reply, BaseException):
            raise reply
        if isinstance(reply, Answer):
            return reply
        return Answer(response_type.model_validate(reply))

    def _next(self, prompt: Prompt, response_type: type[BaseModel]) -> Reply:
        if callable(self.replies):
            return self.replies(prompt, response_type)
        if not self._queue:
            raise AssertionError(f"the script has no reply to call {len(self.prompts)}")
        return self._queue.pop(0)
