"""Make one trial: summarize a case, score it, and tell a failure from a low score."""

import hashlib
import traceback

from evals.cases import Case
from evals.runs.errors import RunStopped, Unusable
from evals.runs.jobs import Job
from evals.runs.recorded import THE_MODELS_OWN, Place, Recorded, Source
from evals.runs.result import Failure, Outcome, Trial
from evals.scoring import score
from summarizer import summarize
from summarizer.errors import (
    ConfigurationError,
    LimitError,
    ProviderError,
    SummarizerError,
)
from summarizer.model import Budget


def trial(job: Job, source: Source, prompt: str) -> Trial:
    """Summarize a case and score the summary.

    Args:
        job: The case and its repeat.
        source: Where answers come from.
        prompt: NAME@VERSION.

    Returns:
        An outcome; or a failure, also where the product made a summary of what it had before
        the provider broke off: that would score low for a reason that is not its own.

    Raises:
        RunStopped: The run cannot go on: no answer is recorded, the cap is reached, or
            something must be set up first.
    """
    recorded = Recorded(source, Place(job.case.slug, job.repeat, prompt))
    budget = Budget(clock=lambda: recorded.seconds)
    try:
        summary = summarize(job.case.document, model=recorded, prompt=prompt, budget=budget)
        outcome = Outcome(summary=summary, score=score(job.case, summary))
    except RunStopped:
        raise
    except ConfigurationError as error:
        raise Unusable(error.message, hint=error.hint) from None
    except SummarizerError as error:
        return _failed(job, _failure(error))
    except Exception as error:  # noqa: BLE001  # one bad case must not lose the night's run
        return _failed(job, _bug(error))
    if recorded.fault:
        return _failed(job, _failure(recorded.fault))
    if source.model:
        source.book.forget_unused(job.case.slug, prompt, job.repeat, recorded.used)
    return Trial(
        case=job.case.slug,
        repeat=job.repeat,
        text_sha256=text_sha256(job.case),
        outcome=outcome,
    )


def text_sha256(case: Case) -> str:
    """Of a case's source."""
    return hashlib.sha256(case.text.encode("utf-8", "surrogatepass")).hexdigest()


def _failed(job: Job, failure: Failure) -> Trial:
    return Trial(
        case=job.case.slug,
        repeat=job.repeat,
        text_sha256=text_sha256(job.case),
        failure=failure,
    )


def _failure(error: SummarizerError) -> Failure:
    infra = isinstance(error, ProviderError | LimitError) and not isinstance(error, THE_MODELS_OWN)
    return Failure(code=error.code, message=error.message, infra=infra)


def _bug(error: Exception) -> Failure:
    """Its place rather than its message, which could carry words of the text."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename.rpartition('/')[2]}, line {place.lineno}"
    return Failure(
        code=type(error).__name__, message=f"an unexpected error in {where}", infra=False
    )
