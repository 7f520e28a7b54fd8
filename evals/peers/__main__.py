"""``python -m evals.peers``: the product and its peers on the same cases, and tables of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from evals.cases import Case, load_cases
from evals.peers import page
from evals.peers.bare import BareInstructor
from evals.peers.extractor import LangExtract
from evals.peers.meter import Meter
from evals.peers.product import Product
from evals.peers.run import Plan, run
from evals.peers.served import Served, served
from evals.peers.summaries import write_summary
from evals.peers.systems import NAMES, OURS, System
from evals.peers.trials import OUTPUTS, Limits, Trial, read_trials, tidy
from evals.runs.ending import ended_well
from evals.runs.errors import Unusable
from summarizer.config import load
from summarizer.errors import SummarizerError

LANGEXTRACT = Path(".evals/langextract/bin/python")
"""The interpreter that has langextract; ``docs/peers.md`` says how it is made."""
CASES = (
    "adv-spokesman-principal",
    "adv-nested-conditions",
    "adv-slack-thread",
    "peskov-istanbul-talks-2025",
    "amazon-fires-g7-2019",
    "biden-yemen-truce-2022",
    "petit-collage-xylophone-recall-2018",
    "tesco-sells-poland-2020",
    "cairo-summit-turkey-libya-2020",
    "northrop-eads-tanker-2008",
)
"""Read if none is named: three short adversarial texts, then seven real ones."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    case: tuple[str, ...]
    system: tuple[str, ...]
    model: str
    base_url: str
    seconds: float
    threads: int
    again: bool
    offline: bool
    langextract: Path
    output: Path


_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--case", multiple=True, metavar="SLUG", help="Only this case; may be repeated.")
@click.option("--system", multiple=True, type=click.Choice(NAMES), help="Only this system; same.")
@click.option("--model", default="", help="Whom to ask; as the summarizer's own --model.")
@click.option("--base-url", default="", help="Address of an OpenAI-compatible endpoint.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=Limits().seconds,
    help="Longest time for one text; longer is a failure.",
)
@click.option("--threads", type=click.IntRange(0), default=0, help="Cores for the embedded model.")
@click.option("--again", is_flag=True, help="Ask also what was asked before; the newest counts.")
@click.option("--offline", is_flag=True, help="Ask nobody: only write summaries and tables anew.")
@click.option("--langextract", type=_FILE, default=LANGEXTRACT, help="Python that has langextract.")
@click.option("-o", "--output", type=_FOLDER, default=OUTPUTS, help="Where trials are kept.")
def main(**given: object) -> None:
    """Let the product and its peers read the same cases, and print how they did."""
    options = Options(**given)  # type: ignore[arg-type]  # click gives them by name
    with ended_well():
        cases = _cases(options.case or CASES)
        if not options.offline:
            _ask(options, cases)
        trials = read_trials(options.output)
        tidy(options.output, trials.values())
        known = load_cases()
        for trial in trials.values():
            write_summary(options.output, trial, known)
        click.echo(page.told(trials, known))


def _cases(slugs: Sequence[str]) -> list[Case]:
    """The cases in the order in which they are named."""
    cases = {case.slug: case for case in load_cases(only=slugs)}
    return [cases[slug] for slug in dict.fromkeys(slugs)]


def _ask(options: Options, cases: Sequence[Case]) -> None:
    names = [name for name in NAMES if name in (options.system or NAMES)]
    if "langextract" in names and not options.langextract.exists():
        raise Unusable(
            f"there is no {options.langextract}, which should have langextract",
            hint="See docs/peers.md, or name the systems without it.",
        )
    limits = Limits(seconds=options.seconds)
    settings = load({"model": options.model, "base_url": options.base_url})
    try:
        with served(settings, options.threads) as endpoint:
            meter = Meter(endpoint.base_url, endpoint.api_key)
            with meter.running():
                systems = [_system(name, endpoint, meter, options.langextract) for name in names]
                run(Plan(cases, systems, limits, options.again), endpoint, options.output, _tell)
    except SummarizerError as error:
        raise Unusable(error.message, hint=error.hint) from None


def _system(name: str, endpoint: Served, meter: Meter, python: Path) -> System:
    model = endpoint.model.name
    if name == OURS:
        return Product(endpoint.model)
    if name == "langextract":
        return LangExtract(python, meter, model)
    return BareInstructor(name, meter, model, examples=int(name == "instructor-example"))


def _tell(trial: Trial) -> None:
    spent = trial.spent
    click.echo(
        f"{trial.case}: {trial.system}: {trial.failure or 'answered'}, {spent.calls} calls, "
        f"{spent.input_tokens} in, {spent.output_tokens} out, {trial.seconds:.1f} s",
        err=True,
    )


if __name__ == "__main__":
    main(prog_name="python -m evals.peers")
