"""The main path: a source becomes a summary that can be checked.

source ─read─▶ Document ─ask─▶ Draft ─check─▶ accepted + faulty ─repair─▶ ─assemble─▶ Summary

A text that does not fit into the model's window goes from ask to repair in parts, side by side,
and `merge` puts together what was found.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer import prompting, reading, tokens
from summarizer.answer_store import AnswerStore, Remembering
from summarizer.assemble import Gaps, assemble
from summarizer.checks import check
from summarizer.document import Document
from summarizer.merge import Found, merge
from summarizer.model import (
    Budget,
    Model,
    OnProgress,
    Profile,
    Prompt,
    Session,
    Tokenizes,
    Usage,
    ignore_progress,
)
from summarizer.parts import Part
from summarizer.repair import repair
from summarizer.schema import Run, Summary, Unread
from summarizer.side_by_side import Outcome, read_each


def summarize(
    source: str | os.PathLike[str] | Document,
    *,
    model: Model | None = None,
    prompt: str = "",
    budget: Budget | None = None,
    on_progress: OnProgress = ignore_progress,
    kept: AnswerStore | None = None,
) -> Summary:
    """Summarize a text, a file or a document.

    Args:
        source: A text, the path of a file, or a `Document` (which can carry a title, a date and
            origins).
        model: Who is asked; if none, what `connect()` chooses from the user's settings.
        prompt: NAME@VERSION of the prompt set; if empty, the newest for the model's profile.
        budget: Limits in calls, tokens and seconds; readable after a failure.
        on_progress: Told how far the work is.
        kept: Where the answers about the parts of a long text are kept, so that a later run asks
            only for what is missing; none to keep nothing.

    Returns:
        A summary in which ``text[start:end] == quote`` holds for every piece of evidence, and
        which lists in `dropped` whatever the checks did not let through, in `unread` the parts of
        a long text that could not be read, and in `cut_off` the segments about which the answer
        was cut off.

    Raises:
        SummarizerError: See `summarizer.errors`.
    """
    document = _document(source)
    session = Session(model or _connect(), budget or Budget(), on_progress)
    prompt_id = reading.fitting(document, prompt or prompting.default_for(session.model.profile))
    parts = _cut(document, prompt_id, session.model)
    asking = _remembering(session, kept) if len(parts) > 1 else session
    outcome = read_each(
        parts,
        lambda part: _found(part, prompt_id, asking),
        at_once=reading.at_once(prompt_id),
    )
    merged = merge(outcome.found)
    draft = reading.heading(document, merged, prompt_id, asking)
    run = _run(session, prompt_id, merged.repaired.asked_again)
    return assemble(document, draft, merged.repaired, run, _gaps(outcome))


def _cut(document: Document, prompt_id: str, model: Model) -> list[Part]:
    count = model.count_tokens if isinstance(model, Tokenizes) else tokens.estimate
    return reading.cut(document, prompt_id, model.context_tokens, count)


def _found(part: Part, prompt_id: str, session: Session) -> Found:
    """A text, or a part of a long one, on the straight path: ask, check, repair."""
    answer = reading.read(part, prompt_id, session)
    repaired = repair(check(answer.value, part.document), part.document, session)
    return Found(part, answer.value, repaired, answer.truncated)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a summary would put to a model, without asking one."""

    prompt_id: str
    """NAME@VERSION."""
    parts: int
    """In how many parts the text would be read; one if it fits into the window."""
    questions: tuple[Prompt, ...]
    """One for each part, or one in all where code reads the parts. What fails a check would be
    asked again."""

    @property
    def usage(self) -> Usage:
        """The calls, their estimated tokens (see `summarizer.tokens`), the longest answers."""
        asked = (
            Usage(1, tokens.of_messages(one.messages), one.max_output_tokens)
            for one in self.questions
        )
        return sum(asked, Usage())


def plan(document: Document, *, profile: Profile, context_tokens: int, prompt: str = "") -> Plan:
    """What `summarize` would ask first. Where a text is cut is estimated, without a tokenizer.

    Args:
        document: What would be summarized.
        profile: Of the model that would be asked.
        context_tokens: Its window.
        prompt: NAME@VERSION; if empty, the newest for the profile.
    """
    prompt_id = reading.fitting(document, prompt or prompting.default_for(profile))
    parts = reading.cut(document, prompt_id, context_tokens)
    questions = reading.questions(parts, prompt_id, context_tokens)
    return Plan(prompt_id, len(parts), tuple(questions))


def _remembering(session: Session, kept: AnswerStore | None) -> Session:
    return replace(session, model=Remembering(session.model, kept)) if kept else session


def _gaps(outcome: Outcome) -> Gaps:
    """What could not be read or was cut off, without the segments that other parts have too."""
    whole = _own(found for found in outcome.found if not found.truncated)
    read = _own(outcome.found)
    unread = (
        Unread(segments=tuple(sorted(missing)), reason=failure.message)
        for part, failure in outcome.failed
        if (missing := part.own - read)
    )
    return Gaps(tuple(unread), tuple(sorted(read - whole)))


def _own(found: Iterable[Found]) -> frozenset[int]:
    """The segments of these parts."""
    return frozenset[int]().union(*(one.part.own for one in found))


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
