"""Do a label and a produced item say the same? One pure function, and it says why not.

The rules, with an example each, stand in ``docs/scoring.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from evals.scoring.actors import related, sameness
from evals.scoring.claims import Claim
from evals.scoring.guards import flipped, other_numbers
from evals.scoring.places import overlap
from evals.scoring.wording import Likeness, Weights, likeness
from summarizer.schema import Stance

Reason = Literal["", "kind", "name", "evidence", "holder", "wording", "negation", "number"]
"""Why two items do not match: the first rule that parts them. Empty for a match."""

LEAST_ALIKE = 0.4
"""Share of the weighted content words that two wordings must have in common."""
_SAME_STANCE = 0.2
"""The same, where holder, evidence and a telling stance agree: "refused to meet the demands"."""
_SAME_CLAIM = 0.33
"""The same, where both assert or both expect: that tells less."""
_LEAST_REQUIREMENT = 0.25
"""Of a condition's requirement alone; with what it gates, `LEAST_ALIKE` is asked."""
_REQUIREMENT = 0.6
"""How much the requirement counts; the rest is what it gates."""
_ONLY_GATE = 0.5
"""For the only condition in its words, this much of what it gates is enough."""
_TELLING: frozenset[Stance] = frozenset({"supports", "opposes", "demands", "offers", "declines"})


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two items are the same, how surely, and if not, why."""

    score: float
    """0 for no match; else from 0.5 to 1."""
    reason: Reason
    """The first rule that parts them; empty for a match."""

    @property
    def is_match(self) -> bool:
        """Whether they say the same."""
        return not self.reason


_PARTED: Mapping[Reason, Match] = MappingProxyType(
    {reason: Match(0.0, reason) for reason in get_args(Reason) if reason}
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the document and of the label as a whole."""

    weights: Weights
    """How much each word counts."""
    alone: frozenset[str]
    """Ids of positions that are the only ones of their holder and stance in their words, and of
    conditions that are the only ones in theirs."""

    @classmethod
    def of(cls, weights: Weights, gold: Sequence[Claim]) -> "Ground":
        """What is known, for a label's items."""
        told = [[one for one in gold if one.kind == kind] for kind in ("position", "condition")]
        return cls(weights, frozenset(one.id for of in told for one in of if _is_alone(one, of)))


def matches(gold: Claim, produced: Claim, ground: Ground) -> Match:
    """Compare a label with a produced item.

    Args:
        gold: From the label.
        produced: From the summary.
        ground: The document and the label as a whole.
    """
    match = alike(gold, produced, ground)
    if match.is_match and not same_holder(gold, produced):
        return _PARTED["holder"]
    if match.is_match and (contradiction := contradicts(gold, produced)):
        return _PARTED[contradiction]
    return match


def alike(gold: Claim, produced: Claim, ground: Ground) -> Match:
    """The first part of `matches`: whether they point at the same words and sound alike."""
    if gold.kind != produced.kind:
        return _PARTED["kind"]
    if gold.kind == "actor":
        same = sameness(gold.actors[0], produced.actors[0])
        return Match(same, "") if same else _PARTED["name"]
    if gold.reach[0] >= produced.reach[1] or produced.reach[0] >= gold.reach[1]:
        return _PARTED["evidence"]
    shared = overlap(gold.pieces, produced.pieces)
    if not shared:
        return _PARTED["evidence"]
    common = likeness(gold.stems, produced.stems, ground.weights)
    if not _alike_enough(gold, produced, common, ground):
        return _PARTED["wording"]
    return Match(0.5 + 0.2 * shared + 0.2 * common.share + 0.1 * common.of_all, "")


def contradicts(gold: Claim, produced: Claim) -> Reason:
    """The last part of `matches`, and the slowest: figures and negations."""
    if gold.kind == "actor":
        return ""
    if other_numbers(gold, produced):
        return "number"
    return "negation" if flipped(gold, produced) else ""


def same_holder(gold: Claim, produced: Claim) -> bool:
    """Whether both are of the same actor.

    A position needs its holder. Of a step, the doers must be related if both sides name any. Who
    sets a condition is not asked.
    """
    if gold.kind == "condition":
        return True
    pairs = [(one, two) for one in gold.actors for two in produced.actors]
    if gold.kind == "next_step":
        return not pairs or any(related(one, two) for one, two in pairs)
    return any(sameness(one, two) for one, two in pairs)


def _alike_enough(gold: Claim, produced: Claim, common: Likeness, ground: Ground) -> bool:
    if gold.kind == "condition":
        gates = likeness(gold.gates_stems, produced.gates_stems, ground.weights).share
        if not gates and produced.gates_stems <= produced.stems:
            return False
        both = _REQUIREMENT * common.share + (1 - _REQUIREMENT) * gates
        if common.share >= _LEAST_REQUIREMENT and both >= LEAST_ALIKE:
            return True
        return gold.id in ground.alone and gates >= _ONLY_GATE
    if gold.stance is None or gold.stance != produced.stance:
        return common.share >= LEAST_ALIKE
    if gold.stance not in _TELLING:
        return common.share >= _SAME_CLAIM
    return common.share >= _SAME_STANCE or gold.id in ground.alone


def _is_alone(one: Claim, gold: Sequence[Claim]) -> bool:
    return not any(
        other.id != one.id
        and other.stance == one.stance
        and other.actors == one.actors
        and overlap(one.pieces, other.pieces)
        for other in gold
    )
