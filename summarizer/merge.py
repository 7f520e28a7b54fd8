"""How does what was found in the parts of a text become one?

Nothing is lost and nothing stands twice: one actor for each that acts, whatever a part calls it;
one item for what several parts say, with the evidence of all; two items where they contradict
each other. The order of the parts makes no difference.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from summarizer.checks import Faulty, realign, resolve_actor
from summarizer.checks.duplicates import fold_duplicates
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftItem,
    DraftNextStep,
    DraftPosition,
    Malformed,
)
from summarizer.merge_actors import Listed, United, united
from summarizer.parts import Part
from summarizer.repair import Repaired

Claim = DraftCondition | DraftNextStep | DraftPosition
"""An item that refers to actors by name."""
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"”’)]*|$)\s*")
_MAX_GIST_CHARACTERS = 600
"""Of a draft's gist; what is shown is cut to words by `summarizer.headline`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a part."""

    part: Part
    draft: Draft
    """The model's first answer; its headline and gist are used."""
    repaired: Repaired
    """The items that stand, and those that do not; their evidence counts the part's segments."""
    truncated: bool = False
    """Whether the answer was cut off."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was found in the whole text."""

    draft: Draft
    """Headline and gist."""
    repaired: Repaired
    """The items; their evidence counts the whole's segments."""
    of_parts: bool
    """Whether there was more than one part."""


def merge(found: Sequence[Found]) -> Merged:
    """Put together what was found in the parts of a text.

    Args:
        found: Of each part that was read, in any order; at least one.
    """
    if len(found) == 1 and found[0].part.is_all:
        return Merged(found[0].draft, found[0].repaired, of_parts=False)
    ordered = sorted(found, key=lambda one: (one.part.start, one.part.end))
    read = frozenset[int]().union(*(one.part.own for one in ordered))
    cast = united(_actors(ordered))
    claims = [
        _relinked(claim, rename)
        for one in ordered
        for rename in [_renaming(one.part, cast)]
        for claim in _claims(one, read)
    ]
    dropped = [faulty for one in ordered for faulty in _faulty(one, read)]
    return Merged(
        Draft(title=_title(ordered), gist=_gist(ordered)),
        Repaired(
            accepted=(*(one.actor for one in cast), *_folded(claims)),
            dropped=tuple(dropped),
            asked_again=sum(one.repaired.asked_again for one in ordered),
        ),
        of_parts=True,
    )


def _actors(found: Iterable[Found]) -> Iterator[Listed]:
    for one in found:
        for item in one.repaired.accepted:
            if isinstance(item, DraftActor):
                at = one.part.in_whole(item.at)
                yield Listed((one.part.start, one.part.end), item.model_copy(update={"at": at}))


def _claims(found: Found, read: frozenset[int]) -> Iterator[Claim]:
    """What a part says, with the whole's numbers; not what it repeats from the head."""
    part = found.part
    for item in found.repaired.accepted:
        if isinstance(item, DraftActor):
            continue
        at = part.in_whole(item.at)
        if _is_repeated(at, part, read):
            # A number may be wrong: what another segment says better is the part's own.
            at = part.in_whole(realign(item, part.document).at)
            if _is_repeated(at, part, read):
                continue
        yield item.model_copy(update={"at": sorted(at)})


def _faulty(found: Found, read: frozenset[int]) -> Iterator[Faulty]:
    """What does not stand, with the whole's numbers; not what is faulty about the head."""
    for faulty in found.repaired.dropped:
        item = faulty.item
        if isinstance(item, Malformed):
            yield faulty
            continue
        at = found.part.in_whole(item.at)
        if not _is_repeated(at, found.part, read):
            yield Faulty(item.model_copy(update={"at": at}), faulty.kind, faulty.faults)


def _is_repeated(at: list[int], part: Part, read: frozenset[int]) -> bool:
    """Whether it is of the head alone, which is another part's that was read."""
    return bool(at) and set(at) <= part.carried & read


def _renaming(part: Part, cast: Sequence[United]) -> Callable[[str], str]:
    """What an actor that a part calls so is called in the whole."""
    here = (part.start, part.end)
    own = [
        (member.actor, one.actor.name)
        for one in cast
        for member in one.members
        if member.part == here
    ]
    known: dict[str, str] = {actor.name: name for actor, name in own}

    def rename(name: str) -> str:
        if name and name not in known:
            meant = resolve_actor(name, [actor for actor, _ in own])
            known[name] = known[meant.name] if meant else name
        return known.get(name, name)

    return rename


def _relinked(item: Claim, rename: Callable[[str], str]) -> Claim:
    match item:
        case DraftPosition():
            update: dict[str, object] = {
                "holder": rename(item.holder),
                "reported_by": rename(item.reported_by),
            }
        case DraftCondition():
            update = {"set_by": rename(item.set_by)}
        case DraftNextStep():
            update = {"actors": list(dict.fromkeys(map(rename, item.actors)))}
    return item.model_copy(update=update)


def _folded(claims: Iterable[Claim]) -> list[DraftItem]:
    """What several parts say once, until no two say the same; in the order of the text."""
    groups: dict[tuple[object, ...], list[DraftItem]] = {}
    for claim in claims:
        groups.setdefault(_owners(claim), []).append(claim)
    kept = [item for group in groups.values() for item in _without_repetitions(group)]
    return sorted(kept, key=_order)


def _without_repetitions(items: Sequence[DraftItem]) -> Sequence[DraftItem]:
    while True:
        kept = fold_duplicates(items, most_evidence=None).kept
        if len(kept) == len(items):
            return kept
        # An item that took the evidence of another may now share a segment with a third.
        items = kept


def _owners(item: Claim) -> tuple[object, ...]:
    """Items with other owners are never the same; this spares comparing them."""
    match item:
        case DraftPosition():
            return (DraftPosition, item.holder, item.stance)
        case DraftCondition():
            return (DraftCondition, item.set_by, item.status)
        case DraftNextStep():
            return (DraftNextStep, *sorted(item.actors))


def _order(item: DraftItem) -> tuple[object, ...]:
    return (type(item).__name__, min(item.at, default=0), *map(str, item.model_dump().values()))


def _title(found: Iterable[Found]) -> str:
    return next((one.draft.title for one in found if one.draft.title), "")


def _gist(found: Iterable[Found]) -> str:
    """The parts' first sentences, then their second ones, as far as a gist goes."""
    gists = [[said.strip() for said in _SENTENCE.findall(one.draft.gist)] for one in found]
    sentences = dict.fromkeys(said for row in zip_longest(*gists) for said in row if said)
    gist = ""
    for said in sentences:
        if len(gist) + len(said) >= _MAX_GIST_CHARACTERS:
            break
        gist = f"{gist} {said}".strip()
    return gist
