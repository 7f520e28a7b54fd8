"""Which summaries are there already? The last ones with their quotes, older ones without.

The store keeps no words of messages. So long as the process runs, the last summaries are held
in memory whole, so that their details can show what was said.
"""

import threading
import time
from collections import OrderedDict

from summarizer.slack.store import Kept, Store

_DAY = 86_400.0
_IN_MEMORY = 200
"""Most summaries that are held with their quotes."""


class KeptSummaries:
    """Summaries by their request keys. Safe to share between threads.

    Args:
        store: Where they outlive the process.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, request_key: str) -> Kept | None:
        """The summary of this request; none if it was never made or is forgotten."""
        stored = self._store.kept(request_key)
        with self._lock:
            recent = self._recent.get(request_key)
            if stored is None:  # as when a workspace has left
                self._recent.pop(request_key, None)
        return recent if recent and stored else stored

    def forget_old(self, keep_days: int) -> None:
        """Delete what is older than the setting says, here and in the store."""
        self._store.forget_old(keep_days)
        oldest = time.time() - keep_days * _DAY
        with self._lock:
            for key in [key for key, kept in self._recent.items() if kept.made_at < oldest]:
                del self._recent[key]

    def put(self, kept: Kept) -> None:
        """Keep a summary; its quotes only here, unless they are public."""
        self._store.keep(kept)
        with self._lock:
            self._recent[kept.request_key] = kept
            while len(self._recent) > _IN_MEMORY:
                self._recent.popitem(last=False)
