"""What the bot remembers: events seen, jobs, summaries, preferences, feedback.

Several threads and several processes may use one database at once. The text of messages is
never written.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import URL, Connection, Engine, and_, delete, insert, or_, select, update

from summarizer.schema import Summary
from summarizer.slack import database
from summarizer.slack.conversation import Coverage
from summarizer.slack.jobs import Job
from summarizer.slack.kept import Kept, without_words
from summarizer.slack.tables import FEEDBACK, JOBS, PREFERENCES, SEEN, SUMMARIES

__all__ = ["LEASE_SECONDS", "SEEN_SECONDS", "Kept", "Outcome", "Preference", "Store"]

SEEN_SECONDS = 3600.0
"""How long an event counts as seen; Slack's last redelivery comes after about 6 minutes."""
LEASE_SECONDS = 60.0
"""How long a job belongs to who began or renewed it."""

Outcome = Literal["done", "failed", "told"]
"""Answered; ended in an error; the person was told to ask again."""

_DAY = 86_400.0
_OPEN = "open"
_JOB = TypeAdapter(Job)
_COVERAGE = TypeAdapter(Coverage)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preference:
    """What a person chose in the app's home."""

    private_first: bool = False
    """Show summaries to the person alone, who may then post them."""


class Store:
    """The bot's memory. Made by `open`; thread-safe."""

    def __init__(self, engine: Engine, *, clock: Callable[[], float] = time.time) -> None:
        self.engine = engine
        """Shared with the installations."""
        self._clock = clock

    @classmethod
    def open(cls, url: str | URL, *, clock: Callable[[], float] = time.time) -> "Store":
        """Open the database, and make its tables if they are not there.

        Args:
            url: `sqlite:///PATH` or `postgresql://…`.
            clock: Seconds since 1970; passed in by tests.

        Raises:
            BadSlackConfig: The URL is wrong, or another version of the bot made the tables.
            StoreFailed: The database cannot be reached, read or written.
        """
        engine = database.connect(url)
        try:
            database.create_tables(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, clock=clock)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def first_time(self, *keys: str, job: Job | None = None, owner: str = "") -> bool:
        """Mark an event as seen and take its job in, both or neither.

        Args:
            keys: The event's names: its id, and what else tells two deliveries to be one.
            job: Added if the event is new.
            owner: As for `add`.

        Returns:
            False if any of the keys was seen within `SEEN_SECONDS`; the job is not added then.
        """
        now = self._clock()
        with self._writing() as connection:
            # In one order always: two transactions that want each other's keys would lock up.
            new = [self._mark(connection, key, now) for key in sorted(set(keys))]
            if all(new) and job:
                self._add(connection, job, owner)
        return all(new)

    def kept(self, request_key: str) -> Kept | None:
        """The summary that was made for this request, or none."""
        with self._reading() as connection:
            query = select(SUMMARIES).where(SUMMARIES.c.request_key == request_key)
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        values = dict(row)
        try:
            values["summary"] = Summary.model_validate_json(values["summary"])
            values["coverage"] = (
                _COVERAGE.validate_json(values["coverage"]) if values["coverage"] else None
            )
        except ValidationError:
            return None  # another version of the bot kept it: it is made anew
        return Kept(**values)

    def keep(self, kept: Kept) -> None:
        """Keep a summary in place of the one for the same request."""
        summary = kept.summary if kept.with_quotes else without_words(kept.summary)
        coverage = _COVERAGE.dump_json(kept.coverage).decode() if kept.coverage else None
        key = {"request_key": kept.request_key}
        values = {
            "team": kept.team,
            "channel": kept.channel,
            "thread_ts": kept.thread_ts,
            "summary": summary.model_dump_json(),
            "coverage": coverage,
            "with_quotes": kept.with_quotes,
            "made_at": kept.made_at,
        }
        with self._writing() as connection:
            database.put(connection, SUMMARIES, key, values)

    def add(self, job: Job, *, owner: str = "") -> None:
        """Take a job in, without its words.

        Args:
            job: Its id must be new.
            owner: Who will begin it: nobody else is offered it while the lease holds. If
                empty, it is anybody's.
        """
        with self._writing() as connection:
            self._add(connection, job, owner)

    def begin(self, job_id: str, owner: str) -> bool:
        """Take the lease of a job.

        Returns:
            False if another holds it, it was begun already, or it is finished or unknown.
        """
        now = self._clock()
        free = or_(JOBS.c.lease_until <= now, and_(JOBS.c.owner == owner, JOBS.c.tries == 0))
        values = {
            "owner": owner,
            "lease_until": now + LEASE_SECONDS,
            "tries": JOBS.c.tries + 1,
            "changed_at": now,
        }
        return self._change(values, JOBS.c.id == job_id, free) == 1

    def renew(self, job_id: str, owner: str) -> bool:
        """Hold the lease for another `LEASE_SECONDS`.

        Returns:
            False if it is lost: another began the job meanwhile, or it is finished.
        """
        values = {"lease_until": self._clock() + LEASE_SECONDS}
        return self._change(values, JOBS.c.id == job_id, JOBS.c.owner == owner) == 1

    def release(self, owner: str) -> None:
        """Give all leases of an owner back, so that another can begin its jobs at once."""
        self._change({"lease_until": 0.0, "owner": ""}, JOBS.c.owner == owner)

    def finish(self, job_id: str, state: Outcome) -> None:
        """Note how a job ended; what was asked, and where the answer went, is forgotten."""
        values = {"state": state, "request": "", "changed_at": self._clock()}
        self._change(values, JOBS.c.id == job_id)

    def unfinished(self) -> list[Job]:
        """The jobs that nobody works on, the oldest first; their words are gone."""
        idle = and_(JOBS.c.state == _OPEN, JOBS.c.lease_until <= self._clock())
        query = select(JOBS).where(idle).order_by(JOBS.c.asked_at, JOBS.c.id)
        with self._reading() as connection:
            rows = connection.execute(query).mappings().all()
        jobs = []
        for row in rows:
            try:
                job = _JOB.validate_json(row["request"])
            except ValidationError:
                _LOG.error("job %s was written by another version", row["id"])
                self.finish(row["id"], "failed")
                continue
            jobs.append(replace(job, tries=row["tries"], asked_at=row["asked_at"]))
        return jobs

    def preference(self, team: str, user: str) -> Preference:
        """What this person chose, or the defaults."""
        query = select(PREFERENCES.c.private_first).where(
            PREFERENCES.c.team == team, PREFERENCES.c.user == user
        )
        with self._reading() as connection:
            chosen = connection.execute(query).scalar_one_or_none()
        return Preference() if chosen is None else Preference(private_first=chosen)

    def set_preference(self, team: str, user: str, preference: Preference) -> None:
        """Remember what this person chose."""
        values = {"private_first": preference.private_first}
        with self._writing() as connection:
            database.put(connection, PREFERENCES, {"team": team, "user": user}, values)

    def add_feedback(self, request_key: str, team: str, user: str, *, good: bool) -> None:
        """Note whether a summary was of use; the last word of each person counts."""
        key = {"request_key": request_key, "user": user}
        values = {"team": team, "good": good, "at": self._clock()}
        with self._writing() as connection:
            database.put(connection, FEEDBACK, key, values)

    def forget_team(self, team: str) -> None:
        """Delete all that is kept of a workspace: it removed the bot."""
        with self._writing() as connection:
            for table in (JOBS, SUMMARIES, PREFERENCES, FEEDBACK):
                connection.execute(delete(table).where(table.c.team == team))
        database.scrub(self.engine)

    def forget_old(self, keep_days: int) -> int:
        """Delete what is older than the setting says; call it at the start and every hour.

        Returns:
            How many summaries were deleted.
        """
        now = self._clock()
        oldest = now - keep_days * _DAY
        with self._writing() as connection:
            gone = connection.execute(delete(SUMMARIES).where(SUMMARIES.c.made_at < oldest))
            connection.execute(delete(FEEDBACK).where(FEEDBACK.c.at < oldest))
            connection.execute(delete(JOBS).where(JOBS.c.changed_at < oldest))
            connection.execute(delete(SEEN).where(SEEN.c.at < now - SEEN_SECONDS))
        database.scrub(self.engine)
        return gone.rowcount

    def _mark(self, connection: Connection, key: str, now: float) -> bool:
        lapsed = SEEN.c.at < now - SEEN_SECONDS
        return database.put(connection, SEEN, {"key": key}, {"at": now}, only_if=lapsed)

    def _add(self, connection: Connection, job: Job, owner: str) -> None:
        now = self._clock()
        request = _JOB.dump_json(job, exclude={"words", "tries", "asked_at"}).decode()
        values = {
            "id": job.id,
            "team": job.team,
            "request": request,
            "state": _OPEN,
            "owner": owner,
            "lease_until": now + LEASE_SECONDS if owner else 0.0,
            "tries": 0,
            "asked_at": now,
            "changed_at": now,
        }
        connection.execute(insert(JOBS).values(**values))

    def _change(self, values: dict[str, Any], *which: Any) -> int:  # noqa: ANN401  # SQL conditions
        query = update(JOBS).where(JOBS.c.state == _OPEN, *which).values(**values)
        with self._writing() as connection:
            return connection.execute(query).rowcount

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with database.told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with database.told(), self.engine.connect() as connection:
            yield connection.execution_options(reads=True)
