"""What is done beside the jobs: leases are renewed, lost jobs found, what is old forgotten."""

import logging
import threading
from collections.abc import Callable

from summarizer.slack.work import code_of

_LOG = logging.getLogger(__name__)

PULSE = 15.0
"""Seconds between two rounds; a lease lasts four of them."""


class Upkeep:
    """Calls things again and again, in a thread of its own, until it is closed.

    Args:
        tasks: What is called, and in every how many rounds.
        pulse: Seconds between two rounds.
    """

    def __init__(
        self, tasks: tuple[tuple[Callable[[], object], int], ...], *, pulse: float = PULSE
    ) -> None:
        self._tasks = tasks
        self._pulse = pulse
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="upkeep", daemon=True)

    def start(self) -> None:
        """Do the first round now, and go on."""
        self.round(0)
        self._thread.start()

    def close(self) -> None:
        """Stop after the round that is being done."""
        self._closing.set()
        if self._thread.ident:
            self._thread.join(self._pulse)

    def round(self, number: int) -> None:
        """Do what is due in this round; what fails is tried again in another."""
        for task, every in self._tasks:
            if number % every == 0:
                try:
                    task()
                except Exception as error:  # noqa: BLE001  # the others must go on
                    _LOG.warning("upkeep failed (%s)", code_of(error))

    def _loop(self) -> None:
        number = 0
        while not self._closing.wait(self._pulse):
            number += 1
            self.round(number)
