"""The main command: what can be written after ``summarizer``."""

import json
import sys
from typing import Any

import click

from summarizer.cli.exit_codes import EXIT_CODES, WRONG_USAGE
from summarizer.cli.notes import Notes
from summarizer.cli.request import Request
from summarizer.rendering.options import FORMATS

_COMMANDS = (
    ("model list|pull|path|rm", "The models that run on this machine."),
    ("doctor", "Which model would be asked, why, and what is missing."),
    ("slack manifest|run|doctor|digest", "The bot for Slack; see docs/slack.md."),
)


class _MainCommand(click.Command):
    """A command whose help also lists the other commands and the exit codes."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, rows in (("Commands", _COMMANDS), ("Exit codes", EXIT_CODES)):
            with formatter.section(heading):
                formatter.write_dl(rows)
        super().format_epilog(ctx, formatter)


def _iso_date(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from summarizer.dates import is_iso_date  # noqa: PLC0415  # only when used

    if value and not is_iso_date(value):
        raise click.BadParameter("write it as YYYY-MM-DD.")
    return value


def _show_version(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # slow

        try:
            found = version("summarizer")
        except PackageNotFoundError:
            found = "(not installed: run from its source tree)"
        click.echo(f"summarizer {found}")
        context.exit()


def _show_schema(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        from summarizer.schema import Summary  # noqa: PLC0415  # slow import: pydantic

        click.echo(json.dumps(Summary.model_json_schema(), indent=2))
        context.exit()


@click.command(
    cls=_MainCommand,
    options_metavar="[OPTIONS]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A file called model, doctor or slack is reached as ./model. Settings can also be given "
    "as environment variables and in a file: summarizer doctor shows where.",
)
@click.argument("sources", nargs=-1, metavar="[FILE | URL | -]...")
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to show the summary. One source gives one JSON object, several an array; "
    "errors are then JSON too, on standard error.",
)
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write there; whole or not at all."
)
@click.option("--title", default="", help="Headline of the document, if you know better.")
@click.option(
    "--date",
    default="",
    metavar="YYYY-MM-DD",
    callback=_iso_date,
    help="When the document was written, if you know better.",
)
@click.option(
    "--model",
    default="",
    metavar="NAME",
    help="A name from summarizer model list, a .gguf file, or an endpoint's model.",
)
@click.option(
    "--base-url", default="", metavar="URL", help="Address of an OpenAI-compatible endpoint."
)
@click.option("--prompt", default="", metavar="NAME@VERSION", help="Which prompt set to use.")
@click.option(
    "--strict", is_flag=True, help="Fail (8) if anything was dropped, not read or cut off."
)
@click.option("--dry-run", is_flag=True, help="Show the prompts and their cost; ask nobody.")
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_schema,
    help="Print the JSON Schema of a summary.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors beside the result.")
@click.option("-v", "--verbose", count=True, help="Show evidence and notes; twice: tracebacks too.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Print the version.",
)
@click.pass_context
def summarize(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401  # click's values
    """Who acts, what each holds, on what terms, and what happens next.

    Reads files, web pages, or standard input, and prints a summary in which every item points
    at the words that say so.
    """
    request = _request(options)
    if not request.sources:
        click.echo(context.get_help(), err=True)
        return WRONG_USAGE
    from summarizer.cli.perform import perform  # noqa: PLC0415  # slow import: pydantic

    notes = Notes(request.quiet, request.verbose, as_json=request.format == "json")
    return perform(request, context.obj, notes)


def _request(options: dict[str, Any]) -> Request:
    piped = sys.stdin is not None and not sys.stdin.isatty()
    sources = options.pop("sources") or (("-",) if piped else ())
    request = Request(sources=sources, **options)
    if request.quiet and request.verbose:
        raise click.UsageError("-q and -v contradict each other.")
    if len(sources) > 1 and request.title:
        raise click.UsageError("--title is for one source, and there are several.")
    if sources.count("-") > 1:
        raise click.UsageError("- (standard input) can be read only once.")
    return request
