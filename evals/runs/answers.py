"""Where are models' answers kept? In ``evals/answers/<model>/<case>.json``, found by content hash.

``model.json`` beside them says what is known of the model itself, so that its answers can be
played without it. Files are sorted, written whole or not at all, and fit to be committed.
"""

import json
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from evals.runs.errors import NotRecorded, Unusable
from evals.runs.files import write_whole
from evals.runs.result import Parameter
from summarizer.model import Profile, Usage

ANSWERS = Path(__file__).resolve().parents[1] / "answers"
"""Where this project keeps them."""
_CARD = "model.json"
_LOCK = ".lock"
"""Held by the process that changes a file of the folder."""

T = TypeVar("T", bound=BaseModel)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class KeptError(_Record):
    """An error that is the model's own answer, such as a refusal."""

    code: str
    """Class name in `summarizer.errors`."""
    message: str
    hint: str


class Kept(_Record):
    """An answer to one question."""

    key: str
    """Content hash of the question."""
    summary_prompt: str
    """NAME@VERSION of the prompt set that the summary was asked with."""
    repeat: int
    """Which repeat of the case it belongs to, from 0."""
    question: int
    """Its place among the summary's questions, from 1."""
    prompt: str
    """NAME@VERSION of the prompt set that put the question; a repair has its own."""
    answer: Any = None
    """The value as JSON; none where there is an error."""
    truncated: bool = False
    mended: bool = False
    error: KeptError | None = None
    usage: Usage
    """What it cost, tries included."""
    seconds: float
    """How long it took."""
    cost_usd: float | None
    """US dollars; none where no price is known."""

    @property
    def order(self) -> tuple[str, int, int, str]:
        """How answers are sorted."""
        return self.summary_prompt, self.repeat, self.question, self.key


class _CaseFile(_Record):
    case: str
    answers: tuple[Kept, ...]


class ModelCard(_Record):
    """What has to be known of a model to play its answers."""

    name: str
    profile: Profile
    context_tokens: int
    """Size of its window, in tokens."""
    parameters: dict[str, Parameter]
    """How it samples: temperature, seed."""


class AnswerBook:
    """The kept answers of one model. Threads may share it, processes may share its folder.

    Args:
        root: The folder of all models' answers.
        model: Name of the model.
    """

    def __init__(self, root: Path, model: str) -> None:
        self.folder = root / folder_name(model)
        self._model = model
        self._lock = threading.Lock()
        self._cases: dict[str, dict[str, Kept]] = {}

    def card(self) -> ModelCard:
        """What is known of the model.

        Raises:
            NotRecorded: Nothing was ever kept of it.
            Unusable: The file is broken.
        """
        path = self.folder / _CARD
        if not path.is_file():
            raise NotRecorded(
                f"no answers of {self._model} are recorded: run live",
                hint=f"python -m evals run --live --model {self._model}",
            )
        return _read(path, ModelCard)

    def keep_card(self, card: ModelCard) -> None:
        """Write down what is known of the model, if that has changed.

        Raises:
            Unusable: The folder cannot be written.
        """
        path = self.folder / _CARD
        if not path.is_file() or _read(path, ModelCard) != card:
            write_whole(path, card.model_dump_json(indent=1) + "\n")

    def find(self, case: str, key: str) -> Kept | None:
        """The answer to a question, if it is kept.

        Raises:
            Unusable: The case's file is broken.
        """
        with self._lock:
            return self._answers(case).get(key)

    def keep(self, case: str, kept: Kept) -> None:
        """Add an answer and write its file.

        Raises:
            Unusable: It cannot be written.
        """
        with self._lock, self._alone():
            self._read_anew(case)[kept.key] = kept
            self._write(case)

    def forget_unused(
        self, case: str, summary_prompt: str, repeat: int, used: Collection[str]
    ) -> None:
        """Drop what is kept of one summary and was not asked for when it was made again."""
        with self._lock, self._alone():
            answers = self._read_anew(case)
            unused = [
                key
                for key, kept in answers.items()
                if (kept.summary_prompt, kept.repeat) == (summary_prompt, repeat)
                and key not in used
            ]
            for key in unused:
                del answers[key]
            if unused:
                self._write(case)

    def _answers(self, case: str) -> dict[str, Kept]:
        return self._cases[case] if case in self._cases else self._read_anew(case)

    def _read_anew(self, case: str) -> dict[str, Kept]:
        """The case's answers as they stand in its file, to which another run may have added."""
        path = self._path(case)
        found = _read(path, _CaseFile).answers if path.is_file() else ()
        self._cases[case] = {kept.key: kept for kept in found}
        return self._cases[case]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from changing these files meanwhile."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / _LOCK):
                yield
        except OSError as error:
            raise Unusable(f"{self.folder} cannot be written: {error.strerror}") from None

    def _write(self, case: str) -> None:
        answers = sorted(self._answers(case).values(), key=lambda kept: kept.order)
        value = _CaseFile(case=case, answers=tuple(answers)).model_dump(mode="json")
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        write_whole(self._path(case), text)

    def _path(self, case: str) -> Path:
        return self.folder / f"{case}.json"


def folder_name(model: str) -> str:
    """A model's name as the name of a folder: small letters, digits, dots and hyphens."""
    return re.sub(r"[^a-z0-9.]+", "-", model.lower()).strip("-.") or "model"


def _read(path: Path, kind: type[T]) -> T:
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}") from None
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, fault["loc"])) or "the whole"
        raise Unusable(
            f"{path} holds no kept answers: {place}: {fault['msg']}",
            hint="Restore it from version control, or delete it and run live.",
        ) from None
