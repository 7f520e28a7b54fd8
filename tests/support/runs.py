"""Runs over a few small cases, with a scripted model."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from support.labelled import case
from support.scripted import ScriptedModel

from evals.cases import Case
from evals.runs.answers import AnswerBook, ModelCard
from evals.runs.jobs import jobs
from evals.runs.purse import Purse
from evals.runs.recorded import Source
from evals.runs.result import RunResult, Trial
from evals.runs.run import Plan, run
from evals.runs.setup import setup
from summarizer.model import Model, Prompt

PROMPT = "summary@1"
NAMES = ("Avon", "Blyth", "Calder", "Derwent")
CARD = ModelCard(
    name="scripted", profile="large", context_tokens=32_768, parameters={"temperature": 0.0}
)
STARTED = dt.datetime(2026, 3, 1, 3, 17, tzinfo=dt.UTC)


def small_case(name: str) -> Case:
    """A text of one sentence, with one actor and one position."""
    text = f"{name} council opposes the tunnel."
    position = {"holder": f"{name} council", "stance": "opposes", "statement": text}
    items = {"actors": [{"name": f"{name} council"}], "positions": [position]}
    return case(text, items, slug=name.lower())


CASES = tuple(small_case(name) for name in NAMES)


def right(prompt: Prompt, _: type[BaseModel]) -> dict[str, Any]:
    """The perfect draft of a small case."""
    name = next(name for name in NAMES if f"{name} council" in prompt.messages[-1].content)
    return {
        "title": f"{name} council opposes the tunnel",
        "actors": [
            {"at": [1], "name": f"{name} council", "kind": "organisation", "role": ""},
        ],
        "positions": [
            {
                "at": [1],
                "holder": f"{name} council",
                "reported_by": "",
                "stance": "opposes",
                "statement": f"{name} council opposes the tunnel.",
            }
        ],
    }


def without_positions(prompt: Prompt, kind: type[BaseModel]) -> dict[str, Any]:
    """A draft that misses the position."""
    return {**right(prompt, kind), "positions": []}


def scripted(replies: Any = right, **fields: Any) -> ScriptedModel:
    return ScriptedModel(replies, **fields)


def source(folder: Path, model: Model | None, cap: float | None = None) -> Source:
    return Source(CARD, AnswerBook(folder, CARD.name), model, Purse(cap))


def plan(cases: Sequence[Case] = CASES, repeats: int = 1, workers: int = 1) -> Plan:
    ordered = jobs(cases, repeats, rotation="x")
    return Plan("a-run", STARTED, setup(CARD, PROMPT, repeats), ordered, workers)


def nobody(_: Trial) -> None:
    """Is told nothing."""


def made(
    folder: Path,
    model: Model | None,
    *,
    cap: float | None = None,
    on_trial: Callable[[Trial], None] = nobody,
    **what: Any,
) -> RunResult:
    """A run whose answers are kept in ``answers`` and which writes to ``out``."""
    return run(plan(**what), source(folder / "answers", model, cap), folder / "out", on_trial)
