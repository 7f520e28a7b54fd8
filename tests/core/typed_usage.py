"""How a program uses the library; `make lint` holds it against the types, a test runs it."""

from pathlib import Path
from typing import assert_type

from summarizer import (
    Budget,
    Document,
    Fault,
    Model,
    Origin,
    SummarizerError,
    Summary,
    check_support,
    render,
    summarize,
)


def decisions(text: str, model: Model) -> list[str]:
    """Each next step of a chat thread, with its day and the link to the words that say so."""
    document = Document.from_text(
        text, title="Thread", date="2025-05-30", origins=[Origin(0, len(text), "https://chat/p1")]
    )
    try:
        summary = summarize(document, model=model, budget=Budget(calls=3, seconds=60.0))
    except SummarizerError as error:
        return [f"{error.code}: {error.message} {error.hint}"]
    assert_type(summary, Summary)
    assert_type(summary.next_steps[0].evidence[0].origin, str | None)
    return [
        f"{step.due or '?'} {', '.join(summary.actor(who).name for who in step.actors)}: "
        f"{step.action} ({step.evidence[0].origin})"
        for step in summary.next_steps
    ]


def in_markdown(path: Path, model: Model) -> str:
    """A file's summary as Markdown."""
    return render(summarize(path, model=model), "markdown")


def is_supported(statement: str, evidence: str) -> bool:
    """Whether the words carry the statement, as far as rules can tell."""
    faults = check_support(statement, evidence)
    assert_type(faults, tuple[Fault, ...])
    return not faults
