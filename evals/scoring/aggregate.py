"""Many case scores as one set of metrics, each with an interval.

Counts are summed over the cases (micro), so that a long text weighs more than a short one. The
repeats of a case are averaged first: they tell how steady a system is, not how it does on more
texts. The interval is a bootstrap over cases, which are what was sampled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.scoring.accuracy import NAMES
from evals.scoring.results import CaseScore, Share
from summarizer.draft import KINDS

Numbers = NDArray[np.float64]
Counts = Mapping[str, Numbers]
"""For each count of a case its value, one for each sample."""

RESAMPLES = 2_000
"""Bootstrap samples; the ends of an interval then vary by some thousandths."""
_SEED = 20_240_229
_INTERVAL = (2.5, 97.5)
"""Percentiles: 95 % of the samples lie between."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A metric over a set of cases."""

    value: float | None
    """None where there was nothing to measure."""
    low: float | None
    """Lower end of the 95 % interval."""
    high: float | None
    """Upper end."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How a system did on a set of cases."""

    cases: int
    """Different cases."""
    summaries: int
    """Repeats included."""
    metrics: dict[str, Estimate]
    """By name, see `METRICS`; shares from 0 to 1, the rest per summary."""

    def __getitem__(self, name: str) -> Estimate:
        """The metric of this name."""
        return self.metrics[name]


def aggregate(scores: Sequence[CaseScore], *, resamples: int = RESAMPLES) -> Scores:
    """Put case scores together.

    Args:
        scores: One for each summary; several of one case are its repeats.
        resamples: Bootstrap samples.

    Raises:
        ValueError: There are no scores.
    """
    if not scores:
        raise ValueError("there are no scores to aggregate")
    names, table = by_case(scores)
    value = {name: metric(_columns(names, table.sum(axis=0))) for name, metric in METRICS.items()}
    drawn = _columns(names, resampled(len(table), resamples) @ table)
    estimates = {name: _estimate(value[name], metric(drawn)) for name, metric in METRICS.items()}
    return Scores(len(table), len(scores), estimates)


def by_case(scores: Sequence[CaseScore]) -> tuple[list[str], Numbers]:
    """The counts of each case, averaged over its repeats.

    Returns:
        The names of the counts, and a table with a row for each case in the order of slugs.
    """
    groups: dict[str, list[dict[str, float]]] = {}
    for score in sorted(scores, key=lambda one: one.case):
        groups.setdefault(score.case, []).append(counts_of(score))
    names = sorted(next(iter(groups.values()))[0])
    rows = [
        [sum(one[name] for one in repeats) / len(repeats) for name in names]
        for repeats in groups.values()
    ]
    return names, np.array(rows, dtype=np.float64)


def resampled(cases: int, resamples: int) -> Numbers:
    """How often each case is drawn, in each of so many samples; always the same for one input."""
    generator = np.random.default_rng(_SEED)
    return generator.multinomial(cases, [1 / cases] * cases, size=resamples).astype(np.float64)


def counts_of(score: CaseScore) -> dict[str, float]:
    """What a case adds to the sums."""
    counts: dict[str, float] = {"summaries": 1.0, "dropped": score.dropped}
    for kind, found in score.kinds.items():
        counts |= {f"{kind}.tp": found.tp, f"{kind}.fp": found.fp, f"{kind}.fn": found.fn}
    for name, part in _shares(score).items():
        counts |= {f"{name}.right": part.right, f"{name}.total": part.total}
    figures = score.figures
    for name in PER_SUMMARY:
        if name != "dropped":
            counts[name] = float(getattr(figures, name) or 0.0)
    counts["priced"] = float(figures.cost_usd is not None)
    return counts


def _shares(score: CaseScore) -> dict[str, Share]:
    return {
        "grounded": score.grounded,
        "supported": score.supported,
        "first_try": score.first_try,
        **{f"{name}_accuracy": part for name, part in score.accuracies.items()},
    }


def _columns(names: Sequence[str], sums: Numbers) -> Counts:
    return dict(zip(names, np.atleast_2d(sums).T, strict=True))


Metric = Callable[[Counts], Numbers]


def _ratio(part: Numbers, whole: Numbers, empty: float) -> Numbers:
    return np.divide(part, whole, out=np.full_like(whole, empty), where=whole > 0)


def _precision(kind: str) -> Metric:
    return lambda c: _ratio(c[f"{kind}.tp"], c[f"{kind}.tp"] + c[f"{kind}.fp"], 1.0)


def _recall(kind: str) -> Metric:
    return lambda c: _ratio(c[f"{kind}.tp"], c[f"{kind}.tp"] + c[f"{kind}.fn"], 1.0)


def _f1(kind: str) -> Metric:
    def f1(c: Counts) -> Numbers:
        right = 2 * c[f"{kind}.tp"]
        return _ratio(right, right + c[f"{kind}.fp"] + c[f"{kind}.fn"], 1.0)

    return f1


def _macro_f1(counts: Counts) -> Numbers:
    mean: Numbers = np.mean([_f1(kind)(counts) for kind in KINDS], axis=0)
    return mean


def _micro_f1(counts: Counts) -> Numbers:
    right, wrong, missing = (
        sum((counts[f"{kind}.{part}"] for kind in KINDS), np.zeros(1))
        for part in ("tp", "fp", "fn")
    )
    return _ratio(2 * right, 2 * right + wrong + missing, 1.0)


def _share(name: str) -> Metric:
    return lambda c: _ratio(c[f"{name}.right"], c[f"{name}.total"], np.nan)


def _per_summary(name: str) -> Metric:
    """The mean; of the cost, over the summaries whose price is known."""
    whole = "priced" if name == "cost_usd" else "summaries"
    return lambda c: _ratio(c[name], c[whole], np.nan)


PER_SUMMARY = (
    "dropped",
    "calls",
    "input_tokens",
    "output_tokens",
    "cached_tokens",
    "seconds",
    "cost_usd",
)
SHARES = ("grounded", "supported", "first_try", *(f"{name}_accuracy" for name in NAMES))
METRICS: Mapping[str, Metric] = {
    "macro_f1": _macro_f1,
    "micro_f1": _micro_f1,
    **{f"{kind}_f1": _f1(kind) for kind in KINDS},
    **{f"{kind}_precision": _precision(kind) for kind in KINDS},
    **{f"{kind}_recall": _recall(kind) for kind in KINDS},
    **{name: _share(name) for name in SHARES},
    **{name: _per_summary(name) for name in PER_SUMMARY},
}
"""Every metric, from sums of counts. Of the shares more is better; the rest is per summary."""


def _estimate(value: Numbers, drawn: Numbers) -> Estimate:
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value[0]) or not known.size:
        return Estimate(None, None, None)
    low, high = np.percentile(known, _INTERVAL)
    return Estimate(float(value[0]), float(low), float(high))
