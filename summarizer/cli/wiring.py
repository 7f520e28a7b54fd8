"""What stands behind the commands. Real things by default, imported on first use."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.answer_store import AnswerStore
    from summarizer.config import Settings
    from summarizer.document import Document
    from summarizer.local.catalogue import ModelFile
    from summarizer.model import Budget, Model, OnProgress, Profile
    from summarizer.pipeline import Plan
    from summarizer.readers import Raw
    from summarizer.schema import Summary


class Read(Protocol):
    """A source becomes a document; see `summarizer.readers.read`."""

    def __call__(self, source: str, *, title: str, date: str, fetch: bool) -> "Document":
        """Read a source; without `fetch` no web page."""


class Summarize(Protocol):
    """A document becomes a summary; see `summarizer.pipeline.summarize`."""

    def __call__(
        self,
        source: "Document",
        *,
        model: "Model",
        prompt: str,
        budget: "Budget",
        on_progress: "OnProgress",
        kept: "AnswerStore | None",
    ) -> "Summary":
        """Summarize a document."""


class MakePlan(Protocol):
    """What would be asked; see `summarizer.pipeline.plan`."""

    def __call__(
        self, document: "Document", *, profile: "Profile", context_tokens: int, prompt: str
    ) -> "Plan":
        """Render the prompts."""


class Pull(Protocol):
    """A model comes to this machine; see `summarizer.local.pull.pull`."""

    def __call__(self, model: "ModelFile", *, directory: Path, on_progress: "OnProgress") -> Path:
        """Fetch and verify a model."""


def _read(source: str, *, title: str, date: str, fetch: bool) -> "Document":
    from summarizer.readers import read  # noqa: PLC0415  # slow import: only when used

    return read(source, title=title, date=date, fetch=None if fetch else _no_page)


def _no_page(_: str) -> "Raw":
    from summarizer.errors import BlockedURL  # noqa: PLC0415  # only when used

    raise BlockedURL(
        "fetching web pages is switched off",
        hint="Save the page and give the file, or set fetch = true.",
    )


def _connect(settings: "Settings") -> "Model":
    from summarizer.choosing import connect  # noqa: PLC0415  # slow import: only when used

    return connect(settings=settings)


def _summarize(
    source: "Document",
    *,
    model: "Model",
    prompt: str,
    budget: "Budget",
    on_progress: "OnProgress",
    kept: "AnswerStore | None",
) -> "Summary":
    from summarizer.pipeline import summarize  # noqa: PLC0415  # slow import: only when used

    return summarize(
        source, model=model, prompt=prompt, budget=budget, on_progress=on_progress, kept=kept
    )


def _kept(settings: "Settings") -> "AnswerStore | None":
    from summarizer.choosing import kept_answers  # noqa: PLC0415  # slow import: only when used

    return kept_answers(settings)


def _plan(document: "Document", *, profile: "Profile", context_tokens: int, prompt: str) -> "Plan":
    from summarizer.pipeline import plan  # noqa: PLC0415  # slow import: only when used

    return plan(document, profile=profile, context_tokens=context_tokens, prompt=prompt)


def _catalogue() -> "tuple[ModelFile, ...]":
    from summarizer.local.catalogue import CATALOGUE  # noqa: PLC0415  # only when used

    return CATALOGUE


def _pull(model: "ModelFile", *, directory: Path, on_progress: "OnProgress") -> Path:
    from summarizer.local.pull import pull  # noqa: PLC0415  # slow import: only when used

    return pull(model, directory=directory, on_progress=on_progress)


@dataclass(frozen=True, slots=True)
class Wiring:
    """The calls that the commands make."""

    read: Read = _read
    connect: "Callable[[Settings], Model]" = _connect
    summarize: Summarize = _summarize
    kept: "Callable[[Settings], AnswerStore | None]" = _kept
    plan: MakePlan = _plan
    catalogue: "Callable[[], tuple[ModelFile, ...]]" = _catalogue
    pull: Pull = _pull


REAL = Wiring()
"""What users get."""
