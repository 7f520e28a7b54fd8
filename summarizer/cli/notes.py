"""What is said beside the result? Everything here goes to standard error.

Errors are always said. What the result lacks is said unless ``-q``. Other warnings, the cost and
the progress bar are for a person: they are silent with ``-q``, and where standard error is no
terminal unless ``-v`` asks for them.
"""

import json
import os
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from summarizer.errors import SummarizerError
from summarizer.rendering.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.model import OnProgress, Progress

_NO_DRAWING = ("dumb", "unknown")
"""Values of TERM for terminals that cannot move the cursor."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Says things beside the result."""

    quiet: bool = False
    """Only errors."""
    verbose: int = 0
    """From 1: also where no terminal is. From 2, or with SUMMARIZER_DEBUG set: tracebacks."""
    as_json: bool = False
    """Errors, and what the result lacks, as JSON objects, one a line."""

    @property
    def _on_a_terminal(self) -> bool:
        return bool(sys.stderr and sys.stderr.isatty())

    def error(self, error: SummarizerError, *, about: str = "") -> None:
        """Say what failed and what to do.

        Args:
            error: What was raised.
            about: The source that it concerns, where there are several.
        """
        self.failure(error.message, error.hint, code=error.code, about=about)

    def unexpected(self, error: Exception, *, about: str = "") -> None:
        """Say that there is a bug; the message may hold anything, so only the class is named."""
        name = type(error).__name__
        hint = "Run it again with -vv and report what it prints."
        self.failure(f"unexpected {name}", hint, code=name, about=about)
        if self.verbose > 1 or os.environ.get("SUMMARIZER_DEBUG"):
            self.plain("".join(traceback.format_exception(error)).rstrip())

    def failure(self, message: str, hint: str, *, code: str = "Usage", about: str = "") -> None:
        """Say what failed, in words or as JSON."""
        self._tell("error", {"code": code, "message": message, "hint": hint, "source": about})

    def gap(self, message: str, hint: str, *, code: str, about: str = "") -> None:
        """Say what the result lacks, in words or as JSON: the run goes on, but not in silence."""
        if not self.quiet:
            self._tell("warning", {"code": code, "message": message, "hint": hint, "source": about})

    def _tell(self, what: str, fault: dict[str, str]) -> None:
        if self.as_json:
            self.plain(json.dumps({what: fault}))
            return
        about = f"{fault['source']}: " if fault["source"] else ""
        self.say(f"{what}: {about}{fault['message']}")
        if fault["hint"]:
            self.plain(f"hint: {visible(fault['hint'])}")

    def warn(self, message: str) -> None:
        """Say what the user should know."""
        self.note(f"warning: {message}")

    def note(self, message: str) -> None:
        """Say what a person may want to know."""
        if not self.quiet and (self._on_a_terminal or self.verbose):
            self.say(message)

    def say(self, message: str) -> None:
        """Say one line, whatever the options."""
        self.plain(f"summarizer: {visible(message)}")

    def plain(self, text: str) -> None:
        """Print as it is."""
        click.echo(text, err=True, color=False)

    @contextmanager
    def progress(self, label: str) -> "Iterator[OnProgress]":
        """A bar while the work lasts, where a person can see it.

        Args:
            label: What is worked on.
        """
        if not self._can_draw:
            yield ignore
            return
        from summarizer.cli.progress import bar  # noqa: PLC0415  # slow import: rich

        with bar(visible(label)) as on_progress:
            yield on_progress

    @contextmanager
    def download(self, label: str) -> "Iterator[OnProgress]":
        """A bar that counts bytes, where a person can see it.

        Args:
            label: What is fetched.
        """
        if not self._can_draw:
            yield ignore
            return
        from summarizer.cli.progress import download_bar  # noqa: PLC0415  # slow import: rich

        with download_bar(visible(label)) as on_progress:
            yield on_progress

    @property
    def _can_draw(self) -> bool:
        return (
            not self.quiet and self._on_a_terminal and os.environ.get("TERM", "") not in _NO_DRAWING
        )


def ignore(_: "Progress") -> None:
    """Draw nothing."""
