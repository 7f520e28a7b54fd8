"""Score stored summaries anew: with today's labels and today's scorer, and without a model."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.cases import Case
from evals.runs.folder import scores_of
from evals.runs.result import Outcome, RunResult, Trial
from evals.runs.trial import text_sha256
from evals.scoring import score


@dataclass(frozen=True, slots=True)
class Rescored:
    """A run with new scores."""

    result: RunResult
    """Without the trials whose case is not what it was."""
    left_out: dict[str, str]
    """Slugs of those cases, and why."""


def rescored(result: RunResult, cases: Iterable[Case]) -> Rescored:
    """Score all summaries of a run anew; failures stay.

    Args:
        result: Of any age.
        cases: Today's.
    """
    by_slug = {case.slug: case for case in cases}
    left_out: dict[str, str] = {}
    trials: list[Trial] = []
    for trial in result.trials:
        case = by_slug.get(trial.case)
        if case is None:
            left_out[trial.case] = "there is no such case now"
        elif text_sha256(case) != trial.text_sha256:
            left_out[trial.case] = "its text is another now"
        else:
            trials.append(_scored(trial, case))
    update = {"trials": tuple(trials), "scores": scores_of(trials)}
    return Rescored(result.model_copy(update=update), left_out)


def _scored(trial: Trial, case: Case) -> Trial:
    if trial.outcome is None:
        return trial
    summary = trial.outcome.summary
    outcome = Outcome(summary=summary, score=score(case, summary))
    return trial.model_copy(update={"outcome": outcome})
