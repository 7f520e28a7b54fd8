"""How does a sentence name somebody? Names, titles and the phrases around them."""

import re
from typing import TYPE_CHECKING

from summarizer.propose.lexicon import GROUP_NOUNS, INANIMATE, PEOPLE, PERSON_NOUNS

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
NO_NAME = re.compile(
    r"\d|[\"“”\[\]()|/]|^\W|^(?:section|article|title|act|page|order|bill|majesty)\b|\bres\b",
    re.IGNORECASE,
)
"""What the recognizer takes for a name and is none."""
_UNCERTAIN = frozenset(
    """a all an another any both each every many most no other others several some such these
    those""".split()  # noqa: SIM905
)
"""What opens a phrase that stands for nobody in particular."""
_AGENTIVE = re.compile(
    r"(?:[^aeiou]er|[ie]or|[aeiou]tor|ist|ian|ee|man|woman|people|folk|body|wright)$"
)
"""Endings of nouns that name people by what they do."""
_OCCUPATION = re.compile(
    r"(?:the )?(?P<what>(?:[A-Z]?[a-z]+ ){0,2}[a-z]*(?:er|or|ist|ian|man|woman|ant|ent|ee)) "
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}"
)
_PREMODIFIERS = {"det", "amod", "compound", "poss", "nmod", "nummod"}


def is_headline(sentence: "Doc") -> bool:
    """Whether most words are capitalised, so that capitals tell nothing."""
    words = [token for token in sentence if token.is_alpha and len(token) > 3]
    if sentence.text.rstrip('"”').endswith("."):
        return False
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def plain_name(text: str) -> str:
    """A name without article, possessive and honorifics."""
    name = re.sub(r"\s+", " ", text).strip(" ,.;:'’\"")
    name = re.sub(r"^.*['’]s (?=(?:President|Queen|King|Prime|Minister)\b)", "", name)
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


def joined(token: "Token") -> list["Token"]:
    """The nouns joined to a noun: B and C in "A, B and C"."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            found += [child, *joined(child)]
    return found


def is_definite(noun: "Token") -> bool:
    """Whether it goes back to somebody known: "the company"."""
    return any(child.lower_ == "the" for child in noun.children)


def describes(noun: "Token", name: "Token") -> bool:
    """Whether a name in a noun's phrase tells who the noun is: "the Italian company, Fiat"."""
    if name.ent_type_ == "PERSON":
        return name.dep_ in {"appos", "pobj", "nsubj", "conj"} and name.head in {noun, noun.head}
    return name.dep_ == "appos" and name.head == noun and name.pos_ == "PROPN"


def is_described(noun: "Token") -> bool:
    """Whether it only says what a name beside it is: "the mining firm Alto Verde"."""
    after = [t for t in noun.doc[noun.i + 1 : noun.i + 3] if t.text != ","][:1]
    return (
        bool(after)
        and after[0].pos_ == "PROPN"
        and (after[0].dep_ in {"appos", "compound"} or noun.dep_ in {"compound", "nmod"})
    )


def is_new(noun: "Token") -> bool:
    """Whether it brings in somebody: "a Turkish official"."""
    return any(child.lower_ in {"a", "an", "another"} for child in noun.children)


def heads_of(name: str) -> set[str]:
    """The noun that a name could be taken up by: "museum" for the Museum of Veldhaven."""
    words = name.lower().split()
    before_of = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return {words[-1], before_of}


def content_of(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in name.lower().split() if word not in {"of", "the", "and", "for", "s"}}


def names_a_body(phrase: "Span", *, speaks: bool = False) -> bool:
    """A definite or named phrase, not "any company"; if it speaks, "a Turkish official" too."""
    first = phrase[0].lower_
    named = any(token.pos_ == "PROPN" or token.ent_type_ == "NORP" for token in phrase)
    definite = first in {"the", "both", "our", "its", "their"} or phrase.root.tag_ == "NNS"
    known = (named or definite) and (
        first not in _UNCERTAIN
        or (named and (first == "some" or (speaks and first in {"a", "an"})))
    )
    return known and len(phrase) <= 8 and not NO_NAME.search(phrase.text)


def can_act(noun: "Token") -> bool:
    """Whether it can speak, want or decide: a name, a body, people."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        return lemma not in INANIMATE
    if noun.pos_ != "NOUN" or lemma in INANIMATE:
        return False
    known = {noun.lower_, lemma} & GROUP_NOUNS.keys() or lemma in PERSON_NOUNS | PEOPLE
    return bool(known) or bool(_AGENTIVE.search(lemma))


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
    words = span.doc[start : span.start].text.strip(" ,")
    if not words:
        after = [c for c in root.children if c.dep_ == "appos" and c.i > root.i]
        words = span.doc[after[0].left_edge.i : after[0].i + 1].text if after else ""
    words = re.sub(r"^(?:the|an?)\s+", "", words.strip(" ,"), flags=re.IGNORECASE)
    return words if 0 < len(words.split()) <= 8 else ""
