"""The commands: what they print where, and their exit codes."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from support.runs import CASES, made, scripted
from support.scripted import ScriptedModel

from evals.__main__ import main
from evals.runs.answers import folder_name
from evals.runs.progress import shown
from summarizer.errors import NoModel, ServerFailed
from summarizer.model import Model

SLUGS = ("adv-two-actors-only", "adv-dates")
ON = [word for slug in SLUGS for word in ("--case", slug)]


def nothing_found(*_: Any) -> dict[str, str]:
    return {"title": "A title"}


def connecting(model: ScriptedModel) -> Callable[[str, str], tuple[Model, str]]:
    return lambda _model, _base_url: (model, "")


@pytest.fixture
def evals(tmp_path: Path) -> Callable[..., Result]:
    """Run ``python -m evals`` with these words, its files below the test's folder."""

    def run(*words: str, model: ScriptedModel | None = None) -> Result:
        folder = ["--answers", str(tmp_path / "answers"), "-o", str(tmp_path / "out")]
        more = folder if words[0] == "run" else []
        return CliRunner().invoke(main, [*words, *more], obj=model and connecting(model))

    return run


def test_a_run_prints_its_folder_on_stdout_and_all_else_on_stderr(
    evals: Callable[..., Result], tmp_path: Path
) -> None:
    done = evals("run", "--live", *ON, model=scripted(nothing_found))
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{tmp_path / 'out'}\n"
    assert "2 trials of 2 cases, 0 failed" in done.stderr
    replay = evals("run", "--model", "scripted", *ON)
    assert replay.exit_code == 0
    assert "asked now: 0 calls" in replay.stderr


def test_replay_is_the_default_and_asks_nobody(evals: Callable[..., Result]) -> None:
    model = scripted(nothing_found)
    done = evals("run", "--model", "scripted", *ON, model=model)
    assert done.exit_code == 2
    assert "no answers of scripted are recorded: run live" in done.stderr
    assert model.prompts == []


def test_another_prompt_is_not_recorded(evals: Callable[..., Result], tmp_path: Path) -> None:
    evals("run", "--live", *ON, model=scripted(nothing_found))
    done = evals("run", "--model", "scripted", "--repeat", "2", *ON)
    assert done.exit_code == 2
    assert "2 of 4 trials are not recorded: run live" in done.stderr
    assert "hint: python -m evals run --live --model scripted" in done.stderr
    assert not (tmp_path / "out" / "result.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--case", "no-such"], "no-such: there is no case of this name"),
        (["--prompt", "summary@99"], "there is no prompt summary@99"),
        (["--max-cost", "1"], "no cost cap can be kept"),
        (["--repeat", "0"], "0 is not in the range"),
        (["--workers", "0"], "0 is not in the range"),
        (["--max-cost", "-1"], "-1.0 is not in the range"),
    ],
)
def test_wrong_usage_ends_with_2(evals: Callable[..., Result], words: list[str], said: str) -> None:
    done = evals("run", "--live", *ON, *words, model=scripted(nothing_found))
    assert done.exit_code == 2
    assert said in done.stderr


def test_fresh_asks_again_and_leaves_the_kept_answers_alone(
    evals: Callable[..., Result], tmp_path: Path
) -> None:
    evals("run", "--live", *ON, model=scripted(nothing_found))
    kept = {path: path.read_bytes() for path in (tmp_path / "answers").rglob("*.json")}
    model = scripted(lambda *_: {"title": "Another title"})
    assert evals("run", "--live", "--fresh", *ON, model=model).exit_code == 0
    assert len(model.prompts) == 2
    assert evals("run", "--live", "--fresh", *ON, model=model).exit_code == 0
    assert len(model.prompts) == 2
    assert kept == {path: path.read_bytes() for path in kept}
    assert evals("run", "--fresh", *ON).exit_code == 2


def test_a_provider_that_fails_ends_with_3_and_a_cap_with_4(evals: Callable[..., Result]) -> None:
    down = scripted(lambda *_: ServerFailed("down"))
    failed = evals("run", "--live", *ON, model=down)
    assert failed.exit_code == 3
    assert "failed (provider): adv-dates: ServerFailed: down" in failed.stderr
    dear = scripted(nothing_found, dollars_a_token=1.0)
    capped = evals("run", "--live", *ON, "--max-cost", "1", model=dear)
    assert capped.exit_code == 4
    assert "PARTIAL (budget): 2 trials are missing" in capped.stderr


def test_a_model_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    def none(*_: str) -> tuple[Model, str]:
        raise NoModel("there is none", hint="Fetch it.")

    done = CliRunner().invoke(main, ["run", "--live", "-o", str(tmp_path / "out")], obj=none)
    assert done.exit_code == 2
    assert done.stderr == "error: there is none\nhint: Fetch it.\n"


def test_score_compare_gate_and_bless_take_a_run_and_ask_nobody(
    evals: Callable[..., Result], tmp_path: Path
) -> None:
    evals("run", "--live", *ON, model=scripted(nothing_found))
    out, baselines = str(tmp_path / "out"), ["--baselines", str(tmp_path / "baselines")]
    again = tmp_path / "again.json"
    scored = evals("score", out, "-o", str(again))
    assert scored.exit_code == 0
    assert "macro_f1" in scored.stdout
    assert evals("compare", out, str(again)).exit_code == 0
    without = evals("gate", out, *baselines)
    assert (without.exit_code, "scripted has no baseline" in without.stderr) == (2, True)
    blessed = evals("bless", out, *baselines)
    assert blessed.stdout == f"{tmp_path / 'baselines' / 'scripted.json'}\n"
    gated = evals("gate", out, *baselines)
    assert gated.exit_code == 0
    assert "too few to tell" in gated.stdout
    assert "not worse" in evals("bless", out, *baselines).stderr


def test_the_gate_never_writes_the_baseline(evals: Callable[..., Result], tmp_path: Path) -> None:
    baselines = tmp_path / "baselines"
    evals("run", "--live", *ON, model=scripted(nothing_found))
    evals("bless", str(tmp_path / "out"), "--baselines", str(baselines))
    before = {path: path.stat().st_mtime_ns for path in baselines.iterdir()}
    evals("gate", str(tmp_path / "out"), "--baselines", str(baselines))
    assert before == {path: path.stat().st_mtime_ns for path in baselines.iterdir()}


def test_a_bar_is_shown_on_a_terminal_and_lines_elsewhere(tmp_path: Path) -> None:
    trials = made(tmp_path, scripted()).trials
    texts = []
    for terminal in (True, False):
        console = Console(file=StringIO(), force_terminal=terminal, width=120)
        with shown(len(CASES), console) as on_trial:
            for trial in trials:
                on_trial(trial)
        texts.append(console.file.getvalue())  # type: ignore[attr-defined]
    bar, lines = texts
    assert "4/4" in bar
    assert lines.splitlines()[0] == f"1/4 avon: macro-F1 1.00, {trials[0].outcome.score.figures.seconds:.1f} s"  # type: ignore[union-attr]  # fmt: skip  # noqa: E501
    assert len(lines.splitlines()) == 4


@pytest.mark.parametrize(
    ("model", "folder"),
    [
        ("Qwen/Qwen2.5-7B", "qwen-qwen2.5-7b"),
        ("../../etc", "etc"),
        ("a:b c", "a-b-c"),
        ("..", "model"),
    ],
)
def test_a_models_folder_is_a_plain_name(model: str, folder: str) -> None:
    assert folder_name(model) == folder
