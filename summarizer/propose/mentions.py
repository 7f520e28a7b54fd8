"""How does a sentence name somebody? Names, titles and the phrases around them."""

import re
from typing import TYPE_CHECKING

from summarizer.propose.lexicon import GROUP_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_EDGES = re.compile(
    r"^(?:the|an?|its|their|his|her|our|this|these)\s+|(?:['’]s|['’])$", re.IGNORECASE
)
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|lord|president|prime minister|senator|minister|king|queen|judge"
    r"|justice|chancellor|secretary|governor|mayor|chairman|ceo)\.?\s+)+",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"\d|[\"“”\[\]()|/]|^\W|^(?:section|article|title|act|page)\b", re.IGNORECASE)
"""What the recognizer takes for a name and is none."""
_PREMODIFIERS = {"det", "amod", "compound", "poss", "nmod", "nummod"}


def is_headline(sentence: "Doc") -> bool:
    """Whether most words are capitalised, so that capitals tell nothing."""
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def plain_name(text: str) -> str:
    """A name without article, possessive and honorifics."""
    name = re.sub(r"\s+", " ", text).strip(" ,.;:'’\"")
    for _ in range(2):
        name = _EDGES.sub("", name)
    return _HONORIFIC.sub("", name) or name


def key_of(name: str) -> str:
    """What two forms of one name have in common."""
    return plain_name(name).lower()


def phrase_of(token: "Token") -> "Span":
    """The noun with what stands before it: "the Russian delegation"."""
    left = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ in _PREMODIFIERS)])
    right = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i < 6:
            right = child.right_edge.i
            break
    return token.doc[left : right + 1]


def is_inside_a_body(token: "Token") -> bool:
    """Whether it is but a part of a body: "negotiators" in "the delegation of negotiators"."""
    return token.head.lower_ == "of" and token.head.head.lower_ in GROUP_NOUNS


def content_of(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in name.lower().split() if word not in {"of", "the", "and", "for", "s"}}


def names_a_body(phrase: "Span") -> bool:
    """A definite or named phrase, not "any company"."""
    first = phrase[0].lower_
    named = any(token.pos_ == "PROPN" or token.ent_type_ == "NORP" for token in phrase)
    definite = first in {"the", "both", "our", "its", "their"} or phrase.root.tag_ == "NNS"
    known = (named or definite) and first not in {"any", "no", "some", "such"}
    return known and len(phrase) <= 8 and not NO_NAME.search(phrase.text)


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
    words = span.doc[start : span.start].text.strip(" ,")
    if not words:
        after = [c for c in root.children if c.dep_ == "appos" and c.i > root.i]
        words = span.doc[after[0].left_edge.i : after[0].i + 1].text if after else ""
    words = re.sub(r"^(?:the|an?)\s+", "", words.strip(" ,"), flags=re.IGNORECASE)
    return words if 0 < len(words.split()) <= 8 else ""
