"""Does the main job work, from `summarizer model pull` to a JSON that is checked?

``make e2e`` runs this: ``python -m evals.e2e``, from the root of the repository. It fetches the
embedded model (1.1 GB, once), has it summarize the seed in two processes, one after the other, and
holds the result against what a reader of the seed would miss. The second process must read the
static prefix from the disk. It ends with 1 and a list of what is missing.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer import reading
from summarizer.document import Document
from summarizer.local.catalogue import DEFAULT
from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.shelf import models_directory, resolve_model
from summarizer.readers import read
from summarizer.schema import Evidence, Summary

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "peskov-istanbul-talks-2025-05-30.txt"
SLACK = 50
"""Tokens that the second process may evaluate besides those of the user's turn."""
RUN_SECONDS = 1_800.0
"""After that long a summary hangs."""

ACTORS = ("Peskov", "Russian delegation", "Putin", "Trump", "Zelensky")
"""Words that a name or an alias of some listed actor has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the command line."""

    summary: Summary
    """What it wrote."""
    seconds: float
    """Wall time of the process, loading included."""

    @property
    def evaluated(self) -> int:
        """Prompt tokens that were read, and not taken from what was kept."""
        return self.summary.run.input_tokens - self.summary.run.cached_tokens

    def __str__(self) -> str:
        run = self.summary.run
        tokens = f"{run.input_tokens:>8}{run.cached_tokens:>8}{self.evaluated:>11}"
        return f"{self.seconds:>9.1f}{tokens}{run.output_tokens:>8}"


def main() -> int:
    """Pull, run twice, check; 0 if nothing is missing, else 1."""
    _summarizer("model", "pull")
    outcomes = [_outcome(), _outcome()]
    document = read(SEED)
    turn = user_turn_tokens(document, outcomes[1].summary.run.prompt)
    print(f"{'':<10}{'seconds':>9}{'in':>8}{'cached':>8}{'evaluated':>11}{'out':>8}")
    for name, outcome in zip(("first run", "second run"), outcomes, strict=True):
        print(f"{name:<10}{outcome}")
    print(f"the document's turn: {turn} tokens")
    faults = [
        *(fault for outcome in outcomes for fault in missing(outcome.summary, document.text)),
        *not_kept(outcomes[1], turn + SLACK),
    ]
    for fault in dict.fromkeys(faults):
        print(f"MISSING: {fault}")
    print("e2e: failed" if faults else "e2e: everything is there")
    return 1 if faults else 0


def missing(summary: Summary, text: str) -> list[str]:
    """What the seed's summary lacks, one line each.

    Args:
        summary: Of the seed.
        text: The document's text, which the offsets count.
    """
    return [
        *(f"an actor called {name}" for name in ACTORS if not _is_named(name, summary)),
        *_missing_items(summary),
        *_bare_items(summary),
        *_wrong_quotes(summary, text),
    ]


def not_kept(second: Outcome, most: int) -> list[str]:
    """A line if the second process read more than its own document.

    Args:
        second: The second run.
        most: Prompt tokens that it may evaluate.
    """
    if second.evaluated <= most:
        return []
    return [f"the kept prefix: {second.evaluated} tokens were read, {most} are allowed"]


def user_turn_tokens(document: Document, prompt_id: str) -> int:
    """How many tokens the rendered document is for the embedded model.

    Args:
        document: What was summarized.
        prompt_id: The prompt that it was summarized with.
    """
    engine = Engine.open(resolve_model(DEFAULT.name, models_directory()), EngineOptions())
    try:
        return engine.tokenize(reading.question(document, prompt_id).messages[-1].content)
    finally:
        engine.close()


def _outcome() -> Outcome:
    """Summarize the seed in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.json"
        began = time.monotonic()
        _summarizer(str(SEED), "--model", DEFAULT.name, "-f", "json", "-o", str(path))
        seconds = time.monotonic() - began
        return Outcome(Summary.model_validate_json(path.read_bytes()), seconds)


def _summarizer(*words: str) -> None:
    command = [sys.executable, "-m", "summarizer", *words]
    limit = None if words[0] == "model" else RUN_SECONDS
    subprocess.run(command, check=True, cwd=ROOT, timeout=limit)  # noqa: S603  # our own program


def _is_named(words: str, summary: Summary) -> bool:
    wanted = set(words.lower().split())
    return any(
        wanted <= set(name.lower().split())
        for actor in summary.actors
        for name in (actor.name, *actor.aliases)
    )


def _missing_items(summary: Summary) -> Iterator[str]:
    """The seed's own position, expectation, condition and date."""
    said = [(one.stance, one.statement.lower()) for one in summary.positions]
    if not any(stance == "declines" and "memorandum" in words for stance, words in said):
        yield "a position that declines to publish the memorandum's details"
    if not any(
        stance == "expects" and "memoranda" in words and "istanbul" in words
        for stance, words in said
    ):
        yield "a position that expects the draft memoranda to be discussed in Istanbul"
    if not any(
        (
            "productive negotiations" in one.requirement.lower()
            or "result" in one.requirement.lower()
        )
        and "contacts" in one.gates.lower()
        for one in summary.conditions
    ):
        yield "the condition: productive negotiations, or a result, before contacts at the top"
    if not any(step.due == "2025-06-02" for step in summary.next_steps):
        yield "a next step due on 2025-06-02"


def _items(summary: Summary) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """The id and the evidence of every item."""
    for items in (summary.actors, summary.positions, summary.conditions, summary.next_steps):
        for item in items:
            yield item.id, item.evidence


def _bare_items(summary: Summary) -> Iterator[str]:
    for name, evidence in _items(summary):
        if not evidence:
            yield f"evidence of {name}"


def _wrong_quotes(summary: Summary, text: str) -> Iterator[str]:
    for name, evidence in _items(summary):
        if any(text[piece.start : piece.end] != piece.quote for piece in evidence):
            yield f"the words of {name} at their offsets"


if __name__ == "__main__":
    sys.exit(main())
