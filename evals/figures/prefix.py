"""How many prompt tokens does a kept prefix save?

Summarizes nothing: puts one document's prompt to the embedded model in two processes, one after
the other, with a fresh directory for kept prefixes, and asks for a handful of tokens.

    python -m evals.figures.prefix DOCUMENT [--model NAME_OR_PATH] [--prompt NAME@VERSION]

The bar: the second process evaluates no more than the document's tokens and 50.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, Field

from summarizer import prompting
from summarizer.document import Document
from summarizer.errors import OutputError
from summarizer.local.catalogue import DEFAULT
from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.open import open_embedded
from summarizer.local.shelf import models_directory, resolve_model
from summarizer.model import Budget, Prompt

SLACK = 50
"""Tokens of the user's turn that are not the document's: its template and the generation cue."""


class Title(BaseModel):
    """A short answer: reading is measured, not writing."""

    title: str = Field(max_length=8)


def main() -> int:
    """Run the two processes and print their figures; 1 if the bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("--model", default=DEFAULT.name)
    parser.add_argument("--prompt", default="summary@1")
    parser.add_argument("--states", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    prompt = _prompt(arguments.document, arguments.prompt)
    if arguments.states:
        print(json.dumps(_run(prompt, arguments.model, arguments.states)))
        return 0
    with tempfile.TemporaryDirectory() as states:
        runs = [_in_new_process(states) for _ in range(2)]
        kept = sum(path.stat().st_size for path in Path(states).iterdir())
    document, static = _tokens(prompt, arguments.model)
    print(f"document {document} tokens, static prefix {static} tokens, {kept / 1e6:.0f} MB kept")
    for run, figures in zip(("first run", "second run"), runs, strict=True):
        print(run, figures)
    bar = document + SLACK
    met = runs[1]["evaluated"] <= bar
    print(f"bar: at most {bar} tokens evaluated in the second run: {'met' if met else 'MISSED'}")
    return 0 if met else 1


def _prompt(path: Path, prompt_id: str) -> Prompt:
    document = Document.from_text(path.read_text(encoding="utf-8"))
    values = prompting.document_values(document)
    return replace(prompting.load(prompt_id).render(values), max_output_tokens=24)


def _in_new_process(states: str) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.figures.prefix", *sys.argv[1:], "--states", states]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # ourselves
    figures: dict[str, float] = json.loads(output)
    return figures


def _run(prompt: Prompt, model: str, states: Path) -> dict[str, float]:
    budget = Budget()
    began = time.monotonic()
    embedded = open_embedded(model, options=EngineOptions(state_directory=states))
    # What it answers does not matter here.
    with embedded, contextlib.suppress(OutputError):
        embedded.ask(prompt, Title, budget=budget)
    spent = budget.spent
    return {
        "prompt": spent.input_tokens,
        "cached": spent.cached_tokens,
        "evaluated": spent.input_tokens - spent.cached_tokens,
        "seconds": round(time.monotonic() - began, 1),
    }


def _tokens(prompt: Prompt, model: str) -> tuple[int, int]:
    engine = Engine.open(resolve_model(model, models_directory()), EngineOptions())
    try:
        static = "".join(message.content for message in prompt.messages[: prompt.static])
        return engine.tokenize(prompt.messages[-1].content), engine.tokenize(static)
    finally:
        engine.close()


if __name__ == "__main__":
    sys.exit(main())
