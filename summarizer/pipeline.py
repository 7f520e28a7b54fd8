"""The main path: a source becomes a summary that can be checked.

source ─read─▶ Document ─ask─▶ Draft ─check─▶ accepted + faulty ─repair─▶ ─assemble─▶ Summary
"""

import os
from dataclasses import dataclass
from pathlib import Path

from summarizer import prompting, reading, tokens
from summarizer.assemble import assemble
from summarizer.checks import check
from summarizer.document import Document
from summarizer.model import (
    Budget,
    Message,
    Model,
    OnProgress,
    Profile,
    Session,
    ignore_progress,
)
from summarizer.repair import repair
from summarizer.schema import Run, Summary


def summarize(
    source: str | os.PathLike[str] | Document,
    *,
    model: Model | None = None,
    prompt: str = "",
    budget: Budget | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Summary:
    """Summarize a text, a file or a document.

    Args:
        source: A text, the path of a file, or a `Document` (which can carry a title, a date and
            origins).
        model: Who is asked; if none, what `connect()` chooses from the user's settings.
        prompt: NAME@VERSION of the prompt set; if empty, the newest for the model's profile.
        budget: Limits in calls, tokens and seconds; readable after a failure.
        on_progress: Told how far the work is.

    Returns:
        A summary in which ``text[start:end] == quote`` holds for every piece of evidence, and
        which lists in `dropped` whatever the checks did not let through.

    Raises:
        SummarizerError: See `summarizer.errors`.
    """
    document = _document(source)
    session = Session(model or _connect(), budget or Budget(), on_progress)
    prompt_id = reading.fitting(document, prompt or prompting.default_for(session.model.profile))
    draft = reading.read(document, prompt_id, session)
    repaired = repair(check(draft, document), document, session)
    return assemble(document, draft, repaired, _run(session, prompt_id, repaired.asked_again))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a summary would put to a model, without asking one."""

    prompt_id: str
    """NAME@VERSION."""
    messages: tuple[Message, ...]
    """The rendered prompt."""
    input_tokens: int
    """Estimated tokens of the prompt; see `summarizer.tokens`."""
    max_output_tokens: int
    """Where the answer would be cut off."""


def plan(document: Document, *, profile: Profile, prompt: str = "") -> Plan:
    """What `summarize` would ask first.

    Args:
        document: What would be summarized.
        profile: Of the model that would be asked.
        prompt: NAME@VERSION; if empty, the newest for the profile.
    """
    prompt_id = reading.fitting(document, prompt or prompting.default_for(profile))
    question = reading.question(document, prompt_id)
    return Plan(
        prompt_id=prompt_id,
        messages=question.messages,
        input_tokens=tokens.of_messages(question.messages),
        max_output_tokens=question.max_output_tokens,
    )


def _document(source: str | os.PathLike[str] | Document) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, str):
        return Document.from_text(source)
    from summarizer.readers import read  # noqa: PLC0415  # slow import: only when used

    return read(Path(source))


def _connect() -> Model:
    from summarizer.choosing import connect  # noqa: PLC0415  # slow import: only when used

    return connect()


def _run(session: Session, prompt_id: str, repairs: int) -> Run:
    spent = session.budget.spent
    return Run(
        model=session.model.name,
        prompt=prompt_id,
        calls=spent.calls,
        repairs=repairs,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        cached_tokens=spent.cached_tokens,
        seconds=round(session.budget.seconds_spent, 3),
        cost_usd=session.model.price(spent),
    )
