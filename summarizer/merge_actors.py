"""Which actors of a text's parts are the same one?

The same name is the same actor, titles and articles aside. Else two are the same if one may be
the other's surname, initials, acronym, role, alias, or another name of its country, and no third
one may be meant: "Bush" stays apart where a text has two of them. What one part tells apart stays
apart.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from summarizer.checks.places import country
from summarizer.checks.words import fold, word_set, words
from summarizer.draft import DraftActor
from summarizer.schema import ActorKind

_ARTICLES = word_set("the a an")
_TITLES = word_set(
    "mr mrs ms dr sir dame lord lady president vice deputy prime first minister secretary senator"
    " chancellor judge justice general colonel admiral king queen prince princess governor mayor"
    " chairman chairwoman chair chief professor pope sen rep gov gen spokesman spokeswoman"
)
_SUFFIXES = word_set("jr sr ii iii iv v")
_FILLERS = word_set("of and for inc ltd plc corp co llc")
_OF_A_COUNTRY = re.compile(r" (?:government|administration|authorities|cabinet)$")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)")
_SHORTEST_ACRONYM = 2

Name = tuple[str, ...]
"""The words of a name in lower case, without articles, and of a person's without titles."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as one part has it."""

    part: tuple[int, int]
    """Where the part begins and ends."""
    actor: DraftActor
    """Its evidence counts the whole document's segments."""


@dataclass(frozen=True, slots=True)
class United:
    """One actor of the whole text."""

    actor: DraftActor
    """Its fullest name, all other forms as aliases, all evidence."""
    members: tuple[Listed, ...]
    """What it was made of."""


@dataclass(frozen=True)
class _Group:
    """Listed actors that are the same."""

    members: tuple[Listed, ...]
    is_person: bool

    @cached_property
    def parts(self) -> set[tuple[int, int]]:
        return {one.part for one in self.members}

    @cached_property
    def kind(self) -> ActorKind:
        """The most frequent; of equally frequent ones, the earliest."""
        return Counter(one.actor.kind for one in self.members).most_common(1)[0][0]

    @cached_property
    def names(self) -> set[Name]:
        """What parts list it as."""
        return {self._read(one.actor.name) for one in self.members}

    @cached_property
    def forms(self) -> set[Name]:
        """Its names, and those aliases that are proper names."""
        proper = (s for s in self.spellings if any(word[0].isupper() for word in words(s)))
        outside_and_inside = (
            form for s in proper for form in (_PARENTHESIS.sub("", s), *_PARENTHESIS.findall(s))
        )
        return {*self.names, *map(self._read, outside_and_inside)} - {()}

    @cached_property
    def acronyms(self) -> set[Name]:
        """Those forms that are written in capitals."""
        return {self._read(s) for s in self.spellings if s.isupper()}

    @cached_property
    def spellings(self) -> list[str]:
        """All names and aliases as they were written, names first."""
        names = [one.actor.name for one in self.members]
        aliases = [alias for one in self.members for alias in one.actor.aliases]
        return list(dict.fromkeys((*names, *aliases)))

    @cached_property
    def roles(self) -> set[Name]:
        """What it is by its parts' words: "union secretary"."""
        return {_plain(one.actor.role) for one in self.members} - {()}

    def _read(self, spelling: str) -> Name:
        return _name(spelling, is_person=self.is_person)


def united(listed: Iterable[Listed]) -> list[United]:
    """Put together what is one actor; the order of the input does not matter.

    Args:
        listed: The actors of all parts.

    Returns:
        Every actor once, in the order of the text. No alias of one is another's name.
    """
    groups = _joined(_by_name(sorted(listed, key=_order)))
    taken = Counter(name for group in groups for name in _own_names(group))
    made = [United(_actor(group, taken), group.members) for group in groups]
    return sorted(made, key=lambda one: (min(one.actor.at, default=0), one.actor.name))


def _order(one: Listed) -> tuple[object, ...]:
    actor = one.actor
    return (min(actor.at, default=0), one.part, *actor.model_dump().values())


def _by_name(listed: list[Listed]) -> list[_Group]:
    persons = {_plain(one.actor.name) for one in listed if one.actor.kind == "person"}
    groups: dict[Name, list[Listed]] = {}
    for one in listed:
        is_person = _plain(one.actor.name) in persons
        groups.setdefault(_name(one.actor.name, is_person=is_person), []).append(one)
    return [
        _Group(tuple(members), any(_plain(one.actor.name) in persons for one in members))
        for members in groups.values()
    ]


