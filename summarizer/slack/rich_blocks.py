"""How are words set? Pieces with a style, lines of pieces, and Slack's rich text made of them.

Rich text is data, not markup: what a document says stands in it as it is. Slack has no way to
escape the marks of its mrkdwn, so no words of a document are put there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from summarizer.slack import mrkdwn
from summarizer.slack.shown import Block

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style; made by `words` and `link`."""

    text: str
    """Safe to show; never empty."""
    style: str = ""
    """`bold`, `italic`, `code`, or nothing."""
    url: str = ""
    """Where a click leads, if anywhere."""
    cut: bool = False
    """The words go on, but not here."""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list."""

    pieces: Pieces
    indent: int = 0
    """0 for an item, 1 for what stands below it."""
    quote: bool = False
    """Words of the document."""


def words(text: str, style: str = "", *, most: int = 600) -> Pieces:
    """Words of a document, made safe, cut at `most` characters; nothing if nothing is left."""
    whole = mrkdwn.plain(text)
    shown = mrkdwn.shorten(whole, most)
    return (Piece(shown, style, cut=shown != whole),) if shown else ()


def say(text: str, style: str = "") -> Pieces:
    """Our own words: blanks at their ends stay."""
    return (Piece(text, style),)


def link(url: str, label: str) -> Pieces:
    """A link of ours; the label alone if the address may not be linked."""
    return (Piece(label, url=url if mrkdwn.is_address(url) else ""),)


def spoken(pieces: Iterable[Piece]) -> str:
    """The words alone, links' labels left out: for notifications and screen readers."""
    return "".join(piece.text for piece in pieces if not piece.url).rstrip()


def section(pieces: Pieces) -> Element:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": _elements(pieces)}


def bullets(lines: Sequence[Line]) -> Iterator[Element]:
    """Lists of rich text: one for each run of lines of one sort."""
    for (indent, quote), run in groupby(lines, key=lambda line: (line.indent, line.quote)):
        rows = [section(line.pieces) for line in run if line.pieces]
        if quote:
            yield from ({"type": "rich_text_quote", "elements": row["elements"]} for row in rows)
        elif rows:
            yield {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": indent,
                "elements": rows,
            }


def block(elements: Iterable[Element]) -> Block:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def preformatted(text: str) -> Block:
    """A block of text that is shown as it is, line by line."""
    element = {"type": "text", "text": mrkdwn.calling_nobody(text)}
    return block([{"type": "rich_text_preformatted", "elements": [element]}])


def small(text: str) -> Block:
    """A line in small grey letters, without any markup."""
    content = {"type": "plain_text", "text": text}
    return {"type": "context", "elements": [content]}


def _elements(pieces: Pieces) -> list[Element]:
    """One element for each run of pieces in one style; every link is one of its own."""
    return [
        _element("".join(piece.text for piece in run), style, url)
        for (style, url, _), run in groupby(pieces, key=_manner)
    ]


def _manner(piece: Piece) -> tuple[str, str, str]:
    return piece.style, piece.url, piece.text if piece.url else ""


def _element(text: str, style: str, url: str) -> Element:
    element: Element = {"type": "text", "text": text}
    if url:
        element = {"type": "link", "url": url, "text": text}
    if style:
        element["style"] = {style: True}
    return element
