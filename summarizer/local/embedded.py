"""A model that runs in this process: starts on the first question, keeps its static prefixes.

What is asked goes to the engine through another `Model` that speaks the OpenAI interface, so
that embedded and remote models share all of their behaviour.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pydantic import BaseModel

from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.prefix import KeptPrefixes, identity_of, make_directory
from summarizer.model import (
    Answer,
    Budget,
    Model,
    OnProgress,
    Profile,
    Progress,
    Prompt,
    Usage,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)

Connect = Callable[[str, str], Model]
"""From a base URL and a key to a `Model` that asks there. It must stream its answers: the
engine cannot be closed while an unstreamed request is open."""
Open = Callable[[Path, EngineOptions], Engine]

CLOSE_SECONDS = 5.0
"""How long `close` waits for a question that another thread is asking."""


@dataclass(frozen=True, slots=True)
class _Running:
    engine: Engine
    inner: Model
    prefixes: KeptPrefixes | None


class Embedded:
    """A `Model` in this process. Threads take turns: there is one slot.

    Use it as a context manager, or call `close`; at the latest it ends with the interpreter.

    Args:
        path: A GGUF file.
        connect: Makes the model that asks the engine.
        options: How the engine runs.
        name: What to call it in the summary; if empty, the file's name.
        open_engine: Starts the engine.
    """

    def __init__(
        self,
        path: Path,
        connect: Connect,
        *,
        options: EngineOptions | None = None,
        name: str = "",
        open_engine: Open = Engine.open,
    ) -> None:
        self._path = path
        self._connect = connect
        self._options = options or EngineOptions()
        self._name = name or path.stem
        self._open = open_engine
        self._turn = threading.Lock()
        self._running: _Running | None = None

    @property
    def name(self) -> str:
        """What to call it in the summary."""
        return self._name

    @property
    def profile(self) -> Profile:
        """Whatever fits into this process is small."""
        return "small"

    @property
    def context_tokens(self) -> int:
        """The engine's window, in tokens."""
        return self._options.context_tokens

    def price(self, _usage: Usage) -> float | None:
        """Nothing: it is the user's own machine."""
        return 0.0

    def count_tokens(self, text: str) -> int:
        """How many tokens the text is for this model; the first question starts the engine.

        Raises:
            ModelFileError: The engine cannot be started.
            ServerFailed: It does not answer.
        """
        with self._turn:
            running = self._running = self._running or self._start(ignore_progress)
            return running.engine.tokenize(text)

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        """Put a prompt; see `Model.ask`. The first one starts the engine (stage ``load``).

        Raises:
            SummarizerError: Those of `Model.ask`, and `ModelFileError` or `NoModel` where the
                engine cannot be started.
        """
        with self._turn:
            running = self._running = self._running or self._start(on_progress)
            if running.prefixes:
                static = prompt.messages[: prompt.static]
                # The question itself will find them cached; here they are paid for.
                budget.spend(Usage(input_tokens=running.prefixes.ensure(static, on_progress)))
            return running.inner.ask(prompt, response_type, budget=budget, on_progress=on_progress)

    def close(self) -> None:
        """Stop the engine; the next question would start it again. May be called twice.

        A question that another thread is asking is given `CLOSE_SECONDS` to end; then it
        breaks off with a `ProviderError`.
        """
        is_my_turn = self._turn.acquire(timeout=CLOSE_SECONDS)
        try:
            running, self._running = self._running, None
            if running:
                running.engine.close()
        finally:
            if is_my_turn:
                self._turn.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self, on_progress: OnProgress) -> _Running:
        on_progress(Progress("load", 0, 1))
        directory = _made(self._options.state_directory)
        engine = self._open(self._path, replace(self._options, state_directory=directory))
        prefixes = None
        if directory:
            identity = identity_of(self._path, engine.version, self.context_tokens)
            prefixes = KeptPrefixes(engine.native, directory, identity)
        on_progress(Progress("load", 1, 1))
        return _Running(engine, self._connect(engine.base_url, engine.api_key), prefixes)


def _made(directory: Path | None) -> Path | None:
    """The directory for states; none where it cannot be made: that costs time, not answers."""
    try:
        if directory:
            make_directory(directory)
    except OSError:
        return None
    return directory
