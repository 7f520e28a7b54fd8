"""Is one run worse than another? A paired bootstrap over the cases that both have.

Both runs are scored anew first, so that a change of the labels or of the scorer moves both. The
repeats of a case are averaged: what is drawn is cases, since those are what was sampled.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, t

from evals.cases import Case
from evals.runs.changes import Change, changes
from evals.runs.errors import Unusable
from evals.runs.rescore import rescored
from evals.runs.result import Outcome, RunResult
from evals.scoring.aggregate import METRICS, PER_SUMMARY, RESAMPLES, Counts, by_case, resampled
from evals.scoring.results import CaseScore
from summarizer.draft import KINDS

Verdict = Literal["worse", "not worse", "inconclusive"]


@dataclass(frozen=True, slots=True)
class Guard:
    """How a metric is judged."""

    level: float = 0.05
    """Chance of an interval that does not hold the true difference."""
    margin: float = 0.02
    """A loss that does not matter: 0.02 is two points of F1."""


GATED: Mapping[str, Guard] = {
    "micro_f1": Guard(level=0.06),
    **{f"{kind}_f1": Guard(level=0.002, margin=0.10) for kind in KINDS},
}
"""The metrics that decide. Micro-F1 finds a loss that is spread over all kinds. Macro-F1 would take
half as many cases again, since a quarter of it hangs on the few conditions that there are. The
guards on the kinds find one list that broke. `evals.figures.gate_power` tells how often they are
wrong."""
COST_MARGIN = 0.05
"""A rise that does not matter, of tokens, seconds and the like, as a share of what it was."""
_WITHOUT_VERDICT = frozenset({"cached_tokens"})
"""Neither more nor less is better."""

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of two runs, over the cases that both have."""

    metric: str
    before: float | None
    """None where there was nothing to measure."""
    after: float | None
    low: float | None
    """Lower end of the interval of the difference, after minus before."""
    high: float | None
    """Upper end."""
    level: float
    """Chance that the interval misses: 0.05 for one of 95 %."""
    verdict: Verdict | None
    """None where nothing was measured, or neither direction is better."""

    @property
    def delta(self) -> float | None:
        """After minus before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """A case in two runs."""

    case: str
    before: float
    """Macro-F1, the mean of its repeats."""
    after: float
    changes: tuple[Change, ...]
    """The items that differ, repeat by repeat."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, side by side."""

    before: str
    """Id of the earlier run."""
    after: str
    metrics: dict[str, Difference]
    """By name."""
    cases: tuple[CaseDifference, ...]
    """Those that both have, the worst loss first."""
    left_out: dict[str, str]
    """Slugs of those that cannot be compared, and why."""
    verdict: Verdict
    """From the gated metrics: worse if one is, not worse if the micro-F1 is not."""


def compare(before: RunResult, after: RunResult, cases: Iterable[Case]) -> Comparison:
    """Put two runs side by side.

    Args:
        before: The one to be held to.
        after: The one that is judged.
        cases: Today's, with their labels.

    Raises:
        Unusable: They have no case in common.
    """
    cases = tuple(cases)
    one, other = rescored(before, cases), rescored(after, cases)
    old, new = one.result.outcomes, other.result.outcomes
    common = sorted(old.keys() & new.keys())
    if not common:
        raise Unusable(f"the runs {before.id} and {after.id} have no case in common")
    metrics = differences(_scores(old, common), _scores(new, common))
    found = [_case(slug, old[slug], new[slug]) for slug in common]
    return Comparison(
        before=before.id,
        after=after.id,
        metrics=metrics,
        cases=tuple(sorted(found, key=lambda case: (case.after - case.before, case.case))),
        left_out={**_only_in_one(old.keys(), new.keys()), **one.left_out, **other.left_out},
        verdict=overall(metrics),
    )


def differences(before: list[CaseScore], after: list[CaseScore]) -> dict[str, Difference]:
    """All metrics of two runs over the same cases.

    Args:
        before: One score for each summary; several of one case are its repeats.
        after: The same cases; the number of repeats may differ.
    """
    names, old = by_case(before)
    _, new = by_case(after)
    return paired(names, old, new, METRICS)


