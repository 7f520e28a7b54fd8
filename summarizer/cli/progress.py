"""How far is it? A bar on standard error with the stage, the speed and the time."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from summarizer.model import OnProgress
from summarizer.model import Progress as Stand

_STAGES = {
    "load": "loading the model",
    "read": "reading",
    "write": "writing",
    "repair": "asking again",
}
_TOKEN_STAGES = {_STAGES["read"], _STAGES["write"]}


class _TokenRate(ProgressColumn):
    """Tokens each second, in the stages that count tokens."""

    def render(self, task: Task) -> Text:
        counts = task.fields["stage"] in _TOKEN_STAGES
        return Text(f"{task.speed:.0f} tokens/s" if counts and task.speed else "")


@contextmanager
def bar(label: str) -> Iterator[OnProgress]:
    """Show a bar for one summary; it leaves no trace.

    Args:
        label: What is worked on.

    Yields:
        What to call with each step; from any thread.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[stage]}", markup=False),
        BarColumn(bar_width=30),
        _TokenRate(),
        TimeElapsedColumn(),
    )
    lock = threading.Lock()
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(label, total=None, stage="starting")

        def show(stand: Stand) -> None:
            stage, total = _STAGES.get(stand.stage, stand.stage), stand.total or None
            with lock:
                if stage != progress.tasks[0].fields["stage"]:
                    progress.reset(task, total=total, stage=stage)
                progress.update(task, completed=stand.done, total=total)

        yield show


@contextmanager
def download_bar(label: str) -> Iterator[OnProgress]:
    """Show a bar that counts bytes; it leaves no trace.

    Args:
        label: What is fetched.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda stand: progress.update(task, completed=stand.done, total=stand.total or None)
