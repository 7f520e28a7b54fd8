"""What is in the windows over Slack: the details of a summary, and its Markdown."""

from summarizer.rendering import wording
from summarizer.slack import limits, rich_blocks
from summarizer.slack.answer import markdown
from summarizer.slack.folding import laid_out, pages
from summarizer.slack.footer import button, cost_line, read_block
from summarizer.slack.lines import items
from summarizer.slack.rich_blocks import Line, say, words
from summarizer.slack.shown import SUMMARY_DETAILS, SUMMARY_MARKDOWN, Block, Shown, View

_LONGEST_REASON = 200
_MOST_REASONS = 10
_GIST = 700


def details(shown: Shown, page: int = 0) -> View:
    """A window with the words that carry each item, what was left out, and what it cost.

    Args:
        shown: What to show.
        page: From 0; one that is not there shows the last one.
    """
    below = _below(shown)
    around = [*_above(shown), *below, _turn(shown.request, 9_998, 99_999)]
    room = limits.BUDGET - limits.size(around)
    every = list(pages(items(shown.summary, quotes=True), room)) or [[]]
    page = min(max(page, 0), len(every) - 1)
    blocks = [*(_above(shown) if page == 0 else []), *laid_out(every[page])]
    if page == len(every) - 1:
        blocks += below
    if len(every) > 1:
        blocks.append(_turn(shown.request, page, len(every)))
    return _view("Summary in detail", SUMMARY_DETAILS, shown.request, blocks)


def markdown_modal(shown: Shown) -> View | None:
    """A window with the Markdown to copy; none if it is too long for one: send it as a file."""
    source = markdown(shown)
    hint = rich_blocks.small("Select all of it and copy it.")
    blocks = [hint, rich_blocks.preformatted(source)]
    if limits.size(blocks) > limits.BUDGET:
        return None
    return _view("Summary as Markdown", SUMMARY_MARKDOWN, shown.request, blocks)


def _view(title: str, callback: str, request: str, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": "Close"},
        "private_metadata": request,
        "blocks": blocks,
    }


def _above(shown: Shown) -> list[Block]:
    title = words(shown.summary.title, "bold", most=400) or say("Summary", "bold")
    gist = words(shown.summary.gist, most=_GIST)
    return [rich_blocks.block([rich_blocks.section((*title, *(say("\n") if gist else ()), *gist))])]


def _below(shown: Shown) -> list[Block]:
    lines = [read_block(shown), rich_blocks.small(cost_line(shown.summary.run))]
    dropped = shown.summary.dropped
    reasons = [
        Line((*say(f"{one.kind.replace('_', ' ')}: ", "italic"), *reason))
        for one in dropped[:_MOST_REASONS]
        if (reason := words(one.reason, most=_LONGEST_REASON))
    ]
    if not reasons:
        left_out = wording.left_out(dropped)
        return [*([rich_blocks.small(left_out)] if left_out else []), *lines]
    if (more := len(dropped) - len(reasons)) > 0:
        reasons.append(Line(say(f"…and {more} more", "italic")))
    heading = (*say("🧹 Left out by the checks", "bold"), *say("\n"))
    return [
        rich_blocks.block([rich_blocks.section(heading), *rich_blocks.bullets(reasons)]),
        *lines,
    ]


def _turn(request: str, page: int, number: int) -> Block:
    """A button to the next page; after the last comes the first."""
    following = (page + 1) % number
    label = f"{'Next' if following else 'First'} page ({following + 1} of {number})"
    value = f"{request} {following}"
    return {"type": "actions", "elements": [button(label, SUMMARY_DETAILS, value)]}
