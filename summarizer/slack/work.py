"""What happens to a job: read, summarized, kept, delivered; and said plainly if that fails."""

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from summarizer import prompting, reading
from summarizer.errors import SummarizerError
from summarizer.model import Budget, Model
from summarizer.pipeline import summarize
from summarizer.schema import Summary
from summarizer.slack import blocks
from summarizer.slack.clients import ClientFor
from summarizer.slack.deliver import Delivery
from summarizer.slack.errors import StoreFailed
from summarizer.slack.jobs import Job, request_key
from summarizer.slack.kept_summaries import KeptSummaries
from summarizer.slack.single_flight import SingleFlight
from summarizer.slack.sources import Source, SourceOptions, source
from summarizer.slack.stages import READING, Stages, StagesFor, stages_for
from summarizer.slack.store import Kept, Outcome
from summarizer.slack.time_limit import within

_LOG = logging.getLogger(__name__)

BUG = "S-BUG"
"""The code that a person sees where an error is none of ours."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is needed to work on jobs."""

    model: Callable[[], Model]
    """Who is asked."""
    shelf: KeptSummaries
    """Summaries that are there already."""
    client_for: ClientFor
    """The way to a workspace."""
    still_ours: Callable[[Job], bool]
    """Whether nobody else has taken the job over; asked before an answer is sent."""
    prompt: str = ""
    """NAME@VERSION; if empty, the newest for the model's profile."""
    timeout: float = 600.0
    """Longest time for one job, in seconds."""
    sources: SourceOptions = field(default_factory=SourceOptions)
    """How sources are read."""
    stages_for: StagesFor = stages_for
    """What shows the stages."""
    flights: SingleFlight = field(default_factory=SingleFlight)
    """Who makes which summary now."""


def perform(job: Job, bench: Bench) -> Outcome | None:
    """Do a job: in the end there is one answer, or one line that says why there is none.

    Returns:
        What came of it; none if it is another's by now. Nothing is raised: what cannot be told
        is logged, without a word of anybody's.
    """
    began = time.monotonic()
    try:
        delivery = Delivery(bench.client_for(job.team, job.enterprise), job)
    except StoreFailed:
        return None  # it is tried again when its lease is over
    except Exception as error:  # noqa: BLE001  # without a token there is nobody to tell
        _LOG.error("job %s: no client (%s)", job.id, code_of(error))
        return "failed"
    with bench.stages_for(delivery) as stages:
        try:
            shown = within(bench.timeout, lambda: _shown(job, delivery, bench, stages))
            if not bench.still_ours(job):
                return None
            _deliver(shown, delivery, over=stages.end())
        except Exception as error:  # noqa: BLE001  # whatever it is, the person is told
            if not bench.still_ours(job):
                return None
            fail(error, delivery, over=stages.end())
            return "failed"
    _LOG.info("job %s: %s done in %.1f s", job.id, job.kind, time.monotonic() - began)
    return "done"


def fail(error: Exception, delivery: Delivery, *, over: str = "") -> None:
    """Say to the person alone, in one line with a code, that it did not work.

    Args:
        error: What was raised.
        delivery: The way to the person.
        over: Time stamp of a message of ours that showed the stages.
    """
    job = delivery.job
    _LOG.warning("job %s: %s failed (%s)", job.id, job.kind, code_of(error))
    if over:
        with contextlib.suppress(SummarizerError):
            delivery.remove(over)
    try:
        delivery.tell(failure_of(error, reference_of(job)))
    except SummarizerError as unheard:
        _LOG.error("job %s: could not be told (%s)", job.id, unheard.code)


def failure_of(error: Exception, reference: str) -> blocks.Reply:
    """One line for a person. Ours are worded for people; of any other error nothing is shown."""
    if isinstance(error, SummarizerError):
        return blocks.failure(error.message, error.hint, error.code, reference)
    return blocks.failure(
        "something went wrong on the bot's side", "Try again in a while.", BUG, reference
    )


def reference_of(job: Job) -> str:
    """What a person can quote, and the log names."""
    return job.id[:12]


def code_of(error: BaseException) -> str:
    """A word for an error that carries nothing of its message."""
    return error.code if isinstance(error, SummarizerError) else type(error).__name__


def _shown(job: Job, delivery: Delivery, bench: Bench, stages: Stages) -> blocks.Shown:
    budget = Budget(seconds=bench.timeout)
    if job.kind == "thread":
        stages.say(READING)
    found = source(job, delivery.client, bench.sources)
    model = bench.model()
    prompt = reading.fitting(found.document, bench.prompt or prompting.default_for(model.profile))
    key = request_key(job.place or found.named, found.version, prompt, model.name, team=job.team)
    with bench.flights.alone(key, budget.seconds_left):
        kept = bench.shelf.get(key)
        if kept is None:
            summary = summarize(
                found.document,
                model=model,
                prompt=prompt,
                budget=budget,
                on_progress=stages.progress,
            )
            kept = _kept(key, job, found, summary)
            bench.shelf.put(kept)
    return blocks.Shown(kept.summary, found.coverage, key)


def _kept(key: str, job: Job, found: Source, summary: Summary) -> Kept:
    place = job.place
    return Kept(
        request_key=key,
        team=job.team,
        channel=place.channel if place else "",
        thread_ts=place.thread_ts if place else "",
        summary=summary,
        coverage=found.coverage,
        made_at=time.time(),
        with_quotes=found.public,
    )


def _deliver(shown: blocks.Shown, delivery: Delivery, *, over: str) -> None:
    place, to = delivery.job.place, delivery.job.answer_to
    is_there = delivery.how == "thread" and place is not None and place.channel == to.channel
    replies = blocks.answer(shown, can_post=place is not None and not is_there)
    delivery.answer(replies, blocks.overflow_markdown(shown), over=over)
