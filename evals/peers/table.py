"""The trials as tables: quality, cost, what failed, and what would change the picture.

All of it follows from the kept trials, with today's labels and scorer: no model is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.cases import Case
from evals.peers.convert import summary_of
from evals.peers.nearest import misquotes_placed
from evals.peers.systems import NAMES, OURS
from evals.peers.trials import Trial
from evals.runs.trial import text_sha256
from evals.scoring import CaseScore, Estimate, Scores, aggregate, score
from evals.scoring.aggregate import METRICS, RESAMPLES, by_case, resampled

Rows = Mapping[str, Sequence["Scored"]]
"""Of each system, its readings of the cases that all systems have read."""

_QUALITY = {
    "macro_f1": "macro-F1",
    "actor_f1": "actors",
    "position_f1": "positions",
    "condition_f1": "conditions",
    "next_step_f1": "next steps",
}
_INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Scored:
    """A trial and what it is worth."""

    trial: Trial
    score: CaseScore
    """A failure scores as a summary with nothing in it."""
    score_if_mended: CaseScore
    """The same, had the complete items of a cut-off answer been saved."""
    score_if_placed: CaseScore
    """And had every misquote been placed at the words that it comes nearest to, too."""


def scored(trials: Mapping[tuple[str, str], Trial], cases: Iterable[Case]) -> Rows:
    """Score the trials of the cases that every system present has read.

    Args:
        trials: By system and case.
        cases: All cases; a trial of another version of a text is left out.
    """
    present = [name for name in NAMES if any(system == name for system, _ in trials)]
    rows: dict[str, list[Scored]] = {name: [] for name in present}
    for case in cases:
        found = [trials.get((name, case.slug)) for name in present]
        if not all(one and one.text_sha256 == text_sha256(case) for one in found):
            continue
        for one in found:
            if one:
                rows[one.system].append(_scored(one, case))
    return rows


def _scored(trial: Trial, case: Case) -> Scored:
    mended = summary_of(trial, case, mend_cut=True)
    placed = misquotes_placed(mended, case.document)
    summaries = (summary_of(trial, case), mended, placed)
    return Scored(trial, *(score(case, summary) for summary in summaries))


def quality(rows: Rows) -> str:
    """F1 with its 95 % interval, and the share of grounded items."""
    heads = ["system", *_QUALITY.values(), "grounded items"]
    return table(heads, ([name, *_quality(_scores(of))] for name, of in rows.items()))


def _quality(scores: Scores) -> Iterator[str]:
    for name in _QUALITY:
        yield _with_interval(scores[name])
    grounded = scores["grounded"].value
    yield "–" if grounded is None else f"{grounded:.0%}"


def costs(rows: Rows) -> str:
    """Tokens and seconds of a text, each beside its multiple of ours; failures of all texts."""
    heads = ["system", "input tokens", "output tokens", "seconds", "processor seconds"]
    heads += ["calls", "texts without an answer", "answers cut off"]
    ours = rows.get(OURS, ())
    return table(heads, ([name, *_costs(of, ours)] for name, of in rows.items()))


def _costs(of: Sequence[Scored], ours: Sequence[Scored]) -> Iterator[str]:
    for figure in (_input, _output, _seconds, _cpu_seconds):
        mean = _mean(of, figure)
        base = _mean(ours, figure)
        yield "–" if mean is None else f"{mean:,.0f}" + (f" ({mean / base:.1f}x)" if base else "")
    calls = sum(one.trial.spent.calls for one in of)
    failed = sum(bool(one.trial.failure) for one in of)
    yield f"{calls / len(of):.1f}"
    yield f"{failed} of {len(of)}"
    yield f"{sum(one.trial.spent.cut for one in of)} of {calls}"


def _input(one: Scored) -> float | None:
    return one.trial.spent.input_tokens


def _output(one: Scored) -> float | None:
    return one.trial.spent.output_tokens


def _seconds(one: Scored) -> float | None:
    return one.trial.seconds


def _cpu_seconds(one: Scored) -> float | None:
    return one.trial.cpu_seconds


def _mean(of: Sequence[Scored], figure: Callable[[Scored], float | None]) -> float | None:
    values = [value for one in of if (value := figure(one)) is not None]
    return sum(values) / len(values) if values and len(values) == len(of) else None


def sensitivity(rows: Rows) -> str:
    """Macro-F1 under other rules, each kinder to a peer than the first table's."""
    heads = ["system", "as above", "only texts with an answer", "cut-off answers mended"]
    heads += ["and misquotes placed"]
    return table(heads, ([name, *_sensitivity(of)] for name, of in rows.items()))


