"""What each system made of each case, as summaries that others can read and judge."""

from collections.abc import Iterable
from pathlib import Path

from evals.cases import Case
from evals.peers.convert import summary_of
from evals.peers.trials import Trial
from evals.runs.files import write_whole
from evals.runs.trial import text_sha256


def write_summary(folder: Path, trial: Trial, cases: Iterable[Case]) -> None:
    """Write ``SYSTEM/SLUG.json``; a failure, or a text that has changed, leaves no file there.

    Args:
        folder: Where the trials are kept.
        trial: A reading.
        cases: Among them the one that was read.
    """
    path = folder / trial.system / f"{trial.case}.json"
    case = next((case for case in cases if case.slug == trial.case), None)
    if case is None or trial.failure or trial.text_sha256 != text_sha256(case):
        path.unlink(missing_ok=True)
        return
    write_whole(path, summary_of(trial, case).model_dump_json(indent=1) + "\n")
