"""Whom does a spokesman or an officer speak for?"""

import re
from typing import TYPE_CHECKING

from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import GROUP_NOUNS, SPOKES
from summarizer.propose.mentions import phrase_of
from summarizer.propose.register import Register

if TYPE_CHECKING:
    from spacy.tokens import Token

_MATTER = re.compile(r"(?<=spokesman) on .*|(?<=spokeswoman) on .*|(?<=spokesperson) on .*")
"""What a spokesman is for, in "Labor's spokesman on Home Affairs"."""
_POSSESSIVE = re.compile(r"['’]s\b")


def body_of(figure: Figure, known: Register) -> Figure | None:
    """The body that a spokesman or an officer speaks for, by the words of the role."""
    return _named_in(figure.name if figure.kind == "group" else figure.role, known, but=figure)


def is_unnamed_spokesman(noun: "Token") -> bool:
    """Whether it is a spokesman without a name: "a company spokesman"."""
    described = any(t.ent_type_ == "PERSON" for t in noun.children)
    return noun.lower_ in SPOKES and not described


def body_behind(spokesman: "Token", known: Register) -> Figure | None:
    """The body that a spokesman without a name speaks for, by the words before the noun."""
    words = phrase_of(spokesman).text
    for_it = next((c for c in spokesman.rights if c.lower_ in {"for", "of"}), None)
    if for_it is not None:
        words = f"{words} {' '.join(t.text for t in for_it.subtree)}"
    return _named_in(words, known)


def _named_in(words: str, known: Register, *, but: Figure | None = None) -> Figure | None:
    """The body with the longest name in the words; else one with their noun for its head."""
    role = f" {_MATTER.sub('', _POSSESSIVE.sub('', words.lower()))} "
    named = [b for key, b in known.bodies_by_form() if b is not but and f" {key} " in role]
    if named:
        return max(named, key=lambda body: len(body.name))
    nouns = [
        word for word in role.split() if GROUP_NOUNS.get(word) in {"organisation", "government"}
    ]
    return next(
        (body for noun in nouns if (body := known.headed_by(noun)) and body is not but), None
    )
