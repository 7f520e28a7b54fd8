"""Do the numbers and names by which an item refers to other things lead anywhere?"""

import re
from collections.abc import Sequence

from summarizer.checks.fault import Fault
from summarizer.checks.names import Vocabulary
from summarizer.checks.places import country
from summarizer.checks.words import fold, word_set, words
from summarizer.draft import DraftActor

_FILLERS = word_set(
    "the a an of and for mr mrs ms dr sir lord lady president minister prime secretary senator"
    " chancellor judge justice general king queen prince governor mayor chairman chair chief"
    " professor sen rep gov spokesman spokeswoman spokesperson inc ltd plc corp co llc"
)
_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_SHORTEST_ACRONYM = 2


_GOVERNMENT = re.compile(r" (?:government|administration|authorities|cabinet|officials)$")


def resolve_actor(name: str, actors: Sequence[DraftActor]) -> DraftActor | None:
    """The actor that a name means, or none if it means none of them or more than one.

    Tried in this order: the same name or alias; another form of the same country; the acronym; the
    role; the surname or a part of the name, with or without a title. Case, articles and
    possessives are ignored.

    Args:
        name: As a model wrote it: "the Kremlin", "Mr. Peskov", "UAW".
        actors: The listed actors.
    """
    wanted = _forms(name)
    if not any(wanted):
        return None
    for same in _FORMS_OF_ONE_NAME:
        found = [actor for actor in actors if any(same(form, actor) for form in wanted if form)]
        if len({fold(actor.name) for actor in found}) == 1:
            return found[0]
        if found:
            return _closest(name, found)
    return None


def listed(name: str, actors: Sequence[DraftActor], vocabulary: Vocabulary) -> list[Fault]:
    """A fault if a name that an item refers to is no listed actor.

    Args:
        name: A holder, a reporter, the actor who sets a condition or takes a step.
        actors: The listed actors.
        vocabulary: The words of the document: they tell an actor who was left out of the list
            from one who was made up. A name without a capital, such as "the official", only
            lacks a listed actor.
    """
    if not name:
        return [Fault("empty", "The name of an actor is empty.")]
    if resolve_actor(name, actors):
        return []
    if vocabulary.has(name) or name == name.lower():
        return [Fault("unlisted-actor", f"'{name}' is not in the list of actors.")]
    return [Fault("unknown-name", f"The name {name} is not in the text.")]


def _forms(name: str) -> list[str]:
    """The name as words in lower case, and what stands in parentheses: "General Motors (GM)"."""
    outside = _PARENTHESIS.sub(" ", name)
    return [_plain(form) for form in (outside, *_PARENTHESIS.findall(name))]


def _forms_of(actor: DraftActor) -> list[str]:
    return [form for name in (actor.name, *actor.aliases) for form in _forms(name) if form]


def _plain(name: str) -> str:
    parts = [fold(word).removesuffix("'s") for word in words(name.replace(".", ""))]
    return " ".join(part for part in parts if part not in ("the", "a", "an"))


def _same_name(form: str, actor: DraftActor) -> bool:
    return form in _forms_of(actor)


def _same_country(form: str, actor: DraftActor) -> bool:
    key = country(_GOVERNMENT.sub("", form))
    return bool(key) and key in map(country, (actor.name, *actor.aliases))


def _same_acronym(form: str, actor: DraftActor) -> bool:
    return any(_shortens(form, other) or _shortens(other, form) for other in _forms_of(actor))


def _shortens(short: str, full: str) -> bool:
    parts = full.split()
    initials = {
        "".join(part[0] for part in parts),
        "".join(part[0] for part in parts if part not in _FILLERS),
    }
    return len(short) >= _SHORTEST_ACRONYM and short in initials


def _part_of_name(form: str, actor: DraftActor) -> bool:
    """One name is a part of the other: "Ortiz" of Lena Ortiz, and what ends in her name of it."""
    mine = [word for word in form.split() if word not in _FILLERS]
    for other in _forms_of(actor):
        theirs = [word for word in other.split() if word not in _FILLERS]
        if mine and theirs and (set(mine) <= set(theirs) or mine[-len(theirs) :] == theirs):
            return True
    return False


def _same_role(form: str, actor: DraftActor) -> bool:
    return form == _plain(actor.role)


def _closest(name: str, actors: Sequence[DraftActor]) -> DraftActor | None:
    """Of several, the one whose name starts with these words, or the person who ends with them."""
    form = _plain(name)
    for fits in (
        [actor for actor in actors if _plain(actor.name).startswith(f"{form} ")],
        [actor for actor in actors if actor.kind == "person" and _plain(actor.name).endswith(form)],
    ):
        if len(fits) == 1:
            return fits[0]
    return None


_FORMS_OF_ONE_NAME = (_same_name, _same_country, _same_acronym, _same_role, _part_of_name)
"""Tried in this order."""
