"""How many items do the words they point at not carry, judged by a reader?

    python -m evals.figures.support_by_hand              # the share, from the judged items
    python -m evals.figures.support_by_hand --draw RUN   # 100 items of a run, to be judged

A reader asked of each drawn item whether a fair reader of the cited words (and of who speaks them)
would grant it: holder, content, polarity, doer, date. Wording that is clumsy but true passes. The
judged items stand in ``evals/judged/support.jsonl``, those that failed with a reason.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from evals.runs.folder import read_run
from summarizer.schema import Summary

JUDGED = Path(__file__).parents[1] / "judged" / "support.jsonl"
_DRAWN = 100
_Z = 1.96


def main() -> None:
    """Print the share of failed items with its interval, or draw items."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", type=Path, metavar="RUN")
    arguments = parser.parse_args()
    if arguments.draw:
        for line in _draw(arguments.draw):
            print(json.dumps(line, ensure_ascii=False))
        return
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    failed = [row for row in rows if not row["supported"]]
    low, high = wilson(len(failed), len(rows))
    print(f"{len(failed)} of {len(rows)} items not carried: {len(failed) / len(rows):.1%}")
    print(f"95 % interval {low:.1%} to {high:.1%}")
    for kind, count in Counter(row["kind"] for row in failed).most_common():
        print(f"{kind:10} {count}")
    for row in failed:
        print(f"- {row['case']}: {row['says']} ({row['why']})")


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The score interval of a share (E. B. Wilson, 1927)."""
    share, weight = hits / total, _Z**2 / total
    middle = share + weight / 2
    spread = _Z * sqrt(share * (1 - share) / total + weight / (4 * total))
    return (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)


def _draw(folder: Path) -> list[dict[str, str]]:
    found = [
        row
        for trial in read_run(folder).trials
        if isinstance(summary := getattr(trial.outcome, "summary", None), Summary)
        for row in _rows(trial.case, summary)
    ]
    found.sort(key=lambda row: (row["case"], row["says"]))
    return random.Random(11).sample(found, min(_DRAWN, len(found)))  # noqa: S311  # a drawing


def _rows(case: str, summary: Summary) -> Iterator[dict[str, str]]:
    name = {actor.id: actor.name for actor in summary.actors}
    for one in summary.positions:
        teller = f" (by {name[one.reported_by]})" if one.reported_by else ""
        says = f"{name[one.holder]} {one.stance}: {one.statement}{teller}"
        yield _row(case, "position", says, one.evidence[0].quote)
    for term in summary.conditions:
        says = f"if {term.requirement}, then {term.gates}"
        yield _row(case, "condition", says, term.evidence[0].quote)
    for step in summary.next_steps:
        doers = ", ".join(name[doer] for doer in step.actors)
        says = f"{doers or '-'}: {step.action} [{step.when} {step.due}] {step.certainty}"
        yield _row(case, "next_step", says, step.evidence[0].quote)


def _row(case: str, kind: str, says: str, words: str) -> dict[str, str]:
    return {"case": case, "kind": kind, "says": says, "words": words}


if __name__ == "__main__":
    main()
