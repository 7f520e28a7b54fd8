"""A report for the terminal: the metrics as a table, then the cases that went worst."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.reports import figures
from evals.reports.readings import SIGNS, Row
from evals.reports.report import CaseReport, Report
from evals.runs import show
from evals.runs.result import RunResult
from summarizer.rendering.visible import visible

CASES_SHOWN = 5
_ROWS_SHOWN = 6


def terminal(report: Report) -> str:
    """The report as plain text, 100 characters wide."""
    file = StringIO()
    console = Console(file=file, width=100, color_system=None, highlight=False, markup=False)
    write(report, console)
    return file.getvalue()


def write(report: Report, console: Console) -> None:
    """Write the report.

    Args:
        report: What to write.
        console: Where to; its colours are only for looks.
    """
    write_metrics(report.run, console)
    if report.ruling:
        _lines(show.ruling_lines(report.ruling), console)
    worst = [case for case in report.cases if case.found < 1][:CASES_SHOWN]
    if worst:
        console.print(Text(f"\nThe worst {len(worst)} of {len(report.cases)} cases", "bold"))
    for case in worst:
        _lines(_case(case), console)
    _lines((f"left out: {slug}: {why}" for slug, why in report.left_out.items()), console)


def write_metrics(run: RunResult, console: Console) -> None:
    """Write what a run is, and all its metrics with intervals."""
    _lines(show.run_lines(run), console)
    if not run.scores:
        return
    table = Table(box=None, header_style="bold")
    table.add_column("metric")
    table.add_column("value", justify="right")
    table.add_column("95 % interval")
    for name, estimate in run.scores.metrics.items():
        table.add_row(name, figures.number(estimate.value), figures.interval(estimate))
    console.print(table)


def _case(case: CaseReport) -> Iterable[str]:
    score = figures.share(case.metrics["micro_f1"]) if case.metrics else figures.NOT_MEASURED
    yield f"{case.case.slug}: micro_f1 {score}"
    yield from (f"  failed: {one.code}: {one.message}" for one in case.failures)
    wrong = [row for one in case.readings[:1] for row in one.rows if _is_wrong(row)]
    for row in wrong[:_ROWS_SHOWN]:
        side = row.label or row.item
        if side:
            words = ": ".join(filter(None, (side.who, side.words)))
            yield f"  {SIGNS[row.state]} {row.state} {row.kind}: {words}"
    if len(wrong) > _ROWS_SHOWN:
        yield f"  … and {len(wrong) - _ROWS_SHOWN} more"


def _is_wrong(row: Row) -> bool:
    return row.state in ("missing", "invented")


def _lines(lines: Iterable[str], console: Console) -> None:
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        console.print(Text(indent + visible(line)), soft_wrap=True)
