"""What the listeners share, and what every one of them does with what comes in."""

import contextlib
import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient

from summarizer.errors import SummarizerError
from summarizer.slack import blocks
from summarizer.slack.asked import Asked
from summarizer.slack.blocks import Reply
from summarizer.slack.conversation import Place
from summarizer.slack.deliver import Delivery
from summarizer.slack.errors import QueueFull
from summarizer.slack.intake import Intake
from summarizer.slack.jobs import AnswerTo, Job
from summarizer.slack.kept_summaries import KeptSummaries
from summarizer.slack.store import Store
from summarizer.slack.work import code_of, fail, failure_of

_LOG = logging.getLogger(__name__)
_JOB = "summarizer_job"

Body = Mapping[str, Any]
"""What Slack sent."""
MakeJob = Callable[[Body, BoltContext], Job | None]
"""What was sent to a job; none: there is nothing to summarize in it."""
Tell = Callable[[Reply], None]
"""Says a line to one person."""
Middleware = Callable[..., BoltResponse | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the listeners share."""

    intake: Intake
    """Where jobs go."""
    store: Store
    """What is remembered of people."""
    shelf: KeptSummaries
    """Summaries that are there already."""
    keep_days: int
    """How long, in days; told in the App Home."""

    def once(self, make_job: MakeJob | None = None) -> Middleware:
        """A listener's middleware: what Slack sends again is acknowledged and goes no further.

        A job is stored before anything is acknowledged, so that it cannot be lost.

        Args:
            make_job: If the listener asks for summaries; the job is then in the context.
        """

        def middleware(
            body: Body, context: BoltContext, next_: Callable[[], None]
        ) -> BoltResponse | None:
            job = make_job(body, context) if make_job else None
            keys = keys_of(body)
            is_new = self.intake.take(job, *keys) if job else self.intake.first_time(*keys)
            if not is_new:
                return context.ack()
            context[_JOB] = job
            next_()
            return None

        return middleware

    def has_job(self, context: BoltContext) -> bool:
        """Whether `once` found something to summarize."""
        return context.get(_JOB) is not None

    @contextlib.contextmanager
    def guarded(self, tell: Tell | None = None) -> Iterator[None]:
        """Keep an error from Bolt, which would log it whole, and say it plainly.

        Args:
            tell: How to reach the person.
        """
        try:
            yield
        except Exception as error:  # noqa: BLE001  # whatever it is, nobody sees a stack trace
            reference = uuid.uuid4().hex[:12]
            _LOG.warning("request %s failed (%s)", reference, code_of(error))
            if tell:
                try:
                    tell(failure_of(error, reference))
                except SummarizerError as unheard:
                    _LOG.warning("request %s could not be told (%s)", reference, unheard.code)

    def begin(self, context: BoltContext, client: WebClient) -> bool:
        """Put the job that `once` stored in line, and say how many are ahead of it.

        Returns:
            False if there is no job.
        """
        job: Job | None = context.get(_JOB)
        if job is None:
            return False
        delivery = Delivery(client, job)
        try:
            ahead = self.intake.submit(job)
            if ahead:
                delivery.tell(blocks.waiting(ahead))
        except QueueFull as error:
            fail(error, delivery)
        except SummarizerError as error:
            # The job is in line; only the word about it did not arrive.
            _LOG.warning("job %s: the line could not be told (%s)", job.id, code_of(error))
        return True


def keys_of(body: Body) -> tuple[str, ...]:
    """What names one event or press of a button, however often it is delivered.

    An @mention in a direct message comes as two events: they share the message.
    """
    event = body.get("event") or {}
    team = _team(body)
    keys = []
    if body.get("event_id"):
        keys.append(f"event {body['event_id']}")
    if event.get("type") in ("app_mention", "message") and event.get("ts"):
        keys.append(f"message {team} {event.get('channel')} {event['ts']}")
    if body.get("trigger_id"):
        keys.append(f"trigger {body['trigger_id']}")
    return tuple(keys)


def job_id(body: Body) -> str:
    """An id for the job that this makes: the same for every delivery of it."""
    return hashlib.sha256(" ".join(keys_of(body)[-1:]).encode()).hexdigest()[:32]


def job_of(body: Body, context: BoltContext, asked: Asked, answer_to: AnswerTo) -> Job | None:
    """The job for what somebody asked for; none if that is nothing.

    Args:
        body: What Slack sent.
        context: Bolt's: who and where.
        asked: The source.
        answer_to: Where the answer goes.
    """
    if not asked:
        return None
    place = None
    if asked.message:
        root = asked.message.thread_ts or asked.message.ts
        place = Place(context.team_id or "", asked.message.channel, root)
    return Job(
        id=job_id(body),
        team=context.team_id or "",
        user=context.user_id or "",
        kind="thread" if place else "link" if asked.url else "text",
        place=place,
        url=asked.url,
        answer_to=answer_to,
        enterprise=context.enterprise_id or "",
        words=asked.words,
    )


def _team(body: Body) -> str:
    team = body.get("team")
    return str(body.get("team_id") or (team.get("id") if isinstance(team, Mapping) else "") or "")