def _sensitivity(of: Sequence[Scored]) -> Iterator[str]:
    yield _with_interval(_scores(of)["macro_f1"])
    answered = [one for one in of if not one.trial.failure]
    yield _with_interval(_scores(answered)["macro_f1"]) if answered else "–"
    yield _with_interval(aggregate([one.score_if_mended for one in of])["macro_f1"])
    yield _with_interval(aggregate([one.score_if_placed for one in of])["macro_f1"])


def bars(rows: Rows) -> str:
    """Ours against the peers: ratios with their paired 95 % intervals, and the bars."""
    peers = [name for name in rows if name != OURS]
    heads = ["figure", "ours", "peer's", "ratio", "bar", "met"]
    if OURS not in rows or not peers:
        return table(heads, ())
    best = max(peers, key=lambda name: _value(rows[name], "macro_f1"))
    asked: list[tuple[str, str, str, float, bool]] = [
        ("macro-F1", "macro_f1", best, 2.0, True),
        ("seconds", "seconds", "langextract", 0.5, False),
        ("output tokens", "output_tokens", "instructor", 0.6, False),
        ("output tokens", "output_tokens", "instructor-example", 0.6, False),
    ]
    return table(heads, (_bar(rows, *one) for one in asked if one[2] in rows))


def _bar(
    rows: Rows,
    words: str,
    metric: str,
    peer: str,
    bar: float,
    more: bool,  # noqa: FBT001  # a row
) -> list[str]:
    ours, theirs = _value(rows[OURS], metric), _value(rows[peer], metric)
    found = ratio(rows[OURS], rows[peer], metric)
    met = found.value is None or (found.value >= bar if more else found.value <= bar)
    sign = "≥" if more else "≤"
    digits = ".3f" if metric == "macro_f1" else ",.0f"
    return [
        f"{words}, against `{peer}`",
        f"{ours:{digits}}",
        f"{theirs:{digits}}",
        _with_interval(found),
        f"{sign} {bar:g}",
        "yes" if met else "no",
    ]


def ratio(ours: Sequence[Scored], theirs: Sequence[Scored], metric: str) -> Estimate:
    """How many times the peer's figure ours is, with the paired interval over cases.

    Args:
        ours: Readings of the same cases as theirs.
        theirs: The peer's.
        metric: A name of `evals.scoring.aggregate.METRICS`.
    """
    values = [_drawn([one.score for one in of], metric) for of in (ours, theirs)]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = values[0] / values[1]
    drawn = ratios[1:][np.isfinite(ratios[1:])]
    if not np.isfinite(ratios[0]) or not drawn.size:
        return Estimate(None, None, None)
    low, high = np.percentile(drawn, _INTERVAL)
    return Estimate(float(ratios[0]), float(low), float(high))


def _drawn(scores: Sequence[CaseScore], metric: str) -> np.ndarray:
    """The metric over all cases, and then over each sample of them."""
    names, counts = by_case(scores)
    sums = np.vstack([counts.sum(axis=0), resampled(len(counts), RESAMPLES) @ counts])
    return METRICS[metric](dict(zip(names, sums.T, strict=True)))


def about(rows: Rows) -> str:
    """What was asked of whom, when, with which versions."""
    heads = ["system", "asked (UTC)", "model", "versions"]
    return table(heads, ([name, *_about([one.trial for one in of])] for name, of in rows.items()))


def _about(trials: Sequence[Trial]) -> Iterator[str]:
    days = sorted({trial.asked.date().isoformat() for trial in trials})
    yield " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "–"
    yield ", ".join(sorted({f"`{trial.model}`" for trial in trials}))
    versions = {f"{name} {version}" for trial in trials for name, version in trial.versions.items()}
    yield ", ".join(sorted(versions))


def by_text(rows: Rows) -> str:
    """Macro-F1 of each text, and what failed."""
    heads = ["text", *(f"`{name}`" for name in rows)]
    cases = [one.trial.case for one in next(iter(rows.values()), ())]
    return table(
        heads,
        ([slug, *(_told(of[number]) for of in rows.values())] for number, slug in enumerate(cases)),
    )


def _told(one: Scored) -> str:
    words = f"{one.score.macro_f1:.2f}"
    return f"{words} ({one.trial.failure})" if one.trial.failure else words


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    cells = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _scores(of: Sequence[Scored]) -> Scores:
    return aggregate([one.score for one in of])


def _value(of: Sequence[Scored], metric: str) -> float:
    return _scores(of)[metric].value or 0.0


def _with_interval(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "–"
    return f"{estimate.value:.2f} ({estimate.low:.2f}–{estimate.high:.2f})"
