"""How should it look? The formats, and what can be asked of them."""

from dataclasses import dataclass
from typing import Literal, get_args

Format = Literal["text", "markdown", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

MIN_WIDTH = 30
"""Columns; a narrower page would hold a word or two in a line."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may choose; each format uses what applies to it."""

    width: int = 80
    """Columns of the page, for `text`; at least `MIN_WIDTH` are used."""
    colour: bool = False
    """Mark up with ANSI colours, for `text`; every word is there without them too."""
    evidence: bool = False
    """Show the document's words under each item, and why an item was left out."""
