"""How good are the items that code proposes, without any model?

Run it from the root of the repository: ``python -m evals.figures.proposals``. It needs the parser
(``summarizer model pull en-core-web-sm``), no model and no network. It summarizes the cases that
the parser can read on the embedded model's path, a script answering for the model, and scores
them. The rules are tuned on one half of the cases and confirmed on the other, which is told by the
hash of the slug; a round of tuning may change sides.
"""

import hashlib
from collections import Counter
from typing import Literal

from evals.cases import load_cases
from evals.figures.evidence import Scripted
from evals.scoring import aggregate, score
from evals.scoring.results import CaseScore
from summarizer import summarize
from summarizer.propose import parsing
from summarizer.schema import Summary

_SHOWN = (
    "macro_f1", "actor_f1", "position_f1", "condition_f1", "next_step_f1",
    "stance_accuracy", "holder_accuracy", "due_accuracy",
)  # fmt: skip


def main() -> None:
    """Print the metrics with their intervals."""
    by_stance: dict[str, Counter[str]] = {}
    halves: tuple[list[CaseScore], list[CaseScore]] = ([], [])
    for case in load_cases():
        document = case.document
        if parsing.is_english(document):
            summary = summarize(document, model=Scripted(document))
            found = score(case, summary)
            halves[_half(case.slug)].append(found)
            _note_stances(summary, found, by_stance)
    every = [*halves[0], *halves[1]]
    print(f"proposals and checks, no model, {len(every)} English cases, and their two halves")
    scores, first, second = aggregate(every), *map(aggregate, halves)
    for name in _SHOWN:
        whole = f"{scores[name].value:.3f} [{scores[name].low:.3f}, {scores[name].high:.3f}]"
        print(f"{name:16} {whole}  {first[name].value:.3f}  {second[name].value:.3f}")
    print("positions by stance: right, okay, wrong")
    for stance, fate in sorted(by_stance.items()):
        print(f"{stance:16} {fate['right']:3} {fate['okay']:3} {fate['wrong']:3}")


def _note_stances(summary: Summary, found: CaseScore, into: dict[str, Counter[str]]) -> None:
    fate = {p.produced: "right" if p.vital else "okay" for p in found.pairs if p.kind == "position"}
    for position in summary.positions:
        into.setdefault(position.stance, Counter())[fate.get(position.id, "wrong")] += 1


def _half(slug: str) -> Literal[0, 1]:
    """Which half a case belongs to: 0 or 1."""
    return 1 if int(hashlib.sha256(slug.encode()).hexdigest(), 16) % 2 else 0


if __name__ == "__main__":
    main()
