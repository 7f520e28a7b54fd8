"""How are the parts of a text read at the same time, so that one that fails costs nothing else?

A part that a model finds too long, or whose answer was cut off, is read again in halves. What
still fails is told with its reason; the other parts stand.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from summarizer import parts
from summarizer.errors import ContextTooLong, LimitError, OutputError, ProviderError
from summarizer.merge import Found
from summarizer.parts import Part

AT_ONCE = 4
"""Parts that are asked for at the same time; an embedded model answers one after the other."""
_HALVINGS = 2
"""How often a part is cut again."""
_SMALLEST = 300
"""Tokens below which a part is not cut again: then its length is not what is wrong."""

Read = Callable[[Part], Found]
Failure = LimitError | OutputError | ProviderError
"""What may befall one part and spare the next. Other errors are the same for all parts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some parts."""

    found: tuple[Found, ...]
    """Of the parts that were read."""
    failed: tuple[tuple[Part, Failure], ...] = ()
    """The parts that were not, and why."""

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.found + other.found, self.failed + other.failed)


def read_each(whole: Sequence[Part], read: Read, *, at_once: int = AT_ONCE) -> Outcome:
    """Read all parts of a document.

    Args:
        whole: The parts; a text that fits is one.
        read: Reads one; called from several threads.
        at_once: How many are read at the same time.

    Returns:
        What was found, in the order of the text, and what could not be read.

    Raises:
        SummarizerError: No part could be read: the error of the first; or an error that would
            meet every part, such as a missing key.
    """
    if len(whole) == 1:
        outcome = _outcome(whole[0], read, halves_cut=False)
    else:
        outcome = _in_threads(whole, read, at_once)
    if not outcome.found:
        raise outcome.failed[0][1]
    return outcome


def _in_threads(whole: Sequence[Part], read: Read, at_once: int) -> Outcome:
    """Read the parts in threads that do not hold up the interpreter's end.

    A pool's threads would: after Ctrl-C the process would wait for every answer that is out.
    """
    waiting = deque(enumerate(whole))
    outcomes: dict[int, Outcome] = {}
    errors: dict[int, BaseException] = {}

    def work() -> None:
        with suppress(IndexError):  # none is left
            while True:
                number, part = waiting.popleft()
                try:
                    outcomes[number] = _outcome(part, read, halves_cut=True)
                except BaseException as error:  # noqa: BLE001  # raised again by the caller
                    errors[number] = error
                    waiting.clear()

    threads = [
        threading.Thread(target=work, name=f"part-{number}", daemon=True)
        for number in range(min(at_once, len(whole)))
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        # After Ctrl-C, what has not begun does not begin.
        waiting.clear()
    if errors:
        raise errors[min(errors)]
    return sum((outcomes[number] for number in sorted(outcomes)), Outcome(()))


def _outcome(part: Part, read: Read, *, halves_cut: bool, halvings: int = _HALVINGS) -> Outcome:
    """Read a part.

    Args:
        part: What is read.
        read: Reads one part.
        halves_cut: Whether a cut answer is asked for again, in halves.
        halvings: How often the part may still be cut.
    """
    try:
        found = read(part)
    except ContextTooLong as error:
        return _halved(part, read, halvings) or Outcome((), ((part, error),))
    except (LimitError, OutputError, ProviderError) as error:
        return Outcome((), ((part, error),))
    smaller = _halved(part, read, halvings) if found.truncated and halves_cut else None
    if smaller is None:
        return Outcome((found,))
    # What the cut answer says of a half that failed would else be lost.
    return Outcome((found,)) + smaller if smaller.failed else smaller


def _halved(part: Part, read: Read, halvings: int) -> Outcome | None:
    """What came of the part's halves; none where it is not cut."""
    if not halvings or parts.size(part) < _SMALLEST or len(halves := parts.halves(part)) == 1:
        return None
    outcomes = (_outcome(half, read, halves_cut=True, halvings=halvings - 1) for half in halves)
    return sum(outcomes, Outcome(()))
