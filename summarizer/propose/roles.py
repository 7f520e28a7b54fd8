"""What does a text say of a person beside the name? Roles, titles, first names left out."""

import re
from typing import TYPE_CHECKING, Literal

from summarizer.propose.mentions import names_an_office

if TYPE_CHECKING:
    from spacy.tokens import Span

_OCCUPATION = re.compile(
    r"(?:the )?(?P<what>(?:[A-Z]?[a-z]+ ){0,2}[a-z]*(?:er|or|ist|ian|man|woman|ant|ent|ee)) "
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
)


def with_first_name(name: "Span") -> "Span":
    """The name with a first name that the recognizer left out: "Elka Graham"."""
    if name.label_ != "PERSON" or len(name) > 1 or not name.start:
        return name
    first = name.doc[name.start - 1]
    part = first.pos_ == "PROPN" and first.dep_ == "compound" and first.head == name.root
    unknown = part and first.text.istitle() and not first.ent_type_
    titled = _TITLE_ONLY.fullmatch(first.text) or names_an_office(first.text)
    return name.doc[name.start - 1 : name.end] if unknown and not titled else name


def title_before(name: "Span") -> Literal["", "he", "she"]:
    """The pronoun that "Mr", "Ms" or a role such as "chairwoman" before a name tells."""
    before = [t.lower_.strip(".") for t in name.doc[max(0, name.start - 4) : name.start]]
    before += [t.lower_.strip(".") for t in name[:1]]
    if _MEN & set(before[-2:]) or any(word in _MEN_TOO for word in before):
        return "he"
    return "she" if _WOMEN & set(before[-2:]) or any(w in _WOMEN_TOO for w in before) else ""


_MEN = {"mr", "sir", "lord", "king", "prince", "father"}
_WOMEN = {"mrs", "ms", "miss", "madam", "lady", "queen", "princess", "sister"}
_MEN_TOO = {"chairman", "congressman", "businessman", "spokesman"}
_WOMEN_TOO = {"chairwoman", "congresswoman", "businesswoman", "spokeswoman"}


def occupation_of(phrase: "Span") -> str:
    """The common nouns before a personal name: "sheep farmer" in "sheep farmer Donal Raft"."""
    found = _OCCUPATION.fullmatch(phrase.text)
    return found.group("what") if found else ""


def role_of(span: "Span") -> str:
    """How the words around a name describe it."""
    if span.label_ != "PERSON":
        return ""
    root = span.root
    before = [
        part
        for part in root.lefts
        if part.dep_ in {"compound", "amod", "nmod", "poss"} and part.i < span.start
    ]
    start = min((part.left_edge.i for part in before), default=span.start)
    if root.dep_ == "appos" and root.head.i < span.start:
        start = min(start, root.head.left_edge.i)
    while start and not span.doc[start - 1].whitespace_:
        start -= 1
    others = [name.end for name in span.doc[start : span.start].ents if name.label_ == "PERSON"]
    words = span.doc[max([start, *others]) : span.start].text.strip(" ,")
    if not words:
        after = [c for c in root.children if c.dep_ == "appos" and c.i > root.i]
        named = bool(after) and after[0].ent_type_ == "PERSON"
        words = span.doc[after[0].left_edge.i : after[0].i + 1].text if after and not named else ""
    return _tidy_role(words)


def _tidy_role(words: str) -> str:
    """A role without article, age and "Mr"; none if nothing that describes somebody is left."""
    for pattern in (_ARTICLE, _AGE, _TITLE_ONLY, _ARTICLE):
        words = pattern.sub("", words.strip(" ,"))
    one_name = " " not in words and words[:1].isupper() and not names_an_office(words)
    fragment = words.endswith(("'s", "’s", " and")) or words.startswith(("whose ", "which "))
    if one_name or fragment or _MEASURE.search(words):
        return ""
    return words if 0 < len(words.split()) <= 8 else ""


_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_AGE = re.compile(r"^\d+[- ]years?[- ]old\b", re.IGNORECASE)
_TITLE_ONLY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Rev|Reverend|Prof)\.?$")
_MEASURE = re.compile(
    r"^\d+$|\b(?:hours?|minutes?|days?|weeks?|months?|years?|per cent)\b", re.IGNORECASE
)
