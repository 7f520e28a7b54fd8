"""A text in parts, and what may be found in them, for the tests of the merge."""

from collections.abc import Sequence
from typing import Any

from summarizer.document import Document
from summarizer.draft import Draft, DraftActor, DraftItem
from summarizer.parts import Part, cut
from summarizer.schema import Run

SAYINGS = (
    "The union signs the deal.",
    "The union will not sign the deal.",
    "The deal costs 5 million dollars.",
    "The deal costs 6 million dollars.",
    "The harbour stays open all night.",
)
"""The first two, and the third and fourth, contradict each other."""
FORMS = (
    "Ada Hamm", "Hamm", "Ms. Hamm", "A. Hamm", "Bo Lind", "United Dockers", "UD", "Dockers",
    "Harbour Board", "Fish Board", "the board",
)  # fmt: skip
TEXT = "The day begins.\n\n" + "\n\n".join(
    f"Day {n}. {SAYINGS[n % 5]} {', '.join(FORMS)} spoke on day {n}." for n in range(20)
)
DOCUMENT = Document.from_text(TEXT)
PARTS = cut(DOCUMENT, 300)
NO_WORDS = Draft(title="")
RUN = Run(
    model="m", prompt="summary@1", calls=1, repairs=0, input_tokens=0, output_tokens=0,
    cached_tokens=0, seconds=0, cost_usd=None,
)  # fmt: skip


def actor(name: str, at: list[int]) -> DraftActor:
    kind: Any = "person" if name[-4:] in ("Hamm", "Lind") else "organisation"
    aliases = ["the board"] if name == "Harbour Board" else []
    return DraftActor(at=at, name=name, kind=kind, role="", aliases=aliases)


def claims(items: Sequence[DraftItem]) -> list[DraftItem]:
    return [item for item in items if not isinstance(item, DraftActor)]


def saying(number: int) -> list[Part]:
    """The parts that say this."""
    return [
        part
        for part in PARTS
        if any(segment.text == SAYINGS[number] for segment in part.document.segments)
    ]
