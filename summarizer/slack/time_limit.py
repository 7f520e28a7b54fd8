"""A limit in time for a call that may never return."""

import threading
from collections.abc import Callable
from typing import TypeVar

from summarizer.errors import BudgetExceeded

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """Call in a thread of its own, and wait for so long.

    A call that is late goes on by itself: Python cannot end it. It holds no process alive.

    Args:
        seconds: Longest wait.
        call: What is waited for; what it raises is raised here.

    Raises:
        BudgetExceeded: It is late.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001  # raised again where it is waited for
            errors.append(error)

    thread = threading.Thread(target=run, name="within", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise BudgetExceeded(
            f"it took longer than {seconds:g} seconds",
            hint="Try again later, or ask for something shorter.",
        )
    return results[0]
