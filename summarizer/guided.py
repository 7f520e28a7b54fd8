"""Code proposes, the model disposes: how a small model is made to read well.

The items come from grammar (`summarizer.propose`); those that fail a check are no proposals.
The model reads the document, picks the segments that matter most among those that carry an
item (a closed choice, so it cannot pick background), and words them and the headline. What it
words is held against the very segment that it picked; where it fails, code's wording stands.

``docs/experiments.md`` tells what was tried and what it gave: asked to find, confirm or
classify items itself, the embedded model was worse than the rules in every form of the question.
"""

from typing import Any, Literal, Protocol

from pydantic import BaseModel, Field, create_model

from summarizer import prompting, tokens
from summarizer.checks import check, check_support
from summarizer.document import Document
from summarizer.draft import Draft, DraftActor, DraftCondition, DraftNextStep, DraftPosition
from summarizer.model import Session
from summarizer.prompting import PromptSet
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

_MAX_CHOICES = 60
"""Segments offered: a grammar with more alternatives slows the engine down."""


_MAX_SENTENCE_WORDS = 30
"""Two such sentences make a gist of the guide's 60 words."""

_MARGIN = 300
"""Tokens by which the estimate may be wrong."""


class Point(Protocol):
    """A sentence of the gist."""

    at: int
    """Number of the segment that says it."""
    says: str
    """The model's words."""


def read(document: Document, prompt_set: PromptSet, session: Session, parser: Parser) -> Draft:
    """A draft with code's items and the model's words for the whole.

    Args:
        document: In English.
        prompt_set: One whose reading is ``guided``.
        session: The model and the limits.
        parser: See `summarizer.propose.parsing`.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    proposed = _standing(propose(document, parser), document)
    choices = _choices(proposed, document)
    question = prompt_set.render(prompting.document_values(document))
    if tokens.of_messages(question.messages) > _room(session, prompt_set):
        # Too long a text for the window: the model sees the segments among which it picks.
        question = prompt_set.render(prompting.document_values(document, choices))
    answer = session.ask(question, _headline_type(choices)).value
    points: list[Point] = getattr(answer, "gist", [])
    cited = " ".join(segment.text for n in choices if (segment := document.segment(n)))
    title = str(getattr(answer, "title", ""))
    return proposed.model_copy(
        update={
            "title": title if not check_support(title, cited) else "",
            "gist": _gist(points, proposed, document),
        }
    )


def _room(session: Session, prompt_set: PromptSet) -> int:
    """Tokens of the window that are left for the prompt."""
    return session.model.context_tokens - prompt_set.info.max_output_tokens - _MARGIN


def _headline_type(choices: tuple[int, ...]) -> type[BaseModel]:
    numbers: Any = Literal[choices]
    point = create_model("Point", at=(numbers, ...), says=(str, Field(max_length=200)))
    return create_model(
        "Headline",
        gist=(list[point], Field(min_length=1, max_length=3)),
        title=(str, Field(max_length=150)),
    )


def _standing(draft: Draft, document: Document) -> Draft:
    """The draft without the proposals that fail a check."""
    items = check(draft, document).accepted
    return Draft(
        actors=[item for item in items if isinstance(item, DraftActor)],
        conditions=[item for item in items if isinstance(item, DraftCondition)],
        next_steps=[item for item in items if isinstance(item, DraftNextStep)],
        positions=[item for item in items if isinstance(item, DraftPosition)],
    )


def _choices(draft: Draft, document: Document) -> tuple[int, ...]:
    """The segments that carry more than a plain claim; all of them where none does."""
    telling = {
        number
        for item in (*draft.conditions, *draft.next_steps, *draft.positions)
        if getattr(item, "stance", "") != "asserts"
        for number in getattr(item, "at", ())
    }
    return tuple(sorted(telling))[:_MAX_CHOICES] or tuple(
        segment.number for segment in document.segments[:_MAX_CHOICES]
    )


def _gist(points: list[Point], draft: Draft, document: Document) -> str:
    """The picked sentences, each segment once: the model's words where they hold, else code's."""
    picked = {point.at: point.says for point in points}
    return " ".join(_sentence(n, says, draft, document) for n, says in picked.items())


def _sentence(number: int, says: str, draft: Draft, document: Document) -> str:
    segment = document.segment(number)
    own = segment.text if segment else ""
    words = says.strip() if not check_support(says, own) else _told(number, draft) or own
    words = " ".join(words.split()[:_MAX_SENTENCE_WORDS])
    return words if words.endswith((".", "!", "?", "”", '"')) else f"{words}."


def _told(number: int, draft: Draft) -> str:
    """What code says of a segment."""
    for position in draft.positions:
        if isinstance(position, DraftPosition) and number in position.at:
            return position.statement
    for step in draft.next_steps:
        if isinstance(step, DraftNextStep) and number in step.at:
            return f"{', '.join(step.actors)}: {step.action}" if step.actors else step.action
    for term in draft.conditions:
        if isinstance(term, DraftCondition) and number in term.at:
            return f"{term.gates}, if {term.requirement[:1].lower()}{term.requirement[1:]}"
    return ""
