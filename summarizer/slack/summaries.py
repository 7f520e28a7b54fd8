"""The bot as one object, to be added to any Bolt app."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from slack_bolt import App
from slack_sdk import WebClient

from summarizer.model import Model
from summarizer.slack import clients
from summarizer.slack.clients import ClientFor
from summarizer.slack.deliver import Delivery
from summarizer.slack.errors import BadSlackConfig, SlackError
from summarizer.slack.intake import Intake
from summarizer.slack.jobs import Job
from summarizer.slack.kept_summaries import KeptSummaries
from summarizer.slack.listeners import register
from summarizer.slack.listeners.desk import Desk
from summarizer.slack.settings import SlackSettings
from summarizer.slack.sources import SourceOptions
from summarizer.slack.stages import StagesFor, stages_for
from summarizer.slack.store import Outcome, Store
from summarizer.slack.upkeep import PULSE, Upkeep
from summarizer.slack.work import Bench, fail, perform

_EVERY_HOUR = round(3600 / PULSE)


class GivenUp(SlackError):
    """Several processes have begun the job, and none has come to its end."""

    short = "S-GIVENUP"


@dataclass(frozen=True, slots=True)
class BotOptions:
    """How the bot works."""

    prompt: str = ""
    """NAME@VERSION of the prompt set; if empty, the newest for the model's profile."""
    workers: int = 2
    """How many summaries are made at once."""
    queue: int = 50
    """How many requests may wait; more are refused, and told so."""
    timeout: float = 600.0
    """Longest time for one summary, in seconds."""
    keep_days: int = 30
    """How long summaries and feedback are kept, in days."""
    sources: SourceOptions = field(default_factory=SourceOptions)
    """How conversations and pages are read."""
    stages_for: StagesFor = stages_for
    """What shows how far a summary is."""
    pulse: float = PULSE
    """Seconds between two renewals of the leases on jobs."""


class Summaries:
    """The bot: listeners for an app, jobs that survive a restart, and the workers behind them.

    Args:
        store: Where everything is kept.
        model: Who is asked; a function makes it when the first summary asks for it.
        options: How the bot works.
        client_for: The way to a workspace; none: by the tokens of the app it is added to.
    """

    def __init__(
        self,
        *,
        store: Store,
        model: Model | Callable[[], Model],
        options: BotOptions | None = None,
        client_for: ClientFor | None = None,
    ) -> None:
        self._store = store
        self._options = options or BotOptions()
        self._model = model
        self._making = threading.Lock()
        self._client_for = client_for
        self._shelf = KeptSummaries(store)
        self._bench = Bench(
            model=self._made,
            shelf=self._shelf,
            client_for=self._client,
            still_ours=self._still_ours,
            prompt=self._options.prompt,
            timeout=self._options.timeout,
            sources=self._options.sources,
            stages_for=self._options.stages_for,
        )
        self._intake = Intake(
            store,
            self._perform,
            self._give_up,
            workers=self._options.workers,
            room=self._options.queue,
        )
        self._upkeep = Upkeep(
            (
                (self._intake.renew, 1),
                (self._resume, 1),
                (lambda: self._shelf.forget_old(self._options.keep_days), _EVERY_HOUR),
            ),
            pulse=self._options.pulse,
        )

    @classmethod
    def from_settings(
        cls, settings: SlackSettings, *, model: Model | Callable[[], Model] | None = None
    ) -> "Summaries":
        """The bot as the environment sets it up.

        Args:
            settings: See `summarizer.slack.settings.load`.
            model: Who is asked; if none, what `summarizer.connect()` chooses.

        Raises:
            SlackError: The database cannot be used.
        """
        options = BotOptions(
            workers=settings.workers,
            queue=settings.queue,
            timeout=settings.timeout,
            keep_days=settings.keep_days,
        )
        return cls(store=Store.open(settings.database), model=model or _connect, options=options)

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self._store

    def add_to(self, app: App) -> None:
        """Register the bot's listeners; they answer to nothing that is not theirs.

        Args:
            app: Any Bolt app; its own listeners, registered before, come first.
        """
        if self._client_for is None:
            self._client_for = clients.of_app(app)
        register(
            app,
            Desk(
                intake=self._intake,
                store=self._store,
                shelf=self._shelf,
                keep_days=self._options.keep_days,
            ),
        )

    def start(self) -> None:
        """Take up the jobs that a process left behind, and go on looking for such jobs."""
        self._upkeep.start()

    def close(self, seconds: float = 30.0) -> int:
        """Stop. What is not finished is stored, and goes on with the next start.

        Args:
            seconds: How long to wait for the summaries that are being made.

        Returns:
            How many summaries are not finished.
        """
        self._upkeep.close()
        left = self._intake.close(seconds)
        self._store.close()
        return left

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _made(self) -> Model:
        with self._making:
            if callable(self._model):
                self._model = self._model()
            return self._model

    def _client(self, team: str, enterprise: str) -> WebClient:
        if self._client_for is None:
            raise BadSlackConfig(
                "the bot was added to no app", hint="Call add_to(app) before start()."
            )
        return self._client_for(team, enterprise)

    def _resume(self) -> None:
        # Nobody can be answered before an app has brought its tokens.
        if self._client_for is not None:
            self._intake.resume()

    def _still_ours(self, job: Job) -> bool:
        return self._intake.still_ours(job)

    def _perform(self, job: Job) -> Outcome | None:
        return perform(job, self._bench)

    def _give_up(self, job: Job) -> None:
        error = GivenUp("the bot stopped several times over your request", hint="Ask again.")
        fail(error, Delivery(self._client(job.team, job.enterprise), job))


def _connect() -> Model:
    from summarizer.choosing import connect  # noqa: PLC0415  # slow import: only when used

    return connect()
