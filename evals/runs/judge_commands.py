"""``python -m evals score``, ``compare``, ``gate`` and ``bless``: what is done with finished runs.

None of them asks a model.
"""

import sys
from pathlib import Path

import click
from rich.console import Console

from evals.cases import CASES, load_cases
from evals.reports.terminal import write_metrics
from evals.runs import show
from evals.runs.compare import compare as compared
from evals.runs.ending import ended_well
from evals.runs.errors import Unusable
from evals.runs.folder import read_run, write_result
from evals.runs.gate import BASELINES, baseline_of, rule
from evals.runs.gate import bless as blessed
from evals.runs.rescore import rescored
from evals.runs.result import RunResult

_RUN = click.Path(path_type=Path, exists=True)
_cases = click.option(
    "--cases", type=click.Path(path_type=Path, file_okay=False), default=CASES, help="Of cases."
)
_baselines = click.option(
    "--baselines",
    type=click.Path(path_type=Path, file_okay=False),
    default=BASELINES,
    help="Folder of baselines.",
)


@click.command()
@click.argument("run", type=_RUN)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file.")
@_cases
def score(run: Path, output: Path | None, cases: Path) -> None:
    """Score the summaries of RUN anew, with today's labels and scorer."""
    with ended_well():
        found = rescored(read_run(run), load_cases(cases))
        if output:
            write_result(output, found.result)
        write_metrics(found.result, Console(highlight=False))
        for slug, reason in found.left_out.items():
            click.echo(f"left out: {slug}: {reason}")


@click.command()
@click.argument("before", type=_RUN)
@click.argument("after", type=_RUN)
@_cases
def compare(before: Path, after: Path, cases: Path) -> None:
    """Put two runs side by side: is AFTER worse than BEFORE?"""
    with ended_well():
        found = compared(read_run(before), read_run(after), load_cases(cases))
        click.echo("\n".join(show.comparison_lines(found)))


@click.command()
@click.argument("run", type=_RUN)
@_baselines
@_cases
def gate(run: Path, baselines: Path, cases: Path) -> None:
    """Hold RUN against the baseline of its model.

    Exit codes: 0 pass, 1 quality worse, 2 usage or configuration, 3 the provider failed too often,
    4 the cost cap was reached.
    """
    with ended_well():
        judged = read_run(run)
        ruling = rule(_baseline(judged, baselines), judged, load_cases(cases))
        click.echo("\n".join(show.ruling_lines(ruling)))
        sys.exit(ruling.exit_code)


@click.command()
@click.argument("run", type=_RUN)
@_baselines
@_cases
def bless(run: Path, baselines: Path, cases: Path) -> None:
    """Make RUN the baseline of its model; commit the file that this writes."""
    with ended_well():
        judged = read_run(run)
        if baseline_of(judged.setup.model, baselines).is_file():
            found = compared(_baseline(judged, baselines), judged, load_cases(cases))
            click.echo(f"against the baseline that it replaces: {found.verdict}", err=True)
        click.echo(blessed(judged, baselines))


def _baseline(run: RunResult, folder: Path) -> RunResult:
    path = baseline_of(run.setup.model, folder)
    if not path.is_file():
        raise Unusable(
            f"{run.setup.model} has no baseline", hint="python -m evals bless RUN makes one."
        )
    return read_run(path)
