"""Who is named in the document, and who is meant by a name, a title or a pronoun?

Mentions are gathered over all sentences and those of one actor are put together: a surname with
the full name, an acronym with its long form, a capital with its country.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import DECIDING, GROUP_NOUNS, INANIMATE, METONYMS, PERSON_NOUNS
from summarizer.propose.mentions import (
    NO_NAME,
    content_of,
    is_headline,
    is_inside_a_body,
    key_of,
    names_a_body,
    phrase_of,
    plain_name,
    role_of,
)
from summarizer.schema import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "government"}
_PLACES = {"nsubj", "nsubjpass", "pobj", "dobj"}
_FIRST_PERSON = {"i", "we", "us", "my", "our"}
_STATEMENT_OF = re.compile(
    r"\b(?:Statement|Message|Remarks|Letter|Address)\b.{0,12}?\b(?:from|by|of)\b "
    r"(?P<role>(?:President|Prime Minister|Secretary|Minister|Chancellor|Governor|Chairman|CEO) )?"
    r"(?P<name>[A-Z][\w.]+(?: [A-Z]\.)? [A-Z]\w+|(?<=President )[A-Z]\w+)"
)


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
        if token.pos_ == "PRON" or lower in _FIRST_PERSON:
            return self._of_pronoun(lower, speaker)
        if found := self._named(token):
            return found
        if token.lemma_.lower() in PERSON_NOUNS:
            return self._with_role(token) or self._last_person
        if lower in GROUP_NOUNS:
            return self._ending_in(lower) or self._last_of_kind(GROUP_NOUNS[lower], token)
        return None

    def _of_pronoun(self, pronoun: str, speaker: Figure | None) -> Figure | None:
        if pronoun in _FIRST_PERSON:
            return speaker or self.author
        if pronoun in {"he", "she", "him", "her"}:
            return self._last_person
        return self._last_body if pronoun in {"it", "they"} else None

    def _last_of_kind(self, kind: ActorKind, token: "Token") -> Figure | None:
        """The body that "the company" goes back to: the last one, if it is of that kind."""
        definite = any(child.lower_ == "the" for child in token.children)
        last = self._last_body
        return last if last and definite and last.kind == kind == "organisation" else None

    def _named(self, token: "Token") -> Figure | None:
        for span in token.doc.ents:
            inside = span.start <= token.i < span.end and span.label_ in _KINDS
            if inside and (found := self.by_name(span.text)):
                return found
        return self.by_name(phrase_of(token).text)

    def _new(self, token: "Token", number: int) -> Figure | None:
        phrase = phrase_of(token)
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() in INANIMATE:
            return None
        if not names_a_body(phrase):
            return None
        person = token.lemma_.lower() in PERSON_NOUNS and token.tag_ not in {"NNS", "NNPS"}
        kind = GROUP_NOUNS.get(token.lower_, "group" if token.tag_ == "NNS" else "organisation")
        self._add(number, phrase.text, "person" if person else kind, "")
        return self.by_name(phrase.text)

    def _with_role(self, token: "Token") -> Figure | None:
        noun = token.lemma_.lower()
        named = [f for f in self.figures if noun in f.role.lower().split()]
        if self._last_person in named:
            return self._last_person
        return named[-1] if named else None

    def _ending_in(self, noun: str) -> Figure | None:
        named = [f for f in self.figures if f.name.lower().split()[-1] == noun]
        return named[0] if named else None

    def _gather(self, number: int, sentence: "Doc") -> None:
        for span in sentence.ents:
            if span.label_ in _KINDS and not NO_NAME.search(span.text):
                self._add(number, span.text, _KINDS[span.label_], role_of(span))
        for token in sentence:
            if (
                token.lower_ in GROUP_NOUNS
                and token.dep_ in _PLACES
                and not is_inside_a_body(token)
            ):
                phrase = phrase_of(token)
                bare = len(content_of(phrase.text)) == 1
                unnamed = bare and GROUP_NOUNS[token.lower_] == "organisation"
                if names_a_body(phrase) and not unnamed:
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
        bodies.sort(key=lambda body: len(content_of(body.name)), reverse=True)
        for short in bodies:
            words = content_of(short.name)
            known = {id(f): f for f in self._by_key.values()}.values()
            longer = [f for f in known if words < content_of(f.name) and words & GROUP_NOUNS.keys()]
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
                self._add(
                    number, found.group("name"), "person", (found.group("role") or "").strip()
                )
                self._unite_surnames()
                return self.by_name(found.group("name"))
        if not any(token.lower_ in _FIRST_PERSON for s in sentences for token in s):
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
