"""A run from beginning to end: jobs, trials, result.

cases ─order─▶ jobs ─ask or play─▶ trials ─score─▶ result
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.runs.errors import NotRecorded
from evals.runs.folder import RunFolder, put_together
from evals.runs.jobs import Job
from evals.runs.pool import Finished, do_all
from evals.runs.recorded import Source
from evals.runs.result import Partial, RunResult, Setup, Trial
from evals.runs.setup import libraries
from evals.runs.trial import trial

OnTrial = Callable[[Trial], None]

_SHOWN = 5
"""So many cases are named in a message."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do."""

    id: str
    """Name of the run."""
    started: dt.datetime
    """In UTC."""
    setup: Setup
    jobs: tuple[Job, ...]
    """In the order in which they are begun."""
    workers: int
    """How many at a time."""


def run(plan: Plan, source: Source, folder: Path, on_trial: OnTrial) -> RunResult:
    """Make all trials, and write them down as they come.

    Args:
        plan: What is to be done.
        source: Where answers come from; without a model it is a replay.
        folder: Where the run is written.
        on_trial: Told of each trial as it comes.

    Returns:
        The result; partial if the cap was reached or Ctrl-C was pressed.

    Raises:
        NotRecorded: A replay lacks answers; the message says of which cases. No result is written.
        Unusable: The folder cannot be written, or something must be set up first.
    """
    began = time.monotonic()
    head = _head(plan, source)
    written = RunFolder(folder)
    with written.opened(head, len(plan.jobs)):
        if source.model:
            source.book.keep_card(source.card)

        def taken(one: Trial) -> None:
            written.add(one)
            on_trial(one)

        prompt = plan.setup.prompt
        finished = do_all(plan.jobs, lambda job: trial(job, source, prompt), plan.workers, taken)
        if finished.not_recorded:
            raise _not_recorded(plan, finished.not_recorded)
        spent = source.purse.spent(time.monotonic() - began)
        result = put_together({**head, "partial": _partial(plan, finished)}, finished.trials, spent)
        written.finish(result)
    return result


def _head(plan: Plan, source: Source) -> dict[str, Any]:
    """What is known of a run before its first trial."""
    return {
        "id": plan.id,
        "started": plan.started.isoformat(),
        "mode": "live" if source.model else "replay",
        "setup": plan.setup.model_dump(),
        "libraries": libraries(),
    }


def name_of(started: dt.datetime, model: str) -> str:
    """The name of a run: when it began, and who was asked.

    Args:
        started: In UTC.
        model: As the name of a folder.
    """
    return f"{started:%Y%m%d-%H%M%S}-{model}"


def _partial(plan: Plan, finished: Finished) -> Partial | None:
    missing = len(plan.jobs) - len(finished.trials)
    return Partial(reason=finished.stopped, missing=missing) if finished.stopped else None


def _not_recorded(plan: Plan, missing: Sequence[Job]) -> NotRecorded:
    slugs = sorted({job.case.slug for job in missing})
    named = ", ".join(slugs[:_SHOWN]) + (" …" if len(slugs) > _SHOWN else "")
    options = "".join(f" --case {slug}" for slug in slugs) if len(slugs) <= _SHOWN else ""
    setup = plan.setup
    return NotRecorded(
        f"{len(missing)} of {len(plan.jobs)} trials are not recorded: run live ({named})",
        hint=f"python -m evals run --live --model {setup.model} --prompt {setup.prompt}"
        f" --repeat {setup.repeats}{options}",
    )
