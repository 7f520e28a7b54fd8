"""From each peer's own form to one: items of a kind, their words, and where they point.

Nothing is dropped or mended here. See ``docs/peers.md`` for the rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError

from evals.cases import Case
from evals.peers import quotes
from evals.peers.quoted import QuotedSummary
from summarizer.checks import resolve_actor
from summarizer.draft import DraftActor
from summarizer.endpoint.mend import mend
from summarizer.schema import ActorKind, Evidence, ItemKind


@dataclass(frozen=True, slots=True)
class Told:
    """An item of a peer's answer."""

    kind: ItemKind
    """Which list it is for."""
    fields: Mapping[str, Any]
    """Its words, by the names of the product's draft."""
    evidence: tuple[Evidence, ...]
    """Its quotes, placed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, in the one form that both peers are brought to."""

    items: tuple[Told, ...]
    title: str = ""
    gist: str = ""


def mended(text: str) -> dict[str, Any] | None:
    """The complete items of bare instructor's answer that was cut off; none if there are none.

    Args:
        text: What the model wrote.
    """
    found = mend(text, cut=True)
    try:
        return QuotedSummary.model_validate(found.value).model_dump() if found else None
    except ValidationError:
        return None


def from_quoted(answer: QuotedSummary, case: Case) -> Answer:
    """The answer of bare instructor."""
    lists: tuple[tuple[ItemKind, Iterable[Any]], ...] = (
        ("actor", answer.actors),
        ("condition", answer.conditions),
        ("next_step", answer.next_steps),
        ("position", answer.positions),
    )
    items = tuple(
        Told(kind, item.model_dump(), quotes.evidence_of([item.quote], case.document))
        for kind, listed in lists
        for item in listed
    )
    return Answer(items, answer.title, answer.gist)


def from_extractions(extractions: Iterable[Mapping[str, Any]], case: Case) -> Answer:
    """The answer of langextract, at the places that it gives itself.

    It gives mentions: those of one actor become one actor.
    """
    items: list[Told] = []
    cast: list[DraftActor] = []
    mentions: dict[int, list[tuple[Mapping[str, Any], Evidence]]] = {}
    for one in extractions:
        placed = _placed(one, case)
        if one["class"] != "actor":
            items.append(Told(one["class"], _with_words(one), (placed,)))
            continue
        known = resolve_actor(one["text"], cast)
        if known is None:
            known = draft_actor(one["text"], one["attributes"])
            cast.append(known)
        mentions.setdefault(id(known), []).append((one, placed))
    return Answer((*map(_one_actor, mentions.values()), *items))


def _placed(one: Mapping[str, Any], case: Case) -> Evidence:
    if one["start"] is None or one["end"] is None:
        return quotes.nowhere(one["text"])
    return quotes.at(one["start"], one["end"], one["text"], case.document)


def _one_actor(mentions: list[tuple[Mapping[str, Any], Evidence]]) -> Told:
    names = [str(one["text"]) for one, _ in mentions]
    name = max(names, key=len)
    aliases = [alias for one, _ in mentions for alias in texts_of(one["attributes"], "aliases")]
    first = mentions[0][0]["attributes"]
    others = dict.fromkeys(text for text in (*names, *aliases) if text != name)
    fields = {**first, "name": name, "aliases": list(others)}
    return Told("actor", fields, tuple(dict.fromkeys(placed for _, placed in mentions)))


def _with_words(one: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes, with the extracted words where the wording is missing."""
    attributes = dict(one["attributes"])
    name = {"position": "statement", "condition": "requirement", "next_step": "action"}
    if wording := name.get(one["class"]):
        attributes[wording] = text_of(attributes, wording) or one["text"]
    return attributes


def draft_actor(name: str, fields: Mapping[str, Any]) -> DraftActor:
    """An actor in the form in which the product resolves names; its bounds do not matter here."""
    return DraftActor.model_construct(
        at=[],
        name=name,
        kind=word_of(fields, "kind", ActorKind, "organisation"),
        role=text_of(fields, "role"),
        aliases=texts_of(fields, "aliases"),
    )


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """A text among fields that may be missing or of any type; empty if it is none."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def texts_of(fields: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a list, or the one that stands in its place."""
    value = fields.get(name)
    values = value if isinstance(value, list) else [value]
    return [one.strip() for one in values if isinstance(one, str) and one.strip()]


def word_of(fields: Mapping[str, Any], name: str, vocabulary: Any, otherwise: str) -> Any:  # noqa: ANN401  # a Literal
    """A word of a vocabulary, or what is put where it is none."""
    value = fields.get(name)
    return value if value in get_args(vocabulary) else otherwise
