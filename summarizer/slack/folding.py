"""How are items laid out, and which of them stand on which page?

A page takes as many items as its room allows, measured on the finished blocks: the limits hold
by construction.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, zip_longest
from types import MappingProxyType

from summarizer.slack import limits, rich_blocks
from summarizer.slack.lines import ACTORS, CONDITIONS, NEXT_STEPS, POSITIONS, Item
from summarizer.slack.rich_blocks import Element, Piece, say
from summarizer.slack.shown import Block

TOP = {ACTORS: 15, POSITIONS: 8, CONDITIONS: 5, NEXT_STEPS: 7}
"""Items of each section that a first page shows when there are more."""
_STRAY = 2
"""So few more are shown with the top ones: nobody should have to look for them elsewhere."""
_NONE: Mapping[str, int] = MappingProxyType({})


def laid_out(
    items: Sequence[Item], more: Mapping[str, int] = _NONE, heading: str = ""
) -> list[Block]:
    """Blocks that show these items, one for each section.

    Args:
        items: In the order in which they are shown.
        more: How many items of a section stand on later pages.
        heading: Said after each section's name.
    """
    shown = {name: list(run) for name, run in groupby(items, key=lambda item: item.section)}
    blocks = []
    for name in TOP:
        left = more.get(name, 0)
        if name not in shown and not left:
            continue
        title = (*say(f"{name}{heading}", "bold"), *say("\n"))
        elements = list(_section(title, shown.get(name, [])))
        if left:
            note = f"…and {left} more below" if name in shown else f"{left}, all below"
            elements.append(rich_blocks.section(say(note, "italic")))
        blocks.append(rich_blocks.block(elements))
    return blocks


def page(items: Sequence[Item], room: int, *, heading: str = "", all_of_them: bool) -> list[Item]:
    """The first items of each section, as many as fit, in their order.

    The sections take turns, so that a long one does not push the others away.

    Args:
        items: Those that are not shown yet.
        room: What their blocks may take, by `limits.size`.
        heading: As for `laid_out`.
        all_of_them: Take what fits; else the top items of each section only.
    """
    runs = [list(run) for _, run in groupby(items, key=lambda item: item.section)]
    queues = [run if all_of_them else run[: _top(run)] for run in runs]
    more = _NONE if all_of_them else Counter(item.section for item in items)
    places = {id(item): place for place, item in enumerate(items)}
    chosen: list[int] = []
    full: set[str] = set()
    for item in filter(None, chain.from_iterable(zip_longest(*queues))):
        if item.section in full:
            continue
        tried = sorted([*chosen, places[id(item)]])
        if limits.size(laid_out([items[one] for one in tried], more, heading)) <= room:
            chosen = tried
        else:
            full.add(item.section)
            if len(full) == len(queues):
                break
    return [items[one] for one in chosen]


def without(items: Iterable[Item], taken: Iterable[Item]) -> list[Item]:
    """The items that are not among the taken ones."""
    known = set(map(id, taken))
    return [item for item in items if id(item) not in known]


def pages(items: Sequence[Item], room: int) -> Iterator[list[Item]]:
    """All items in their order, as many on a page as fit; at least one."""
    held: list[Item] = []
    for item in items:
        if held and limits.size(laid_out([*held, item])) > room:
            yield held
            held = []
        held.append(item)
    if held:
        yield held


def _top(run: Sequence[Item]) -> int:
    most = TOP[run[0].section]
    return len(run) if len(run) <= most + _STRAY else most


def _section(title: tuple[Piece, ...], items: Sequence[Item]) -> Iterator[Element]:
    if items and items[0].section == ACTORS and all(len(item.lines) == 1 for item in items):
        flow = [piece for item in items for piece in (*say("  ·  "), *item.lines[0].pieces)]
        yield rich_blocks.section((*title, *flow[1:]))
        return
    opening = title
    for holder, run in groupby(items, key=lambda item: item.holder):
        if holder:
            opening = (*opening, *holder, *say("\n"))
        if opening:
            yield rich_blocks.section(opening)
        opening = ()
        yield from rich_blocks.bullets([line for item in run for line in item.lines])
    if opening:
        yield rich_blocks.section(opening)
