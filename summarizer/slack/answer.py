"""What is the answer? A summary as one to three messages, and as Markdown when they do not do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.rendering import Options, render
from summarizer.rendering.as_markdown import escape
from summarizer.slack import limits, mrkdwn, rich_blocks
from summarizer.slack.folding import laid_out, page, without
from summarizer.slack.footer import cost_line, footer, read_line
from summarizer.slack.lines import Item, items
from summarizer.slack.rich_blocks import Pieces, say, words
from summarizer.slack.shown import Block, Reply, Shown

MOST_REPLIES = 3

_GIST = 700
_TITLE_BELOW = 100
_CONTINUED = ", continued"
_TITLE_SPOKEN = 300
_NOTHING = "No positions, conditions or next steps were found."


def answer(shown: Shown, *, can_post: bool) -> tuple[Reply, ...]:
    """The messages that show a summary, each within every limit of Slack.

    Args:
        shown: What to show.
        can_post: Offer to post it: it is seen by one person, in a thread that others read.

    Returns:
        One to three messages. The first has the headline, the gist, the top items and the
        buttons. What three messages do not hold is in `overflow_markdown`.
    """
    folded = _fold(shown)
    later = Counter(item.section for item in folded.later)
    body = laid_out(folded.top, later)
    if not body:
        body = [rich_blocks.block([rich_blocks.section(say(_NOTHING, "italic"))])]
    spoken = [_headline(shown), _words(shown.summary.gist), *_spoken(folded.top)]
    first = Reply(_joined(spoken), [*_head(shown), *body, *footer(shown, can_post=can_post)])
    return (first, *_further(shown, folded))


def overflow_markdown(shown: Shown) -> str:
    """The whole summary as Markdown if `answer` cannot show every word of it, else nothing."""
    folded = _fold(shown)
    pieces = (*_title(shown), *_gist(shown))
    cut = any(item.cut for item in items(shown.summary)) or any(piece.cut for piece in pieces)
    return markdown(shown) if cut or folded.left else ""


def markdown(shown: Shown) -> str:
    """All of a summary as Markdown, with the words that carry each item."""
    text = render(shown.summary, "markdown", options=Options(evidence=True))
    lines = [read_line(shown), cost_line(shown.summary.run)]
    return text + "".join(f"\n{escape(line)}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Folded:
    """Which items stand in which message."""

    top: list[Item]
    """In the first."""
    further: list[list[Item]]
    """In each of the others."""
    later: list[Item]
    """All that are not in the first."""

    @property
    def left(self) -> int:
        """How many items no message shows."""
        return len(self.later) - sum(map(len, self.further))


def _fold(shown: Shown) -> _Folded:
    every = items(shown.summary)
    room = limits.BUDGET - limits.size([*_head(shown), *footer(shown, can_post=True)])
    top = page(every, room, all_of_them=False)
    later = rest = without(every, top)
    around = [_place(shown, MOST_REPLIES, MOST_REPLIES), _left(len(every))]
    room = limits.BUDGET - limits.size(around)
    further: list[list[Item]] = []
    while rest and len(further) < MOST_REPLIES - 1:
        further.append(page(rest, room, heading=_CONTINUED, all_of_them=True))
        rest = without(rest, further[-1])
    return _Folded(top, further, later)


def _further(shown: Shown, folded: _Folded) -> Iterator[Reply]:
    number = len(folded.further) + 1
    for place, held in enumerate(folded.further, start=2):
        blocks = [_place(shown, place, number), *laid_out(held, heading=_CONTINUED)]
        if folded.left and place == number:
            blocks.append(_left(folded.left))
        heading = f"{place} of {number}: {_headline(shown)}"
        yield Reply(_joined([heading, *_spoken(held)]), blocks)


def _head(shown: Shown) -> list[Block]:
    title = "".join(piece.text for piece in _title(shown))
    header = {"type": "plain_text", "text": title}
    blocks: list[Block] = [{"type": "header", "text": header}]
    if gist := _gist(shown):
        blocks.append(rich_blocks.block([rich_blocks.section(gist)]))
    return blocks


def _title(shown: Shown) -> Pieces:
    return words(shown.summary.title, most=limits.HEADER) or say("Summary")


def _gist(shown: Shown) -> Pieces:
    return words(shown.summary.gist, most=_GIST)


def _place(shown: Shown, place: int, number: int) -> Block:
    title = "".join(piece.text for piece in words(shown.summary.title, most=_TITLE_BELOW))
    return rich_blocks.small(f"{place} of {number} · {title or 'Summary'}")


def _left(number: int) -> Block:
    items_are = "1 more item is" if number == 1 else f"{number:,} more items are"
    return rich_blocks.small(f"{items_are} in the Markdown of this summary.")


def _headline(shown: Shown) -> str:
    return _words(shown.summary.title, _TITLE_SPOKEN)


def _words(text: str, most: int = _GIST) -> str:
    return mrkdwn.escape(mrkdwn.shorten(text, most))


def _spoken(held: Sequence[Item]) -> Iterator[str]:
    section = holder = ""
    for item in held:
        if item.section != section:
            section, holder = item.section, ""
            yield f"{section}:"
        name = rich_blocks.spoken(item.holder)
        if name and name != holder:
            holder = name
            yield f"{mrkdwn.escape(name)}:"
        yield "; ".join(mrkdwn.escape(rich_blocks.spoken(line.pieces)) for line in item.lines)


def _joined(lines: Sequence[str]) -> str:
    """Whole lines, as many as fit."""
    kept: list[str] = []
    room = limits.TEXT
    for line in filter(None, lines):
        room -= len(line.encode()) + 1
        if room < 0 and kept:
            break
        kept.append(line)
    return "\n".join(kept) or "Summary"
