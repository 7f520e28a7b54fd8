"""A row of the table of faults in docs/faults.md: what is promised when something goes wrong."""

from dataclasses import dataclass
from typing import Literal

Kept = Literal[
    "the whole summary",
    "the complete items",
    "nothing of this text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault and its promise; tests assert the one and the page shows the other."""

    fault: str
    """What goes wrong."""
    says: str = ""
    """The line that the user sees; empty: none, the run goes on."""
    hint: str = ""
    """The line below it."""
    warns: bool = False
    """Whether the line is a warning: the run goes on, and ends as if nothing had happened."""
    code: int = 0
    """Exit code of the process."""
    kept: str = "the whole summary"
    """What is there afterwards."""
    calls: int
    """Requests that were sent and charged for this text."""

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of a Markdown table."""
        seen = f"{self.says}. {self.hint}".replace("|", "\\|") if self.says else "–"
        return self.fault, seen, f"`{self.code}`", self.kept, str(self.calls)


HEADS = ("fault", "the user sees: line, hint", "exit code", "kept", "calls")
