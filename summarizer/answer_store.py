"""What did a model already answer about a part of a long text? Kept on disk, for a later run.

One file for each question, named by the hash of everything that decides the answer: the model and
where it is asked, the prompt, the shape of the answer. So no other model's answer is ever used,
and a changed text or prompt finds nothing. A file that is damaged counts as not there; a folder
that cannot be written to costs the keeping, not the summary.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.model import (
    Answer,
    Around,
    Budget,
    Model,
    OnProgress,
    Prompt,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)

KEPT_DAYS = 30
"""Answers that were not used for so long are deleted."""
_FORM = "1"
"""Of the files; part of every name."""


class AnswerStore:
    """Answers in a folder. Safe to share between threads and processes.

    Args:
        folder: Where they are; made if need be, for the user only.
        identity: What tells the model from any other of the same name: its address or its file.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        self._folder = folder
        self._identity = identity
        with contextlib.suppress(OSError):
            self._prune()

    def find(self, model: str, prompt: Prompt, response_type: type[T]) -> Answer[T] | None:
        """The answer to this very question, if it was kept and is whole."""
        path = self._path(model, prompt, response_type)
        try:
            checksum, _, content = path.read_bytes().partition(b"\n")
            if hashlib.sha256(content).hexdigest().encode() != checksum:
                return None
            kept = json.loads(content)
            value = response_type.model_validate(kept["value"])
            os.utime(path)
            return Answer(value, truncated=kept["truncated"], mended=kept["mended"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None

    def keep(self, model: str, prompt: Prompt, response_type: type[T], answer: Answer[T]) -> None:
        """Keep an answer: whole or not at all. Where it cannot be written, it is not kept."""
        kept = {
            "value": answer.value.model_dump(mode="json"),
            "truncated": answer.truncated,
            "mended": answer.mended,
        }
        content = json.dumps(kept).encode()
        checksum = hashlib.sha256(content).hexdigest().encode()
        with contextlib.suppress(OSError):
            self._write(self._path(model, prompt, response_type), checksum + b"\n" + content)

    def _path(self, model: str, prompt: Prompt, response_type: type[BaseModel]) -> Path:
        asked = (
            _FORM,
            self._identity,
            model,
            prompt.id,
            [(message.role, message.content) for message in prompt.messages],
            prompt.max_output_tokens,
            response_type.model_json_schema(),
        )
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        return self._folder / f"{digest}.json"

    def _write(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".part", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _prune(self) -> None:
        oldest = time.time() - KEPT_DAYS * 86_400
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):  # another process may just have deleted it
                if path.suffix in (".json", ".part") and path.stat().st_mtime < oldest:
                    path.unlink()


class Remembering(Around):
    """A `Model` that does not ask again what is kept.

    Args:
        inner: Who is asked for what is not.
        store: Where answers are kept.
    """

    def __init__(self, inner: Model, store: AnswerStore) -> None:
        super().__init__(inner)
        self._store = store

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """The kept answer, at no cost, or a new one, which is kept; see `Model.ask`."""
        kept = self._store.find(self.name, prompt, response_type)
        if kept is not None:
            return kept
        answer = self.inner.ask(prompt, response_type, budget=budget, on_progress=on_progress)
        self._store.keep(self.name, prompt, response_type, answer)
        return answer
