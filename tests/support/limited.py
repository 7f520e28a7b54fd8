"""Readers at work in a process of their own, within limits of memory and processor time.

The worker (``python -m support.limited``) imports the readers once, and forks for every bomb.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from support.bombs import BOMBS
from support.feeding import KINDS, feed, samples

MEGABYTES = 1_000
"""Of address space, beyond what the process has when it begins."""
SECONDS = 30
"""Of processor time; the kernel ends a process that takes more."""

_MAKERS = {name: make for bombs in BOMBS.values() for name, make in bombs.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended."""

    said: str
    """``read``, the name of an error, or ``killed``."""
    seconds: float = 0.0
    """Processor time."""
    megabytes: float = 0.0
    """Memory at its peak, beyond what the process had when it began."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the worker is told."""

    bomb: str
    """A name in `BOMBS`."""
    reader: str
    """A key of `KINDS`; ``greedy`` or ``endless`` to prove that the limits are real."""
    seconds: int = SECONDS
    megabytes: int = MEGABYTES


class Worker:
    """Runs tasks one after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, task: Task) -> Outcome:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(task)) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


@contextmanager
def worker() -> Iterator[Worker]:
    tests = Path(__file__).resolve().parents[1]
    path = os.pathsep.join([str(tests), str(tests.parent)])
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "support.limited"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        yield Worker(process)
        assert process.stdin
        process.stdin.close()


def main() -> None:
    for reader in KINDS:
        for sample in samples(reader):
            feed(sample, reader)  # imports what is imported late
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(_forked(Task(**json.loads(line))))) + "\n")
        sys.stdout.flush()


def _forked(task: Task) -> Outcome:
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            _work(task, there)
        finally:
            os._exit(0)
    os.close(there)
    with open(here, encoding="utf-8") as answer:  # noqa: PTH123  # a pipe
        said = answer.read()
    os.waitpid(child, 0)
    return Outcome(**json.loads(said)) if said else Outcome("killed")


def _work(task: Task, there: int) -> None:
    data = _MAKERS[task.bomb]()
    before = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_AS, _address_space() + task.megabytes * 1_000_000)
    _limit(resource.RLIMIT_CPU, int(before.ru_utime + before.ru_stime) + task.seconds)
    try:
        said = _said(data, task.reader)
    except BaseException as error:  # noqa: BLE001  # told to the test
        said = type(error).__name__
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    outcome = Outcome(said, seconds, (after.ru_maxrss - before.ru_maxrss) / 1_000)
    os.write(there, json.dumps(asdict(outcome)).encode())


def _said(data: bytes, reader: str) -> str:
    if reader == "greedy":
        return str(len(bytearray(10 * MEGABYTES * 1_000_000)))
    while reader == "endless":
        pass
    return feed(data, reader)


def _limit(which: int, most: int) -> None:
    resource.setrlimit(which, (most, most))


def _address_space() -> int:
    """Bytes that the process has mapped (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
