"""How do jobs come in, and whose are they? Stored before they are acknowledged, worked on once.

An event is marked as seen and its job stored in one step: a process that dies loses neither,
and what Slack delivers again is not done again. A job that waits or runs here is leased to
this process; when its lease is over, another process takes it, or this one after a restart.
"""

import logging
import threading
import uuid
from collections.abc import Callable

from summarizer.slack.errors import QueueFull
from summarizer.slack.jobs import Job
from summarizer.slack.pool import Pool
from summarizer.slack.store import Outcome, Store

_LOG = logging.getLogger(__name__)

MAX_TRIES = 3
"""A job that so many processes have begun and none has finished is given up."""


class Intake:
    """The jobs of this process.

    Args:
        store: Where jobs outlive the process.
        perform: Does a job and says what came of it; none: it is another's by now.
        give_up: Tells a person that a job was begun `MAX_TRIES` times in vain.
        workers: How many jobs run at once.
        room: How many may wait.
    """

    def __init__(
        self,
        store: Store,
        perform: Callable[[Job], Outcome | None],
        give_up: Callable[[Job], None],
        *,
        workers: int,
        room: int,
    ) -> None:
        self._store = store
        self._perform = perform
        self._give_up = give_up
        self._owner = uuid.uuid4().hex
        self._held: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._pool = Pool(self._work, workers=workers, room=room)

    def first_time(self, *keys: str) -> bool:
        """Mark an event that makes no job; False if it was seen before."""
        return self._store.first_time(*keys)

    def take(self, job: Job, *keys: str) -> bool:
        """Mark an event and store its job; False if it was seen before.

        Raises:
            StoreFailed: Nothing is marked and nothing stored: Slack shall deliver it again.
        """
        new = self._store.first_time(*keys, job=job, owner=self._owner)
        if new:
            self._hold(job)
        return new

    def submit(self, job: Job) -> int:
        """Put a job in line.

        Returns:
            How many jobs are ahead of it.

        Raises:
            QueueFull: There is no room; the person must be told, as the job is closed.
        """
        self._hold(job)
        try:
            return self._pool.submit(job)
        except QueueFull:
            self._drop(job)
            self._store.finish(job.id, "told")
            raise

    def renew(self) -> None:
        """Keep the leases of all jobs that wait or run here; call it well within a lease."""
        with self._lock:
            held = list(self._held.values())
        for job in held:
            self.still_ours(job)

    def still_ours(self, job: Job) -> bool:
        """Keep the lease of a job; False if another process has taken it."""
        return self._store.renew(job.id, self._owner)

    def resume(self) -> int:
        """Take jobs over that nobody works on, as long as there is room.

        Returns:
            How many.
        """
        taken = 0
        for job in self._store.unfinished():
            with self._lock:
                known = job.id in self._held
            if known:
                continue
            if job.tries >= MAX_TRIES:
                self._store.finish(job.id, "told")
                self._give_up(job)
                continue
            try:
                self._hold(job)
                self._pool.submit(job)
            except QueueFull:
                self._drop(job)
                break
            taken += 1
        return taken

    def close(self, seconds: float) -> int:
        """Stop: let the jobs that run end, and give the others back to the store.

        Args:
            seconds: How long to wait for the running ones.

        Returns:
            How many are not finished; another process, or the next, takes them.
        """
        left = self._pool.close(seconds)
        self._store.release(self._owner)
        with self._lock:
            self._held.clear()
        return len(left)

    def _work(self, job: Job) -> None:
        try:
            if self._store.begin(job.id, self._owner) and (outcome := self._perform(job)):
                self._store.finish(job.id, outcome)
        finally:
            # Whatever is not finished is offered again when its lease is over.
            self._drop(job)

    def _hold(self, job: Job) -> None:
        with self._lock:
            self._held[job.id] = job

    def _drop(self, job: Job) -> None:
        with self._lock:
            self._held.pop(job.id, None)
