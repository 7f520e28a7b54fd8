"""Which pairs of a label and a produced item are worth judging?

    python -m evals.judged.sample NAME=FOLDER … --each 110 --draw 3 -o pairs-to-judge.jsonl

A folder holds the summaries of one system, ``<slug>.json`` each. Every label is put beside the
items that come nearest to it by words and by place; the scorer is not asked. So that near misses
are not drowned by what is plainly the same or plainly another thing, the pairs are sorted by how
they are alike (`likeness`), and every sort of every kind has its turn. The draw is the same every
time; a later one leaves out what was judged in an earlier one.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import click

from evals.cases import Case, load_cases
from evals.judged.likeness import likeness, nearness, wording
from evals.judged.pairs import Unjudged, as_line, load_pairs, referred
from evals.oracle import oracle
from evals.runs.files import write_whole
from evals.scoring.claims import Item, items_of_label, items_of_summary, kind_of
from summarizer.draft import KINDS
from summarizer.schema import Summary

NEAREST = 3
"""How many items are put beside a label."""
MOST_USES = 2
"""How often one label or one item is drawn."""


@dataclass(frozen=True, slots=True)
class Source:
    """The summaries of one system."""

    system: str
    """Its name."""
    summaries: tuple[tuple[Case, Summary], ...]
    """Of each case one."""


@click.command()
@click.argument("systems", nargs=-1, required=True, metavar="NAME=FOLDER…")
@click.option("--each", default=110, help="Pairs of each system.")
@click.option("--draw", "number", default=1, help="Number of the drawing; it is the seed.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
def main(systems: Sequence[str], each: int, number: int, output: Path) -> None:
    """Draw pairs for judging."""
    cases = load_cases()
    before = {_said(pair) for pair in load_pairs(cases) if pair.draw < number}
    drawn: list[Unjudged] = []
    for named in systems:
        name, _, folder = named.partition("=")
        found = candidates(source(name, Path(folder), cases), number)
        drawn += draw([pair for pair in found if _said(pair) not in before], each)
    write_whole(output, "".join(map(as_line, drawn)))
    counted = Counter((pair.system, pair.kind) for pair in drawn)
    for (system, kind), count in sorted(counted.items()):
        click.echo(f"{system:20}{kind:12}{count:4}", err=True)


def source(name: str, folder: Path, cases: Sequence[Case]) -> Source:
    """Read the summaries of a system; cases that it has none of are left out."""
    read = [
        (case, Summary.model_validate_json(path.read_bytes()))
        for case in cases
        for path in [folder / f"{case.slug}.json"]
        if path.is_file()
    ]
    return Source(name, tuple(read))


def candidates(of: Source, number: int) -> Iterator[Unjudged]:
    """Each label with the items that come nearest to it.

    Args:
        of: A system's summaries.
        number: Of the drawing.
    """
    for case, summary in of.summaries:
        perfect = oracle(case)
        labels = {item.id: item for item in items_of_label(case)}
        names = {actor.id: actor.name for actor in case.label.actors}
        items = tuple(items_of_summary(summary))
        for like in items_of_summary(perfect):
            near = [(nearness(like, item), item) for item in items if _same_kind(like, item)]
            for _, item in sorted(near, key=lambda found: -found[0])[:NEAREST]:
                sort = likeness((like, perfect.actors), (item, summary.actors))
                if sort:
                    yield Unjudged(
                        id=f"{of.system}/{case.slug}/{like.id}-{item.id}",
                        system=of.system,
                        case=case.slug,
                        draw=number,
                        likeness=sort,
                        source=_sentences(case, like, item),
                        label=labels[like.id],
                        label_actors={
                            actor.id: names[actor.id] for actor in referred(like, perfect.actors)
                        },
                        item=item,
                        item_actors=referred(item, summary.actors),
                    )


def draw(pairs: Sequence[Unjudged], wanted: int) -> list[Unjudged]:
    """So many of some pairs: each kind in turn, and of it each sort of likeness."""
    lists = [_by_likeness([pair for pair in pairs if pair.kind == kind]) for kind in KINDS]
    drawn: list[Unjudged] = []
    used: Counter[tuple[str, str, str]] = Counter()
    for pair in filter(None, chain.from_iterable(zip_longest(*lists))):
        ends = [(pair.case, "label", pair.label.id), (pair.case, "item", pair.item.id)]
        if len(drawn) < wanted and all(used[end] < MOST_USES for end in ends):
            used.update(ends)
            drawn.append(pair)
    return sorted(drawn, key=lambda pair: pair.id)


def _by_likeness(pairs: Sequence[Unjudged]) -> list[Unjudged]:
    """The pairs in an order in which every sort of likeness has its turn."""
    sorts: dict[str, list[Unjudged]] = {}
    for pair in sorted(pairs, key=_lot):
        sorts.setdefault(pair.likeness, []).append(pair)
    turns = zip_longest(*(sorts[name] for name in sorted(sorts)))
    return [pair for pair in chain.from_iterable(turns) if pair]


def _said(pair: Unjudged) -> tuple[str, str, str]:
    """What is judged: the same words of another system are not judged again."""
    return pair.case, pair.label.id, wording(pair.item)


def _lot(pair: Unjudged) -> str:
    return hashlib.sha256(f"judged {pair.draw} {pair.id}".encode()).hexdigest()


def _same_kind(one: Item, other: Item) -> bool:
    return kind_of(one) == kind_of(other)


def _sentences(case: Case, *items: Item) -> tuple[str, ...]:
    numbers = sorted({piece.segment for item in items for piece in item.evidence})
    return tuple(found.text for number in numbers if (found := case.document.segment(number)))


if __name__ == "__main__":
    main()