def _joined(groups: list[_Group]) -> list[_Group]:
    """Put groups together wherever nobody else can be meant."""
    near: dict[int, set[int]] = {at: set() for at in range(len(groups))}
    for (i, one), (j, two) in combinations(enumerate(groups), 2):
        if one.parts.isdisjoint(two.parts) and _may_be_same(one, two):
            near[i].add(j)
            near[j].add(i)
    # Whoever may be two that are not each other is ambiguous, and is nobody but itself.
    clear = {
        at
        for at, others in near.items()
        if all(b in near[a] for a, b in combinations(sorted(others), 2))
    }
    joined: list[_Group] = []
    left = list(range(len(groups)))
    while left:
        first, *left = left
        same = [at for at in left if first in clear and at in clear and at in near[first]]
        left = [at for at in left if at not in same]
        members = [one for at in (first, *same) for one in groups[at].members]
        joined.append(_Group(tuple(sorted(members, key=_order)), groups[first].is_person))
    return joined


def _may_be_same(one: _Group, two: _Group) -> bool:
    if one.is_person != two.is_person:
        return False
    if one.is_person:
        return _same_person(one, two) or _by_role(one, two)
    return _shared_name(one, two) or _same_country(one, two) or _by_acronym(one, two)


def _same_person(one: _Group, two: _Group) -> bool:
    """A full name in common, or one that may be the other's where their names do not differ."""
    if any(len(form) > 1 for form in one.forms & two.forms):
        return True
    pairs = [(a, b) for a in one.names for b in two.names]
    differ = any(len(a) > 1 and len(b) > 1 and not _fit(a, b) for a, b in pairs)
    return not differ and any(_fit(a, b) for a in one.forms for b in two.forms)


def _fit(one: Name, two: Name) -> bool:
    """The same surname, and given names of which one may be the other's initial."""
    if not one or not two or one[-1] != two[-1]:
        return False
    given = zip(one[:-1], two[:-1], strict=False)
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in given)


def _by_role(one: _Group, two: _Group) -> bool:
    """One is called by the role that the other has: "the union secretary"."""
    return any(
        group.roles & {_plain(member.actor.name) for member in other.members}
        for group, other in ((one, two), (two, one))
    )


def _shared_name(one: _Group, two: _Group) -> bool:
    """The name of one is a form of the other. Two may have a short alias in common by chance."""
    shared = one.forms & two.forms
    return bool(
        shared & (one.names | two.names | one.acronyms) or any(len(form) > 1 for form in shared)
    )


def _by_acronym(one: _Group, two: _Group) -> bool:
    return any(
        _shortens(short, full)
        for group, other in ((one, two), (two, one))
        for short in group.acronyms
        for full in other.forms
    )


def _shortens(short: Name, full: Name) -> bool:
    letters = "".join(word[0] for word in full if word not in _FILLERS)
    return len(letters) >= _SHORTEST_ACRONYM and short == (letters,)


def _same_country(one: _Group, two: _Group) -> bool:
    """Two names of one government; a people ("Russians") is another actor than its state."""
    if "group" in (one.kind, two.kind):
        return False
    mine, theirs = (
        {country(_OF_A_COUNTRY.sub("", " ".join(form))) for form in group.forms} - {""}
        for group in (one, two)
    )
    return not mine.isdisjoint(theirs)


def _actor(group: _Group, taken: Counter[Name]) -> DraftActor:
    """The group as one actor; `taken` counts the groups that are listed under a name."""
    actors = [one.actor for one in group.members]
    name = max((actor.name for actor in actors), key=lambda name: _fullness(name, group))
    own = _own_names(group)
    aliases = [form for form in group.spellings if form != name]
    return actors[0].model_copy(
        update={
            "name": name,
            "aliases": [form for form in aliases if taken[_plain(form)] == (_plain(form) in own)],
            "kind": group.kind,
            "role": next((actor.role for actor in actors if actor.role), ""),
            "at": sorted({number for actor in actors for number in actor.at}),
        }
    )


def _own_names(group: _Group) -> set[Name]:
    return {_plain(one.actor.name) for one in group.members}


def _fullness(name: str, group: _Group) -> int:
    """How many words of a name are more than an initial or a title."""
    return sum(len(word) > 1 for word in _name(name, is_person=group.is_person))


def _name(spelling: str, *, is_person: bool) -> Name:
    plain = _plain(spelling)
    if not is_person:
        return plain
    return tuple(word for word in plain if word not in _TITLES | _SUFFIXES) or plain


def _plain(spelling: str) -> Name:
    parts = (fold(word).removesuffix("'s") for word in words(spelling.replace(".", "")))
    return tuple(part for part in parts if part not in _ARTICLES)
