"""``python -m evals report``: show a finished run."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import click
from rich.console import Console

from evals.cases import CASES, load_cases
from evals.reports.html import html
from evals.reports.junit import junit
from evals.reports.markdown import markdown
from evals.reports.report import Report, build
from evals.reports.terminal import terminal, write
from evals.runs.ending import ended_well
from evals.runs.errors import Unusable
from evals.runs.files import write_whole
from evals.runs.folder import is_run, read_run

Format = Literal["terminal", "markdown", "junit", "html"]
_FACES: dict[Format, Callable[[Report], str]] = {
    "terminal": terminal,
    "markdown": markdown,
    "junit": junit,
    "html": html,
}
_RUN = click.Path(path_type=Path, exists=True)


@click.command(name="report")
@click.argument("runs", metavar="RUN...", type=_RUN, nargs=-1, required=True)
@click.option("--format", "face", type=click.Choice(list(_FACES)), default="terminal")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file.")
@click.option("--against", type=_RUN, metavar="RUN", help="A run or baseline to hold it against.")
@click.option(
    "--cases", type=click.Path(path_type=Path, file_okay=False), default=CASES, help="Of cases."
)
def command(
    runs: tuple[Path, ...], face: Format, output: Path | None, against: Path | None, cases: Path
) -> None:
    """Show a RUN.

    Of several runs, or of a folder of runs, the one that began last is shown; the others are its
    trend.
    """
    with ended_well():
        *others, run = sorted(map(read_run, _paths(runs)), key=lambda one: one.started)
        baseline = read_run(against) if against else None
        report = build(run, load_cases(cases), baseline, others)
        if output:
            write_whole(output, _FACES[face](report))
            click.echo(output)
        elif face == "terminal":
            write(report, Console(highlight=False))
        else:
            click.echo(_FACES[face](report), nl=False)


def _paths(given: Sequence[Path]) -> Iterator[Path]:
    """The runs that are meant: a folder that is no run stands for the runs in it."""
    for path in given:
        if is_run(path):
            yield path
            continue
        within = sorted(one for one in path.iterdir() if one.is_dir() and is_run(one))
        if not within:
            raise Unusable(f"there is no run in {path}", hint="python -m evals run makes one.")
        yield from within
