"""How good are the items that code proposes, without any model?

Run it from the root of the repository: ``python -m evals.figures.proposals``. It needs the parser
(``summarizer model pull en-core-web-sm``), no model and no network. It summarizes the cases that
the parser can read on the embedded model's path, a script answering for the model, and scores
them. The rules are tuned on one half of the cases and confirmed on the other, which is told by the
hash of the slug; a round of tuning may change sides.
"""

import hashlib
from typing import TYPE_CHECKING, Literal

from evals.cases import load_cases
from evals.figures.evidence import Scripted
from evals.scoring import aggregate, score
from summarizer import summarize
from summarizer.propose import parsing

if TYPE_CHECKING:
    from evals.scoring.results import CaseScore

_SHOWN = (
    "macro_f1", "actor_f1", "position_f1", "condition_f1", "next_step_f1",
    "stance_accuracy", "holder_accuracy", "due_accuracy",
)  # fmt: skip


def main() -> None:
    """Print the metrics with their intervals."""
    halves: tuple[list[CaseScore], list[CaseScore]] = ([], [])
    for case in load_cases():
        document = case.document
        if parsing.is_english(document):
            halves[_half(case.slug)].append(
                score(case, summarize(document, model=Scripted(document)))
            )
    found = [*halves[0], *halves[1]]
    print(f"proposals and checks, no model, {len(found)} English cases, and their two halves")
    scores, first, second = aggregate(found), *map(aggregate, halves)
    for name in _SHOWN:
        whole = f"{scores[name].value:.3f} [{scores[name].low:.3f}, {scores[name].high:.3f}]"
        print(f"{name:16} {whole}  {first[name].value:.3f}  {second[name].value:.3f}")


def _half(slug: str) -> Literal[0, 1]:
    """Which half a case belongs to: 0 or 1."""
    return 1 if int(hashlib.sha256(slug.encode()).hexdigest(), 16) % 2 else 0


if __name__ == "__main__":
    main()
