"""Are two actors the same, by the names that are given for them?

The kind is not looked at: a wrong kind is counted apart. Case, articles, possessives and plurals
do not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checks.places import country
from summarizer.checks.words import fold, stem, word_set, words

SAME_NAME = 1.0
ALSO_CALLED = 0.9
OTHER_FORM = 0.8
PART_OF_NAME = 0.6
COMMON_ALIAS = 0.5
"""From the surest to the least sure sign that two actors are one."""

_FILLERS = word_set(
    "the a an of and for mr mrs ms dr sir inc ltd plc corp corporation company co llc government"
)
_TITLES = word_set(
    "president minister prime secretary senator chancellor judge justice general king queen prince"
    " governor mayor chairman chairwoman chair chief executive professor rep leader head director"
    " spokesman spokeswoman spokesperson envoy ambassador commissioner representative"
)
_PEOPLE = word_set(
    "worker workers members employees residents shareholders officials negotiators delegation"
    " leaders senators lawmakers voters supporters critics lawyers analysts experts administration"
    " union unions court military army user users customer customers"
)
"""Words that make of "Ford" another actor: "Ford workers"."""
_OF_A_COUNTRY = word_set("government federal")
_NOBODY = word_set("he she it they we i who our their his her its both sides parties")
_PREPOSITIONS = word_set("of to in for on at from with between among by")
"""What comes after one tells where or whose, not what: "Party in Cyprus" is not Cyprus."""
_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_LONGEST_ACRONYM = 8


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared."""

    words: tuple[str, ...]
    """Its words in lower case, without articles and possessives."""
    stems: frozenset[str]
    """Their stems, without titles and legal forms."""
    head: str
    """The stem that the others describe: the surname, "delegation" in "delegation of …"."""
    country: str
    """Key of the country that it names, if it is one."""
    initials: frozenset[str]
    """What it may be shortened to."""
    begins_otherwise: bool
    """Whether its first words are no short form of it: a title, a people, an owner, a country."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names of an actor, ready for comparing."""

    name: tuple[Form, ...]
    """The name; two forms if it holds a short one in parentheses."""
    aliases: tuple[Form, ...]
    """The others."""
    name_words: frozenset[tuple[str, ...]]
    """The words of each form of the name."""
    alias_words: frozenset[tuple[str, ...]]
    """Those of each alias."""
    stems: frozenset[str]
    """Stems of all words of all names."""
    keys: frozenset[str]
    """What the names of one actor have in common; names without a common key are of two."""


@lru_cache(maxsize=8192)
def names_of(name: str, aliases: tuple[str, ...]) -> Names:
    """The names of an actor, made ready."""
    own, others = tuple(_forms([name])), tuple(_forms(aliases))
    forms = (*own, *others)
    stems = frozenset(stem(word) for form in forms for word in form.words)
    keys = {f"country {form.country}" for form in forms if form.country}
    keys |= {f"short {short}" for form in forms for short in form.initials | {form.words[0]}}
    return Names(own, others, _words(own), _words(others), stems, stems | keys)


def sameness(one: Names, two: Names) -> float:
    """How sure it is that two actors are one: 0 if nothing says so, 1 if the names are equal."""
    if one.keys.isdisjoint(two.keys):
        return 0.0
    if one.name_words & two.name_words:
        return SAME_NAME
    if one.name_words & two.alias_words or one.alias_words & two.name_words:
        return ALSO_CALLED
    mine, theirs = (*one.name, *one.aliases), (*two.name, *two.aliases)
    if any(_other_form(a, b) for a in one.name for b in theirs) or any(
        _other_form(a, b) for a in mine for b in two.name
    ):
        return OTHER_FORM
    parts = [_part(a, b) for a in one.name for b in theirs]
    parts += [_part(a, b) for a in one.aliases for b in two.name]
    if best := max(parts, default=0.0):
        return PART_OF_NAME + best * (OTHER_FORM - PART_OF_NAME) / 2
    return COMMON_ALIAS if one.alias_words & two.alias_words else 0.0


def related(one: Names, two: Names) -> bool:
    """Whether two names have a telling word or a country in common.

    "Russia" and "the Russian delegation" are related; "United States" and "United Kingdom" are
    not.
    """
    if sameness(one, two):
        return True
    countries = (_countries(one), _countries(two))
    if all(countries):
        return not countries[0].isdisjoint(countries[1])
    mine, theirs = (frozenset().union(*(form.stems for form in who.name)) for who in (one, two))
    return not mine.isdisjoint(theirs)


def _countries(who: Names) -> set[str]:
    return {key for form in who.name for word in form.words if (key := country(word))} | {
        form.country for form in (*who.name, *who.aliases) if form.country
    }


def _forms(names: Iterable[str]) -> Iterable[Form]:
    for name in names:
        for text in (_PARENTHESIS.sub(" ", name), *_PARENTHESIS.findall(name)):
            if form := _form(text):
                yield form


@lru_cache(maxsize=8192)
def _form(text: str) -> Form | None:
    found = [fold(word) for word in words(text.replace(".", ""))]
    is_owned = any(word.endswith("'s") for word in found[:-1])
    plain = [word.removesuffix("'s") for word in found if word not in ("the", "a", "an")]
    if not plain or set(plain) <= _NOBODY:
        return None
    parted = next((at for at, word in enumerate(plain) if at and word in _PREPOSITIONS), None)
    untelling = _FILLERS - {"government"} if is_owned else _FILLERS
    if plain[:parted][-1] not in _TITLES:
        untelling |= _TITLES
    telling = [word for word in plain if word not in untelling] or plain
    head = [word for word in plain[:parted] if word not in untelling] or telling
    return Form(
        words=tuple(plain),
        stems=frozenset(map(stem, telling)),
        head=stem(head[-1]),
        country=country(" ".join(word for word in plain if word not in _OF_A_COUNTRY)),
        initials=frozenset(
            {"".join(w[0] for w in plain), "".join(w[0] for w in plain if w not in _FILLERS)}
        ),
        begins_otherwise=is_owned
        or not {*plain}.isdisjoint(_TITLES | _PEOPLE)
        or bool(country(plain[0])),
    )


def _words(forms: Iterable[Form]) -> frozenset[tuple[str, ...]]:
    return frozenset(form.words for form in forms)


def _other_form(one: Form, two: Form) -> bool:
    """The same country, an acronym, or the same words in another order or number."""
    if one.country and one.country == two.country:
        return True
    return _shortens(one, two) or _shortens(two, one) or (one.stems == two.stems)


def _shortens(short: Form, full: Form) -> bool:
    word = short.words[0]
    return (
        len(short.words) == 1
        and 2 <= len(word) <= _LONGEST_ACRONYM
        and len(full.words) > 1
        and word in full.initials
    )


def _part(one: Form, two: Form) -> float:
    """Share of the longer name that the shorter one is, if it can stand for it; else 0."""
    short, full = sorted((one, two), key=lambda form: len(form.stems))
    if not short.stems < full.stems:
        return 0.0
    first = stem(full.words[0]) in short.stems and not full.begins_otherwise
    return len(short.stems) / len(full.stems) if full.head in short.stems or first else 0.0
