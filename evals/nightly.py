"""``python -m evals.nightly``: what is done every night, by ``make nightly`` and on GitHub alike.

A sample of the cases that turns with the day is put to a model anew, the gate holds the answers
against the baseline, and a page in Markdown says what came of it. The steps are the commands of
``python -m evals``, each in a process of its own.
"""

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from evals.runs.ending import ended_well
from evals.runs.errors import BUDGET, INFRASTRUCTURE, INTERRUPTED, PASS, USAGE, WORSE
from evals.runs.files import write_whole
from evals.runs.gate import baseline_of
from summarizer.local.catalogue import CATALOGUE, DEFAULT, PARSER

OUT = Path(".evals") / "nightly"
"""A folder for each day stands below it."""
SAMPLE = 12
"""Cases; the gate wants ten at least."""
MINUTES = 50.0
"""After that long the run is stopped, so that all steps are done within an hour."""
GRACE = 60.0
"""Seconds that a stopped run has to write down what it has."""
MOST_BYTES = 950_000
"""Of the page, a report of 900,000 in it. GitHub drops a job summary over 1 MiB whole."""
RULING, PAGE = "gate.txt", "summary.md"
REPORTS = {"markdown": "report.md", "html": "report.html", "junit": "junit.xml"}
"""The report's forms, and their files."""

_MEANING = {
    PASS: "The gate passes",
    WORSE: "Quality is worse",
    USAGE: "The set-up is wrong",
    INFRASTRUCTURE: "The provider failed too often",
    BUDGET: "The cost cap was reached",
    INTERRUPTED: "The run did not end in time",
}


@dataclass(frozen=True, slots=True)
class Night:
    """What is to be done."""

    model: str
    """Whom to ask."""
    day: str
    """Decides which cases are drawn."""
    folder: Path
    """Where the run and the page are written."""
    sample: int = SAMPLE
    """How many cases are drawn."""
    cases: tuple[str, ...] = ()
    """Draw only from these; from all if empty."""
    max_cost: float | None = None
    """In US dollars."""
    minutes: float = MINUTES
    """For the run."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended."""

    code: int
    """Its exit code."""
    said: str = ""
    """What it wrote, if that was caught."""


Call = Callable[[Sequence[str], float | None], Ended]
"""Runs ``python -m`` with these words. With a limit in seconds, what it says goes to the terminal;
without one, what it says is caught."""


@click.command()
@click.option("--model", default=DEFAULT.name, show_default=True, help="Whom to ask.")
@click.option("--sample", type=click.IntRange(1), default=SAMPLE, show_default=True, help="Cases.")
@click.option("--case", "cases", multiple=True, metavar="SLUG", help="Draw only from these.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="USD", help="Stop at this cost.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=MINUTES, help="Limit.")
@click.option("--rotation", "day", default="", help="Decides the sample; the day (UTC) by default.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False))
def main(  # noqa: PLR0913  # an option each
    *,
    model: str,
    sample: int,
    cases: tuple[str, ...],
    max_cost: float | None,
    minutes: float,
    day: str,
    folder: Path | None,
) -> None:
    """Ask a model anew over a sample of the cases, and let the gate decide.

    Exit codes: those of `python -m evals run` and `gate`; 130 if the time was up.
    """
    day = day or dt.datetime.now(tz=dt.UTC).date().isoformat()
    night = Night(model, day, folder or OUT / day, sample, cases, max_cost, minutes)
    with ended_well():
        code = spend(night, _call)
        click.echo((night.folder / PAGE).read_text(encoding="utf-8"))
        sys.exit(code)


def spend(night: Night, call: Call) -> int:
    """Do the steps, and write the page.

    Args:
        night: What is to be done.
        call: Runs a command.

    Returns:
        The exit code of the first step that failed; 0 if none did.

    Raises:
        Unusable: The folder cannot be written.
    """
    write_whole(night.folder / PAGE, f"# Nightly {night.day}: {night.model}\n\nIt did not end.\n")
    for name in (RULING, *REPORTS.values()):
        (night.folder / name).unlink(missing_ok=True)
    codes = [*_fetch(night.model, call)]
    if not any(codes):
        codes.append(call(_run_words(night), night.minutes * 60).code)
        if codes[-1] in {PASS, INFRASTRUCTURE, BUDGET}:
            codes += _judge(night, call)
    code = next((one for one in codes if one), PASS)
    write_whole(night.folder / PAGE, page(night, code))
    return code


def page(night: Night, code: int) -> str:
    """What came of it, in Markdown.

    Args:
        night: What was done; its folder holds what the gate and the report said.
        code: How it ended.
    """
    parts = [
        f"# Nightly {night.day}: {night.model}",
        f"**{_MEANING.get(code, 'A step failed')}** (exit code {code}).",
    ]
    if (ruling := night.folder / RULING).is_file():
        parts.append(f"~~~~text\n{ruling.read_text(encoding='utf-8').strip()}\n~~~~")
    if (report := night.folder / REPORTS["markdown"]).is_file():
        parts.append(report.read_text(encoding="utf-8").strip())
    return _capped("\n\n".join(parts) + "\n")


def _fetch(model: str, call: Call) -> list[int]:
    """Fetch a model that runs here, and the parser, where they are not on this machine yet."""
    if model not in {one.name for one in CATALOGUE}:
        return []
    return [
        call(("summarizer", "model", "pull", name), MINUTES * 60).code
        for name in (model, PARSER.name)
    ]


def _run_words(night: Night) -> tuple[str, ...]:
    words = ["evals", "run", "--live", "--fresh", "--model", night.model]
    words += ["--sample", str(night.sample), "--rotation", night.day]
    for slug in night.cases:
        words += ["--case", slug]
    if night.max_cost is not None:
        words += ["--max-cost", f"{night.max_cost:g}"]
    return (*words, "-o", str(night.folder))


def _judge(night: Night, call: Call) -> list[int]:
    """Gate, and the report in each of its forms."""
    gate = call(("evals", "gate", str(night.folder)), None)
    write_whole(night.folder / RULING, gate.said)
    baseline = baseline_of(night.model)
    against = ("--against", str(baseline)) if baseline.is_file() else ()
    codes = [gate.code]
    for form, name in REPORTS.items():
        words = ("evals", "report", str(night.folder), "--format", form, *against)
        report = call((*words, "-o", str(night.folder / name)), None)
        if report.code:
            click.echo(f"no {form} report: {report.said}", err=True)
        codes.append(report.code)
    return codes


def _capped(text: str) -> str:
    kept = text.encode()[:MOST_BYTES].decode(errors="ignore")
    return kept if kept == text else f"{kept}\n\nCut off here; the artifact holds it all.\n"


def _call(words: Sequence[str], limit: float | None) -> Ended:
    command = [sys.executable, "-m", *words]
    if limit is None:
        done = subprocess.run(  # noqa: S603  # our own program
            command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return Ended(done.returncode, done.stdout)
    with subprocess.Popen(command) as process:  # noqa: S603  # the same
        try:
            return Ended(process.wait(limit))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
        return Ended(INTERRUPTED)


if __name__ == "__main__":
    main(prog_name="python -m evals.nightly")