def paired(
    names: Sequence[str], before: Table, after: Table, metrics: Iterable[str]
) -> dict[str, Difference]:
    """The difference of some metrics, with bootstrap intervals: both runs draw the same cases.

    Args:
        names: Of the counts, see `evals.scoring.aggregate.by_case`.
        before: A row of counts for each case.
        after: The same cases in the same order.
        metrics: Their names.
    """
    weights, widening = _weights(len(before)), _widening(len(before))
    drawn = _columns(names, _drawn(weights, before)), _columns(names, _drawn(weights, after))
    whole = _columns(names, before.sum(axis=0)), _columns(names, after.sum(axis=0))
    return {name: _difference(name, whole, drawn, widening) for name in metrics}


def overall(metrics: Mapping[str, Difference]) -> Verdict:
    """The verdict on a run from those on its gated metrics."""
    if any(metrics[name].verdict == "worse" for name in GATED):
        return "worse"
    return "not worse" if metrics["micro_f1"].verdict == "not worse" else "inconclusive"


def _difference(
    name: str, whole: tuple[Counts, Counts], drawn: tuple[Counts, Counts], widening: float
) -> Difference:
    metric, guard = METRICS[name], GATED.get(name, Guard())
    before, after = (_number(metric(counts)[0]) for counts in whole)
    samples = metric(drawn[1]) - metric(drawn[0])
    samples = samples[~np.isnan(samples)]
    if before is None or after is None or not samples.size:
        return Difference(name, before, after, None, None, guard.level, None)
    delta = after - before
    ends = np.quantile(samples, (guard.level / 2, 1 - guard.level / 2))
    low, high = (float(delta + widening * (end - delta)) for end in ends)
    made = Difference(name, before, after, low, high, guard.level, None)
    return made if name in _WITHOUT_VERDICT else replace(made, verdict=_verdict(made, guard.margin))


def _verdict(one: Difference, margin: float) -> Verdict:
    """Worse: surely a loss, and of a size that matters. Not worse: surely no such loss."""
    low, high, delta = one.low or 0.0, one.high or 0.0, one.delta or 0.0
    if one.metric in PER_SUMMARY:
        low, high, delta, margin = -high, -low, -delta, COST_MARGIN * (one.before or 0.0)
    if low >= -margin:
        return "not worse"
    return "worse" if high < 0 and delta <= -margin else "inconclusive"


def _drawn(weights: Table, counts: Table) -> Table:
    """The sums of each sample. Not ``@``: BLAS would add up differently on another machine."""
    sums: Table = np.einsum("sc,cn->sn", weights, counts)
    return sums


@cache
def _weights(cases: int) -> Table:
    return resampled(cases, RESAMPLES)


def _widening(cases: int) -> float:
    """A bootstrap over few cases gives too narrow intervals: by n - 1 for n, and t for normal.

    Hesterberg, What Teachers Should Know About the Bootstrap (2014), section 4.2.
    """
    if cases == 1:
        return 1.0
    return float(np.sqrt(cases / (cases - 1)) * t.ppf(0.975, cases - 1) / norm.ppf(0.975))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _columns(names: Sequence[str], sums: Table) -> Counts:
    return dict(zip(names, np.atleast_2d(sums).T, strict=True))


def _scores(outcomes: Mapping[str, list[Outcome]], slugs: Iterable[str]) -> list[CaseScore]:
    return [outcome.score for slug in slugs for outcome in outcomes[slug]]


def _case(slug: str, before: list[Outcome], after: list[Outcome]) -> CaseDifference:
    found = tuple(
        change
        for repeat, (old, new) in enumerate(zip(before, after, strict=False))
        for change in changes(old, new, repeat)
    )
    return CaseDifference(slug, _mean(before), _mean(after), found)


def _mean(outcomes: list[Outcome]) -> float:
    return sum(outcome.score.macro_f1 for outcome in outcomes) / len(outcomes)


def _only_in_one(old: Iterable[str], new: Iterable[str]) -> dict[str, str]:
    old, new = set(old), set(new)
    return {
        **dict.fromkeys(sorted(old - new), "only the earlier run has an outcome"),
        **dict.fromkeys(sorted(new - old), "only the later run has an outcome"),
    }
