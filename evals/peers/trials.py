"""One system's reading of one case, and the file that keeps all of them.

A row is written as soon as it is there, so that a run that was killed goes on where it stopped. A
later row of the same system and case stands for the earlier one.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.runs.errors import Unusable
from evals.runs.files import write_whole

OUTPUTS = Path(__file__).with_name("outputs")
"""Where trials and summaries are kept; committed."""
TRIALS = "trials.jsonl"


@dataclass(frozen=True, slots=True)
class Limits:
    """What every system is held to."""

    output_tokens: int = 1_500
    """Of one answer of the model."""
    seconds: float = 900.0
    """For one text; longer is a failure. The product's own limit by default."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a reading cost; adds up with ``+``."""

    calls: int = 0
    """Requests, failed ones included."""
    input_tokens: int = 0
    """Of the prompts, cached ones included."""
    output_tokens: int = 0
    """Written."""
    cached_tokens: int = 0
    """Input tokens that the endpoint did not evaluate again."""
    cut: int = 0
    """Answers that were cut off at the cap."""
    timeouts: int = 0
    """Requests that were under way when the time was up."""

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_tokens + other.cached_tokens,
            self.cut + other.cut,
            self.timeouts + other.timeouts,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of putting a case to a system."""

    answer: dict[str, Any] | None
    """In the system's own form; none if it failed."""
    failure: str
    """The error's name; empty if there is an answer."""
    spent: Spent
    """What it cost, failed or not."""
    seconds: float
    """Wall time, without imports."""
    last_text: str = ""
    """What the model wrote last, where nothing came of it."""


class Trial(BaseModel):
    """A row of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    system: str
    """Its name."""
    case: str
    """Slug of the case."""
    text_sha256: str
    """Of the source that was read."""
    asked: dt.datetime
    """When, in UTC."""
    model: str
    """Which model read it."""
    versions: dict[str, str]
    """Of the libraries that the system is made of."""
    limits: Limits
    spent: Spent
    seconds: float
    """Wall time, without imports."""
    cpu_seconds: float | None
    """Processor time of the engine, if it runs in this process: other work on the machine slows a
    reading, but hardly adds to this."""
    failure: str = ""
    """The error's name; empty if there is an answer."""
    answer: dict[str, Any] | None = None
    """In the system's own form."""
    last_text: str = ""
    """What the model wrote last, where nothing came of it."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is a trial of: system and case."""
        return self.system, self.case


def read_trials(folder: Path) -> dict[tuple[str, str], Trial]:
    """The newest trial of each system and case.

    Args:
        folder: Where a run writes; it may not be there yet.

    Raises:
        Unusable: The file is broken, other than in a last line that was being written.
    """
    path = folder / TRIALS
    if not path.is_file():
        return {}
    found: dict[tuple[str, str], Trial] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        try:
            trial = Trial.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            raise Unusable(f"{path}, line {number}: {fault['msg']}") from None
        found[trial.key] = trial
    return found


def add_trial(folder: Path, trial: Trial) -> None:
    """Write a trial down, at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TRIALS).open("ab") as file:
        file.write(trial.model_dump_json().encode() + b"\n")


def tidy(folder: Path, trials: Iterable[Trial]) -> None:
    """Leave one row for each system and case, in order, and no half of a line."""
    rows = sorted(trials, key=lambda trial: trial.key)
    write_whole(folder / TRIALS, "".join(f"{row.model_dump_json()}\n" for row in rows))
