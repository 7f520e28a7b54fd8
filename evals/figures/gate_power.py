"""How often does the gate cry wolf, and how often does it miss a loss of five points?

Run it from the root of the repository: ``python -m evals.figures.gate_power``. It needs no model
and no network, takes well under a minute, and ends with 1 when a bar is missed.

Simulated are two runs of `CASES` cases with `REPEATS` repeats each. What is assumed:

- a case has as many vital items of each kind as a case of this project, drawn with replacement;
- the share of them that is found differs from case to case by `CASE_SPREAD`, around `FOUND`; as
  many items are wrong as are missing;
- some items are easy and some hard, for both runs alike. Two repeats disagree on a share of the
  items in the middle (`flips`), and all items of a repeat are moved together (`shift`);
- a change of the system moves each case by its own amount, `EFFECT_SPREAD` around the mean.

Systems at temperature 0, as the product asks for, are the steady ones. The last line tells what an
unsteady one does to the same gate; there is no bar on it: it needs more repeats.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from evals.cases import Case, load_cases
from evals.runs.compare import GATED, Difference, overall, paired
from summarizer.draft import KINDS, LIST_OF

CASES, REPEATS, SIMULATIONS = 40, 3, 1_000
FOUND: Mapping[str, float] = {"actor": 0.7, "position": 0.45, "condition": 0.5, "next_step": 0.5}
"""Shares of this order were measured with the embedded model and with larger ones."""
CASE_SPREAD, EFFECT_SPREAD = 0.15, 0.05
"""Standard deviations, as shares of the items."""
FALSE_ALARM, POWER = 0.05, 0.95
"""The bars: at no change the gate may fail so often, at five points less it must."""
SEED = 1

Numbers = NDArray[np.float64]
Drop = Callable[[Mapping[str, Difference]], bool]


@dataclass(frozen=True, slots=True)
class Noise:
    """How unsteady a system is."""

    flips: float
    """Two repeats disagree on this share of the items that are found every other time."""
    shift: float
    """Standard deviation by which a repeat moves the share that is found, in each case."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happened between two runs."""

    name: str
    loss: float
    """Points of F1, as a share."""
    spread: float
    """How differently the cases are moved."""
    noise: Noise
    at_most: float = 1.0
    """The gate may fail the second run in this share of the simulations..."""
    at_least: float = 0.0
    """...and must in this one."""


STEADY, UNSTEADY = Noise(flips=0.10, shift=0.03), Noise(flips=0.20, shift=0.05)
SCENARIOS = (
    Scenario("the same system again", 0.0, 0.0, STEADY, at_most=FALSE_ALARM),
    Scenario("another one, as good", 0.0, EFFECT_SPREAD, STEADY, at_most=FALSE_ALARM),
    Scenario("two points worse", 0.02, EFFECT_SPREAD, STEADY),
    Scenario("five points worse", 0.05, EFFECT_SPREAD, STEADY, at_least=POWER),
    Scenario("as good, unsteady", 0.0, EFFECT_SPREAD, UNSTEADY, at_most=FALSE_ALARM),
    Scenario("five worse, unsteady", 0.05, EFFECT_SPREAD, UNSTEADY),
)
RULES: Mapping[str, Drop] = {
    "gate": lambda found: overall(found) == "worse",
    "mean drop": lambda found: _lost(found["micro_f1"]),
    "any drop": lambda found: any(_lost(one) for one in found.values()),
}
"""The gate, and two that are usual: micro-F1 went down; any of the five metrics went down."""


def main(simulations: int = SIMULATIONS) -> int:
    """Print how often each rule fails a run.

    Args:
        simulations: Of each scenario.

    Returns:
        0 if the gate's bars are met, else 1.
    """
    items = _items(load_cases())
    print(f"{CASES} cases x {REPEATS} repeats, {simulations} simulations; failed by")
    print(f"{'':<26}" + "".join(f"{rule:>11}" for rule in RULES))
    all_met = True
    for scenario in SCENARIOS:
        failed = simulate(scenario, items, simulations)
        met = scenario.at_least <= failed["gate"] <= scenario.at_most
        all_met = all_met and met
        shares = "".join(f"{failed[rule]:>11.1%}" for rule in RULES)
        bar = _bar(scenario) and _bar(scenario) + ("met" if met else "MISSED")
        print(f"{scenario.name:<26}{shares}   {bar}".rstrip())
    return 0 if all_met else 1


def simulate(scenario: Scenario, items: Numbers, simulations: int) -> dict[str, float]:
    """How often each rule fails the second run.

    Args:
        scenario: What happened between the runs.
        items: Vital items of each kind, a row for each case of the project.
        simulations: How many.
    """
    rng = np.random.default_rng(SEED)
    failed = dict.fromkeys(RULES, 0)
    for _ in range(simulations):
        gold = items[rng.integers(len(items), size=CASES)]
        found = np.array([FOUND[kind] for kind in KINDS])
        skill = found + rng.normal(0, CASE_SPREAD, (CASES, 1))
        moved = skill - scenario.loss + rng.normal(0, scenario.spread, (CASES, 1))
        ease = rng.normal(size=(CASES, len(KINDS), int(items.max())))
        before, after = (_run(share, gold, ease, scenario.noise, rng) for share in (skill, moved))
        differences = paired(_NAMES, before, after, GATED)
        for rule, fails in RULES.items():
            failed[rule] += fails(differences)
    return {rule: count / simulations for rule, count in failed.items()}


_NAMES = [f"{kind}.{count}" for kind in KINDS for count in ("tp", "fp", "fn")]


def _run(
    share: Numbers, gold: Numbers, ease: Numbers, noise: Noise, rng: np.random.Generator
) -> Numbers:
    """Counts of one run, averaged over the repeats."""
    # Two draws with this correlation lie on different sides of their middle in `flips` of all
    # pairs: Sheppard's formula, flips = arccos(correlation) / pi.
    kept = np.cos(np.pi * noise.flips)
    there = np.arange(ease.shape[2]) < gold[:, :, None]
    right = np.zeros_like(gold)
    for _ in range(REPEATS):
        moved = np.clip(share + rng.normal(0, noise.shift, (CASES, 1)), 0.02, 0.98)
        drawn = np.sqrt(kept) * ease + np.sqrt(1 - kept) * rng.normal(size=ease.shape)
        right += ((drawn < ndtri(moved)[:, :, None]) & there).sum(axis=2) / REPEATS
    wrong = gold - right
    return np.stack([right, wrong, wrong], axis=2).reshape(CASES, -1)


def _items(cases: tuple[Case, ...]) -> Numbers:
    return np.array(
        [
            [sum(item.vital for item in getattr(case.label, LIST_OF[kind])) for kind in KINDS]
            for case in cases
        ],
        dtype=np.float64,
    )


def _lost(one: Difference) -> bool:
    return one.delta is not None and one.delta < 0


def _bar(scenario: Scenario) -> str:
    if scenario.at_least:
        return f">= {scenario.at_least:.0%} "
    return f"<= {scenario.at_most:.0%} " if scenario.at_most < 1 else ""


if __name__ == "__main__":
    sys.exit(main())
