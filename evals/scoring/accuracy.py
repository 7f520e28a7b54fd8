"""Are the kind, the stance, the certainty, the date and the holder right where items match?"""

from collections.abc import Iterator, Mapping, Sequence

from evals.cases import Case
from evals.labels import GoldActor, GoldItem, GoldNextStep, GoldPosition
from evals.scoring.claims import Item, items_of_label, items_of_summary
from evals.scoring.pairing import Table
from evals.scoring.results import Share
from summarizer.schema import Actor, NextStep, Position, Summary

NAMES = ("actor_kind", "stance", "certainty", "due", "holder")
"""What is measured."""


def accuracies(case: Case, summary: Summary, tables: Sequence[Table]) -> dict[str, Share]:
    """The share that is right, for each of `NAMES`.

    Pairs with okay labels count too. Holders are compared on the positions that are right but for
    the holder. A date counts where either side gives one; it must be equal.

    Args:
        case: The text and its label.
        summary: What was made of it.
        tables: The compared lists.
    """
    seen: dict[str, list[bool]] = {name: [] for name in NAMES}
    for gold, produced in _pairs(case, summary, tables):
        for name, right in _compared(gold, produced):
            seen[name].append(right)
    seen["holder"] = [
        right for table in tables if _of_positions(table) for right in table.right_holders
    ]
    return {name: Share(sum(right), len(right)) for name, right in seen.items()}


def _pairs(
    case: Case, summary: Summary, tables: Sequence[Table]
) -> Iterator[tuple[GoldItem, Item]]:
    labels: Mapping[str, GoldItem] = {item.id: item for item in items_of_label(case)}
    items: Mapping[str, Item] = {item.id: item for item in items_of_summary(summary)}
    for table in tables:
        for row, column in table.pairs:
            yield labels[table.gold[row].id], items[table.produced[column].id]


def _compared(gold: GoldItem, produced: Item) -> Iterator[tuple[str, bool]]:
    match gold, produced:
        case GoldActor(), Actor():
            yield "actor_kind", gold.kind == produced.kind
        case GoldPosition(), Position():
            yield "stance", gold.stance == produced.stance
        case GoldNextStep(), NextStep():
            yield "certainty", gold.certainty == produced.certainty
            if gold.due or produced.due:
                yield "due", gold.due == produced.due


def _of_positions(table: Table) -> bool:
    return any(one.kind == "position" for one in table.gold)
