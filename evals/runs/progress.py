"""How far is a run? On a terminal a bar on standard error; elsewhere a line for each trial."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as Remaining

from evals.runs.result import Trial
from evals.runs.run import OnTrial


@contextmanager
def shown(total: int, console: Console | None = None) -> Iterator[OnTrial]:
    """Show how far a run is.

    Args:
        total: Trials in all.
        console: Where; standard error if none.

    Yields:
        What to call with each trial.
    """
    console = console or Console(file=sys.stderr)
    if not console.is_terminal:
        counted = iter(range(1, total + 1))
        yield lambda trial: console.print(
            f"{next(counted)}/{total} {told(trial)}", markup=False, highlight=False, soft_wrap=True
        )
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        Remaining(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=total)
        yield lambda trial: progress.update(task, advance=1, description=told(trial))


def told(trial: Trial) -> str:
    """A trial in a line."""
    name = trial.case if not trial.repeat else f"{trial.case} ({trial.repeat + 1})"
    if trial.outcome is None:
        return f"{name}: {trial.failure.code if trial.failure else ''}"
    score = trial.outcome.score
    return f"{name}: macro-F1 {score.macro_f1:.2f}, {score.figures.seconds:.1f} s"
