"""Which actors of a text's parts are the same one?

The same name is the same actor, titles and articles aside. Else two are the same if one may be
the other's surname, initials, acronym, role, alias, or another name of its country, and no third
one may be meant: "Bush" stays apart where a text has two of them. What one part tells apart stays
apart.

A description without a name ("the union") is an actor's where a part gives it as its alias, the
actor's name has its words, and no other actor's has. Nothing else is safe: any firm may be "the
company", any of two banks "the bank".
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from summarizer.actor_names import FILLERS, Name, fit, is_proper, name_of, plain, shortens
from summarizer.checks.places import country
from summarizer.draft import DraftActor
from summarizer.schema import ActorKind

_OF_A_COUNTRY = re.compile(r" (?:government|administration|authorities|cabinet)$")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)")


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
        proper = filter(is_proper, self.spellings)
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
    def described_as(self) -> set[Name]:
        """Those aliases that are no proper names, but words of its name: "the union"."""
        common = (plain(s) for s in self.spellings if not is_proper(s))
        return {words for words in common if self.may_be(words)}

    @cached_property
    def described_only(self) -> set[Name]:
        """What it is listed as, where no part has a proper name for it."""
        if any(is_proper(one.actor.name) for one in self.members):
            return set()
        return {plain(one.actor.name) for one in self.members} - {()}

    def may_be(self, description: Name) -> bool:
        """Whether its name has all words of a description."""
        return any(set(description) <= set(name) for name in self.names) and description != ()

    @cached_property
    def roles(self) -> set[Name]:
        """What it is by its parts' words: "union secretary"."""
        return {plain(one.actor.role) for one in self.members} - {()}

    def _read(self, spelling: str) -> Name:
        return name_of(spelling, is_person=self.is_person)


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
    persons = {plain(one.actor.name) for one in listed if one.actor.kind == "person"}
    groups: dict[Name, list[Listed]] = {}
    for one in listed:
        is_person = plain(one.actor.name) in persons
        groups.setdefault(name_of(one.actor.name, is_person=is_person), []).append(one)
    return [
        _Group(tuple(members), any(plain(one.actor.name) in persons for one in members))
        for members in groups.values()
    ]


def _joined(groups: list[_Group]) -> list[_Group]:
    """Put groups together wherever nobody else can be meant."""
    near: dict[int, set[int]] = {at: set() for at in range(len(groups))}
    for (i, one), (j, two) in combinations(enumerate(groups), 2):
        if one.parts.isdisjoint(two.parts) and _may_be_same(one, two):
            near[i].add(j)
            near[j].add(i)
    rivals = {at: _rivals(at, near[at], groups) for at in near}
    # Whoever may be two that are not each other is ambiguous, and is nobody but itself.
    clear = {
        at
        for at, others in near.items()
        if all(b in near[a] for a, b in combinations(sorted(others | rivals[at]), 2))
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


def _rivals(at: int, near: set[int], groups: list[_Group]) -> set[int]:
    """Who else may be meant by a group's description, whether or not a part says so."""
    one = groups[at]
    if not any(_by_description(one, groups[other]) for other in near):
        return set()
    return {
        other
        for other, two in enumerate(groups)
        if one.parts.isdisjoint(two.parts) and not two.is_person
        if any(two.may_be(description) for description in one.described_only)
    }


def _may_be_same(one: _Group, two: _Group) -> bool:
    if one.is_person != two.is_person:
        return False
    if one.is_person:
        return _same_person(one, two) or _by_role(one, two)
    return (
        _shared_name(one, two)
        or _same_country(one, two)
        or _by_acronym(one, two)
        or _by_description(one, two)
    )


def _same_person(one: _Group, two: _Group) -> bool:
    """A full name in common, or one that may be the other's where their names do not differ."""
    if any(len(form) > 1 for form in one.forms & two.forms):
        return True
    pairs = [(a, b) for a in one.names for b in two.names]
    differ = any(len(a) > 1 and len(b) > 1 and not fit(a, b) for a, b in pairs)
    return not differ and any(fit(a, b) for a in one.forms for b in two.forms)


def _by_role(one: _Group, two: _Group) -> bool:
    """One is called by the role that the other has: "the union secretary"."""
    return any(
        group.roles & {plain(member.actor.name) for member in other.members}
        for group, other in ((one, two), (two, one))
    )


def _shared_name(one: _Group, two: _Group) -> bool:
    """The name of one is a form of the other. Two may have a short alias in common by chance."""
    shared = one.forms & two.forms
    return bool(
        shared & (one.names | two.names | one.acronyms) or any(len(form) > 1 for form in shared)
    )


def _by_description(one: _Group, two: _Group) -> bool:
    """One is listed as what the other is described as, or both are described alike.

    In the second case their names must be the same words: "Ministry of Defence", "Defence
    Ministry".
    """
    if one.is_person or two.is_person:
        return False
    if one.described_as & two.described_only or two.described_as & one.described_only:
        return True
    bags = ({frozenset(name) - FILLERS for name in group.names} for group in (one, two))
    return bool(one.described_as & two.described_as and set.intersection(*bags))


def _by_acronym(one: _Group, two: _Group) -> bool:
    return any(
        shortens(short, full)
        for group, other in ((one, two), (two, one))
        for short in group.acronyms
        for full in other.forms
    )


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
            "aliases": [form for form in aliases if taken[plain(form)] == (plain(form) in own)],
            "kind": group.kind,
            "role": next((actor.role for actor in actors if actor.role), ""),
            "at": sorted({number for actor in actors for number in actor.at}),
        }
    )


def _own_names(group: _Group) -> set[Name]:
    return {plain(one.actor.name) for one in group.members}


def _fullness(name: str, group: _Group) -> tuple[int, bool]:
    """How many words of a name are more than an initial or a title; a proper name before others."""
    read = name_of(name, is_person=group.is_person)
    return sum(len(word) > 1 for word in read), is_proper(name)
