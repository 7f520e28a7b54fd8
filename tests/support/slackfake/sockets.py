"""Socket Mode, seen from Slack: tickets for connections, envelopes out, acknowledgements in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.slackfake.world import Record


class Line:
    """What an app said over its connections."""

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._acks: dict[str, Record] = {}
        self._changed = threading.Condition()

    def give_ticket(self, ticket: str) -> None:
        """Let one connection in."""
        with self._changed:
            self._tickets.add(ticket)

    def take_ticket(self, ticket: str) -> bool:
        """Whether a connection may come in; a ticket is good once."""
        with self._changed:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
            return known

    def take_ack(self, message: Record) -> None:
        """Keep what the app answered to an envelope."""
        with self._changed:
            self._acks[message.get("envelope_id", "")] = message
            self._changed.notify_all()

    def ack_of(self, envelope: str, seconds: float) -> Record:
        """What the app answered.

        Raises:
            AssertionError: Nothing, in so many seconds.
        """
        with self._changed:
            came = self._changed.wait_for(lambda: envelope in self._acks, seconds)
            assert came, "no acknowledgement"
            return self._acks.pop(envelope)
