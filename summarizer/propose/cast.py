"""Who is named in the document, and who is meant by a name, a title or a pronoun?

Mentions are gathered over all sentences; `summarizer.propose.register` puts those of one actor
together.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.propose.bodies import body_behind, is_unnamed_spokesman
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import (
    GROUP_NOUNS,
    PERSON_NOUNS,
    SIDES,
)
from summarizer.propose.mentions import (
    NO_NAME,
    can_act,
    content_of,
    describes,
    heads_of,
    is_a_place,
    is_a_portfolio,
    is_a_title,
    is_definite,
    is_described,
    is_headline,
    is_inside_a_body,
    is_new,
    joined,
    names_a_body,
    phrase_of,
    plain_name,
    tells_of_another,
)
from summarizer.propose.parsing import children, is_quoted
from summarizer.propose.pronouns import stands_for_a_thing, subject_before
from summarizer.propose.recent import Pronoun, Recent
from summarizer.propose.register import Register
from summarizer.propose.roles import occupation_of, role_of, title_before, with_first_name
from summarizer.schema import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "government"}
_PLACES = {"nsubj", "nsubjpass", "pobj", "dobj"}
_FIRST_PERSON = {"i", "we", "us", "my", "our"}
_PEOPLE: dict[str, Pronoun] = {"he": "he", "him": "he", "she": "she", "her": "she"}


_ANYBODY = {"candidate", "lawmaker", "leader", "official", "politician"}


class Cast:
    """The figures of a document, found by name and by words that stand for them."""

    def __init__(self, sentences: Sequence["Doc"]) -> None:
        self.known = Register()
        """Who is named."""
        self.recent = Recent()
        """Who was spoken of last."""
        self._spoken_for: Figure | None = None
        for number, sentence in enumerate(sentences, 1):
            if not is_headline(sentence):
                self._gather(number, sentence)
        self.known.unite()
        self.authors: tuple[Figure, ...] = ()
        """Whose the words are that nobody is quoted for: "we" outside quotations."""

    @property
    def author(self) -> Figure | None:
        """Who "I" is outside quotations."""
        return self.authors[0] if self.authors else None

    def who(
        self, token: "Token", speaker: Figure | None = None, *, number: int = 0, acts: bool = True
    ) -> Figure | None:
        """Whom a subject means; remembers it for the pronouns that follow.

        Args:
            token: Head of the noun phrase.
            speaker: Whose words the sentence quotes: "we" and "I" in them.
            number: Of the segment, if the verb is one that only an actor can have: then a phrase
                that nobody was known by becomes a figure.
            acts: It does something, and is not only told of.
        """
        found = self._meant(token, speaker) or (self._new(token, number) if number else None)
        if found and acts:
            found.acts += 1
        if found:
            self.recent.tell_of(found)
        return found

    def all_of(
        self, token: "Token", speaker: Figure | None = None, *, number: int = 0, acts: bool = True
    ) -> list[Figure]:
        """Everybody whom a subject means: "X and Y", "both sides", "they"; see `who`."""
        together = self._together(token)
        if not together:
            heads = (token, *joined(token))
            each = (self.who(head, speaker, number=number, acts=acts) for head in heads)
            together = tuple(dict.fromkeys(figure for figure in each if figure))
        for figure in together if acts else ():
            figure.acts += 1
        if len(together) > 1:
            self.recent.tell_of_several(together)
        return list(together)

    def note_pairs(self, sentence: "Doc") -> None:
        """Remember who is named together: "both sides" are these."""
        for token in sentence:
            if token.pos_ == "PROPN" and len(others := joined(token)) == 1:
                named = [self.named(head) for head in (token, *others)]
                pair = tuple(figure for figure in named if figure)
                if len(pair) == 2 and pair[0] is not pair[1] and pair[0].kind == pair[1].kind:
                    self.recent.pair = pair

    def _meant(self, token: "Token", speaker: Figure | None) -> Figure | None:
        lower = token.lower_
        if token.pos_ == "PRON" or lower in _FIRST_PERSON:
            if stands_for_a_thing(token):
                return None
            named = self._just_named(token) if lower in {"it", "they"} else None
            return named or self._of_pronoun(token, speaker)
        return self.named(token) or self._described(token) or self._of_noun(token)

    def _described(self, noun: "Token") -> Figure | None:
        """Who is named beside a noun: "the Italian company, Fiat"."""
        beside = (part for part in noun.subtree if part.i > noun.i and describes(noun, part))
        return next((found for name in beside if (found := self.named(name))), None)

    def _of_noun(self, token: "Token") -> Figure | None:
        """Whom "the minister", "the union", "a company spokesman" goes back to."""
        if is_unnamed_spokesman(token):
            return self._behind(token)
        if token.ent_type_ == "NORP" and token.tag_ in {"NN", "NNP"} and is_definite(token):
            return self.recent.last_person  # "the Australian says"
        several = token.tag_ in {"NNS", "NNPS"}
        if token.lemma_.lower() in PERSON_NOUNS and not is_new(token) and not several:
            return self._with_role(token) or self._the_person(token)
        lower = token.lower_
        if lower in GROUP_NOUNS and not tells_of_another(token):
            return self.known.headed_by(lower) or self._last_of_kind(GROUP_NOUNS[lower], token)
        return None

    def _behind(self, spokesman: "Token") -> Figure | None:
        """Whose spokesman it is; "the spokesman" goes back to the last one."""
        if is_definite(spokesman) and (named := self._with_role(spokesman)):
            return named
        body = body_behind(spokesman, self.known)
        self._spoken_for = body or (self._spoken_for if is_definite(spokesman) else None)
        return self._spoken_for

    def _just_named(self, pronoun: "Token") -> Figure | None:
        """The subject before it in the sentence: "The hosts were hopeful: they expect …"."""
        noun = subject_before(pronoun)
        found = self.named(noun) if noun is not None else None
        return found if found and found.kind != "person" else None

    def _together(self, token: "Token") -> tuple[Figure, ...]:
        """Two or more who are meant by one word."""
        lower = token.lower_
        both = lower == "both" or any(c.lower_ in {"both", "two"} for c in token.children)
        both = both or (lower in {"parties", "sides"} and is_definite(token))
        if both and (lower in SIDES or lower == "both") and not joined(token):
            return self.recent.pair
        if lower == "they" and (several := self.recent.several()):
            return several
        return self.authors if lower == "we" and len(self.authors) > 1 else ()

    def _of_pronoun(self, token: "Token", speaker: Figure | None) -> Figure | None:
        pronoun = token.lower_
        if pronoun in _FIRST_PERSON:
            return speaker or self.author
        if pronoun in _PEOPLE:
            return self.recent.person(_PEOPLE[pronoun], but=speaker if is_quoted(token) else None)
        last = self.recent.body()
        plural = last is not None and last.kind in {"group", "organisation"}
        return last if pronoun == "it" or (pronoun == "they" and plural) else None

    def _last_of_kind(self, kind: ActorKind, token: "Token") -> Figure | None:
        """The body that "the company" goes back to: the last one, if it is of that kind."""
        last = self.recent.last_body
        if last is None or not is_definite(token) or not last.kind == kind == "organisation":
            return None
        return None if heads_of(last.name) & GROUP_NOUNS.keys() - {token.lower_} else last

    def named(self, token: "Token") -> Figure | None:
        """Whom a name means, whatever stands around it."""
        for span in token.doc.ents:
            inside = span.start <= token.i < span.end and span.label_ in _KINDS
            if inside and (found := self.known.by_name(span.text)):
                return found
        return self.known.by_name(phrase_of(token).text)

    def _new(self, token: "Token", number: int) -> Figure | None:
        phrase = phrase_of(token)
        if not can_act(token) or not names_a_body(phrase, speaks=True):
            return None
        if taken_up := self._taken_up(phrase):
            return taken_up
        if occupation := occupation_of(phrase):
            self.known.add(
                number, phrase.text.removeprefix(occupation).strip(), "person", occupation
            )
            return self.known.by_name(phrase.text.removeprefix(occupation))
        person = token.lemma_.lower() in PERSON_NOUNS and token.tag_ not in {"NNS", "NNPS"}
        kind = GROUP_NOUNS.get(token.lower_, "group" if token.tag_ == "NNS" else "organisation")
        self.known.add(number, phrase.text, "person" if person else kind, "")
        return self.known.by_name(phrase.text)

    def _taken_up(self, phrase: "Span") -> Figure | None:
        """Whom "the museum" goes back to, if a name has that noun for its head."""
        words = content_of(phrase.text)
        if len(words) != 1 or phrase[0].lower_ not in {"the", "this", "its", "their", "our"}:
            return None
        return self.known.headed_by(words.pop())

    def _with_role(self, token: "Token") -> Figure | None:
        noun = token.lemma_.lower()
        named = [f for f in self.known.figures if noun in f.role.lower().split()]
        if self.recent.last_person in named:
            return self.recent.last_person
        return named[-1] if named else None

    def end_of(self, sentence: "Doc", teller: Figure | None) -> None:
        """Note what a sentence was about: what follows goes on with that."""
        for verb in sentence:
            subjects = children(verb, "nsubj", "nsubjpass") if verb.dep_ == "ROOT" else []
            for noun in subjects:
                if noun.pos_ == "NOUN" and self.named(noun) is None and not can_act(noun):
                    self.recent.tell_of_thing()
        if teller:
            self.recent.tell_of(teller)

    def _the_person(self, noun: "Token") -> Figure | None:
        """Whom "the official" goes back to; not "the former head of the bank", "the judge"."""
        plain = len(list(noun.children)) == 1 and is_definite(noun)
        return self.recent.last_person if plain and noun.lower_ in _ANYBODY else None

    def _gather_name(self, number: int, span: "Span") -> None:
        if is_a_portfolio(span) or is_a_title(span):
            return
        title = title_before(span)
        kind = (
            "person"
            if title and len(content_of(plain_name(span.text))) == 1
            else _KINDS[span.label_]
        )
        name = with_first_name(span)
        place = kind == "person" and is_a_place(span)
        self.known.add(number, name.text, kind, role_of(name), as_place=place)
        if title and (who := self.known.by_name(name.text)):
            who.title = who.title or title

    def _gather(self, number: int, sentence: "Doc") -> None:
        for span in sentence.ents:
            if span.label_ in _KINDS and not NO_NAME.search(span.text):
                self._gather_name(number, span)
        for token in sentence:
            if (
                token.lower_ in GROUP_NOUNS
                and token.dep_ in _PLACES
                and not is_inside_a_body(token)
                and not is_described(token)
            ):
                phrase = phrase_of(token)
                bare = len(content_of(phrase.text)) == 1
                unnamed = bare and GROUP_NOUNS[token.lower_] == "organisation"
                if names_a_body(phrase) and not unnamed:
                    self.known.add(number, phrase.text, GROUP_NOUNS[token.lower_], "")
