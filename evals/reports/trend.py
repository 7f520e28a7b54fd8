"""The course of a metric over several runs, as the figures of an SVG picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.reports import figures
from evals.reports.report import Point

WIDTH, HEIGHT = 320, 120
"""Of the picture, in its own units; it is shown as wide as there is room."""
_EDGE = 10


@dataclass(frozen=True, slots=True)
class Dot:
    """A run in the picture."""

    x: float
    y: float
    low: float
    """Where the lower end of its interval is."""
    high: float
    title: str
    """What is told of it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A metric over the runs that have it."""

    metric: str
    dots: tuple[Dot, ...]
    line: str
    """The points of a polyline."""


def curve(metric: str, points: Sequence[Point]) -> Curve:
    """Lay out a metric, from 0 at the bottom to 1 at the top.

    Args:
        metric: Name of one that is a share.
        points: The runs, the oldest first.
    """
    step = (WIDTH - 2 * _EDGE) / max(1, len(points) - 1)
    dots = tuple(
        Dot(
            x=round(_EDGE + number * step, 1),
            y=_height(one.value),
            low=_height(one.low),
            high=_height(one.high),
            title=f"{point.id}: {figures.number(one.value)} ({figures.interval(one)})",
        )
        for number, point in enumerate(points)
        if (one := point.scores[metric]).value is not None
    )
    return Curve(metric, dots, " ".join(f"{dot.x},{dot.y}" for dot in dots))


def _height(value: float | None) -> float:
    return round(HEIGHT - _EDGE - (value or 0.0) * (HEIGHT - 2 * _EDGE), 1)
