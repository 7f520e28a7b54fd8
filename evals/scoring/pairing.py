"""Which produced item stands for which label? One to one, so that the sum of scores is largest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from evals.scoring.claims import Claim
from evals.scoring.match import Ground, Match, same_holder, same_matter

_VITAL_FIRST = 0.05
"""An item that fits a vital and an okay label equally well stands for the vital one."""
_HOLDER_FIRST = 1.0
"""Where holders are not asked, a label still goes to an item of its holder if there is one."""


@dataclass(frozen=True, slots=True)
class Table:
    """All labels and all produced items of one kind, each compared with each."""

    gold: tuple[Claim, ...]
    """The labels, one to a row."""
    produced: tuple[Claim, ...]
    """The items, one to a column, in an order that does not depend on the summary's."""
    found: tuple[tuple[Match, ...], ...]
    """What comparing them said."""
    pairs: tuple[tuple[int, int], ...]
    """Row and column of those that stand for each other."""
    right_holders: tuple[bool, ...]
    """Whether the holder is right, for each pair that would be made if holders were not asked."""


def compare(gold: Sequence[Claim], produced: Sequence[Claim], ground: Ground) -> Table:
    """Compare and assign the items of one kind.

    Args:
        gold: The labels.
        produced: The items.
        ground: The document and the label as a whole.
    """
    ordered = tuple(sorted(produced, key=_key))
    free = [[same_matter(one, other, ground) for other in ordered] for one in gold]
    right = [
        [
            match.is_match and same_holder(one, other)
            for other, match in zip(ordered, row, strict=True)
        ]
        for one, row in zip(gold, free, strict=True)
    ]
    found = tuple(
        tuple(
            Match(0.0, "holder") if match.is_match and not same else match
            for match, same in zip(*rows, strict=True)
        )
        for rows in zip(free, right, strict=True)
    )
    vital = np.array([[_VITAL_FIRST * one.vital] for one in gold])
    apart = _assigned(free, vital + _HOLDER_FIRST * np.array(right, dtype=float))
    return Table(
        gold=tuple(gold),
        produced=ordered,
        found=found,
        pairs=tuple(_assigned(found, vital)),
        right_holders=tuple(right[row][column] for row, column in apart),
    )


def _assigned(
    found: Sequence[Sequence[Match]], preferred: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """Rows and columns of the matches that are taken."""
    if not found or not found[0]:
        return []
    scores = np.array([[match.score for match in row] for row in found])
    rows, columns = linear_sum_assignment(
        np.where(scores > 0, scores + preferred, 0), maximize=True
    )
    assigned: list[tuple[int, int]] = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return [(row, column) for row, column in assigned if found[row][column].is_match]


def _key(claim: Claim) -> tuple[object, ...]:
    """What an item says, without its number in the list."""
    places = tuple(place for piece in claim.pieces for place in piece.places)
    names = tuple(form.words for who in claim.actors for form in who.name)
    return (places, claim.text, claim.gates, claim.stance or "", names)
