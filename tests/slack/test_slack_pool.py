"""What the pool promises: order, a bounded line, workers that outlive any job, a clean end."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.slack_jobs import job

from summarizer.errors import LimitError
from summarizer.slack.errors import QueueFull
from summarizer.slack.jobs import Job
from summarizer.slack.pool import Pool

PATIENCE = 10.0


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.002)


class Gate:
    """Work that waits until its job is let through."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.ended: list[str] = []
        self._open: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, job: Job) -> None:
        self.began.append(job.id)
        assert self._of(job.id).wait(PATIENCE)
        self.ended.append(job.id)

    def let(self, *names: str) -> None:
        for name in names:
            self._of(name).set()

    def _of(self, name: str) -> threading.Event:
        with self._lock:
            return self._open.setdefault(name, threading.Event())


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def pools() -> Iterator[Callable[..., Pool]]:
    made: list[Pool] = []

    def make(work: Any, **settings: Any) -> Pool:
        made.append(Pool(work, **{"workers": 1, "room": 10, **settings}))
        return made[-1]

    yield make
    for pool in made:
        pool.close(0)


def test_a_job_is_told_how_many_are_ahead_and_moves_up(pools: Any, gate: Gate) -> None:
    pool = pools(gate, workers=2)
    assert [pool.submit(job(name)) for name in "abcde"] == [0, 0, 2, 3, 4]
    until(lambda: len(gate.began) == 2)
    assert [pool.ahead(name) for name in "abcde"] == [0, 0, 2, 3, 4]
    gate.let("a")
    until(lambda: "c" in gate.began)
    assert [pool.ahead(name) for name in "abcde"] == [0, 0, 0, 2, 3]
    gate.let(*"bcde")
    until(lambda: len(gate.ended) == 5)
    assert pool.ahead("e") == 0


def test_jobs_are_begun_in_the_order_in_which_they_came(pools: Any, gate: Gate) -> None:
    pool = pools(gate)
    gate.let(*"abcdefgh")
    for name in "abcdefgh":
        pool.submit(job(name))
    until(lambda: len(gate.ended) == 8)
    assert gate.began == list("abcdefgh")


def test_as_many_jobs_run_at_once_as_there_are_workers(pools: Any, gate: Gate) -> None:
    pool = pools(gate, workers=3)
    for name in "abcde":
        pool.submit(job(name))
    until(lambda: len(gate.began) == 3)
    gate.let("b")
    until(lambda: len(gate.began) == 4)
    assert gate.ended == ["b"]
    gate.let(*"acde")


def test_the_line_is_bounded_and_a_job_too_many_is_refused(pools: Any, gate: Gate) -> None:
    pool = pools(gate, workers=1, room=2)
    for name in "abc":
        pool.submit(job(name))
    with pytest.raises(QueueFull, match="3 summaries are waiting already") as caught:
        pool.submit(job("d"))
    assert isinstance(caught.value, LimitError)
    assert caught.value.hint
    gate.let("a")
    until(lambda: "b" in gate.began)
    assert pool.submit(job("d")) == 2
    gate.let(*"bcd")
    until(lambda: len(gate.ended) == 4)


def test_a_free_worker_takes_a_job_however_short_the_line(pools: Any, gate: Gate) -> None:
    """As many fit as run and wait together, even before a worker woke up."""
    pool = pools(gate, workers=3, room=1)
    assert [pool.submit(job(name)) for name in "abcd"] == [0, 0, 0, 3]
    gate.let(*"abcd")


def test_a_job_that_is_in_line_already_is_not_worked_on_twice(pools: Any, gate: Gate) -> None:
    pool = pools(gate)
    for name in ("a", "b", "c"):
        pool.submit(job(name))
    until(lambda: gate.began == ["a"])
    assert pool.submit(job("a")) == 0
    assert pool.submit(job("c")) == 2
    gate.let(*"abc")
    until(lambda: len(gate.ended) == 3)
    pool.close(PATIENCE)
    assert gate.began == ["a", "b", "c"]


@pytest.mark.parametrize("error", [ValueError, MemoryError, SystemExit, KeyboardInterrupt])
def test_a_worker_outlives_whatever_a_job_raises(pools: Any, error: type[BaseException]) -> None:
    faults: list[tuple[str, type[BaseException]]] = []
    done: list[str] = []

    def work(job: Job) -> None:
        if job.id == "bad":
            raise error
        done.append(job.id)

    pool = pools(work, on_fault=lambda job, fault: faults.append((job.id, type(fault))))
    pool.submit(job("bad"))
    pool.submit(job("good"))
    until(lambda: done == ["good"])
    assert faults == [("bad", error)]


def test_a_worker_outlives_a_fault_that_cannot_be_told(
    pools: Any, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def work(job: Job) -> None:
        if job.id == "bad":
            raise ValueError("the words of somebody")
        done.append(job.id)

    def tell(_job: Job, _fault: BaseException) -> None:
        raise OSError("xoxb-token")

    pool = pools(work, on_fault=tell)
    pool.submit(job("bad"))
    pool.submit(job("good"))
    until(lambda: done == ["good"])
    assert caplog.messages == ["job bad failed: OSError"]


def test_a_fault_is_logged_without_its_words(pools: Any, caplog: pytest.LogCaptureFixture) -> None:
    def work(_job: Job) -> None:
        raise ValueError("the words of somebody")

    pool = pools(work)
    pool.submit(job("bad"))
    until(lambda: len(caplog.messages) == 1)
    assert "job bad failed: ValueError" in caplog.text
    assert "words" not in caplog.text


def test_closing_waits_for_what_runs_and_begins_nothing_more(pools: Any, gate: Gate) -> None:
    pool = pools(gate)
    for name in "abc":
        pool.submit(job(name))
    until(lambda: gate.began == ["a"])
    threading.Timer(0.05, gate.let, "abc").start()
    assert [left.id for left in pool.close(PATIENCE)] == ["b", "c"]
    assert gate.ended == ["a"]
    assert gate.began == ["a"]


def test_closing_gives_up_in_time_and_hands_back_what_still_runs(pools: Any, gate: Gate) -> None:
    pool = pools(gate)
    for name in "abc":
        pool.submit(job(name, words="kept in memory"))
    until(lambda: gate.began == ["a"])
    left = pool.close(0.01)
    assert [each.id for each in left] == ["a", "b", "c"]
    assert {each.words for each in left} == {"kept in memory"}
    gate.let("a")


def test_a_closed_pool_takes_no_jobs_and_can_be_closed_again(pools: Any, gate: Gate) -> None:
    pool = pools(gate)
    assert pool.close(PATIENCE) == []
    with pytest.raises(QueueFull, match="about to stop"):
        pool.submit(job("a"))
    assert pool.close(PATIENCE) == []


def test_many_threads_submit_at_once_and_every_job_is_done_once(pools: Any) -> None:
    done: list[str] = []
    pool = pools(lambda job: done.append(job.id), workers=4, room=400)
    names = [f"j{number}" for number in range(200)]
    threads = [
        threading.Thread(target=lambda part=part: [pool.submit(job(name)) for name in part])
        for part in (names[:100], names[100:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    until(lambda: len(done) >= len(names))
    assert sorted(done) == sorted(names)


@pytest.mark.parametrize("settings", [{"workers": 0}, {"room": 0}])
def test_a_pool_without_workers_or_room_is_refused(pools: Any, settings: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        pools(print, **settings)
