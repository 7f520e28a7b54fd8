"""Bare instructor: the product's schema with verbatim quotes, in one call.

Settings are instructor's own: ``Mode.JSON_SCHEMA``, which its guide for llama.cpp names, and its
default of three re-asks for an answer of the wrong shape. Temperature and seed are the product's.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from evals.cases import Case
from evals.peers.meter import Meter
from evals.peers.quoted import QuotedSummary
from evals.peers.trials import Limits, Reading
from summarizer import prompting
from summarizer.document import Document
from summarizer.endpoint import EndpointOptions

PROMPT = Path(__file__).with_name("prompts") / "instructor.md"
EXAMPLES_OF = "summary@1"
"""The prompt set whose first worked example is shown."""

Turn = dict[str, str]


@dataclass(frozen=True)
class BareInstructor:
    """instructor and the OpenAI client, and nothing else."""

    name: str
    meter: Meter
    """Through which it asks."""
    model: str
    """The endpoint's name for the model."""
    examples: int = 0
    """How many worked examples go with the question."""

    @property
    def versions(self) -> dict[str, str]:
        """Of instructor and the client."""
        return {name: metadata.version(name) for name in ("instructor", "openai")}

    @cached_property
    def opening(self) -> tuple[Turn, ...]:
        """The turns that are the same for every text."""
        turns = [{"role": "system", "content": PROMPT.read_text(encoding="utf-8").strip()}]
        for example in prompting.load(EXAMPLES_OF).examples[: self.examples]:
            turns += shown(example.values, example.answer)
        return tuple(turns)

    def read(self, case: Case, limits: Limits) -> Reading:
        """Ask for everything in one call; see `System.read`."""
        import instructor  # noqa: PLC0415  # slow import: only when used
        import openai  # noqa: PLC0415  # the same

        options = EndpointOptions()
        self.meter.begin(limits)
        sdk = openai.OpenAI(base_url=self.meter.url, api_key="none", timeout=limits.seconds)
        client = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)
        failure, answer = "", None
        began = time.monotonic()
        try:
            value = client.create(
                response_model=QuotedSummary,
                messages=[*self.opening, question(case.document)],  # type: ignore[list-item]
                model=self.model,
                max_tokens=limits.output_tokens,
                temperature=options.temperature,
                seed=options.seed,
            )
            answer = value.model_dump(mode="json")
        except Exception as error:  # noqa: BLE001  # whatever goes wrong is the peer's failure
            failure = _name(error)
        seconds = time.monotonic() - began
        last_text = self.meter.last_text if failure else ""
        return Reading(answer, failure, self.meter.spent, seconds, last_text)


def question(document: Document) -> Turn:
    """The document as it is put: title and date, as the product gives them, and the whole text."""
    lines = [f"Title: {document.title}"] if document.title else []
    lines += [f"Date: {document.date}"] if document.date else []
    return {"role": "user", "content": "\n".join([*lines, "", document.text]).strip()}


def shown(values: dict[str, Any], answer: dict[str, Any]) -> Sequence[Turn]:
    """A worked example of the product's, with the segments' words where it has their numbers."""
    words = {one["number"]: one["text"] for one in values["segments"]}
    quoted = {
        name: [_quoted(item, words) for item in part] if isinstance(part, list) else part
        for name, part in answer.items()
    }
    text = "\n".join(words.values())
    document = Document(text=text, title=values["title"], date=values["date"])
    QuotedSummary.model_validate(quoted)
    content = json.dumps(quoted, ensure_ascii=False, separators=(",", ":"))
    return question(document), {"role": "assistant", "content": content}


def _quoted(item: dict[str, Any], words: dict[int, str]) -> dict[str, Any]:
    rest = {name: value for name, value in item.items() if name != "at"}
    return {**rest, "quote": words[item["at"][0]]}


def _name(error: Exception) -> str:
    """The name of what lies below instructor's own exception, if anything does."""
    below = error.__cause__
    return type(below if isinstance(below, Exception) else error).__name__
