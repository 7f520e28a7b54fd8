"""How long does scoring a case take? Run: ``python -m evals.figures.scorer_speed``.

Every case is scored once, one after the other in one process, against the summary that its label
describes: the most items that it can match. Each item is worded a little otherwise than the label,
so that what is kept of the label's words does not serve for the item's. Before each pass all that
the rules keep is thrown away. Shown is processor time, of each case the fastest of several passes.
It ends with 1 when the bar is missed.
"""

import statistics
import sys
import timeit
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import process_time
from typing import Any

from evals.cases import Case, load_cases
from evals.oracle import oracle
from evals.scoring import aggregate, score
from summarizer.schema import Summary

PASSES = 9
BAR = 5.0
"""Milliseconds a case, median."""
_ROOMS = ("summarizer.checks", "evals.scoring")
"""Where readings are kept."""
_ALSO = ", in short"
"""Words that change a wording and not its sense."""


def main() -> int:
    """Print milliseconds a case; 0 if the bar is met, else 1."""
    pairs = [(case, reworded(oracle(case))) for case in load_cases()]
    passes = [one_pass(pairs) for _ in range(PASSES)]
    best = [min(times) for times in zip(*passes, strict=True)]
    median = statistics.median(best)
    met = median < BAR
    print(f"score, ms a case: median {median:.1f}, mean {statistics.mean(best):.1f}", end=", ")
    print(f"slowest {max(best):.1f}; bar {BAR:g}: {'met' if met else 'MISSED'}")
    scores = [score(case, made) for case, made in pairs]
    whole = timed(partial(aggregate, scores))
    print(f"aggregate over {len(scores)} cases: {whole:.0f} ms")
    return 0 if met else 1


def one_pass(pairs: Sequence[tuple[Case, Summary]]) -> list[float]:
    """Milliseconds of each case, nothing of it being kept from before."""
    for clear in _clearers():
        clear()
    return [timed(partial(score, case, made)) for case, made in pairs]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that it takes."""
    return 1000 * timeit.timeit(work, timer=process_time, number=1)


def reworded(summary: Summary) -> Summary:
    """The summary with other words of the same sense in all its items."""
    fields = {"positions": "statement", "conditions": "requirement", "next_steps": "action"}
    changed = {
        name: tuple(
            item.model_copy(update={field: getattr(item, field) + _ALSO})
            for item in getattr(summary, name)
        )
        for name, field in fields.items()
    }
    return summary.model_copy(update=changed)


def _clearers() -> Iterator[Callable[[], Any]]:
    """What throws away the kept readings of each room."""
    rooms = [module for name, module in sys.modules.items() if name.startswith(_ROOMS)]
    kept = {id(value): value for module in rooms for value in vars(module).values()}
    for value in kept.values():
        if callable(clear := getattr(value, "cache_clear", None)):
            yield clear


if __name__ == "__main__":
    sys.exit(main())
