"""What a run yields: one frozen object with a JSON form, which every report reads.

A trial is one summary of one case in one repeat. It ends in an outcome or in a failure; a failure
is a value of its own and never enters a score.
"""

import datetime as dt
import hashlib
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from evals.scoring.aggregate import Scores
from evals.scoring.results import CaseScore
from summarizer.schema import Summary

FORMAT: Literal["1"] = "1"

Mode = Literal["live", "replay"]
"""Whether a model may be asked, or only kept answers are played."""
Parameter = str | int | float | None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Outcome(_Part):
    """A summary and how it was scored."""

    summary: Summary
    """What the product made of the text."""
    score: CaseScore
    """The summary, held against the label of its case."""


class Failure(_Part):
    """Why there is no summary."""

    code: str
    """Class name of the error, such as `InvalidAnswer`."""
    message: str
    """One sentence, free of source text and secrets."""
    infra: bool
    """The provider or the network is to blame, not the model's answer."""


class Trial(_Part):
    """One case in one repeat: it has an outcome, or a failure."""

    case: str
    """Slug of the case."""
    repeat: int = Field(ge=0)
    """From 0."""
    text_sha256: str
    """Of the source; two trials are compared only if it is the same."""
    outcome: Outcome | None = None
    failure: Failure | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.outcome is None) == (self.failure is None):
            raise ValueError("a trial has an outcome or a failure")
        return self

    @property
    def key(self) -> tuple[str, int]:
        """Its place in a run: slug and repeat."""
        return self.case, self.repeat


class Spent(_Part):
    """What asking cost in this run; answers that were kept from an earlier one cost nothing."""

    calls: int = 0
    """Requests."""
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    """Wall time of the whole run."""
    cost_usd: float | None = 0.0
    """US dollars; none where a price is not known."""


class Partial(_Part):
    """Why a run does not hold all that it was to hold."""

    reason: Literal["budget", "interrupted", "killed"]
    """`budget`: the cost cap was reached; `interrupted`: Ctrl-C; `killed`: no end was written."""
    missing: int
    """Trials that were planned and are not there."""


class Setup(_Part):
    """What was asked, of whom, with which words. Two runs with one setup differ by chance alone."""

    model: str
    """Name of the model."""
    profile: str
    """`small` or `large`: which prompts suit it."""
    prompt: str
    """NAME@VERSION."""
    prompt_sha256: str
    """Of the prompt set's files."""
    schema_sha256: str
    """Of the JSON schemas of the draft and the summary."""
    parameters: dict[str, Parameter]
    """How the model samples: temperature, seed."""
    repeats: int = Field(ge=1)
    """Trials of each case."""


class RunResult(_Part):
    """A run: its setup, its trials in the order of slugs and repeats, and its scores."""

    format: Literal["1"] = FORMAT
    id: str
    """When it began and which model was asked, as a name for a folder."""
    started: dt.datetime
    """In UTC."""
    mode: Mode
    setup: Setup
    libraries: dict[str, str]
    """Versions of the libraries that the result hangs on."""
    trials: tuple[Trial, ...]
    """Sorted by case and repeat."""
    scores: Scores | None
    """Of all outcomes, with intervals; none where there is no outcome."""
    spent: Spent
    partial: Partial | None = None
    """Set when something planned is missing."""

    @property
    def outcomes(self) -> dict[str, list[Outcome]]:
        """By case, its repeats in order; cases without an outcome are left out."""
        found: dict[str, list[Outcome]] = {}
        for trial in self.trials:
            if trial.outcome:
                found.setdefault(trial.case, []).append(trial.outcome)
        return found

    @property
    def failures(self) -> tuple[Trial, ...]:
        """Trials that have no summary."""
        return tuple(trial for trial in self.trials if trial.failure)

    @property
    def digest(self) -> str:
        """Sha-256 of what was measured: without the time, the mode and what was spent now.

        Two runs over the same answers, with the same code, have the same digest.
        """
        measured = self.model_dump_json(include={"setup", "trials", "scores"})
        return hashlib.sha256(measured.encode()).hexdigest()
