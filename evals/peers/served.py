"""The one endpoint that all systems ask, and its cache, which each system finds as it left it.

The embedded engine has one slot: it remembers the last prompt. Systems take turns on each case, so
the slot's state is put aside after a system's turn and put back before its next. Each one thus
reads the beginning of its prompts once, as it would if it had the engine to itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.choosing import Choice, choose, connect, model_file
from summarizer.config import Settings
from summarizer.local.embedded import Embedded
from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.open import through_endpoint
from summarizer.local.shelf import models_directory
from summarizer.model import Model


@dataclass(frozen=True)
class Served:
    """An endpoint."""

    base_url: str
    """Its OpenAI-compatible interface."""
    api_key: str
    """Its key."""
    model: Model
    """The product's way to it."""
    engine: Engine | None = None
    """The engine behind it, if it is the embedded one."""
    _kept: set[str] = field(default_factory=set)

    @contextmanager
    def turn_of(self, system: str) -> Iterator[None]:
        """Have the engine's slot as this system left it."""
        if self.engine and system in self._kept:
            self.engine.native.restore(_file(system))
        yield
        if self.engine and self.engine.native.save(_file(system)):
            self._kept.add(system)


@contextmanager
def served(settings: Settings, threads: int = 0) -> Iterator[Served]:
    """The endpoint that the settings choose; the embedded engine is started and stopped.

    Raises:
        SummarizerError: There is none, or it cannot be started.
    """
    choice = choose(settings)
    if choice.kind == "endpoint":
        key = settings.api_key.get_secret_value() if settings.api_key else "none"
        yield Served(choice.base_url, key, connect(settings=settings))
        return
    directory = models_directory().parent / "prefixes"
    directory.mkdir(parents=True, exist_ok=True)
    options = EngineOptions(state_directory=directory, threads=threads)
    engine = Engine.open(model_file(choice), options)
    try:
        yield Served(engine.base_url, engine.api_key, _embedded(choice, options, engine), engine)
    finally:
        engine.close()
        for path in directory.glob(_file("*")):
            path.unlink()


def _embedded(choice: Choice, options: EngineOptions, engine: Engine) -> Embedded:
    name = Path(choice.name).name.removesuffix(".gguf")
    return Embedded(
        model_file(choice),
        through_endpoint(name, options),
        options=options,
        name=name,
        open_engine=lambda _path, _options: engine,
    )


def _file(system: str) -> str:
    return f"peers-{system}.slot"
