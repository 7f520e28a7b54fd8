"""What does a report say? One object, made once; the faces only lay it out.

All summaries are scored anew with today's labels, so that what is shown beside a summary is the
label that it was held against, and all runs of a trend are measured alike.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.reports.readings import Reading, reading
from evals.runs.changes import Change
from evals.runs.compare import GATED
from evals.runs.errors import USAGE, Unusable
from evals.runs.gate import Ruling, rule
from evals.runs.rescore import rescored
from evals.runs.result import Failure, Outcome, RunResult
from evals.scoring import Scores
from evals.scoring.aggregate import METRICS, by_case

CASE_METRICS = tuple(GATED)
"""What is told of a single case: the metrics that the gate looks at."""


@dataclass(frozen=True, slots=True)
class CaseReport:
    """A case in a run, its repeats together."""

    case: Case
    """With text and label."""
    readings: tuple[Reading, ...]
    """A summary beside the label, for each repeat that has one."""
    failures: tuple[Failure, ...]
    """Of the repeats that have none."""
    metrics: dict[str, float]
    """`CASE_METRICS` over its repeats; empty where there is no summary."""
    before: dict[str, float]
    """The same of the baseline; empty if it is not there."""
    changes: tuple[Change, ...]
    """The items that differ from the baseline's."""
    seconds: float
    """Mean time of a summary."""

    @property
    def found(self) -> float:
        """Micro-F1; below all others if there is no summary."""
        return self.metrics.get("micro_f1", -1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A run in a trend."""

    id: str
    started: dt.datetime
    model: str
    prompt: str
    scores: Scores
    """With today's labels."""


@dataclass(frozen=True, slots=True)
class Report:
    """What all faces show."""

    run: RunResult
    """Scored anew."""
    cases: tuple[CaseReport, ...]
    """The worst first."""
    left_out: dict[str, str]
    """Slugs of cases that cannot be shown, and why."""
    baseline: str
    """Id of the run that it is held against; empty if there is none."""
    ruling: Ruling | None
    """What the gate says; none without a baseline."""
    trend: tuple[Point, ...]
    """This run and the others, the oldest first."""


def build(
    run: RunResult,
    cases: Iterable[Case],
    against: RunResult | None = None,
    others: Sequence[RunResult] = (),
) -> Report:
    """Make the report of a run.

    Args:
        run: The run.
        cases: Today's, with their labels.
        against: The run to hold it against; a run that cannot be is told in the ruling.
        others: More runs, for the trend.
    """
    cases = tuple(cases)
    anew = rescored(run, cases)
    ruling = _ruling(against, run, cases) if against else None
    before = rescored(against, cases).result.outcomes if against else {}
    changes = (
        {one.case: one.changes for one in ruling.comparison.cases}
        if ruling and ruling.comparison
        else {}
    )
    tried = {trial.case for trial in anew.result.trials}
    reports = [
        _case(case, anew.result, before.get(case.slug, []), changes.get(case.slug, ()))
        for case in cases
        if case.slug in tried
    ]
    return Report(
        run=anew.result,
        cases=tuple(sorted(reports, key=lambda one: (one.found, one.case.slug))),
        left_out=anew.left_out,
        baseline=against.id if against else "",
        ruling=ruling,
        trend=_trend([anew.result, *(rescored(one, cases).result for one in others)]),
    )


def _case(
    case: Case, run: RunResult, before: list[Outcome], changes: tuple[Change, ...]
) -> CaseReport:
    trials = [trial for trial in run.trials if trial.case == case.slug]
    outcomes = [trial.outcome for trial in trials if trial.outcome]
    seconds = [outcome.score.figures.seconds for outcome in outcomes]
    return CaseReport(
        case=case,
        readings=tuple(
            reading(case, trial.repeat, trial.outcome) for trial in trials if trial.outcome
        ),
        failures=tuple(trial.failure for trial in trials if trial.failure),
        metrics=_metrics(outcomes),
        before=_metrics(before),
        changes=changes,
        seconds=sum(seconds) / len(seconds) if seconds else 0.0,
    )


def _metrics(outcomes: Sequence[Outcome]) -> dict[str, float]:
    if not outcomes:
        return {}
    names, table = by_case([outcome.score for outcome in outcomes])
    counts = dict(zip(names, table.T, strict=True))
    return {name: float(METRICS[name](counts)[0]) for name in CASE_METRICS}


def _ruling(against: RunResult, run: RunResult, cases: Sequence[Case]) -> Ruling:
    """What the gate says; of a run that it cannot judge, why it cannot."""
    try:
        return rule(against, run, cases)
    except Unusable as error:
        return Ruling(USAGE, "inconclusive", (error.message,), None)


def _trend(runs: Iterable[RunResult]) -> tuple[Point, ...]:
    points = {
        run.id: Point(run.id, run.started, run.setup.model, run.setup.prompt, run.scores)
        for run in runs
        if run.scores
    }
    return tuple(sorted(points.values(), key=lambda point: (point.started, point.id)))
