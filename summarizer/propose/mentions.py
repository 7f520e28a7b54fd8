"""How does a sentence name somebody? Names, titles and the phrases around them."""

import re
from typing import TYPE_CHECKING

from summarizer.propose.lexicon import (
    GROUP_NOUNS,
    INANIMATE,
    OFFICERS,
    PEOPLE,
    PERSON_NOUNS,
)
from summarizer.schema import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_EDGES = re.compile(
    r"^(?:the|an?|its|their|his|her|our|this|these)\s+|(?:['’]s|['’])$", re.IGNORECASE
)
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|lord|president|prime minister|senator|minister|king|queen|judge"
    r"|treasurer|councillor|cllr|professor|prof|congressman|congresswoman|rep|sen|justice"
    r"|chancellor|secretary|governor|mayor|chairman|ceo)\.?\s+)+",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"\d|[\"“”\[\]()|/]|^\W|\w-based\b|^(?:section|article|title|act|page|order|bill|majesty|vice)\b|\bres\b",
    re.IGNORECASE,
)
"""What the recognizer takes for a name and is none."""
_UNCERTAIN = frozenset(
    """a all an another any both each every many most no other others several some such these
    those""".split()  # noqa: SIM905
)
"""What opens a phrase that stands for nobody in particular."""
_AGENTIVE = re.compile(
    r"(?:[^aeiou]er|[ie]or|[aeiou]tor|ist|ian|man|woman|people|folk|body|wright)$"
)
"""Endings of nouns that name people by what they do."""
_CONCERNED = re.compile(r"(?:ain|ant|cap|end|fer|min|oint|ploy|sign|ug|ust)ees?$")
"""Nouns in "-ee" that are people: "employee", not "fee"."""
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


def is_a_place(name: "Span") -> bool:
    """Whether a name tells where: "in Tora Bora", "the Tora Bora region"."""
    root = name.root
    before = name.doc[name.start - 1].lower_ if name.start else ""
    where = root.dep_ == "pobj" and root.head.lower_ in _WHERE
    where = where or (root.dep_ == "conj" and root.head.ent_type_ == "GPE")
    return where or before in _WHERE or (root.dep_ == "compound" and root.head.pos_ == "NOUN")


_WHERE = {"at", "around", "from", "in", "inside", "near", "off", "outside", "over", "through", "to"}


def is_a_portfolio(name: "Span") -> bool:
    """Whether a name is but what a minister is for: "Defence" in "Defence Secretary Ann Lee"."""
    after = [token.lower_ for token in name.doc[name.end : name.end + 1]]
    before = [token.lower_ for token in name.doc[max(0, name.start - 2) : name.start]]
    of_one = before[:1] in (["minister"], ["secretary"]) and before[1:] in (["of"], ["for"])
    of_one = of_one or after in (["minister"], ["secretary"])
    return len(name) == 1 and name.label_ == "ORG" and of_one


def is_a_title(name: "Span") -> bool:
    """Whether it is but the title of who is named next: "the Treasurer, Ann Lee"."""
    words = [token.lower_ for token in name.doc[max(0, name.start - 1) : name.end]]
    titled = words[:1] == ["the"] and len(words) == 2 and names_an_office(words[1])
    return titled and name.label_ == "PERSON"


def kind_of(name: str, kind: ActorKind) -> ActorKind:
    """The kind of somebody, where the name tells it better than the recognizer."""
    if _OFFICE.fullmatch(name):
        return "person"
    executive = any(GROUP_NOUNS.get(head) == "government" for head in heads_of(name))
    return "government" if kind == "organisation" and executive else kind


def names_an_office(word: str) -> bool:
    """Whether a word before a name tells what the person is: "Skipper", "Senator"."""
    lower = word.lower().rstrip(".")
    people = word[:1].isupper() and lower.endswith("ian")  # "Norwegian"
    does = _AGENTIVE.search(lower) or _CONCERNED.search(lower)
    return lower in PERSON_NOUNS | OFFICERS | PEOPLE or bool(does and not people)


_OFFICE = re.compile(
    r"(?:(?:Attorney|Director|Governor|Secretary|Solicitor|Surgeon)[- ]General|Prime Minister"
    r"|Chancellor|Pope|Premier|President|Queen|King)"
)


def phrase_of(token: "Token") -> "Span":
    """The noun with what stands before it: "the Russian delegation"."""
    left = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ in _PREMODIFIERS)])
    right = token.i
    told = token.dep_ == "dobj" and token.head.lemma_ in _TELLING_OF
    for child in () if told else token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i < 8:
            right = child.right_edge.i
            break
    return token.doc[left : right + 1]


_TELLING_OF = {"accuse", "advise", "convince", "inform", "notify", "remind", "warn"}
"""Verbs whose "of" is not their object's: "inform the company of the result"."""


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
        beside = name.dep_ == "appos" and name.head.dep_ == "pobj" and name.head.head.head == noun
        return beside or (
            name.dep_ in {"appos", "pobj", "nsubj", "conj"} and name.head in {noun, noun.head}
        )
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


def tells_of_another(noun: "Token") -> bool:
    """Whether a phrase brings in one that has not been named: "an interim government"."""
    described = any(c.dep_ == "amod" and c.ent_type_ != "NORP" for c in noun.children)
    of_whom = [t for of in noun.children if of.lower_ == "of" for t in of.children]
    return (described and is_new(noun)) or any(t.pos_ == "PROPN" for t in of_whom)


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
    return bool(known) or bool(_AGENTIVE.search(lemma) or _CONCERNED.search(lemma))
