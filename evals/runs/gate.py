"""May this run pass? It is held against a baseline that only `bless` replaces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import Case
from evals.runs.answers import folder_name
from evals.runs.compare import GATED, Comparison, Difference, Verdict, compare
from evals.runs.errors import BUDGET, INFRASTRUCTURE, PASS, WORSE, Unusable
from evals.runs.folder import write_result
from evals.runs.result import RunResult, Trial

BASELINES = Path(__file__).resolve().parents[1] / "baselines"
"""A file for each model."""
TOLERANCE = 0.05
"""This share of trials may fail: by the provider's fault, or by the model's more than before."""
MIN_CASES = 10
"""Fewer cases in common than this tell nothing."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate says."""

    exit_code: int
    verdict: Verdict
    reasons: tuple[str, ...]
    """Each in one sentence."""
    comparison: Comparison | None
    """None where it did not come to one."""


def baseline_of(model: str, folder: Path = BASELINES) -> Path:
    """The baseline's file.

    Args:
        model: The model's name.
        folder: Of all baselines.
    """
    return folder / f"{folder_name(model)}.json"


def rule(baseline: RunResult, run: RunResult, cases: Iterable[Case]) -> Ruling:
    """Hold a run against the baseline.

    The provider is looked at first, then the cap, then quality: no blame is put on an answer that
    was never given. Where it cannot be told whether a run is worse, it passes, and that is said.

    Args:
        baseline: The blessed run.
        run: The one that is judged.
        cases: Today's, with their labels.

    Raises:
        Unusable: The runs are not of one model, the run was broken off, or they have no case in
            common.
    """
    if run.setup.model != baseline.setup.model:
        raise Unusable(
            f"the run asked {run.setup.model}, the baseline {baseline.setup.model}",
            hint="Name the right baseline with --baseline.",
        )
    if failing := too_many_infra(run):
        return Ruling(INFRASTRUCTURE, "inconclusive", (failing,), None)
    if run.partial and run.partial.reason == "budget":
        reason = f"the cost cap left {run.partial.missing} trials undone"
        return Ruling(BUDGET, "inconclusive", (reason,), None)
    if run.partial:
        raise Unusable(
            f"the run {run.id} was {run.partial.reason}",
            hint="Run it again: what was answered is kept.",
        )
    if silent := _too_often_unusable(baseline, run):
        return Ruling(WORSE, "worse", (silent,), None)
    return _on_quality(compare(baseline, run, cases))


def too_many_infra(run: RunResult) -> str:
    """Whether the provider failed too often, in words; empty if not."""
    failed = sum(bool(trial.failure and trial.failure.infra) for trial in run.trials)
    if failed <= TOLERANCE * len(run.trials):
        return ""
    return f"the provider failed in {failed} of {len(run.trials)} trials"


def bless(run: RunResult, folder: Path = BASELINES) -> Path:
    """Make a run the baseline of its model.

    Returns:
        The file.

    Raises:
        Unusable: The run is partial, or the provider failed in it; or it cannot be written.
    """
    if run.partial or not run.scores:
        raise Unusable(f"the run {run.id} is not whole: it can be no baseline")
    if any(trial.failure and trial.failure.infra for trial in run.trials):
        raise Unusable(f"the provider failed in the run {run.id}: it can be no baseline")
    path = baseline_of(run.setup.model, folder)
    write_result(path, run)
    return path


def _on_quality(found: Comparison) -> Ruling:
    if len(found.cases) < MIN_CASES:
        few = f"only {len(found.cases)} cases in common: too few to tell"
        return Ruling(PASS, "inconclusive", (few,), found)
    if found.verdict == "worse":
        losses = [one for name, one in found.metrics.items() if name in GATED]
        reasons = tuple(_loss(one) for one in losses if one.verdict == "worse")
        return Ruling(WORSE, "worse", reasons, found)
    if found.verdict == "inconclusive":
        doubt = "the interval of micro_f1 holds both no loss and one that matters"
        return Ruling(PASS, "inconclusive", (doubt,), found)
    return Ruling(PASS, "not worse", (), found)


def _loss(one: Difference) -> str:
    return (
        f"{one.metric} fell from {one.before:.3f} to {one.after:.3f}"
        f" (difference {one.low:+.3f} to {one.high:+.3f}, {100 * (1 - one.level):g} % interval)"
    )


def _too_often_unusable(baseline: RunResult, run: RunResult) -> str:
    """Whether the model's own failures are more than before, in words; empty if not."""
    slugs = {trial.case for trial in run.trials}
    before = _unusable([trial for trial in baseline.trials if trial.case in slugs])
    after = _unusable(run.trials)
    if after <= before + TOLERANCE:
        return ""
    return f"the model gave no usable answer in {after:.0%} of the trials, {before:.0%} before"


def _unusable(trials: Sequence[Trial]) -> float:
    """Share of the trials in which the model's own answer was the failure."""
    failed = sum(bool(trial.failure and not trial.failure.infra) for trial in trials)
    return failed / len(trials) if trials else 0.0
