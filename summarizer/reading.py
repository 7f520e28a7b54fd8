"""How does a document become a draft, and in how many parts?

``whole``: the model is asked for everything in one answer. ``guided``: code proposes the items
(see `summarizer.guided`). The prompt set says which.
"""

from collections.abc import Sequence

from summarizer import guided, parts, prompting, side_by_side, tokens
from summarizer.checks import check
from summarizer.document import Document
from summarizer.draft import Draft, in_lists
from summarizer.merge import Found, Merged, merge
from summarizer.model import Answer, Prompt, Session
from summarizer.parts import CountTokens, Part
from summarizer.prompting import PromptSet
from summarizer.propose import parsing
from summarizer.repair import Repaired

WITHOUT_PARSER = "compact@1"
"""Asked instead of a guided prompt where the parser is missing or cannot read the language."""

MARGIN = 300
"""Tokens by which the estimate of a prompt may be wrong."""
_TEXT_FOR_AN_ANSWER = 2
"""Tokens of text for each token that an answer may have: of a part with more, items would be cut
off. An answer about a news text is about as long as the text."""
_GUIDED_TOKENS = 2_500
"""Of a part from which code proposes: what `propose` finds is bounded."""
_LEAST_ROOM = 200
"""Tokens; where a prompt leaves less for the text, cutting it would not help."""
_SURELY = 0.8
"""Share of the room up to which an estimate needs no exact count."""


def cut(
    document: Document, prompt_id: str, context_tokens: int, count: CountTokens = tokens.estimate
) -> list[Part]:
    """The parts in which a document is read: one if it fits into the model's window.

    Args:
        document: What is summarized.
        prompt_id: NAME@VERSION that `fitting` gave.
        context_tokens: The model's window.
        count: The model's own tokenizer, or an estimate.
    """
    prompt_set = prompting.load(prompt_id)
    room = _room(document, prompt_set, context_tokens)
    if room < _LEAST_ROOM or _fits(document, room, count):
        return [Part.all_of(document)]
    if prompt_set.info.reading == "guided":
        return parts.cut(document, _GUIDED_TOKENS)
    room = min(room, _TEXT_FOR_AN_ANSWER * prompt_set.info.max_output_tokens)
    return parts.cut(document, room, count)


def read(part: Part, prompt_id: str, session: Session) -> Answer[Draft]:
    """Ask the model for a draft of the summary, or of a part of a long text.

    Of a part of a long text that is guided, code proposes the items; `heading` asks for the rest.

    Args:
        part: What is read.
        prompt_id: NAME@VERSION that `fitting` gave.
        session: The model and the limits.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading != "guided":
        return session.ask(question(part.document, prompt_id), Draft)
    if part.is_all:
        parser = parsing.load(parsing.folder())
        return Answer(guided.read(part.document, prompt_set, session, parser))
    session.budget.check()
    return Answer(_proposed(part))


def heading(document: Document, merged: Merged, prompt_id: str, session: Session) -> Draft:
    """The headline and the gist of a whole text.

    Only a guided text that was read in parts is asked for them here.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading != "guided" or not merged.of_parts:
        return merged.draft
    return guided.heading(document, merged.repaired.accepted, prompt_set, session)


def questions(parts: Sequence[Part], prompt_id: str, context_tokens: int) -> list[Prompt]:
    """What a document in parts is asked about first; nobody is asked.

    One question for each part; a guided text has one in all. If that is in parts, code proposes
    its items here too: the model would be shown those segments.

    Args:
        parts: What `cut` gave.
        prompt_id: NAME@VERSION that `fitting` gave.
        context_tokens: The model's window.
    """
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading != "guided" or parts[0].is_all:
        return [question(part.document, prompt_id) for part in parts]
    drafts = [(part, _proposed(part)) for part in parts]
    found = [
        Found(part, draft, Repaired(check(draft, part.document).accepted, (), 0))
        for part, draft in drafts
    ]
    document, items = parts[0].layout.document, merge(found).repaired.accepted
    return [guided.question(document, items, prompt_set, context_tokens).prompt]


def at_once(prompt_id: str) -> int:
    """How many parts may be read at the same time: code proposes on one core."""
    return 1 if prompting.load(prompt_id).info.reading == "guided" else side_by_side.AT_ONCE


def question(document: Document, prompt_id: str) -> Prompt:
    """The first prompt for a document that fits; no model is needed."""
    return prompting.load(prompt_id).render(prompting.document_values(document))


def fitting(document: Document, prompt_id: str) -> str:
    """The prompt, or `WITHOUT_PARSER` where it is guided and the document cannot be parsed."""
    guides = prompting.load(prompt_id).info.reading == "guided"
    if guides and not (parsing.is_installed() and parsing.is_english(document)):
        return WITHOUT_PARSER
    return prompt_id


def _proposed(part: Part) -> Draft:
    """What code proposes of a part."""
    return in_lists(guided.items_of(part.document, parsing.load(parsing.folder())))


def _room(document: Document, prompt_set: PromptSet, context_tokens: int) -> int:
    """Tokens of the window that are left for the text."""
    empty = prompt_set.render({**prompting.document_values(document), "segments": []})
    taken = tokens.of_messages(empty.messages) + prompt_set.info.max_output_tokens + MARGIN
    return context_tokens - taken


def _fits(document: Document, room: int, count: CountTokens) -> bool:
    lines = "\n".join(f"[{one.number}] {one.text}" for one in document.segments)
    estimated = tokens.estimate(lines)
    return estimated <= room * _SURELY or (estimated <= room * 2 and count(lines) <= room)
