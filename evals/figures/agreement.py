"""How far do two people who label the same texts agree? Run: ``python -m evals.figures.agreement``.

Ten cases were labelled a second time without sight of the first label (``evals/agreement``). Each
label is taken for a summary and scored against the other, by the rules that score a system; the two
directions count like two repeats of one case. That is what a system can reach at most before it
is better at pleasing one labeller than at reading.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evals.cases import Case, CaseFault, InvalidCases, load_cases, load_label
from evals.oracle import oracle
from evals.scoring import CaseScore, Estimate, Scores, aggregate, score

if TYPE_CHECKING:
    from evals.label_rules import Fault

SECOND = Path(__file__).parents[1] / "agreement"
"""Where the second labels are, one folder for each case."""
SHOWN = {
    "actor_f1": "actors, F1",
    "position_f1": "positions, F1",
    "condition_f1": "conditions, F1",
    "next_step_f1": "next steps, F1",
    "macro_f1": "macro-F1",
    "actor_kind_accuracy": "kind of an actor",
    "holder_accuracy": "holder of a position",
    "stance_accuracy": "stance",
    "certainty_accuracy": "certainty of a step",
    "due_accuracy": "due date",
}
"""The metrics that are printed, and what to call them."""


def main() -> None:
    """Print each metric with its interval, for all items and for those that both call vital."""
    for row in rows():
        print("{:24}{:22}{}".format(*row))


def rows() -> list[tuple[str, str, str]]:
    """What is printed: for each metric its name, then for all and for vital items its figure."""
    whole, vital = scores(okay=True), scores(okay=False)
    head = (f"over {whole.cases} texts", "all items", "vital items")
    return [
        head,
        *((title, _shown(whole[name]), _shown(vital[name])) for name, title in SHOWN.items()),
    ]


def scores(*, okay: bool) -> Scores:
    """How the labels do against each other.

    Args:
        okay: Whether the label that is taken for a summary gives its okay items too.
    """
    return aggregate([found for pair in pairs() for found in both_ways(*pair, okay=okay)])


def pairs(second: Path = SECOND) -> Iterator[tuple[Case, Case]]:
    """Each case that was labelled twice, with its first and with its second label.

    Args:
        second: The folder of second labels.

    Raises:
        InvalidCases: A second label has a fault, or there is no case of its name.
    """
    faults: list[CaseFault] = []
    found: list[tuple[Case, Case]] = []
    for case in load_cases(only=sorted(folder.name for folder in second.iterdir())):
        wrong: list[Fault] = []
        label = load_label(second / case.slug / "label.json", case.text, wrong)
        faults += (CaseFault(case.slug, fault) for fault in wrong)
        if label:
            found.append((case, replace(case, label=label)))
    if faults:
        raise InvalidCases(faults)
    yield from found


def both_ways(first: Case, second: Case, *, okay: bool) -> tuple[CaseScore, CaseScore]:
    """The second label scored against the first, and the first against the second."""
    return score(first, oracle(second, okay=okay)), score(second, oracle(first, okay=okay))


def _shown(one: Estimate) -> str:
    if one.value is None:
        return "nothing to compare"
    return f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}]"


if __name__ == "__main__":
    main()
