"""Do the names of a statement occur in the document?

Names are capitalised words that do not open a sentence. Case, accents, possessives and plurals
are ignored; a country is found under its adjective, its people and its capital; an acronym is
found in the words that it shortens, and the other way round.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.checks.fault import Fault
from summarizer.checks.places import countries, country
from summarizer.checks.words import STOP_WORDS, fold, stem, word_set, words
from summarizer.document import Document

_CAPITALISED = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_a-z][\w'\u2019&.-]*(?<![.'\u2019-])(?:\s+(?:of|and|the|for|de|van|von|bin|al)"
    r"(?=\s+[^\W\d_a-z])|\s+[^\W\d_a-z][\w'\u2019&-]*)*"
)
_CONNECTORS = re.compile(r"^(?:(?:of|and|the|for) )+")
_OPENING = re.compile(r"(?:^|[.!?:;]\s+|[\"“”'\u2018(]\s*)$")
_CALENDAR = word_set(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct"
    " nov dec"
)
_TITLES = word_set(
    "mr mrs ms dr sir lord lady president minister prime secretary senator chancellor judge"
    " justice general king queen prince governor mayor chairman chair chief professor pope sen rep"
    " gov foreign defence defense vice state"
)
_SHORTEST_ACRONYM = 2
_LONG = 5
"""Letters that a name must have at least to be found as the beginning of a longer word."""


@dataclass(frozen=True)
class Vocabulary:
    """The words that a document uses, ready for looking up names. Made once per document."""

    stems: frozenset[str]
    """Stems of all its words."""
    countries: frozenset[str]
    """Keys of the countries that it names."""
    sorted_stems: tuple[str, ...]
    """The same in order: "Congress" is found in "Congressional"."""
    initials: str
    """First letters of its words, in order: acronyms are found in it."""

    @classmethod
    def of(cls, document: Document) -> "Vocabulary":
        """The vocabulary of a document, its title included."""
        text = f"{document.title}\n{document.text}"
        found = words(text)
        stems = frozenset(map(stem, found))
        return cls(
            stems=stems,
            sorted_stems=tuple(sorted(stems)),
            countries=frozenset(countries(text)),
            initials="".join(word[0].lower() for word in found if fold(word) not in STOP_WORDS),
        )

    def has(self, name: str) -> bool:
        """Whether the document uses every word of a name, or the name in another form."""
        if (key := country(name)) and key in self.countries:
            return True
        short = name.replace(".", "")
        if self._spells_out(short):
            return True
        parts = [part for part in words(name) if fold(part) not in STOP_WORDS | _TITLES]
        initials = "".join(part[0] for part in parts).lower()
        if len(initials) > _SHORTEST_ACRONYM and initials in self.stems:
            return True
        return all(self._has_word(part) for part in parts)

    def _has_word(self, word: str) -> bool:
        acronym = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        return (
            not self.stems.isdisjoint((stem(word), stem(acronym)))
            or self._begins_a_word(stem(word))
            or bool((key := country(word)) and key in self.countries)
            or self._spells_out(word)
        )

    def _begins_a_word(self, name: str) -> bool:
        at = bisect_left(self.sorted_stems, name)
        following = self.sorted_stems[at : at + 1]
        return len(name) >= _LONG and any(word.startswith(name) for word in following)

    def _spells_out(self, acronym: str) -> bool:
        return (
            acronym.isupper()
            and len(acronym) > _SHORTEST_ACRONYM
            and acronym.lower() in self.initials
        )


def names(statement: str, vocabulary: Vocabulary) -> list[Fault]:
    """One fault for each name of a statement that the document does not use.

    Args:
        statement: What a model wrote.
        vocabulary: The words of the document.
    """
    return [
        Fault("unknown-name", f"The name {name} is not in the text.")
        for name in _names(statement)
        if not vocabulary.has(name)
    ]


def _names(text: str) -> Iterator[str]:
    for match in _CAPITALISED.finditer(text):
        name = match.group().rstrip(".-")
        if _OPENING.search(text[: match.start()]):
            name = _CONNECTORS.sub("", name.partition(" ")[2])
        parts = [part for part in words(name) if fold(part) not in _CALENDAR | STOP_WORDS | _TITLES]
        if parts and any(part[0].isupper() and len(part) > 1 for part in parts):
            yield name
