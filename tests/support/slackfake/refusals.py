"""How the fake says no: Slack's error codes as an exception."""

from typing import Any


class Refusal(Exception):
    """What Slack answers with ``ok: false``.

    Args:
        error: Slack's error code.
        broken: The sender broke a rule that no correct sender breaks (unknown parameter, block
            over a limit); the fixture `slack` fails a test in which that happened unseen.
        more: Further fields of the answer.
    """

    def __init__(self, error: str, *, broken: str = "", **more: Any) -> None:
        super().__init__(broken or error)
        self.error = error
        self.broken = broken
        self.more = more


def rule(holds: object, error: str, broken: str) -> None:
    """Refuse what breaks a rule of Slack's.

    Raises:
        Refusal: It does not hold.
    """
    if not holds:
        raise Refusal(error, broken=broken, response_metadata={"messages": [f"[ERROR] {broken}"]})
