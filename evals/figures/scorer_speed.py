"""How long does scoring a case take? Run: ``python -m evals.figures.scorer_speed``.

Every case is scored against the summary that its label describes, the most items that it can
match. Shown is the best of several runs, and apart from it what the product's own support rules
take of it.
"""

import statistics
import timeit
from collections.abc import Callable

from evals.cases import load_cases
from evals.oracle import oracle
from evals.scoring import aggregate, score
from evals.scoring.claims import produced_claims
from evals.scoring.support import support_faults

RUNS = 7


def main() -> None:
    """Print milliseconds a case: median and the slowest."""
    pairs = [(case, oracle(case)) for case in load_cases()]
    whole = [best(lambda: score(case, made)) for case, made in pairs]  # noqa: B023  # called at once
    support = [
        best(lambda: [list(support_faults(claim)) for claim in produced_claims(made)])  # noqa: B023
        for _, made in pairs
    ]
    rest = [all_ - part for all_, part in zip(whole, support, strict=True)]
    for name, times in (("score", whole), ("support rules", support), ("matching", rest)):
        print(f"{name}: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
    scores = [score(case, made) for case, made in pairs]
    print(f"aggregate over {len(scores)} cases: {best(lambda: aggregate(scores)):.1f} ms")


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the fastest of `RUNS` runs."""
    return 1000 * min(timeit.repeat(work, number=1, repeat=RUNS))


if __name__ == "__main__":
    main()
