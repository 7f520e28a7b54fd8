"""Who makes which summary now? A second request for the same one waits for the first."""

import contextlib
import threading
from collections.abc import Iterator


class SingleFlight:
    """One lock for each key that somebody holds or waits for."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[threading.Lock, int]] = {}
        self._guard = threading.Lock()

    @property
    def held(self) -> int:
        """How many keys somebody holds or waits for."""
        with self._guard:
            return len(self._locks)

    @contextlib.contextmanager
    def alone(self, key: str, seconds: float) -> Iterator[None]:
        """Hold a key.

        Args:
            key: Of the request.
            seconds: How long to wait for another who holds it; after that both work.
        """
        lock = self._joined(key)
        held = lock.acquire(timeout=seconds)
        try:
            yield
        finally:
            if held:
                lock.release()
            self._left(key)

    def _joined(self, key: str) -> threading.Lock:
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (lock, users + 1)
        return lock

    def _left(self, key: str) -> None:
        with self._guard:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)
