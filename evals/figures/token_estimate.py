"""How far is the estimate of tokens from what the embedded model's tokenizer counts?

Run it from the root of the repository: ``python -m evals.figures.token_estimate``. It needs the
embedded model (``summarizer model pull``), for its tokenizer alone, and no network. It ends with 1
when the bar is missed.
"""

import argparse
import statistics
import sys
from dataclasses import dataclass

from evals.cases import load_cases
from summarizer import tokens
from summarizer.local.catalogue import DEFAULT
from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.shelf import models_directory, resolve_model

BAR = 0.10
"""The median error may be this, as a share of the tokens."""
WORST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """One text, estimated and counted."""

    slug: str
    """Which case it is of."""
    estimated: int
    """Tokens by `summarizer.tokens`."""
    counted: int
    """Tokens by the tokenizer."""

    @property
    def error(self) -> float:
        """Over (positive) or under, as a share of the counted tokens."""
        return self.estimated / self.counted - 1

    def __str__(self) -> str:
        return f"{self.slug:<40}{self.estimated:>9}{self.counted:>9}{self.error:>+8.1%}"


def main() -> int:
    """Print the median and the worst errors; 0 if the bar is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=DEFAULT.name)
    estimates = compare(parser.parse_args().model)
    median = statistics.median(abs(one.error) for one in estimates)
    lean = statistics.median(one.error for one in estimates)
    met = median <= BAR
    heading = f"worst of {len(estimates)} texts"
    print(f"{heading:<40}{'estimate':>9}{'tokens':>9}{'error':>8}")
    print(*sorted(estimates, key=lambda one: -abs(one.error))[:WORST_SHOWN], sep="\n")
    print(f"median error {median:.1%} (leaning {lean:+.1%})  <= {BAR:.0%} ", end="")
    print("met" if met else "MISSED")
    return 0 if met else 1


def compare(model: str) -> list[Estimate]:
    """The sources of all cases, estimated and counted.

    Args:
        model: Name or path of a model on this machine.
    """
    engine = Engine.open(resolve_model(model, models_directory()), EngineOptions())
    try:
        return [
            Estimate(case.slug, tokens.estimate(case.text), engine.tokenize(case.text))
            for case in load_cases()
        ]
    finally:
        engine.close()


if __name__ == "__main__":
    sys.exit(main())
