"""What code proposes for a text, by kind, as the tests compare it."""

from summarizer.document import Document
from summarizer.draft import Draft, DraftActor, DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

WRITTEN = "2025-05-30"

Held = tuple[str, str, str]
"""Holder, stance and statement."""


def proposed(text: str, parser: Parser) -> Draft:
    """The proposals for a text of 30 May 2025."""
    return propose(Document.from_text(text, date=WRITTEN), parser)


def held(text: str, parser: Parser) -> list[Held]:
    """The positions, in order."""
    return [
        (item.holder, item.stance, item.statement)
        for item in proposed(text, parser).positions
        if isinstance(item, DraftPosition)
    ]


def actors(text: str, parser: Parser) -> dict[str, DraftActor]:
    """The actors by name."""
    found = proposed(text, parser).actors
    return {item.name: item for item in found if isinstance(item, DraftActor)}
