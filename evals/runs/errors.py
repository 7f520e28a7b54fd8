"""What can end a run, and with which exit code.

    RunStopped
    ├── Unusable                 exit 2   a file, an option or a setting is wrong
    │   └── NotRecorded          exit 2   replay has no answer to a question
    └── CapReached               exit 4   the next question could cost more than is left

They are no `SummarizerError` on purpose: the product lives on after some of those, and must not
live on after one of these.
"""

from typing import ClassVar

PASS = 0
WORSE = 1
USAGE = 2
INFRASTRUCTURE = 3
BUDGET = 4
INTERRUPTED = 130
"""What a shell reports for a program that Ctrl-C has ended (128 + SIGINT)."""


class RunStopped(Exception):
    """A run cannot go on.

    Args:
        message: One sentence that names the thing.
        hint: What to do next; may be empty.
    """

    exit_code: ClassVar[int] = USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unusable(RunStopped):
    """A file, an option or a setting is wrong."""


class NotRecorded(Unusable):
    """Replay has no kept answer to a question."""


class CapReached(RunStopped):
    """The next question could cost more than is left of the cap."""

    exit_code = BUDGET
