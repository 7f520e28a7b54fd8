"""``python -m evals run``: put cases to a model, or play what it answered before."""

import datetime as dt
import sys
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import click

from evals.cases import CASES, load_cases
from evals.runs.answers import ANSWERS, AnswerBook, ModelCard, folder_name
from evals.runs.ending import ended_well
from evals.runs.errors import BUDGET, INFRASTRUCTURE, INTERRUPTED, PASS, Unusable
from evals.runs.folder import RunFolder
from evals.runs.gate import too_many_infra
from evals.runs.jobs import jobs
from evals.runs.progress import shown
from evals.runs.purse import Purse
from evals.runs.recorded import Source
from evals.runs.result import RunResult
from evals.runs.run import Plan, name_of, run
from evals.runs.setup import setup
from evals.runs.show import run_lines
from summarizer.errors import SummarizerError
from summarizer.local.catalogue import DEFAULT
from summarizer.model import Model, Usage

OUT = Path(".evals")
"""Where runs are written by default, below the working directory; not committed."""


class Connect(Protocol):
    """How a model is made; see `summarizer.choosing.connect`."""

    def __call__(self, model: str, base_url: str, /) -> tuple[Model, str]:
        """Make the model that the settings and these words choose.

        Returns:
            The model, and the host that it is on; empty if it runs in this process.
        """


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    model: str
    base_url: str
    prompt: str
    case: tuple[str, ...]
    cases: Path
    repeat: int
    live: bool
    fresh: bool
    max_cost: float | None
    workers: int
    sample: int
    rotation: str
    answers: Path
    output: Path | None


_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(name="run")
@click.option("--model", default="", help="Whom to ask; as the summarizer's own --model.")
@click.option("--base-url", default="", help="Address of an OpenAI-compatible endpoint.")
@click.option("--prompt", default="", help="NAME@VERSION; the newest for the model if not given.")
@click.option("--case", multiple=True, metavar="SLUG", help="Only this case; may be repeated.")
@click.option("--cases", type=_FOLDER, default=CASES, help="Folder of cases.")
@click.option("--repeat", type=click.IntRange(1), default=1, help="Trials of each case.")
@click.option("--live/--replay", default=False, help="Ask the model, or only play its answers.")
@click.option("--fresh", is_flag=True, help="Ask all again; answers are kept in the run's folder.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="USD", help="Stop at this cost.")
@click.option("--workers", type=click.IntRange(1), default=1, help="Trials at a time.")
@click.option("--sample", type=click.IntRange(0), default=0, help="Only so many cases.")
@click.option("--rotation", default="", help="Decides the order; the day (UTC) if not given.")
@click.option("--answers", type=_FOLDER, default=ANSWERS, help="Where answers are kept.")
@click.option("-o", "--output", type=_FOLDER, help="The run's folder; below .evals by default.")
@click.pass_context
def command(context: click.Context, /, **given: object) -> None:
    """Summarize all cases, score the summaries, and print where the result is."""
    options = Options(**given)  # type: ignore[arg-type]  # click gives them by name
    with ended_well(), ExitStack() as closing:
        result, path = perform(options, context.obj or _connect, closing)
        click.echo("\n".join(run_lines(result)), err=True)
        click.echo(path)
        sys.exit(exit_code(result))


def perform(options: Options, connect: Connect, closing: ExitStack) -> tuple[RunResult, Path]:
    """Do what the command line says.

    Args:
        options: From the command line.
        connect: Makes the model of a live run.
        closing: Closes the model in the end.

    Returns:
        The result and the run's folder.
    """
    started = dt.datetime.now(tz=dt.UTC)
    if options.output:
        RunFolder(options.output).clear()
    cases = load_cases(options.cases, options.case)
    source, folder = _source(options, connect, closing, started)
    what = setup(source.card, options.prompt, options.repeat)
    rotation = options.rotation or started.date().isoformat()
    plan = Plan(
        id=name_of(started, folder_name(source.card.name)),
        started=started,
        setup=what,
        jobs=jobs(cases, options.repeat, rotation, options.sample),
        workers=options.workers,
    )
    with shown(len(plan.jobs)) as on_trial:
        return run(plan, source, folder, on_trial), folder


def exit_code(result: RunResult) -> int:
    """How the process ends after a run."""
    if result.partial:
        return BUDGET if result.partial.reason == "budget" else INTERRUPTED
    return INFRASTRUCTURE if too_many_infra(result) else PASS


def _source(
    options: Options, connect: Connect, closing: ExitStack, started: dt.datetime
) -> tuple[Source, Path]:
    if options.fresh and not (options.live and options.output):
        raise Unusable(
            "--fresh needs --live and -o FOLDER",
            hint="The folder keeps the answers, so that a killed run can be taken up again.",
        )
    model, card = _connected(options, connect, closing) if options.live else (None, None)
    name = card.name if card else options.model or DEFAULT.name
    folder = options.output or OUT / name_of(started, folder_name(name))
    book = AnswerBook(folder / "answers" if options.fresh else options.answers, name)
    return Source(card or book.card(), book, model, Purse(options.max_cost)), folder


def _connected(options: Options, connect: Connect, closing: ExitStack) -> tuple[Model, ModelCard]:
    try:
        model, host = connect(options.model, options.base_url)
    except SummarizerError as error:
        raise Unusable(error.message, hint=error.hint) from None
    if isinstance(model, AbstractContextManager):
        closing.enter_context(model)
    if options.max_cost is not None and model.price(Usage(1, 1_000, 1_000)) is None:
        raise Unusable(
            f"the price of {model.name} is not known, so no cost cap can be kept",
            hint="Leave out --max-cost.",
        )
    return model, _card(model, host)


def _card(model: Model, host: str) -> ModelCard:
    """What decides a model's answers; the product always samples with the same settings."""
    from summarizer.endpoint import EndpointOptions  # noqa: PLC0415  # only when used

    options = EndpointOptions()
    return ModelCard(
        name=model.name,
        profile=model.profile,
        context_tokens=model.context_tokens,
        parameters={
            "temperature": options.temperature,
            "seed": options.seed,
            "host": host,
        },
    )


def _connect(model: str, base_url: str, /) -> tuple[Model, str]:
    from summarizer.choosing import choose, connect  # noqa: PLC0415  # the same
    from summarizer.config import load  # noqa: PLC0415  # slow import: only when used

    settings = load({"model": model, "base_url": base_url})
    host = urlsplit(choose(settings).base_url).hostname or ""
    return connect(settings=settings), host
