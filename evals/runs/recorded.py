"""A `Model` whose answers are kept: what was asked before is played, and costs nothing.

The key of a question is a hash of all that decides its answer: the turns of the prompt (and so
the text of the case and the words of the prompt set), the JSON schema of the answer, the model's
name, its parameters, the repeat, and how often the summary has put that question already. A kept
answer is never bent to fit: with another schema it is another question.
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evals.runs.answers import AnswerBook, Kept, KeptError, ModelCard
from evals.runs.errors import NotRecorded
from evals.runs.purse import Purse, added
from summarizer import errors, tokens
from summarizer.errors import ContextTooLong, OutputError, SummarizerError
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

THE_MODELS_OWN = (OutputError, ContextTooLong)
"""Errors that are an answer: asked again, the model would give them again. Others are not kept."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where answers come from."""

    card: ModelCard
    """What is known of the model."""
    book: AnswerBook
    """What it has answered before."""
    model: Model | None
    """Whom to ask for the rest; none in a replay."""
    purse: Purse
    """What asking may cost."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which summary the questions belong to."""

    case: str
    """Slug."""
    repeat: int
    """From 0."""
    summary_prompt: str
    """NAME@VERSION."""


@dataclass
class Recorded:
    """The model of one summary. Its clock runs on the seconds of the answers alone.

    So a replay measures what the live run has measured, to the last digit.
    """

    source: Source
    place: Place
    clock: Callable[[], float] = time.monotonic
    """Measures live answers, in seconds."""
    used: list[str] = field(default_factory=list, init=False)
    """Keys of the questions, in order."""
    fault: SummarizerError | None = field(default=None, init=False)
    """The last error that was not the model's own; the summary then does not count."""
    seconds: float = field(default=0.0, init=False)
    """Time that the answers took."""
    cost_usd: float | None = field(default=0.0, init=False)
    """US dollars of the answers; none as soon as one has no price."""

    def __post_init__(self) -> None:
        self._asked: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """The model's name."""
        return self.source.card.name

    @property
    def profile(self) -> Profile:
        """Which kind of prompt set suits it."""
        return self.source.card.profile

    @property
    def context_tokens(self) -> int:
        """Size of its window, in tokens."""
        return self.source.card.context_tokens

    def price(self, usage: Usage) -> float | None:  # noqa: ARG002  # each answer knows its own
        """US dollars of all answers so far, as they were when they were given."""
        return self.cost_usd

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """Play the kept answer, or ask and keep; see `Model.ask`.

        Raises:
            NotRecorded: There is none, and nobody to ask.
            CapReached: It could cost more than is left.
        """
        key = self._key(prompt, response_type)
        kept = self.source.book.find(self.place.case, key)
        value = _value(kept, response_type)
        if kept is None or (value is None and kept.error is None):
            kept = self._asked_live(key, prompt, response_type, budget, on_progress)
            self.source.book.keep(self.place.case, kept)
            value = _value(kept, response_type)
        self._charge(kept, budget)
        if kept.error:
            kind: type[SummarizerError] = getattr(errors, kept.error.code, OutputError)
            raise kind(kept.error.message, hint=kept.error.hint)
        if value is None:
            raise TypeError(f"an answer to {kept.prompt} does not survive its JSON form")
        return Answer(value, truncated=kept.truncated, mended=kept.mended)

    def _charge(self, kept: Kept, budget: Budget) -> None:
        self.used.append(kept.key)
        self.seconds += kept.seconds
        self.cost_usd = added(self.cost_usd, kept.cost_usd)
        budget.spend(kept.usage)

    def _asked_live(
        self,
        key: str,
        prompt: Prompt,
        response_type: type[T],
        budget: Budget,
        on_progress: OnProgress,
    ) -> Kept:
        model = self.source.model
        if model is None:
            raise NotRecorded(f"{self.place.case}: a question is not recorded: run live")
        within = _what_is_left(budget)
        began = self.clock()
        said: dict[str, Any] = {}
        with self.source.purse.lend(_most(prompt, model)) as pay:
            try:
                answer = model.ask(prompt, response_type, budget=within, on_progress=on_progress)
                said = _said(answer)
            except THE_MODELS_OWN as error:
                said = {"error": KeptError(code=error.code, message=error.message, hint=error.hint)}
            except SummarizerError as error:
                self.fault = error
                raise
            finally:
                pay(within.spent, model.price(within.spent))
        return Kept(
            key=key,
            summary_prompt=self.place.summary_prompt,
            repeat=self.place.repeat,
            question=len(self.used) + 1,
            prompt=prompt.id,
            usage=within.spent,
            seconds=round(self.clock() - began, 3),
            cost_usd=model.price(within.spent),
            **said,
        )

    def _key(self, prompt: Prompt, response_type: type[BaseModel]) -> str:
        question = {
            "messages": [asdict(message) for message in prompt.messages],
            "max_output_tokens": prompt.max_output_tokens,
            "schema": response_type.model_json_schema(),
            "model": self.name,
            "parameters": self.source.card.parameters,
            "repeat": self.place.repeat,
        }
        once = _sha256(question)
        self._asked[once] += 1
        return once if self._asked[once] == 1 else _sha256([once, self._asked[once]])


def _value(kept: Kept | None, response_type: type[T]) -> T | None:
    """The kept value; none if there is none or it is no longer valid."""
    if kept is None or kept.error:
        return None
    try:
        return response_type.model_validate(kept.answer)
    except ValidationError:
        return None


def _said(answer: Answer[Any]) -> dict[str, Any]:
    return {
        "answer": answer.value.model_dump(mode="json"),
        "truncated": answer.truncated,
        "mended": answer.mended,
    }


def _what_is_left(budget: Budget) -> Budget:
    spent = budget.spent
    used = spent.input_tokens + spent.output_tokens
    return Budget(budget.calls - spent.calls, budget.tokens - used, budget.seconds_left)


def _most(prompt: Prompt, model: Model) -> float | None:
    """US dollars that one try of this question can cost, by estimate."""
    read = tokens.of_messages(prompt.messages)
    return model.price(Usage(1, read, prompt.max_output_tokens))


def _sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
