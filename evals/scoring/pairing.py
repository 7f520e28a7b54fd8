"""Which produced item stands for which label? One to one, so that the sum of scores is largest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from evals.scoring.claims import Claim
from evals.scoring.match import Ground, Match, Reason, alike, contradicts, same_holder

_VITAL_FIRST = 0.05
"""An item that fits a vital and an okay label equally well stands for the vital one."""
_SAME_TIME = 0.05
"""Of two steps that sound alike, the one with the same time is taken."""
_HOLDER_FIRST = 1.0
"""Where holders are not asked, a label still goes to an item of its holder if there is one."""

Cell = tuple[int, int]
"""Row and column."""
Cells = NDArray[np.float64]
"""A number for each row and column."""


@dataclass(frozen=True)
class Table:
    """All labels and all produced items of one kind, and which stand for each other."""

    gold: tuple[Claim, ...]
    """The labels, one to a row."""
    produced: tuple[Claim, ...]
    """The items, one to a column, in an order that does not depend on the summary's."""
    alike: tuple[tuple[Match, ...], ...]
    """What comparing each with each said, before holders, figures and negations are asked."""

    @cached_property
    def pairs(self) -> tuple[Cell, ...]:
        """Row and column of those that stand for each other."""
        return self._assigned(self._holders, _SAME_TIME * self._times)

    @cached_property
    def right_holders(self) -> tuple[bool, ...]:
        """Of the pairs that would be made if holders were not asked, whether they are right."""
        free = self._assigned(np.ones_like(self._holders), _HOLDER_FIRST * self._holders)
        return tuple(bool(self._holders[cell]) for cell in free)

    def match(self, row: int, column: int) -> Match:
        """What `matches` says of a label and an item."""
        found = self.alike[row][column]
        if not found.is_match:
            return found
        if not self._holders[row, column]:
            return Match(0.0, "holder")
        contradiction = self._contradiction((row, column))
        return Match(0.0, contradiction) if contradiction else found

    def _assigned(self, allowed: Cells, preferred: Cells) -> tuple[Cell, ...]:
        """The best pairs.

        Figures and negations take the most time to compare, so that they are asked only of pairs
        that were chosen; if they part one, it is struck out and the choice is made anew. The
        result is the same as if they had been asked of all.
        """
        scores = self._cells(lambda row, column: self.alike[row][column].score)
        vital = np.array([_VITAL_FIRST * one.vital for one in self.gold]).reshape(-1, 1)
        worth = np.where((scores > 0) & (allowed > 0), scores + vital + preferred, 0.0)
        while True:
            rows, columns = linear_sum_assignment(worth, maximize=True)
            cells: list[Cell] = list(zip(rows.tolist(), columns.tolist(), strict=True))
            chosen = tuple(cell for cell in cells if worth[cell] > 0)
            parted = [cell for cell in chosen if self._contradiction(cell)]
            if not parted:
                return chosen
            for cell in parted:
                worth[cell] = 0.0

    def _contradiction(self, cell: Cell) -> Reason:
        if cell not in self._contradictions:
            self._contradictions[cell] = contradicts(self.gold[cell[0]], self.produced[cell[1]])
        return self._contradictions[cell]

    @cached_property
    def _contradictions(self) -> dict[Cell, Reason]:
        return {}

    @cached_property
    def _holders(self) -> Cells:
        """1 where the items are alike and of the same actor, else 0."""
        return self._cells(lambda row, column: same_holder(self.gold[row], self.produced[column]))

    @cached_property
    def _times(self) -> Cells:
        """1 where the items are alike and give a common time, else 0."""
        return self._cells(
            lambda row, column: bool(self.gold[row].times & self.produced[column].times)
        )

    def _cells(self, number: Callable[[int, int], float]) -> Cells:
        """A number for each row and column; 0 where the items are not alike."""
        cells = np.zeros((len(self.gold), len(self.produced)))
        for cell in self._alike_cells:
            cells[cell] = number(*cell)
        return cells

    @cached_property
    def _alike_cells(self) -> tuple[Cell, ...]:
        return tuple(
            (row, column)
            for row, matches in enumerate(self.alike)
            for column, match in enumerate(matches)
            if not match.reason
        )


def compare(gold: Sequence[Claim], produced: Sequence[Claim], ground: Ground) -> Table:
    """Compare each label with each item of one kind.

    Args:
        gold: The labels.
        produced: The items.
        ground: The document and the label as a whole.
    """
    ordered = tuple(sorted(produced, key=_key))
    found = tuple(tuple(alike(one, other, ground) for other in ordered) for one in gold)
    return Table(tuple(gold), ordered, found)


def _key(claim: Claim) -> tuple[object, ...]:
    """What an item says, without its number in the list."""
    places = tuple(place for piece in claim.pieces for place in piece.places)
    names = tuple(form.words for who in claim.actors for form in who.name)
    return (places, claim.text, claim.gates, claim.stance or "", names, claim.aside)
