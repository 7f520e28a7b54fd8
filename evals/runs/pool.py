"""Put jobs to several threads, and begin no more when one finds that the run cannot go on."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Literal

from evals.runs.errors import CapReached, NotRecorded
from evals.runs.jobs import Job
from evals.runs.result import Trial

Work = Callable[[Job], Trial]
OnTrial = Callable[[Trial], None]


@dataclass
class Finished:
    """What came of the jobs."""

    trials: list[Trial] = field(default_factory=list)
    """In the order in which they came."""
    not_recorded: list[Job] = field(default_factory=list)
    """Those for which a replay has no answer."""
    stopped: Literal["", "budget", "interrupted"] = ""
    """Why not all of them were done."""


def do_all(jobs: Sequence[Job], work: Work, workers: int, on_trial: OnTrial) -> Finished:
    """Do jobs, several at a time, begun in their order.

    Args:
        jobs: What is to be done.
        work: Does one; called from several threads.
        workers: How many at a time.
        on_trial: Told of each trial as it comes; called from this thread.

    Returns:
        All trials that were made. When the cap is reached or Ctrl-C is pressed, no more are
        begun, and those under way are waited for.

    Raises:
        RunStopped: What `work` raised, but for `CapReached` and `NotRecorded`.
    """
    finished = Finished()
    stop = threading.Event()

    def unless_stopped(job: Job) -> Trial | None:
        return None if stop.is_set() else work(job)

    with ThreadPoolExecutor(workers) as pool:
        futures = {pool.submit(unless_stopped, job): job for job in jobs}
        try:
            _gather(futures, finished, on_trial, stop)
        except KeyboardInterrupt:
            finished.stopped = "interrupted"
            stop.set()
            _gather(futures, finished, on_trial, stop)
        finally:
            stop.set()
    return finished


def _gather(
    futures: dict[Future[Trial | None], Job],
    finished: Finished,
    on_trial: OnTrial,
    stop: threading.Event,
) -> None:
    """Take what is done out of the futures until none is left."""
    for future in as_completed(list(futures)):
        job = futures.pop(future)
        try:
            trial = future.result()
        except CapReached:
            finished.stopped = finished.stopped or "budget"
            stop.set()
        except NotRecorded:
            finished.not_recorded.append(job)
        else:
            if trial:
                finished.trials.append(trial)
                on_trial(trial)
