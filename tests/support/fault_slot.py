"""A slot of an engine on the disk, and a program that uses kept states where it may only read.

``python -m support.fault_slot`` has one prompt whose state is in `full`, and one whose is not.
"""

from collections.abc import Sequence
from pathlib import Path

from summarizer.local.prefix import KeptPrefixes, make_directory
from summarizer.model import Message, OnProgress, ignore_progress

STATIC = (Message("system", "Summarize."),)
OTHER = (Message("system", "Another."),)


class Slot:
    """A slot of an engine that keeps its text, one token a character."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.holds = ""
        self.evaluated = 0

    def render(self, messages: Sequence[Message]) -> str:
        return "".join(turn.content for turn in messages)

    def evaluate(self, text: str, _: OnProgress = ignore_progress) -> int:
        self.evaluated += 1
        self.holds = text
        return len(text)

    def save(self, filename: str) -> int:
        try:
            (self._directory / filename).write_text(self.holds)
        except OSError:
            return 0
        return len(self.holds)

    def restore(self, filename: str) -> bool:
        self.holds = (self._directory / filename).read_text()
        return True


def prefixes(directory: Path) -> tuple[Slot, KeptPrefixes]:
    slot = Slot(directory)
    return slot, KeptPrefixes(slot, directory, "model")


if __name__ == "__main__":
    make_directory(Path("full"))
    for messages in (STATIC, OTHER):
        slot, kept = prefixes(Path("full"))
        kept.ensure(messages)
        print(slot.holds, slot.evaluated)  # noqa: T201  # what the test reads
