"""How good are the items that code proposes, without any model?

Run it from the root of the repository: ``python -m evals.figures.proposals``. It needs the parser
(``summarizer model pull en-core-web-sm``), no model and no network. It summarizes the cases that
the parser can read on the embedded model's path, a script answering for the model, and scores them.
"""

from evals.cases import load_cases
from evals.figures.evidence import Scripted
from evals.scoring import aggregate, score
from summarizer import summarize
from summarizer.propose import parsing

_SHOWN = (
    "macro_f1", "actor_f1", "position_f1", "condition_f1", "next_step_f1",
    "stance_accuracy", "holder_accuracy", "due_accuracy",
)  # fmt: skip


def main() -> None:
    """Print the metrics with their intervals."""
    found = []
    for case in load_cases():
        document = case.document
        if parsing.is_english(document):
            found.append(score(case, summarize(document, model=Scripted(document))))
    scores = aggregate(found)
    print(f"proposals and checks, no model, {len(found)} English cases")
    for name in _SHOWN:
        print(
            f"{name:16} {scores[name].value:.3f} [{scores[name].low:.3f}, {scores[name].high:.3f}]"
        )


if __name__ == "__main__":
    main()
