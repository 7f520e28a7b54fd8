"""The folder of a run: how it is written while the run goes on, and read afterwards.

``run.json`` says what was begun, ``trials.jsonl`` gets a line for each trial as it comes, and
``result.json`` is written last. A run that was killed has no ``result.json``; it is read from the
other two, and is then partial.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from evals.runs.errors import Unusable
from evals.runs.files import write_whole
from evals.runs.result import Partial, RunResult, Spent, Trial
from evals.scoring import Scores, aggregate

T = TypeVar("T", bound=BaseModel)

_BEGUN, _TRIALS, _RESULT = "run.json", "trials.jsonl", "result.json"


class Begun(BaseModel):
    """What is known of a run when it begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    head: dict[str, Any]
    """The result's own fields, without trials, scores and what was spent."""
    planned: int
    """How many trials it is to have."""


class RunFolder:
    """Where a run writes.

    Args:
        path: The folder; made if need be.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def opened(self, head: dict[str, Any], planned: int) -> Iterator[None]:
        """Begin a run here; what an earlier one left is taken away first.

        Raises:
            Unusable: The folder cannot be written, or another run is writing to it.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / ".lock").acquire(timeout=0):
                self.clear()
                write_whole(self.path / _TRIALS, "")
                begun = Begun(head=head, planned=planned)
                write_whole(self.path / _BEGUN, begun.model_dump_json(indent=1) + "\n")
                yield
        except Timeout:
            raise Unusable(f"another run is writing to {self.path}") from None
        except OSError as error:
            raise Unusable(f"{self.path} cannot be written: {error.strerror}") from None

    def clear(self) -> None:
        """Take away the result of an earlier run: a gate must never read it for this one's.

        Raises:
            Unusable: The folder cannot be written.
        """
        try:
            (self.path / _RESULT).unlink(missing_ok=True)
        except OSError as error:
            raise Unusable(f"{self.path} cannot be written: {error.strerror}") from None

    def add(self, trial: Trial) -> None:
        """Write a trial down, at once."""
        with (self.path / _TRIALS).open("a", encoding="utf-8") as file:
            file.write(trial.model_dump_json() + "\n")

    def finish(self, result: RunResult) -> Path:
        """Write the result.

        Returns:
            Its file.
        """
        path = self.path / _RESULT
        write_result(path, result)
        return path


def write_result(path: Path, result: RunResult) -> None:
    """Write a result with a line for each trial, so that versions of it can be compared.

    Raises:
        Unusable: It cannot be written.
    """
    head = result.model_dump_json(indent=1, exclude={"trials"}).removesuffix("\n}")
    lines = ",\n".join(trial.model_dump_json() for trial in result.trials)
    write_whole(path, f'{head},\n "trials": [\n{lines}\n ]\n}}\n')


def read_run(path: Path) -> RunResult:
    """Read a run.

    Args:
        path: Its folder, or the file of a result.

    Raises:
        Unusable: There is no run, or its files are broken; the message names file and place. Only
            the last line of ``trials.jsonl`` may be cut: that is where a run was killed.
    """
    if path.is_file():
        return _result(path)
    if (path / _RESULT).is_file():
        return _result(path / _RESULT)
    if not is_run(path):
        raise Unusable(f"there is no run in {path}", hint="python -m evals run -o FOLDER makes one")
    return _killed(path)


def is_run(path: Path) -> bool:
    """Whether a file, or a folder with the files of a run, is there; they may still be broken."""
    return path.is_file() or (path / _RESULT).is_file() or (path / _BEGUN).is_file()


def put_together(head: dict[str, Any], trials: Iterable[Trial], spent: Spent) -> RunResult:
    """A result from its parts; trials are sorted and scores are made.

    Args:
        head: The other fields.
        trials: In any order.
        spent: What asking cost.
    """
    ordered = tuple(sorted(trials, key=lambda trial: trial.key))
    return RunResult.model_validate(
        {**head, "trials": ordered, "scores": scores_of(ordered), "spent": spent}
    )


def scores_of(trials: Iterable[Trial]) -> Scores | None:
    """The scores of all outcomes; none where there is none."""
    found = [trial.outcome.score for trial in trials if trial.outcome]
    return aggregate(found) if found else None


def _killed(path: Path) -> RunResult:
    begun = _parsed(path / _BEGUN, Begun)
    trials = list(_lines(path / _TRIALS))
    partial = Partial(reason="killed", missing=begun.planned - len(trials))
    return put_together({**begun.head, "partial": partial}, trials, Spent(cost_usd=None))


def _lines(path: Path) -> Iterator[Trial]:
    try:
        lines = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}") from None
    # Whatever follows the last line break was being written when the run was killed.
    for number, line in enumerate(lines[:-1], 1):
        try:
            yield Trial.model_validate_json(line)
        except ValidationError as error:
            raise Unusable(f"{path}, line {number}: {_first(error)}") from None


def _result(path: Path) -> RunResult:
    return _parsed(path, RunResult)


def _parsed(path: Path, kind: type[T]) -> T:
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        raise Unusable(f"{path} is no result of a run: {_first(error)}") from None


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}"
