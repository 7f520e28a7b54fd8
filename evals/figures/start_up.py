"""How long does a start take that asks no model?

Run it from the root of the repository: ``python -m evals.figures.start_up [DOCUMENT]``. Nothing is
asked and nothing is sent. Every command runs in a process of its own, by turns, after one round
that warms the disk; the table shows the medians. ``python -c pass`` is the floor. It ends with 1
when a bar is missed.
"""

import argparse
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "peskov-istanbul-talks-2025-05-30.txt"
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Start:
    """A command that is timed."""

    name: str
    """What to call it in the table."""
    words: tuple[str, ...]
    """What follows ``python``."""
    bar: float = 0.0
    """The most that the median may be, in seconds; 0 for none."""


def starts(document: Path) -> tuple[Start, ...]:
    """What is timed, the floor first.

    Args:
        document: What ``--dry-run`` reads.
    """
    program = ("-m", "summarizer")
    dry_run = (*program, "--dry-run", str(document))
    endpoint = ("--model", "gpt-5-mini", "--base-url", "http://127.0.0.1:9/v1")
    return (
        Start("python -c pass", ("-c", "pass")),
        Start("--help", (*program, "--help"), 0.3),
        Start("--dry-run, embedded model", (*dry_run, "--model", "qwen2.5-coder-1.5b"), 0.5),
        Start("--dry-run, endpoint", (*dry_run, *endpoint), 0.5),
    )


def medians(timed: tuple[Start, ...], rounds: int) -> list[float]:
    """The median time of each command, in seconds.

    Args:
        timed: The commands.
        rounds: How often each of them runs, apart from the first time.
    """
    taken: list[list[float]] = [[seconds(start) for start in timed] for _ in range(rounds + 1)]
    return [statistics.median(column) for column in zip(*taken[1:], strict=True)]


def seconds(start: Start) -> float:
    """How long a command takes, in seconds.

    Raises:
        CalledProcessError: It fails.
    """
    began = time.perf_counter()
    command = [sys.executable, *start.words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own program
    return time.perf_counter() - began


def main() -> int:
    """Print a line for each command; 0 if every bar is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path, nargs="?", default=SEED)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    timed = starts(arguments.document)
    found = medians(timed, arguments.rounds)
    print(f"{'median of ' + str(arguments.rounds):<28}{'seconds':>8}{'ratio':>8}")
    for start, median in zip(timed, found, strict=True):
        bar = f"  <= {start.bar} s {_verdict(start, median)}" if start.bar else ""
        print(f"{start.name:<28}{median:>8.3f}{median / found[0]:>7.0f}x{bar}")
    return int("MISSED" in map(_verdict, timed, found))


def _verdict(start: Start, median: float) -> str:
    return "MISSED" if start.bar and median > start.bar else "met"


if __name__ == "__main__":
    sys.exit(main())
