"""What may a run still spend? One purse for all threads, with a cap in US dollars."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from evals.runs.errors import CapReached
from evals.runs.result import Spent
from summarizer.model import Usage

Pay = Callable[[Usage, float | None], None]


class Purse:
    """Counts what questions cost. Threads may share it.

    Args:
        cap_usd: US dollars; none: no cap. Lent money counts as spent, so that threads which ask
            at the same time cannot pass the cap together. A try that is repeated can.
    """

    def __init__(self, cap_usd: float | None = None) -> None:
        self._cap = cap_usd
        self._lock = threading.Lock()
        self._lent = 0.0
        self._usage = Usage()
        self._cost: float | None = 0.0

    @contextmanager
    def lend(self, most: float | None) -> Iterator[Pay]:
        """Set aside what a question can cost; the caller pays what it did cost.

        Args:
            most: US dollars, by estimate.

        Raises:
            CapReached: It is more than is left.
        """
        asked = most or 0.0
        with self._lock:
            if self._cap is not None and (self._cost or 0.0) + self._lent + asked > self._cap:
                raise CapReached(f"the cost cap of ${self._cap:g} is reached")
            self._lent += asked
        try:
            yield self._pay
        finally:
            with self._lock:
                self._lent -= asked

    def spent(self, seconds: float) -> Spent:
        """What was paid so far.

        Args:
            seconds: Wall time of the run.
        """
        with self._lock:
            return Spent(
                calls=self._usage.calls,
                input_tokens=self._usage.input_tokens,
                output_tokens=self._usage.output_tokens,
                seconds=round(seconds, 3),
                cost_usd=self._cost,
            )

    def _pay(self, usage: Usage, cost: float | None) -> None:
        with self._lock:
            self._usage += usage
            self._cost = added(self._cost, cost)


def added(one: float | None, other: float | None) -> float | None:
    """The sum of two costs; not known if one is not."""
    return None if one is None or other is None else one + other
