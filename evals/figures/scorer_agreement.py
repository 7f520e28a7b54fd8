"""Does the scorer's verdict agree with a judge? Run: ``python -m evals.figures.scorer_agreement``.

The pairs of ``evals/judged`` were judged by hand, without sight of the verdict: does the item say
the same as the label? Shown is how often the scorer says so too, for each kind and each system,
and every pair on which they differ. It ends with 1 when the bar is missed.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.cases import Case, load_cases
from evals.judged.likeness import wording
from evals.judged.pairs import Pair, load_pairs
from evals.scoring import Match, matches
from evals.scoring.claims import produced_claim
from evals.scoring.scorer import made_ready

BAR = 0.90
"""Share of the pairs on which both agree."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judged pair, and what the scorer says of it."""

    pair: Pair
    """With the judgement."""
    match: Match
    """The scorer's."""

    @property
    def judged(self) -> bool:
        """Whether the judge says that both are the same."""
        return self.pair.judged == "match"

    @property
    def agrees(self) -> bool:
        """Whether the scorer says what the judge says."""
        return self.judged == self.match.is_match


@dataclass(frozen=True, slots=True)
class Confusion:
    """How judge and scorer meet on some pairs."""

    both: int
    """Both say match."""
    judge: int
    """Only the judge does."""
    scorer: int
    """Only the scorer does."""
    neither: int
    """Neither does."""

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Confusion":
        """Counted."""
        met = [(one.judged, one.match.is_match) for one in verdicts]
        return cls(
            met.count((True, True)),
            met.count((True, False)),
            met.count((False, True)),
            met.count((False, False)),
        )

    @property
    def pairs(self) -> int:
        """All of them."""
        return self.both + self.judge + self.scorer + self.neither

    @property
    def agreement(self) -> float:
        """Share on which they agree."""
        return (self.both + self.neither) / self.pairs

    @property
    def kappa(self) -> float:
        """Cohen's: the agreement beyond what chance gives, 1 at best."""
        judge, scorer = self.both + self.judge, self.both + self.scorer
        others = (self.pairs - judge) * (self.pairs - scorer)
        chance = (judge * scorer + others) / self.pairs**2
        return (self.agreement - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> int:
    """Print the tables and the differences; 0 if the bar is met, else 1."""
    found = verdicts()
    for row in rows(found):
        print("{:22}{:>6}{:>11}{:>8}{:>9}{:>12}{:>13}{:>9}".format(*row))
    for one in found:
        if not one.agrees:
            print("\n" + told(one))
    met = Confusion.of(found).agreement >= BAR
    print(f"\nagreement, bar {BAR:.0%}: {'met' if met else 'MISSED'}")
    return 0 if met else 1


def verdicts() -> tuple[Verdict, ...]:
    """What the scorer says of each judged pair."""
    cases = load_cases()
    by_slug = {case.slug: case for case in cases}
    return tuple(Verdict(pair, _verdict(pair, by_slug[pair.case])) for pair in load_pairs(cases))


def rows(found: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """The table: all pairs, then those of each kind, of each system, of each drawing."""
    table = [_row("all", found)]
    parts: tuple[Callable[[Verdict], str], ...] = (
        lambda one: one.pair.kind.replace("_", " "),
        lambda one: one.pair.system,
        lambda one: f"draw {one.pair.draw}",
    )
    for part in parts:
        names = sorted({part(one) for one in found})
        table += [_row(name, [one for one in found if part(one) == name]) for name in names]
    head = ("pairs", "agreement", "kappa", "both", "only judge", "only scorer", "neither")
    return [("", *head), *table]


def told(one: Verdict) -> str:
    """A pair on which they differ, in words."""
    pair = one.pair
    said = "match" if one.match.is_match else f"no match ({one.match.reason})"
    names = ", ".join(pair.label_actors.values())
    cast = ", ".join(actor.name for actor in pair.item_actors)
    return (
        f"{pair.id} (draw {pair.draw})\n"
        f"  label: {wording(pair.label)} [{names}]\n"
        f"  item:  {wording(pair.item)} [{cast}]\n"
        f"  judge: {pair.judged.replace('_', ' ')}. {pair.reason}\n"
        f"  scorer: {said}"
    )


def _verdict(pair: Pair, case: Case) -> Match:
    gold, ground = made_ready(case)
    label = next(claim for claim in gold if claim.id == pair.label.id)
    return matches(label, produced_claim(pair.item, pair.item_actors), ground)


def _row(name: str, found: Sequence[Verdict]) -> tuple[str, ...]:
    met = Confusion.of(found)
    counts = (met.both, met.judge, met.scorer, met.neither)
    return (name, str(met.pairs), f"{met.agreement:.1%}", f"{met.kappa:.2f}", *map(str, counts))


if __name__ == "__main__":
    sys.exit(main())
