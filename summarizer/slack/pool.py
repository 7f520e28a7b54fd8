"""Who works on the jobs: a few threads and a line of bounded length in front of them."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from summarizer.slack.errors import QueueFull
from summarizer.slack.jobs import Job

_LOG = logging.getLogger(__name__)


def _log_fault(job: Job, error: BaseException) -> None:
    """Name the job and the kind of error: its message could hold somebody's words."""
    _LOG.error("job %s failed: %s", job.id, type(error).__name__)


class Pool:
    """Threads that take jobs in the order in which they came.

    The threads are daemons: a model that never answers cannot keep the process alive.

    Args:
        work: Does one job. What it raises ends the job, never the worker.
        workers: How many jobs run at once.
        room: How many may wait besides those that run.
        on_fault: Told of a job whose work raised, and what.
    """

    def __init__(
        self,
        work: Callable[[Job], None],
        *,
        workers: int,
        room: int,
        on_fault: Callable[[Job, BaseException], None] = _log_fault,
    ) -> None:
        if workers < 1 or room < 1:
            raise ValueError("a pool needs at least one worker and room for one job")
        self._work = work
        self._on_fault = on_fault
        self._room = room
        self._waiting: deque[Job] = deque()
        self._running: dict[str, Job] = {}
        self._closing = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._loop, name=f"summarizer-{number}", daemon=True)
            for number in range(1, workers + 1)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> int:
        """Put a job in line; one that is there already keeps its place.

        Returns:
            How many jobs are ahead of it: 0 if a worker is free to take it now.

        Raises:
            QueueFull: The line is full, or the pool is closing.
        """
        with self._changed:
            if self._closing:
                raise QueueFull(
                    "the bot is about to stop and takes no new requests",
                    hint="Ask again in a minute.",
                )
            if not self._holds(job.id):
                if len(self._waiting) >= self._room + self._idle():
                    raise QueueFull(
                        f"{len(self._waiting) + len(self._running)} summaries are waiting already",
                        hint="Ask again in a few minutes.",
                    )
                self._waiting.append(job)
                self._changed.notify()
            return self._ahead(job.id)

    def ahead(self, job_id: str) -> int:
        """How many jobs are ahead of this one: 0 if it runs, is done, or is unknown."""
        with self._changed:
            return self._ahead(job_id)

    def close(self, seconds: float) -> list[Job]:
        """Take no more jobs, begin none that waits, and let those that run end.

        Args:
            seconds: How long to wait for them at most.

        Returns:
            The jobs that are not finished: first those that still run, then those never begun.
        """
        deadline = time.monotonic() + seconds
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            while self._running and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)
            return [*self._running.values(), *self._waiting]

    def _holds(self, job_id: str) -> bool:
        return job_id in self._running or any(job.id == job_id for job in self._waiting)

    def _idle(self) -> int:
        return len(self._threads) - len(self._running)

    def _ahead(self, job_id: str) -> int:
        for place, job in enumerate(self._waiting):
            if job.id == job_id:
                return 0 if place < self._idle() else len(self._running) + place
        return 0

    def _next(self) -> Job | None:
        """Wait for a job and mark it as running; none when the pool closes."""
        with self._changed:
            while not self._waiting and not self._closing:
                self._changed.wait()
            if self._closing:
                return None
            job = self._waiting.popleft()
            self._running[job.id] = job
            return job

    def _loop(self) -> None:
        while job := self._next():
            try:
                self._work(job)
            except BaseException as error:  # noqa: BLE001  # a worker outlives whatever a job raises
                self._tell(job, error)
            finally:
                with self._changed:
                    del self._running[job.id]
                    self._changed.notify_all()

    def _tell(self, job: Job, error: BaseException) -> None:
        try:
            self._on_fault(job, error)
        except BaseException as fault:  # noqa: BLE001  # the same
            _log_fault(job, fault)
