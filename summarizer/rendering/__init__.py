"""A summary as text for people, as Markdown, or as JSON.

`render` and `render_all` are the whole interface; each format has a file of its own. Whatever
a document says is data here: it cannot drive a terminal or become markup.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from summarizer.rendering.as_json import as_json
from summarizer.rendering.as_markdown import as_markdown
from summarizer.rendering.options import FORMATS, Format, Options
from summarizer.rendering.visible import visible

if TYPE_CHECKING:
    from summarizer.schema import Summary

__all__ = ["FORMATS", "Format", "Options", "render", "render_all", "visible"]

_DEFAULTS = Options()


def render(summary: "Summary", format: Format, *, options: Options = _DEFAULTS) -> str:  # noqa: A002
    """Show one summary.

    Args:
        summary: What to show.
        format: `text` for a terminal, `markdown`, or `json` (the schema of `Summary`).
        options: Width, colour, and whether the evidence is shown; JSON is always whole.

    Returns:
        The summary in that format, ending in a newline, encodable as UTF-8.
    """
    match format:
        case "json":
            return as_json(summary)
        case "markdown":
            return as_markdown(summary, options)
        case "text":
            from summarizer.rendering.as_text import as_text  # noqa: PLC0415  # slow import: rich

            return as_text(summary, options)
        case _:
            assert_never(format)


def render_all(
    summaries: Sequence["Summary"],
    format: Format,  # noqa: A002
    *,
    options: Options = _DEFAULTS,
) -> str:
    """Show several summaries: a JSON array, or one after the other with a rule between them.

    Args:
        summaries: What to show, in this order.
        format: As for `render`.
        options: As for `render`.
    """
    parts = [render(summary, format, options=options) for summary in summaries]
    if format == "json":
        return "[\n" + ",\n".join(part.rstrip("\n") for part in parts) + "\n]\n"
    rule = "\n---\n\n" if format == "markdown" else "\n" + "-" * min(options.width, 40) + "\n\n"
    return rule.join(parts)
