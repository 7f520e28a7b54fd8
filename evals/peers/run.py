"""Put cases to systems, one case after the other, all systems on each, and keep all readings."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case
from evals.labels import Label, Meta
from evals.peers.served import Served
from evals.peers.systems import System
from evals.peers.trials import Limits, Trial, add_trial, read_trials
from evals.runs.trial import text_sha256

OnTrial = Callable[[Trial], None]

_WARM_UP = Limits(output_tokens=16, seconds=300.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    cases: Sequence[Case]
    systems: Sequence[System]
    limits: Limits
    again: bool
    """Ask also what has been asked."""


def run(plan: Plan, served: Served, folder: Path, on_trial: OnTrial) -> None:
    """Make the trials that are missing; each is written down as it comes.

    Args:
        plan: What is to be done.
        served: The endpoint.
        folder: Where the trials are kept.
        on_trial: Told of each one.
    """
    todo = list(missing(plan, folder))
    warm: set[str] = set()
    for case, system in todo:
        if system.name not in warm:
            with served.turn_of(system.name):
                system.read(_nothing(), _WARM_UP)
            warm.add(system.name)
        trial = _trial(case, system, plan.limits, served)
        add_trial(folder, trial)
        on_trial(trial)


def _trial(case: Case, system: System, limits: Limits, served: Served) -> Trial:
    """Have a system read a case, and measure it."""
    asked = dt.datetime.now(tz=dt.UTC)
    with served.turn_of(system.name):
        began = time.process_time()
        reading = system.read(case, limits)
        cpu_seconds = time.process_time() - began if served.engine else None
    return Trial(
        system=system.name,
        case=case.slug,
        text_sha256=text_sha256(case),
        asked=asked,
        model=served.model.name,
        versions=system.versions,
        limits=limits,
        spent=reading.spent,
        seconds=round(reading.seconds, 3),
        cpu_seconds=None if cpu_seconds is None else round(cpu_seconds, 3),
        failure=reading.failure,
        answer=reading.answer,
        last_text=reading.last_text,
    )


def missing(plan: Plan, folder: Path) -> Iterator[tuple[Case, System]]:
    """What has not been asked of today's text; another system is first on each case."""
    made = {} if plan.again else read_trials(folder)
    for number, case in enumerate(plan.cases):
        first = number % len(plan.systems)
        for system in (*plan.systems[first:], *plan.systems[:first]):
            trial = made.get((system.name, case.slug))
            if trial is None or trial.text_sha256 != text_sha256(case):
                yield case, system


def _nothing() -> Case:
    """A text that is read untimed, so that every system has its prompt's beginning read once."""
    day = dt.date(2024, 1, 2)
    meta = Meta(
        title="No news today",
        date=day,
        source="invented",
        licence="CC0-1.0",
        kind="warm-up",
        labelled_by="nobody",
        labelled_on=day,
    )
    label = Label.model_validate(
        {"$schema": "", "actors": (), "positions": (), "conditions": (), "next_steps": ()}
    )
    return Case("warm-up", "The mayor of Eastport said that there was no news today.", meta, label)
