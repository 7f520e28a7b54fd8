"""Does anything reach out while a summary is made? Python's own audit events tell.

They are raised by the interpreter for every connection, look-up and program, whichever library
asks for it (PEP 578).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_REACHING = (
    *("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn"),
    *(
        "webbrowser.open",
        "urllib.Request",
        "ftplib.connect",
        "smtplib.connect",
        "http.client.connect",
    ),
)


class _Watch:
    def __init__(self) -> None:
        self.listeners: list[list[str]] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.listeners:
            return
        is_written = event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in "wax"
        if event in _REACHING or is_written:
            for listener in self.listeners:
                listener.append(event)


@cache
def _watch() -> _Watch:
    """One for the process: a hook cannot be taken away again."""
    return _Watch()


@contextmanager
def watched() -> Iterator[list[str]]:
    """The names of the events that reach out, as they happen; in all threads."""
    events: list[str] = []
    watch = _watch()
    watch.listeners.append(events)
    try:
        yield events
    finally:
        watch.listeners.remove(events)
