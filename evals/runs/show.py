"""A run, a comparison and a ruling in plain lines, for the terminal."""

from collections.abc import Iterator

from evals.runs.changes import Change
from evals.runs.compare import Comparison, Difference
from evals.runs.errors import PASS, WORSE
from evals.runs.gate import Ruling
from evals.runs.result import RunResult
from evals.scoring import Estimate

_MARKS = {"appeared": "+", "vanished": "-", "changed": "~"}
_CASES_SHOWN = 5


def run_lines(result: RunResult) -> Iterator[str]:
    """A run in a few lines."""
    setup = result.setup
    yield f"{setup.model}, {setup.prompt}, {result.mode}: {_trials(result)}"
    if result.scores:
        for name in ("macro_f1", "micro_f1"):
            yield f"{name} {_estimate(result.scores[name])}"
    spent = result.spent
    cost = "price unknown" if spent.cost_usd is None else f"${spent.cost_usd:.4f}"
    yield f"asked now: {spent.calls} calls, {cost}, {spent.seconds:.1f} s in all"
    for trial in result.failures:
        if trial.failure:
            blame = "provider" if trial.failure.infra else "model"
            yield f"failed ({blame}): {trial.case}: {trial.failure.code}: {trial.failure.message}"
    if result.partial:
        yield f"PARTIAL ({result.partial.reason}): {result.partial.missing} trials are missing"


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Two runs side by side: the metrics, and the cases that differ most."""
    yield f"{found.before} → {found.after}: {len(found.cases)} cases in common"
    yield f"{'metric':<22}{'before':>10}{'after':>10}{'difference':>12}  interval, verdict"
    for one in found.metrics.values():
        yield _difference(one)
    differing = [case for case in found.cases if case.changes]
    yield f"{len(differing)} cases differ; + appeared, - vanished, ~ changed"
    for case in differing[:_CASES_SHOWN]:
        yield f"{case.case}: macro-F1 {case.before:.3f} → {case.after:.3f}"
        yield from (f"  {change_line(change)}" for change in case.changes)
    if len(differing) > _CASES_SHOWN:
        yield f"… and {len(differing) - _CASES_SHOWN} more"
    for slug, reason in found.left_out.items():
        yield f"left out: {slug}: {reason}"
    yield f"verdict: {found.verdict}"


def ruling_lines(ruling: Ruling) -> Iterator[str]:
    """What the gate says, the reasons last."""
    if ruling.comparison:
        yield from comparison_lines(ruling.comparison)
    yield f"gate: {gate_word(ruling)}"
    yield from (f"  {reason}" for reason in ruling.reasons)


def gate_word(ruling: Ruling) -> str:
    """Whether the gate lets a run pass, in a word or two."""
    words = {PASS: "pass", WORSE: "fail"}
    return f"{words.get(ruling.exit_code, 'not judged')} ({ruling.verdict})"


def change_line(change: Change) -> str:
    """An item that differs, with its sign."""
    repeat = f" #{change.repeat + 1}" if change.repeat else ""
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{_MARKS[change.what]} {change.kind}{repeat}, {change.judged}: {change.words}{fields}"


def _trials(result: RunResult) -> str:
    cases = len({trial.case for trial in result.trials})
    return f"{len(result.trials)} trials of {cases} cases, {len(result.failures)} failed"


def _estimate(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "not measured"
    return f"{estimate.value:.4g} ({estimate.low:.4g} to {estimate.high:.4g})"


def _difference(one: Difference) -> str:
    if one.before is None or one.after is None or one.low is None or one.high is None:
        return f"{one.metric:<22}not measured"
    values = f"{one.before:>10.4g}{one.after:>10.4g}{one.after - one.before:>+12.4g}"
    interval = f"{one.low:+.4g} to {one.high:+.4g}"
    return f"{one.metric:<22}{values}  {interval}, {one.verdict or 'no verdict'}"
