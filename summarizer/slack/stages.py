"""How far is a summary? Shown where it was asked for, from a thread of its own.

`summarizer.slack.screens` has what it is shown on. Nothing that fails here ends a summary.
"""

import contextlib
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from summarizer.model import Progress
from summarizer.slack import blocks
from summarizer.slack.deliver import Delivery
from summarizer.slack.errors import SlackError
from summarizer.slack.screens import Screen, screens

REFRESH = 90.0
"""A status line is lit again after so many seconds; Slack puts it out after 120."""
PAUSE = 3.0
"""Shortest time between two changes, in seconds: the methods allow some 50 a minute."""

READING = "reading the messages"


class Stages:
    """Shows the stages of one job. A context manager.

    Args:
        screens: The next one is taken when one fails.
        pause: Shortest time between two changes, in seconds.
        refresh: Longest time without a change, in seconds.
    """

    def __init__(
        self, screens: tuple[Screen, ...], *, pause: float = PAUSE, refresh: float = REFRESH
    ) -> None:
        self._screens = list(screens)
        self._pause, self._refresh = pause, refresh
        self._text = ""
        self._ended = threading.Event()
        self._changed = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="stages", daemon=True)

    def say(self, text: str) -> None:
        """Show these words next."""
        if text != self._text:
            self._text = text
            self._changed.set()

    def progress(self, progress: Progress) -> None:
        """Show how far the model is; called for every token, so it only takes a note."""
        self.say(blocks.stage(progress))

    def end(self) -> str:
        """Show nothing more; the time stamp of a message that the answer may replace."""
        self._ended.set()
        self._changed.set()
        if self._thread.ident:
            self._thread.join()
        ts = ""
        if self._screens and self._text:
            with contextlib.suppress(SlackError):
                ts = self._screens[0].end()
        self._screens.clear()
        return ts

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def _loop(self) -> None:
        while not self._ended.is_set():
            self._changed.wait(self._refresh)
            self._changed.clear()
            if self._text and not self._ended.is_set():
                self._show()
                self._ended.wait(self._pause)

    def _show(self) -> None:
        while self._screens:
            try:
                self._screens[0].show(self._text)
            except SlackError:
                self._screens.pop(0)
            else:
                return


StagesFor = Callable[[Delivery], Stages]


def stages_for(delivery: Delivery) -> Stages:
    """The stages of a job, where it was asked for."""
    return Stages(screens(delivery))
