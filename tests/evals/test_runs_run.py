"""A run: trials as they come, failures as values, caps, kills and replays."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from support import slow_run
from support.runs import CASES, made, right, scripted, source, without_positions

from evals.runs.errors import NotRecorded, Unusable
from evals.runs.folder import RunFolder, read_run, write_result
from evals.runs.jobs import jobs
from evals.runs.rescore import rescored
from evals.runs.result import RunResult, Spent, Trial
from summarizer.errors import AuthenticationFailed, InvalidAnswer, ServerFailed
from summarizer.model import Prompt, Usage

ROOT = Path(__file__).resolve().parents[2]


def failing_for(name: str, error: BaseException) -> Any:
    """A script that raises for one case."""

    def reply(prompt: Prompt, kind: Any) -> Any:
        return error if name in prompt.messages[-1].content else right(prompt, kind)

    return reply


def test_every_case_is_summarized_and_scored(tmp_path: Path) -> None:
    result = made(tmp_path, scripted(dollars_a_token=0.001))
    assert [trial.case for trial in result.trials] == ["avon", "blyth", "calder", "derwent"]
    assert result.scores
    assert result.scores["micro_f1"].value == 1
    assert result.spent.calls == 4
    assert result.spent.cost_usd == pytest.approx(0.48)
    assert result.partial is None


@pytest.mark.parametrize("workers", [1, 4])
def test_an_unchanged_run_asks_nothing_and_is_bit_identical(tmp_path: Path, workers: int) -> None:
    first = made(tmp_path, scripted(), repeats=3, workers=workers)
    kept = {path: path.read_bytes() for path in (tmp_path / "answers").rglob("*.json")}
    silent = scripted([])
    again = made(tmp_path, silent, repeats=3)
    replay = made(tmp_path, None, repeats=3, workers=workers)
    assert silent.prompts == []
    assert again.spent.calls == replay.spent.calls == 0
    assert first.digest == again.digest == replay.digest
    assert first.model_dump_json(include={"trials", "scores", "setup"}) == replay.model_dump_json(
        include={"trials", "scores", "setup"}
    )
    assert kept == {path: path.read_bytes() for path in kept}


def test_replay_of_what_is_not_recorded_says_so_and_leaves_no_result(tmp_path: Path) -> None:
    made(tmp_path, scripted(), cases=CASES[:2])
    assert (tmp_path / "out" / "result.json").exists()
    with pytest.raises(NotRecorded, match=r"2 of 4 trials .* run live \(calder, derwent\)") as none:
        made(tmp_path, None)
    assert "--live" in none.value.hint
    assert "--case calder --case derwent" in none.value.hint
    assert not (tmp_path / "out" / "result.json").exists()


@pytest.mark.parametrize(
    ("error", "infra"), [(InvalidAnswer("not of the shape"), False), (ServerFailed("down"), True)]
)
def test_a_failure_is_a_value_and_no_low_score(
    tmp_path: Path, error: Exception, *, infra: bool
) -> None:
    result = made(tmp_path, scripted(failing_for("Blyth", error)))
    [failed] = result.failures
    assert failed.case == "blyth"
    assert failed.failure
    assert (failed.failure.code, failed.failure.infra) == (type(error).__name__, infra)
    assert result.scores
    assert (result.scores.cases, result.scores["macro_f1"].value) == (3, 1)


def test_a_provider_that_fails_in_the_repair_is_no_low_score_either(tmp_path: Path) -> None:
    """The product keeps what it had and drops the faulty item; a run must not score that."""

    def reply(prompt: Prompt, kind: Any) -> Any:
        if prompt.id != "summary@1":
            return ServerFailed("down")
        draft = right(prompt, kind)
        draft["positions"][0]["statement"] = "It opposes 14 tunnels."
        return draft

    result = made(tmp_path, scripted(reply), cases=CASES[:1])
    [failed] = result.failures
    assert failed.failure
    assert failed.failure.infra
    assert result.scores is None


def test_an_unexpected_error_costs_one_case_and_shows_no_text(tmp_path: Path) -> None:
    result = made(tmp_path, scripted(failing_for("Blyth", ZeroDivisionError("SECRET"))))
    [failed] = result.failures
    assert failed.failure
    assert failed.failure.code == "ZeroDivisionError"
    assert "SECRET" not in failed.model_dump_json()
    assert not failed.failure.infra


def test_a_refused_key_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="the key"):
        made(tmp_path, scripted(failing_for("Blyth", AuthenticationFailed("the key is wrong"))))


def test_a_failure_of_the_model_is_played_and_one_of_the_provider_is_asked_again(
    tmp_path: Path,
) -> None:
    made(tmp_path, scripted(failing_for("Blyth", InvalidAnswer("no"))))
    assert len(made(tmp_path, None).failures) == 1
    other = tmp_path / "other"
    made(other, scripted(failing_for("Blyth", ServerFailed("down"))))
    recovered = scripted()
    assert made(other, recovered).failures == ()
    assert len(recovered.prompts) == 1


def test_the_cost_cap_leaves_a_labelled_partial_result(tmp_path: Path) -> None:
    costly = scripted(dollars_a_token=0.0001, usage=Usage(1, 2_000, 4_000))
    result = made(tmp_path, costly, cap=2.0)
    assert result.partial
    assert result.partial.reason == "budget"
    assert 0 < len(result.trials) < 4
    assert result.partial.missing == 4 - len(result.trials)
    assert result.spent.cost_usd
    assert result.spent.cost_usd <= 2.0
    assert read_run(tmp_path / "out") == result


def test_ctrl_c_leaves_a_labelled_partial_result(tmp_path: Path) -> None:
    taken: list[Trial] = []

    def pressed_once(trial: Trial) -> None:
        taken.append(trial)
        if len(taken) == 1:
            raise KeyboardInterrupt

    result = made(tmp_path, scripted(slow_run.slowly), on_trial=pressed_once)
    assert result.partial
    assert result.partial.reason == "interrupted"
    assert len(result.trials) == len(taken) == 4 - result.partial.missing < 4


def test_a_killed_run_is_taken_up_without_asking_again(tmp_path: Path) -> None:
    """A real process, a real SIGKILL, and the line that was being written cut in half."""
    process = subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, slow_run.__file__, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )
    lines = tmp_path / "out" / "trials.jsonl"
    while not lines.exists() or lines.read_bytes().count(b"\n") < 3:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with lines.open("ab") as file:
        file.write(b'{"case": "blyth", "repeat": 4, "te')
    killed = read_run(tmp_path / "out")
    assert killed.partial
    assert killed.partial.reason == "killed"
    assert 3 <= len(killed.trials) == 20 - killed.partial.missing
    rest = scripted()
    result = made(tmp_path, rest, repeats=5)
    assert len(result.trials) == 20
    assert result.partial is None
    # One more answer may have been kept than trials were written.
    assert len(killed.trials) + len(rest.prompts) in (19, 20)
    assert {trial.key: trial for trial in result.trials} | {
        trial.key: trial for trial in killed.trials
    } == {trial.key: trial for trial in result.trials}


def test_only_the_last_line_may_be_cut(tmp_path: Path) -> None:
    made(tmp_path, scripted())
    out = tmp_path / "out"
    (out / "result.json").unlink()
    lines = (out / "trials.jsonl").read_text().splitlines(keepends=True)
    (out / "trials.jsonl").write_text("".join([lines[0], lines[1][:50] + "\n", lines[2]]))
    with pytest.raises(Unusable, match=r"trials\.jsonl, line 2"):
        read_run(out)


@pytest.mark.parametrize("content", ["", "{", '{"format": "2"}'])
def test_a_broken_result_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "result.json").write_text(content)
    with pytest.raises(Unusable, match=r"result\.json is no result"):
        read_run(tmp_path)


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="there is no run"):
        read_run(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(Unusable, match="cannot be written"):
        made(tmp_path, scripted())


def test_two_runs_cannot_write_to_one_folder(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with folder.opened({}, 1), pytest.raises(Unusable, match="another run"):
        RunFolder(tmp_path).opened({}, 1).__enter__()


def test_a_result_survives_its_file(tmp_path: Path) -> None:
    result = made(tmp_path, scripted(failing_for("Blyth", ServerFailed("down"))))
    assert read_run(tmp_path / "out") == result
    assert read_run(tmp_path / "out" / "result.json") == result
    text = (tmp_path / "out" / "result.json").read_text()
    assert sum('"case":"avon"' in line for line in text.splitlines()) == 1


def test_the_order_turns_with_the_rotation_and_covers_all_cases_before_repeats() -> None:
    days = [jobs(CASES, 2, f"2026-03-{day:02}", sample=2) for day in range(1, 20)]
    assert {job.case.slug for day in days for job in day} == {case.slug for case in CASES}
    assert days[0] == jobs(CASES, 2, "2026-03-01", sample=2)
    assert [job.repeat for job in days[0]] == [0, 0, 1, 1]


def test_stored_summaries_are_scored_anew_without_a_model(tmp_path: Path) -> None:
    """The label of one case has lost its position, the text of another has changed."""
    result = made(tmp_path, scripted())
    relabelled = CASES[0].label.model_copy(update={"positions": ()})
    other_text = f"{CASES[1].text} More."
    cases = [
        type(CASES[0])("avon", CASES[0].text, CASES[0].meta, relabelled),
        type(CASES[1])("blyth", other_text, CASES[1].meta, CASES[1].label),
        CASES[2],
    ]
    anew = rescored(result, cases)
    assert set(anew.left_out) == {"blyth", "derwent"}
    outcomes = anew.result.outcomes
    assert outcomes["avon"][0].score.kinds["position"].fp == 1
    assert outcomes["calder"] == result.outcomes["calder"]
    assert anew.result.scores
    assert anew.result.scores.cases == 2


def test_a_trial_is_an_outcome_or_a_failure_and_never_both_or_none(tmp_path: Path) -> None:
    [trial, *_] = made(tmp_path, scripted()).trials
    fields = trial.model_dump()
    with pytest.raises(ValueError, match="an outcome or a failure"):
        Trial.model_validate({**fields, "outcome": None})
    failure = {"code": "x", "message": "x", "infra": True}
    with pytest.raises(ValueError, match="an outcome or a failure"):
        Trial.model_validate({**fields, "failure": failure})


def test_the_digest_tells_results_apart_and_ignores_time_and_cost(tmp_path: Path) -> None:
    one = made(tmp_path, scripted())
    other = made(tmp_path / "other", scripted(without_positions))
    later = one.model_copy(update={"id": "x", "mode": "replay", "spent": Spent(calls=9)})
    assert one.digest == later.digest != other.digest
    write_result(tmp_path / "one.json", one)
    assert RunResult.model_validate_json((tmp_path / "one.json").read_bytes()).digest == one.digest


def test_answers_are_asked_of_the_source_alone(tmp_path: Path) -> None:
    """A replay has no model at hand: it cannot ask by mistake."""
    assert source(tmp_path, None).model is None
