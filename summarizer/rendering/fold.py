"""Where does a line end? By the cells that a terminal gives to each character."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import split_graphemes

if TYPE_CHECKING:
    from rich.text import Text


def fold(text: "Text", width: int) -> Iterator["Text"]:
    """Cut a text into lines of at most `width` cells.

    Lines end at blanks and beside wide (Chinese, Japanese, Korean) characters; a longer run
    without either is cut where the line is full. A character and its combining marks stay
    together.
    """
    for line in text.divide(list(_line_ends(text.plain, width))):
        line.rstrip()
        yield line


def _line_ends(text: str, width: int) -> Iterator[int]:
    line_start = chance = 0
    line_cells = cells_since_chance = 0
    graphemes, _ = split_graphemes(text)
    for start, end, cells in graphemes:
        blank = text[start:end].isspace()
        if cells > 1:
            chance, cells_since_chance = start, 0
        if line_cells + cells > width and not blank:
            if chance > line_start:
                line_start, line_cells = chance, cells_since_chance
            else:
                line_start, line_cells, cells_since_chance = start, 0, 0
            yield line_start
        line_cells += cells
        cells_since_chance += cells
        if blank or cells > 1:
            chance, cells_since_chance = end, 0
