"""A night: the steps in order, the exit code passed on, and a page that says what came of it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from evals import nightly, tracking
from evals.__main__ import COMMANDS
from evals.__main__ import main as evals_main
from evals.cases import load_cases
from evals.nightly import MOST_BYTES, Ended, Night
from summarizer.local.catalogue import DEFAULT, PARSER

RULING = "worse\nmicro_f1 fell from 0.500 to 0.400\n"


@dataclass
class Steps:
    """Stands for the commands: each ends as it is told, the others with 0."""

    codes: dict[str, int] = field(default_factory=dict)
    called: list[tuple[str, ...]] = field(default_factory=list)
    limits: dict[str, float | None] = field(default_factory=dict)

    def __call__(self, words: Sequence[str], limit: float | None) -> Ended:
        self.called.append(tuple(words))
        self.limits[words[1]] = limit
        return Ended(self.codes.get(words[1], 0), RULING if words[1] == "gate" else "")

    @property
    def names(self) -> list[str]:
        """Of the steps; the forms of the report are one."""
        return list(dict.fromkeys(words[1] for words in self.called))


def night(folder: Path, model: str = DEFAULT.name) -> Night:
    return Night(model, "2026-11-22", folder)


def test_the_embedded_model_is_fetched_asked_anew_and_judged(tmp_path: Path) -> None:
    steps = Steps()
    assert nightly.spend(night(tmp_path), steps) == 0
    assert steps.names == ["model", "run", "gate", "report"]
    (run,) = [words for words in steps.called if words[1] == "run"]
    assert [words[3] for words in steps.called if words[1] == "model"] == [
        DEFAULT.name, PARSER.name,
    ]  # fmt: skip
    assert {"--live", "--fresh", "2026-11-22", "12", DEFAULT.name} <= set(run)
    assert steps.limits["run"] == 3_000
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "The gate passes" in text
    assert RULING.strip() in text


def test_a_hosted_model_is_not_fetched(tmp_path: Path) -> None:
    steps = Steps()
    nightly.spend(night(tmp_path, "gpt-5-mini"), steps)
    assert steps.names == ["run", "gate", "report"]


@pytest.mark.parametrize(
    ("codes", "code", "names"),
    [
        ({"gate": 1}, 1, ["model", "run", "gate", "report"]),
        ({"report": 2}, 2, ["model", "run", "gate", "report"]),
        ({"gate": 1, "report": 2}, 1, ["model", "run", "gate", "report"]),
        ({"gate": 2}, 2, ["model", "run", "gate", "report"]),
        ({"run": 3, "gate": 3}, 3, ["model", "run", "gate", "report"]),
        ({"run": 4, "gate": 1}, 4, ["model", "run", "gate", "report"]),
        ({"run": 2}, 2, ["model", "run"]),
        ({"run": 130}, 130, ["model", "run"]),
        ({"model": 6}, 6, ["model"]),
    ],
)
def test_the_first_failure_decides_the_exit_code_and_the_page_names_it(
    codes: dict[str, int], code: int, names: list[str], tmp_path: Path
) -> None:
    steps = Steps(codes)
    assert nightly.spend(night(tmp_path), steps) == code
    assert steps.names == names
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert f"(exit code {code})" in text
    assert "The gate passes" not in text


def test_what_an_earlier_night_left_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    nightly.spend(night(tmp_path), Steps({"gate": 1}))
    nightly.spend(night(tmp_path), Steps({"run": 2}))
    assert "micro_f1 fell" not in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_page_never_grows_too_large_for_a_job_summary(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("ä" * MOST_BYTES, encoding="utf-8")
    text = nightly.page(night(tmp_path), 0)
    assert MOST_BYTES - 200 < len(text.encode()) < MOST_BYTES + 200
    assert text.endswith("Cut off here; the artifact holds it all.\n")


def test_the_commands_are_understood(tmp_path: Path) -> None:
    """Parsed, not run."""
    steps = Steps()
    slug = load_cases()[0].slug
    asked = Night("gpt-5-mini", "x", tmp_path, sample=3, cases=(slug,), max_cost=0.5)
    nightly.spend(asked, steps)
    for _, name, *words in steps.called:
        assert name in COMMANDS
        command = evals_main.get_command(click.Context(evals_main), name)
        assert command
        command.make_context(name, list(words))


def test_a_run_that_takes_too_long_is_stopped() -> None:
    """A real process, told to stop; it is not asked for anything else."""
    words = ("timeit", "-n", "1", "-r", "1", "import time; time.sleep(60)")
    assert nightly._call(words, 0.5).code == 130  # noqa: SLF001  # the door to processes


def test_what_a_command_says_is_caught_with_its_errors() -> None:
    ended = nightly._call(("evals", "gate", "nowhere"), None)  # noqa: SLF001  # the same
    assert ended.code == 2
    assert "nowhere" in ended.said


@dataclass
class Gh:
    """Stands for `gh`, with these issues open."""

    numbers: tuple[int, ...] = ()
    called: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def __call__(self, words: Sequence[str], given: str) -> str:
        self.called.append((tuple(words), given))
        if words[:2] == ("issue", "list"):
            return json.dumps([{"number": number} for number in self.numbers])
        return "https://example.org/issue\n"


def test_a_first_regression_opens_an_issue() -> None:
    gh = Gh()
    assert tracking.tell("# page", "https://example.org/run", gh) == "https://example.org/issue"
    assert [words[:2] for words, _ in gh.called] == [
        ("issue", "list"), ("label", "create"), ("issue", "create"),
    ]  # fmt: skip
    words, body = gh.called[-1]
    assert tracking.LABEL in words
    assert "# page" in body
    assert "https://example.org/run" in body


def test_a_second_regression_is_told_to_the_issue_that_is_open() -> None:
    gh = Gh((9, 7))
    tracking.tell("x" * 100_000, "https://example.org/run", gh)
    (_, _), (words, body) = gh.called
    assert words[:3] == ("issue", "comment", "7")
    assert len(body) < 65_536
    assert body.endswith("https://example.org/run\n")


def test_telling_needs_python_alone() -> None:
    """The job that may write issues installs nothing; `-S` hides all that is installed."""
    code = f"import runpy; runpy.run_path({tracking.__file__!r})"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False)  # noqa: S603
    assert done.returncode == 0


def test_a_folder_that_cannot_be_written_ends_with_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    words = ["--model", "x", "-o", str(tmp_path / "file" / "below")]
    result = CliRunner().invoke(nightly.main, words)
    assert result.exit_code == 2
    assert result.output.count("Traceback") == 0
