"""``docs/evals.md`` names commands, options and limits that are there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from evals.__main__ import main
from evals.runs.compare import GATED, Guard
from evals.runs.gate import MIN_CASES, TOLERANCE
from evals.scoring.aggregate import RESAMPLES
from summarizer.local.catalogue import DEFAULT

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "evals.md").read_text(encoding="utf-8")
LINES = re.findall(r"^python -m evals (.+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_a_shown_command_is_understood(line: str, tmp_path: Path) -> None:
    """Parsed, not run; the runs that it names are put in its place."""
    name, *words = shlex.split(line, comments=True)
    command = main.get_command(click.Context(main), name)
    assert command
    command.make_context(name, [str(tmp_path) if "/" in word else word for word in words])


def test_the_options_that_the_text_names_are_there() -> None:
    commands = [main.get_command(click.Context(main), name) for name in ("run", "report")]
    params = [one for command in commands if command for one in command.params]
    known = {option for one in params for option in (*one.opts, *one.secondary_opts)}
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", PAGE)) - {"--help"} <= known


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    kind = GATED["position_f1"]
    for said in (
        f"{RESAMPLES:,} samples",
        f"| micro-F1 | {1 - GATED['micro_f1'].level:.0%}".replace("%", " %"),
        f"| F1 of each kind | {100 * (1 - kind.level):g} % | {100 * kind.margin:g} points",
        f"| {100 * (1 - Guard().level):g} % | {100 * Guard().margin:g} points",
        f"more than {100 * TOLERANCE:g} % of the trials",
        f"fewer than {MIN_CASES} common cases",
        f"--live --model {DEFAULT.name}",
    ):
        assert said in PAGE
