"""Which trials does a run hold, and in which order?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import Case


@dataclass(frozen=True, slots=True)
class Job:
    """A trial that is to be made."""

    case: Case
    repeat: int
    """From 0."""


def jobs(cases: Sequence[Case], repeats: int, rotation: str, sample: int = 0) -> tuple[Job, ...]:
    """All cases once, then all of them again, in an order that the rotation decides.

    A run that is cut short, or holds a sample only, so covers other cases each time.

    Args:
        cases: What can be run.
        repeats: Trials of each case.
        rotation: Any text, such as the day; another one gives another order.
        sample: Only so many cases, the first in the order; all if 0.
    """
    order = sorted(cases, key=lambda case: _hash(rotation, case.slug))
    chosen = order[:sample] if sample else order
    return tuple(Job(case, repeat) for repeat in range(repeats) for case in chosen)


def _hash(rotation: str, slug: str) -> str:
    return hashlib.sha256(f"{rotation}\0{slug}".encode()).hexdigest()
