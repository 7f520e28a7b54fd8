"""What a report holds, before any face lays it out; and its command."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.reports import BUG, DOWN, TEXT, a_run, bad, good, one_case, trial
from support.runs import STARTED, made, scripted

from evals.__main__ import main
from evals.reports.highlight import shown, stretches
from evals.reports.report import build
from evals.runs.errors import WORSE

CASE = one_case()
BAD = a_run(trial(CASE, bad(CASE)))
READING = build(BAD, [CASE]).cases[0].readings[0]
POSITIONS = {row.state: row for row in READING.rows if row.kind == "position"}


def test_label_and_output_stand_side_by_side_in_four_states() -> None:
    assert set(POSITIONS) == {"matched", "missing", "invented", "optional"}
    matched, missing, invented = (POSITIONS[s] for s in ("matched", "missing", "invented"))
    assert matched.label
    assert matched.item
    assert (missing.label and missing.label.words) == "The port backs the plan."
    assert missing.item is None
    assert invented.label is None
    assert invented.note.startswith(("nearest label", "no label is near"))


def test_spans_are_the_quotes_in_the_text() -> None:
    for row in READING.rows:
        for side in (row.label, row.item):
            if side:
                assert side.spans
                assert {TEXT[start:end] for start, end in side.spans} == set(side.quotes)


def test_stretches_cover_the_text_and_carry_who_cites_them() -> None:
    found = stretches(TEXT, READING)
    assert [one.start for one in found[1:]] == [one.end for one in found[:-1]]
    assert "".join(one.words for one in found) == shown(TEXT)
    start = TEXT.index("The port backs")
    port = [one for one in found if start <= one.start < start + len("The port backs the plan.")]
    assert {state for one in port for state in one.states} == {"missing"}
    assert port[0].refs == "−p2"  # noqa: RUF001  # the sign of what is missing


def test_a_span_that_does_not_hold_its_quote_is_not_marked() -> None:
    outcome = bad(CASE)
    position = outcome.summary.positions[0]
    moved = position.evidence[0].model_copy(update={"start": 5, "end": 9})
    lying = position.model_copy(update={"evidence": (moved,)})
    summary = outcome.summary.model_copy(update={"positions": (lying,)})
    run = a_run(trial(CASE, outcome.model_copy(update={"summary": summary})))
    rows = build(run, [CASE]).cases[0].readings[0].rows
    (item,) = [row.item for row in rows if row.kind == "position" and row.item]
    assert item.spans == ()


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\r", "\u202e", "\u200b", "\ue000\U000e0041"])
def test_what_is_shown_of_a_text_is_as_long_as_the_text(char: str) -> None:
    assert len(shown(f"a{char}b\n")) == len(f"a{char}b\n")
    assert not set("\x00\x1b\r\u202e\u200b\U000e0041") & set(shown(char))


def test_repeats_are_one_case_and_the_worst_case_stands_first() -> None:
    second = one_case("second")
    mute = one_case("mute")
    run = a_run(
        trial(CASE, good(CASE)),
        trial(second, good(second), 0),
        trial(second, bad(second), 1),
        trial(mute, BUG),
    )
    report = build(run, [CASE, second, mute])
    assert [one.case.slug for one in report.cases] == ["mute", "second", "harbour"]
    assert len(report.cases[1].readings) == 2
    assert report.cases[0].metrics == {}
    assert report.cases[2].metrics["micro_f1"] == 1


def test_scores_are_those_of_todays_label() -> None:
    forged = bad(CASE).model_copy(update={"score": good(CASE).score})
    report = build(a_run(trial(CASE, forged)), [CASE])
    assert report.cases[0].metrics["micro_f1"] < 1
    assert report.run.scores
    assert (report.run.scores["micro_f1"].value or 1) < 1


def test_cases_that_are_gone_are_named() -> None:
    assert build(BAD, []).left_out == {"harbour": "there is no such case now"}


def test_a_baseline_gives_the_gates_word_and_what_was_before() -> None:
    cases = [one_case(f"c{number:02}") for number in range(12)]
    before = a_run(*(trial(one, good(one)) for one in cases), name="before")
    after = a_run(*(trial(one, bad(one)) for one in cases))
    report = build(after, cases, before)
    assert report.ruling
    assert report.ruling.exit_code == WORSE
    assert report.cases[0].before["micro_f1"] == 1
    assert report.cases[0].changes


def test_a_run_that_the_gate_cannot_judge_is_reported_with_the_reason() -> None:
    other = BAD.model_copy(update={"setup": BAD.setup.model_copy(update={"model": "n"})})
    ruling = build(BAD, [CASE], other).ruling
    assert ruling
    assert "the baseline n" in ruling.reasons[0]
    failed = build(a_run(trial(CASE, DOWN)), [CASE], BAD).ruling
    assert failed
    assert "the provider failed" in failed.reasons[0]


def test_a_trend_is_in_the_order_of_time() -> None:
    old = a_run(trial(CASE, good(CASE)), name="old", started=STARTED - dt.timedelta(days=1))
    assert [one.id for one in build(BAD, [CASE], others=[old]).trend] == ["old", "a-run"]


@pytest.mark.parametrize("face", ["terminal", "markdown", "junit", "html"])
def test_the_command_writes_each_face(face: str, tmp_path: Path) -> None:
    made(tmp_path, scripted())
    run, file = str(tmp_path / "out"), tmp_path / "report"
    words = ["report", run, "--format", face]
    assert CliRunner().invoke(main, [*words, "-o", str(file)]).exit_code == 0
    printed = CliRunner().invoke(main, [*words, "--against", run])
    assert printed.exit_code == 0
    assert "a-run" in printed.stdout + file.read_text() or face == "terminal"


def test_a_folder_of_runs_is_a_trend_and_one_without_runs_is_refused(tmp_path: Path) -> None:
    made(tmp_path / "runs", scripted())
    done = CliRunner().invoke(main, ["report", str(tmp_path / "runs"), "--format", "html"])
    assert done.exit_code == 0, done.output
    refused = CliRunner().invoke(main, ["report", str(tmp_path)])
    assert refused.exit_code == 2
    assert "there is no run in" in refused.stderr
