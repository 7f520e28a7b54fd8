"""Two runs side by side, the gate on them, and the baseline that only `bless` replaces."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from support.labelled import case, summary
from support.runs import STARTED

from evals.cases import Case
from evals.figures import gate_power
from evals.runs.changes import changes
from evals.runs.compare import compare, differences
from evals.runs.errors import BUDGET, INFRASTRUCTURE, PASS, WORSE, Unusable
from evals.runs.folder import put_together, read_run
from evals.runs.gate import baseline_of, bless, rule
from evals.runs.result import Failure, Outcome, Partial, RunResult, Setup, Spent, Trial
from evals.runs.show import comparison_lines, ruling_lines
from evals.runs.trial import text_sha256
from evals.scoring import score

ITEMS: dict[str, Any] = {
    "actors": [{"name": "The union"}, {"name": "The port"}],
    "positions": [
        {"holder": "The union", "stance": "opposes", "statement": "The union opposes the plan."},
        {"holder": "The port", "stance": "supports", "statement": "The port backs the plan."},
    ],
}
SETUP = Setup(
    model="m", profile="large", prompt="p@1", prompt_sha256="", schema_sha256="", parameters={},
    repeats=1,
)  # fmt: skip
BUG = Failure(code="InvalidAnswer", message="no", infra=False)
DOWN = Failure(code="ServerFailed", message="down", infra=True)


def one_case(number: int) -> Case:
    text = f"In town {number} the union opposes the plan. The port backs the plan."
    return case(text, ITEMS, slug=f"town-{number:02}")


CASES = tuple(one_case(number) for number in range(40))


def outcome(found: Case, positions: Sequence[int] = (0, 1), **changed: Any) -> Outcome:
    """A summary with some of the positions, the first of them changed."""
    kept = [dict(ITEMS["positions"][number]) for number in positions]
    if changed:
        kept[0] |= changed
    made = summary(found.text, {**ITEMS, "positions": kept})
    return Outcome(summary=made, score=score(found, made))


def trial(found: Case, repeat: int, what: Outcome | Failure) -> Trial:
    kind = "outcome" if isinstance(what, Outcome) else "failure"
    fields = {"case": found.slug, "repeat": repeat, "text_sha256": text_sha256(found)}
    return Trial.model_validate({**fields, kind: what})


def a_run(*trials: Trial, name: str = "run", **fields: Any) -> RunResult:
    head = {
        "id": name, "started": STARTED, "mode": "live", "setup": SETUP, "libraries": {}, **fields
    }  # fmt: skip
    return put_together(head, trials, Spent())


def of_all(positions: Sequence[int] = (0, 1), cases: Sequence[Case] = CASES) -> RunResult:
    return a_run(*(trial(one, 0, outcome(one, positions)) for one in cases))


GOOD = of_all()


def test_a_run_is_not_worse_than_itself_and_nothing_differs() -> None:
    found = compare(GOOD, GOOD, CASES)
    assert found.verdict == "not worse"
    assert {one.verdict for one in found.metrics.values()} <= {"not worse", None}
    assert {one.delta for one in found.metrics.values()} <= {0.0, None}
    assert not any(one.changes for one in found.cases)


def test_a_loss_in_every_case_is_worse_and_the_same_gain_is_not() -> None:
    bad = of_all((0,))
    assert compare(GOOD, bad, CASES).verdict == "worse"
    assert compare(bad, GOOD, CASES).verdict == "not worse"
    position = compare(GOOD, bad, CASES).metrics["position_f1"]
    assert position.delta == pytest.approx(-1 / 3)
    assert position.verdict == "worse"


def test_a_loss_in_one_case_of_forty_is_not_called_worse() -> None:
    one_bad = a_run(
        trial(CASES[0], 0, outcome(CASES[0], (0,))),
        *(trial(one, 0, outcome(one)) for one in CASES[1:]),
    )
    found = compare(GOOD, one_bad, CASES)
    assert found.verdict == "not worse"
    assert found.cases[0].case == "town-00"
    assert [change.what for change in found.cases[0].changes] == ["vanished"]


def test_a_large_loss_that_hangs_on_one_case_is_inconclusive() -> None:
    cases = CASES[:11]
    after = a_run(
        trial(cases[0], 0, outcome(cases[0], ())),
        *(trial(one, 0, outcome(one)) for one in cases[1:]),
    )
    found = compare(of_all(cases=cases), after, cases)
    assert (found.metrics["micro_f1"].delta or 0) < -0.02
    assert found.metrics["micro_f1"].verdict == "inconclusive"


def test_mixed_gains_and_losses_are_inconclusive() -> None:
    before = a_run(
        *(
            trial(one, 0, outcome(one, (0,) if n % 5 == 1 else (0, 1)))
            for n, one in enumerate(CASES)
        )
    )
    after = a_run(
        *(
            trial(one, 0, outcome(one, (0,) if n % 4 == 0 else (0, 1)))
            for n, one in enumerate(CASES)
        )
    )
    assert compare(before, after, CASES).verdict == "inconclusive"


def test_repeats_are_averaged_and_make_no_interval_narrower() -> None:
    def scores(repeats: int) -> list[Any]:
        return [
            outcome(one, (0,) if n < 20 else (0, 1)).score
            for n, one in enumerate(CASES)
            for _ in range(repeats)
        ]

    once, often = (differences(scores(1), scores(n)) for n in (1, 5))
    assert once == often
    good = [outcome(one).score for one in CASES]
    assert differences(good, scores(1)) == differences(good, scores(5))


def test_less_is_better_of_what_is_spent() -> None:
    dear = [outcome(one).score for one in CASES]
    found = differences(dear, dear)["output_tokens"]
    assert found.verdict == "not worse"


def test_cases_that_cannot_be_paired_are_named() -> None:
    before = a_run(*(trial(one, 0, outcome(one)) for one in CASES[:12]))
    after = a_run(trial(CASES[0], 0, BUG), *(trial(one, 0, outcome(one)) for one in CASES[1:13]))
    other_text = Case(CASES[1].slug, f"{CASES[1].text} More.", CASES[1].meta, CASES[1].label)
    found = compare(before, after, (CASES[0], other_text, *CASES[2:]))
    assert found.left_out == {
        "town-00": "only the earlier run has an outcome",
        "town-12": "only the later run has an outcome",
        "town-01": "its text is another now",
    }
    assert len(found.cases) == 10


def test_runs_without_a_common_case_cannot_be_compared() -> None:
    with pytest.raises(Unusable, match="no case in common"):
        compare(of_all(cases=CASES[:3]), of_all(cases=CASES[3:6]), CASES)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({}, []),
        ({"positions": (1, 0)}, []),
        ({"positions": (1,)}, [("vanished", "right", ())]),
        ({"stance": "demands"}, [("changed", "right", ("stance",))]),
        ({"holder": "The port"}, [("changed", "wrong", ("holder",))]),
        (
            {"statement": "The harbour is too shallow for ships.", "stance": "expects"},
            [("vanished", "right", ()), ("appeared", "wrong", ())],
        ),
    ],
    ids=["same", "order", "vanished", "stance", "holder", "another"],
)
def test_items_are_told_apart_by_what_they_say(after: dict[str, Any], expected: Any) -> None:
    before = outcome(CASES[0])
    found = changes(before, outcome(CASES[0], **after), 0)
    assert [(one.what, one.judged, one.fields) for one in found] == expected


def test_new_ids_are_no_change() -> None:
    before = outcome(CASES[0])
    turned = {**ITEMS, "actors": list(reversed(ITEMS["actors"]))}
    made = summary(CASES[0].text, turned)
    assert [actor.id for actor in made.actors] == ["a1", "a2"]
    assert not list(changes(before, Outcome(summary=made, score=score(CASES[0], made)), 0))


def test_the_gate_passes_what_is_not_worse_and_fails_what_is() -> None:
    assert rule(GOOD, GOOD, CASES).exit_code == PASS
    worse = rule(GOOD, of_all((0,)), CASES)
    assert worse.exit_code == WORSE
    assert any("micro_f1 fell from 1.000 to 0.857" in reason for reason in worse.reasons)


def with_failures(failure: Failure, count: int) -> RunResult:
    return a_run(
        *(
            trial(one, 0, failure if n < count else outcome(one, (0,)))
            for n, one in enumerate(CASES)
        )
    )


def test_a_failing_provider_is_not_blamed_on_quality() -> None:
    assert rule(GOOD, with_failures(DOWN, 3), CASES).exit_code == INFRASTRUCTURE
    assert rule(GOOD, with_failures(DOWN, 2), CASES).exit_code == WORSE


def test_a_model_that_gives_no_usable_answer_is_worse() -> None:
    mute = a_run(*(trial(one, 0, BUG) for one in CASES))
    assert rule(GOOD, mute, CASES).exit_code == WORSE
    assert "100%" in rule(GOOD, mute, CASES).reasons[0]
    two = a_run(*(trial(one, 0, BUG if n < 2 else outcome(one)) for n, one in enumerate(CASES)))
    assert rule(GOOD, two, CASES).exit_code == PASS
    assert rule(with_failures(BUG, 30), with_failures(BUG, 30), CASES).exit_code == PASS


def test_a_capped_run_is_neither_passed_nor_called_worse() -> None:
    capped = a_run(
        trial(CASES[0], 0, outcome(CASES[0])), partial=Partial(reason="budget", missing=39)
    )
    ruling = rule(GOOD, capped, CASES)
    assert (ruling.exit_code, ruling.verdict) == (BUDGET, "inconclusive")


def test_a_run_that_was_broken_off_cannot_be_judged_or_blessed(tmp_path: Path) -> None:
    killed = a_run(
        trial(CASES[0], 0, outcome(CASES[0])), partial=Partial(reason="killed", missing=1)
    )
    with pytest.raises(Unusable, match="was killed"):
        rule(GOOD, killed, CASES)
    with pytest.raises(Unusable, match="not whole"):
        bless(killed, tmp_path)


def test_another_model_is_not_held_to_this_baseline() -> None:
    other = a_run(setup=SETUP.model_copy(update={"model": "n"}))
    with pytest.raises(Unusable, match="asked n, the baseline m"):
        rule(GOOD, other, CASES)


def test_few_cases_tell_nothing_and_that_is_said() -> None:
    ruling = rule(GOOD, of_all((0,), CASES[:9]), CASES)
    assert (ruling.exit_code, ruling.verdict) == (PASS, "inconclusive")
    assert "too few" in ruling.reasons[0]


def test_a_new_scorer_moves_both_sides() -> None:
    """What a stored run says of its own scores is not trusted."""
    lying = GOOD.trials[0].outcome
    assert lying
    forged = lying.model_copy(update={"score": outcome(CASES[0], ()).score})
    trials = (trial(CASES[0], 0, forged), *GOOD.trials[1:])
    assert compare(a_run(*trials), GOOD, CASES).metrics["micro_f1"].delta == 0


def test_bless_writes_a_baseline_that_reads_back(tmp_path: Path) -> None:
    path = bless(GOOD, tmp_path)
    assert path == baseline_of("m", tmp_path)
    assert read_run(path) == GOOD
    with pytest.raises(Unusable, match="the provider failed"):
        bless(with_failures(DOWN, 1), tmp_path)
    assert read_run(path) == GOOD


def test_what_is_shown_names_metrics_verdict_and_items() -> None:
    shown = "\n".join(comparison_lines(compare(GOOD, of_all((0,)), CASES)))
    assert "verdict: worse" in shown
    assert "- position, right: The port: The port backs the plan." in shown
    assert "gate: fail (worse)" in "\n".join(ruling_lines(rule(GOOD, of_all((0,)), CASES)))


def test_the_simulation_of_the_gate_meets_its_bars(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate_power.main(simulations=400) == 0
    assert capsys.readouterr().out.count(" met") == 4
