"""How are the figures of a report written? In one way, on all faces."""

from evals.runs.compare import Difference
from evals.scoring import Estimate

NOT_MEASURED = "not measured"


def number(value: float | None) -> str:
    """Up to four digits; large ones whole."""
    if value is None:
        return NOT_MEASURED
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def share(value: float) -> str:
    """Three places, as scores are written."""
    return f"{value:.3f}"


def interval(estimate: Estimate) -> str:
    """Both ends; empty where nothing was measured."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{number(estimate.low)} to {number(estimate.high)}"


def change(one: Difference) -> str:
    """The difference with its interval."""
    if one.delta is None or one.low is None or one.high is None:
        return NOT_MEASURED
    if one.delta == one.low == one.high == 0:
        return "0"
    return f"{one.delta:+.4g} ({one.low:+.4g} to {one.high:+.4g})"
