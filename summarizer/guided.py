"""Code proposes, the model disposes: how a small model is made to read well.

The items come from grammar (`summarizer.propose`); those that fail a check are no proposals.
The model reads the document and writes the headline and three sentences: what happens next, what
a side wants, on what terms. For each it picks a segment among those that carry such an item (a
closed choice, so it cannot pick background) and words it. What it words is held against the very
segment that it picked; where it fails, code's wording stands.

``docs/experiments.md`` tells what was tried and what it gave: asked to find, confirm or
classify items itself, the embedded model was worse than the rules in every form of the question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from summarizer import prompting, tokens
from summarizer.checks import check, check_support
from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    in_lists,
)
from summarizer.model import Prompt, Session
from summarizer.prompting import PromptSet
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

_MAX_CHOICES = 40
"""Segments offered for one sentence: more alternatives slow the engine's grammar down."""
_MAX_CHARACTERS = 220
"""Of one sentence; one that reaches it was cut off."""
_MAX_SENTENCE_WORDS = 30
"""Two such sentences make a gist of the guide's 60 words."""
_MARGIN = 300
"""Tokens by which the estimate of a prompt may be wrong."""


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
    items = items_of(document, parser)
    heads = heading(document, items, prompt_set, session)
    return in_lists(items).model_copy(update={"title": heads.title, "gist": heads.gist})


def items_of(document: Document, parser: Parser) -> tuple[DraftItem, ...]:
    """What code proposes, as far as it stands; no model is asked."""
    return check(propose(document, parser), document).accepted


def heading(
    document: Document, items: tuple[DraftItem, ...], prompt_set: PromptSet, session: Session
) -> Draft:
    """The model's words for the whole: headline and gist, no items.

    Args:
        document: In English.
        items: What code proposed.
        prompt_set: One whose reading is ``guided``.
        session: The model and the limits.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    asked = question(document, items, prompt_set, session.model.context_tokens)
    choices, offered = asked.choices, _offered(asked.choices)
    answer = session.ask(asked.prompt, _answer_type(choices)).value.model_dump()
    cited = " ".join(segment.text for n in offered if (segment := document.segment(n)))
    title = str(answer["title"])
    return Draft(
        title=title if not check_support(title, cited or document.text) else "",
        gist=_gist([answer[name] for name in choices if name in answer], items, document),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked about a document whose items are known."""

    prompt: Prompt
    choices: dict[str, tuple[int, ...]]
    """For each sentence of the gist, the segments among which the model picks."""


def question(
    document: Document, items: tuple[DraftItem, ...], prompt_set: PromptSet, context_tokens: int
) -> Question:
    """The one question about a document; no model is asked.

    Args:
        document: In English.
        items: What code proposed.
        prompt_set: One whose reading is ``guided``.
        context_tokens: The model's window.
    """
    choices = {name: found[:_MAX_CHOICES] for name, found in _choices(items).items()}
    prompt = prompt_set.render(prompting.document_values(document))
    room = context_tokens - prompt_set.info.max_output_tokens - _MARGIN
    most = _MAX_CHOICES
    while tokens.of_messages(prompt.messages) > room and most:
        # Too long a text for the window: the model sees the segments among which it picks.
        choices = {name: _spread(found, most) for name, found in _choices(items).items()}
        shown = _offered(choices) or tuple(range(1, most + 1))
        prompt = prompt_set.render(prompting.document_values(document, shown))
        most //= 2
    return Question(prompt, choices)


def _choices(items: Iterable[DraftItem]) -> dict[str, tuple[int, ...]]:
    """For each sentence of the gist, the segments that carry an item of that kind."""
    numbers: dict[str, set[int]] = {"next": set(), "wants": set(), "terms": set()}
    for item in items:
        if isinstance(item, DraftNextStep):
            numbers["next"].update(item.at)
        elif isinstance(item, DraftCondition):
            numbers["terms"].update(item.at)
        elif isinstance(item, DraftPosition) and item.stance != "asserts":
            numbers["wants"].update(item.at)
    return {name: tuple(sorted(found)) for name, found in numbers.items() if found}


def _spread(numbers: tuple[int, ...], most: int) -> tuple[int, ...]:
    """So many of the numbers, from all over the text."""
    step = max(1.0, len(numbers) / most)
    return tuple(numbers[int(at * step)] for at in range(min(most, len(numbers))))


def _offered(choices: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    """All segments that can be picked."""
    return tuple(sorted({number for numbers in choices.values() for number in numbers}))


def _answer_type(choices: dict[str, tuple[int, ...]]) -> type[BaseModel]:
    """The answer's shape for this document: a sentence for each kind of item that it has."""
    fields: dict[str, Any] = {}
    for name, numbers in choices.items():
        at: Any = Literal[numbers]
        says = (str, Field(max_length=_MAX_CHARACTERS))
        fields[name] = (create_model(name.capitalize(), at=(at, ...), says=says), ...)
    return create_model("Headline", **fields, title=(str, Field(max_length=150)))


def _gist(
    sentences: Iterable[dict[str, Any]], items: tuple[DraftItem, ...], document: Document
) -> str:
    """The picked sentences, each segment once: the model's words where they hold, else code's."""
    picked = {int(sentence["at"]): str(sentence["says"]) for sentence in sentences}
    return " ".join(_sentence(n, says, items, document) for n, says in picked.items())


def _sentence(number: int, says: str, items: tuple[DraftItem, ...], document: Document) -> str:
    segment = document.segment(number)
    own = segment.text if segment else ""
    holds = len(says) < _MAX_CHARACTERS and not check_support(says, own)
    words = says if holds else next(_told(number, items), own)
    words = " ".join(words.split()[:_MAX_SENTENCE_WORDS])
    return words if words.endswith((".", "!", "?", "”", '"')) else f"{words}."


def _told(number: int, items: tuple[DraftItem, ...]) -> Iterator[str]:
    """What code says of a segment."""
    for item in items:
        if isinstance(item, DraftActor) or number not in item.at:
            continue
        if isinstance(item, DraftPosition):
            yield item.statement
        elif isinstance(item, DraftCondition):
            yield f"{item.gates}, if {item.requirement[:1].lower()}{item.requirement[1:]}"
        elif item.actors:
            yield f"{', '.join(item.actors)}: {item.action}"
