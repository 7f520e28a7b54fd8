"""Who is named in the document, and who is meant by a name, a title or a pronoun?

Mentions are gathered over all sentences and those of one actor are put together: a surname with
the full name, an acronym with its long form, a capital with its country.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.propose.lexicon import DECIDING, GROUP_NOUNS, INANIMATE, METONYMS, PERSON_NOUNS, SPOKES
from summarizer.schema import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "government"}
_EDGES = re.compile(r"^(?:the|an?|its|their|his|her|our|this|these)\s+|(?:['’]s|['’])$", re.IGNORECASE)
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|lord|president|prime minister|senator|minister|king|queen|judge"
    r"|justice|chancellor|secretary|governor|mayor|chairman|ceo)\.?\s+)+",
    re.IGNORECASE,
)
_BAD_NAME = re.compile(r"\d|[\"“”\[\]()|/]|^\W|^(?:section|article|title|act|page)\b", re.IGNORECASE)


_STATEMENT_OF = re.compile(
    r"\b(?:Statement|Message|Remarks|Letter|Address)\b.{0,12}?\b(?:from|by|of)\b "
    r"(?P<role>(?:President|Prime Minister|Secretary|Minister|Chancellor|Governor|Chairman|CEO) )?"
    r"(?P<name>[A-Z][\w.]+(?: [A-Z]\.)? [A-Z]\w+|(?<=President )[A-Z]\w+)"
)


@dataclass(eq=False)
class Figure:
    """Somebody or something that may be an actor."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    """Forms of the name and how often each stands."""
    role: str = ""
    """The words before or after the name: "Kremlin spokesman"."""
    segments: list[int] = field(default_factory=list)
    """Numbers of the segments that name it, in order."""
    acts: int = 0
    """How often it is the subject of a clause that reports, holds or does something."""

    @property
    def name(self) -> str:
        """The fullest form: a country before its capital, then most words, then most often."""
        countries = set(METONYMS.values())
        return max(
            self.names,
            key=lambda name: (
                name.lower() in countries, len(name.split()), self.names[name], len(name)
            ),
        )  # fmt: skip

    @property
    def takes_part(self) -> bool:
        """Whether it does something, or is a person of whom the text says more than a name."""
        known = bool(self.role) or len(self.segments) > 1
        return self.acts > 0 or (self.kind == "person" and known)

    @property
    def is_spokes(self) -> bool:
        """Whether it speaks for somebody else."""
        return bool(set(self.role.lower().split()) & SPOKES)


class Cast:
    """The figures of a document, found by name and by words that stand for them."""

    def __init__(self, sentences: Sequence["Doc"]) -> None:
        self._by_key: dict[str, Figure] = {}
        self._last_person: Figure | None = None
        self._last_body: Figure | None = None
        for number, sentence in enumerate(sentences, 1):
            if not is_headline(sentence):
                self._gather(number, sentence)
        self._unite_surnames()
        self._unite_bodies()
        self.author = self._find_author(sentences)

    @property
    def figures(self) -> list[Figure]:
        """Each once, in order of first mention."""
        once = {id(figure): figure for figure in self._by_key.values()}
        return sorted(once.values(), key=lambda figure: figure.segments[0])

    def by_name(self, name: str) -> Figure | None:
        """The figure with this name, surname or metonym."""
        key = key_of(name)
        return self._by_key.get(key) or self._by_key.get(METONYMS.get(key, ""))

    def who(
        self, token: "Token", speaker: Figure | None = None, *, number: int = 0
    ) -> Figure | None:
        """Whom a subject means; remembers it for the pronouns that follow.

        Args:
            token: Head of the noun phrase.
            speaker: Whose words the sentence quotes: "we" and "I" in them.
            number: Of the segment, if the verb is one that only an actor can have: then a phrase
                that nobody was known by becomes a figure.
        """
        found = self._meant(token, speaker) or (self._new(token, number) if number else None)
        if found:
            found.acts += 1
        if found and found.kind == "person":
            self._last_person = found
        elif found:
            self._last_body = found
        return found

    def body_of(self, figure: Figure) -> Figure | None:
        """The body that a spokesman speaks for, by the words of the role."""
        for words in (figure.role, *figure.role.split()):
            found = self.by_name(words)
            if found and found is not figure:
                return found
        return None

    def _meant(self, token: "Token", speaker: Figure | None) -> Figure | None:
        lower = token.lower_
        if lower in {"i", "we", "us"}:
            return speaker or self.author
        if lower in {"he", "she", "him", "her"}:
            return self._last_person
        if lower in {"it", "they"}:
            return self._last_body
        for span in token.doc.ents:
            if span.start <= token.i < span.end and span.label_ in _KINDS:
                if found := self.by_name(span.text):
                    return found
        phrase = _phrase(token)
        if found := self.by_name(phrase.text):
            return found
        if token.lemma_.lower() in PERSON_NOUNS:
            return self._with_role(token) or self._last_person
        return self._ending_in(lower) if lower in GROUP_NOUNS else None

    def _new(self, token: "Token", number: int) -> Figure | None:
        phrase = _phrase(token)
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() in INANIMATE:
            return None
        if not _names_a_body(phrase) or _BAD_NAME.search(phrase.text):
            return None
        person = token.lemma_.lower() in PERSON_NOUNS and token.tag_ not in {"NNS", "NNPS"}
        kind = GROUP_NOUNS.get(token.lower_, "group" if token.tag_ == "NNS" else "organisation")
        self._add(number, phrase.text, "person" if person else kind, "")
        return self.by_name(phrase.text)

    def _with_role(self, token: "Token") -> Figure | None:
        noun = token.lemma_.lower()
        named = [f for f in self.figures if noun in f.role.lower().split()]
        earlier = [f for f in named if f.segments[0] <= len(token.doc) or f is self._last_person]
        return self._last_person if self._last_person in earlier else (named or [None])[-1]

    def _ending_in(self, noun: str) -> Figure | None:
        named = [f for f in self.figures if f.name.lower().split()[-1] == noun]
        return named[0] if named else None

    def _gather(self, number: int, sentence: "Doc") -> None:
        for span in sentence.ents:
            if span.label_ in _KINDS and not _BAD_NAME.search(span.text):
                self._add(number, span.text, _KINDS[span.label_], _role(span))
        for token in sentence:
            if token.lower_ in GROUP_NOUNS and token.dep_ in _PLACES and not _is_inside_a_body(token):
                phrase = _phrase(token)
                if _names_a_body(phrase):
                    self._add(number, phrase.text, GROUP_NOUNS[token.lower_], "")

    def _add(self, number: int, text: str, kind: ActorKind, role: str) -> None:
        name = plain_name(text)
        key = key_of(name)
        if len(key) < 2:
            return
        key = METONYMS.get(key, key)
        figure = self._by_key.setdefault(key, Figure(kind))
        figure.names[name] += 1
        figure.role = figure.role or role
        if number not in figure.segments:
            figure.segments.append(number)

    def _unite_surnames(self) -> None:
        people = [f for f in self.figures if f.kind == "person" and len(f.name.split()) > 1]
        for full in people:
            surname = key_of(full.name.split()[-1])
            short = self._by_key.get(surname)
            if short is full:
                continue
            if short and len(short.name.split()) == 1:
                full.role = full.role or short.role
                self._absorb(full, short)
            self._by_key.setdefault(surname, full)

    def _unite_bodies(self) -> None:
        """An acronym with its long form, "our delegation" with "the Russian delegation"."""
        for key, figure in list(self._by_key.items()):
            acronym = "".join(word[0] for word in figure.name.split() if word[0].isupper()).lower()
            short = self._by_key.get(acronym)
            if len(acronym) > 1 and short and short is not figure and key != acronym:
                self._absorb(figure, short)
        bodies = [f for f in self.figures if f.kind != "person"]
        bodies.sort(key=lambda body: len(_content(body.name)), reverse=True)
        for short in bodies:
            words = _content(short.name)
            known = {id(f): f for f in self._by_key.values()}.values()
            longer = [f for f in known if words < _content(f.name) and words & GROUP_NOUNS.keys()]
            if len(longer) == 1:
                self._absorb(longer[0], short)

    def _absorb(self, figure: Figure, other: Figure) -> None:
        figure.names.update(other.names)
        figure.segments = sorted({*figure.segments, *other.segments})
        for key, known in self._by_key.items():
            if known is other:
                self._by_key[key] = figure

    def _find_author(self, sentences: Sequence["Doc"]) -> Figure | None:
        """Whose statement it is: "Statement from President Joe Biden on …"."""
        for number, sentence in enumerate(sentences[:2], 1):
            found = _STATEMENT_OF.search(sentence.text)
            if found:
                self._add(number, found.group("name"), "person", (found.group("role") or "").strip())
                self._unite_surnames()
                return self.by_name(found.group("name"))
        if not any(token.lower_ in {"i", "we", "my", "our"} for s in sentences for token in s):
            return None
        committees = (f for f in self.figures if f.name.endswith("Committee"))
        return next(committees, None)


def count_doers(sentence: "Doc", cast: Cast) -> None:
    """Note who decides or does something in the sentence."""
    for token in sentence:
        if token.lemma_.lower() in DECIDING and token.pos_ == "VERB":
            for child in token.children:
                if child.dep_ == "nsubj":
                    cast.who(child)
                elif child.dep_ == "agent":
                    for noun in child.children:
                        cast.who(noun)


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


def _phrase(token: "Token") -> "Span":
    """The noun with what stands before it: "the Russian delegation"."""
    left = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ in _PREMODIFIERS)])
    right = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i < 6:
            right = child.right_edge.i
            break
    return token.doc[left : right + 1]


def _is_inside_a_body(token: "Token") -> bool:
    """ "negotiators" in "the delegation of negotiators"."""
    return token.head.lower_ == "of" and token.head.head.lower_ in GROUP_NOUNS


def _content(name: str) -> set[str]:
    return {word for word in name.lower().split() if word not in {"of", "the", "and", "for", "s"}}


_PLACES = {"nsubj", "nsubjpass", "pobj", "dobj"}
_PREMODIFIERS = {"det", "amod", "compound", "poss", "nmod", "nummod"}


def _names_a_body(phrase: "Span") -> bool:
    """A definite or named phrase, not "any company"."""
    first = phrase[0].lower_
    named = any(token.pos_ == "PROPN" or token.ent_type_ == "NORP" for token in phrase)
    definite = first in {"the", "both", "our", "its", "their"} or phrase.root.tag_ == "NNS"
    return (named or definite) and len(phrase) <= 8 and first not in {"any", "no", "some", "such"}


def _role(span: "Span") -> str:
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
