"""What every system can do: read a case within limits. And which systems there are."""

from typing import Protocol

from evals.cases import Case
from evals.peers.trials import Limits, Reading

OURS = "summarizer"
"""The system that the others are held against."""
NAMES = (OURS, "langextract", "instructor", "instructor-example")
"""In the order of the table."""


class System(Protocol):
    """The product or a peer."""

    @property
    def name(self) -> str:
        """One of `NAMES`."""

    @property
    def versions(self) -> dict[str, str]:
        """Of the libraries that it is made of."""

    def read(self, case: Case, limits: Limits) -> Reading:
        """Read a case.

        Args:
            case: Its document is put; its label is not looked at.
            limits: The common ones.

        Returns:
            An answer or a failure; a fault of the system is never raised.
        """
