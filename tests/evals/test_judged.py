"""Judged pairs are read strictly and drawn without the scorer, and the scorer agrees with them."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evals.cases import CASES, Case, load_case, load_cases
from evals.figures.scorer_agreement import BAR, Confusion, rows, verdicts
from evals.judged.likeness import wording
from evals.judged.pairs import InvalidPairs, Unjudged, load_pairs
from evals.judged.sample import MOST_USES, main
from evals.oracle import oracle

SLUG = "adv-two-holders"


@pytest.fixture(scope="module")
def one() -> Case:
    return load_case(CASES / SLUG)


@pytest.fixture
def drawn(tmp_path: Path, one: Case) -> list[dict[str, Any]]:
    return draw(tmp_path, one, each=12)


def draw(tmp_path: Path, one: Case, each: int, number: int = 1) -> list[dict[str, Any]]:
    """Pairs drawn from a system that answers with the label."""
    (tmp_path / "summaries").mkdir(exist_ok=True)
    (tmp_path / "summaries" / f"{SLUG}.json").write_text(oracle(one).model_dump_json())
    target = tmp_path / "drawn.jsonl"
    arguments = [f"perfect={tmp_path / 'summaries'}", "--each", str(each), "--draw", str(number)]
    ended = CliRunner().invoke(main, [*arguments, "-o", str(target)])
    assert ended.exit_code == 0, ended.output
    return [json.loads(line) for line in target.read_text().splitlines()]


def written(tmp_path: Path, pairs: Sequence[dict[str, Any]]) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    return path


def test_the_scorer_agrees_with_the_judge_on_nine_pairs_in_ten() -> None:
    found = verdicts()
    assert len(found) >= 250
    assert len({one.pair.system for one in found}) >= 2
    assert min(Counter(one.pair.kind for one in found).values()) >= 50
    assert Confusion.of(found).agreement >= BAR


def test_a_drawn_pair_tells_nothing_of_the_verdict(drawn: list[dict[str, Any]]) -> None:
    fields = {
        "id", "system", "case", "draw", "likeness", "source",
        "label", "label_actors", "item", "item_actors",
    }  # fmt: skip
    assert all(set(pair) == fields for pair in drawn)


def test_the_draw_is_the_same_every_time_and_no_item_is_drawn_too_often(
    tmp_path: Path, one: Case, drawn: list[dict[str, Any]]
) -> None:
    assert draw(tmp_path, one, each=12) == drawn
    assert len(drawn) == 12
    for side in ("label", "item"):
        assert max(Counter(pair[side]["id"] for pair in drawn).values()) <= MOST_USES


def test_a_later_draw_leaves_out_what_was_judged_before(tmp_path: Path, one: Case) -> None:
    judged = {(pair.case, pair.label.id, wording(pair.item)) for pair in load_pairs(load_cases())}
    again = [Unjudged.model_validate_json(json.dumps(pair)) for pair in draw(tmp_path, one, 99, 9)]
    assert again
    assert not judged & {(pair.case, pair.label.id, wording(pair.item)) for pair in again}


def test_every_kind_that_there_is_has_its_turn(drawn: list[dict[str, Any]]) -> None:
    assert {pair["item"]["id"][0] for pair in drawn} >= {"a", "p", "s"}


def test_a_judged_pair_is_read(tmp_path: Path, one: Case, drawn: list[dict[str, Any]]) -> None:
    path = written(tmp_path, [{**pair, "judged": "match"} for pair in drawn])
    assert [pair.id for pair in load_pairs([one], path)] == [pair["id"] for pair in drawn]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"judged": "perhaps"}, "judged: Input should be 'match' or 'no_match'"),
        ({"verdict": "match"}, "verdict: Extra inputs are not permitted"),
        ({"case": "no-such-case"}, "there is no case no-such-case"),
        ({"label_actors": None}, "label_actors: Input should be an object"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path,
    one: Case,
    drawn: list[dict[str, Any]],
    change: dict[str, Any],
    message: str,
) -> None:
    judged = [{**pair, "judged": "match"} for pair in drawn[:2]]
    judged[1] |= change
    with pytest.raises(InvalidPairs) as caught:
        load_pairs([one], written(tmp_path, judged))
    assert str(caught.value) == f"pairs.jsonl:2: {message}"


def test_a_pair_that_nobody_judged_is_refused(
    tmp_path: Path, one: Case, drawn: list[dict[str, Any]]
) -> None:
    with pytest.raises(InvalidPairs, match=r"pairs\.jsonl:1: judged: Field required"):
        load_pairs([one], written(tmp_path, drawn[:1]))


def test_a_pair_that_stands_twice_is_refused(
    tmp_path: Path, one: Case, drawn: list[dict[str, Any]]
) -> None:
    pair = {**drawn[0], "judged": "match"}
    with pytest.raises(InvalidPairs, match="stands twice"):
        load_pairs([one], written(tmp_path, [pair, pair]))


def test_a_pair_whose_label_has_changed_since_is_refused(
    tmp_path: Path, one: Case, drawn: list[dict[str, Any]]
) -> None:
    pair = {**drawn[0], "judged": "match"}
    pair["label"] = {**pair["label"], "role": "another role"}
    with pytest.raises(InvalidPairs, match="judge the pair again"):
        load_pairs([one], written(tmp_path, [pair]))


def test_a_pair_of_two_kinds_is_refused(
    tmp_path: Path, one: Case, drawn: list[dict[str, Any]]
) -> None:
    actor = next(pair for pair in drawn if pair["item"]["id"].startswith("a"))
    step = next(pair for pair in drawn if pair["item"]["id"].startswith("s"))
    pair = {**actor, "item": step["item"], "judged": "no_match"}
    with pytest.raises(InvalidPairs, match="two kinds"):
        load_pairs([one], written(tmp_path, [pair]))


@pytest.mark.parametrize(
    ("confusion", "agreement", "kappa"),
    [
        (Confusion(20, 5, 10, 15), 0.7, 0.4),
        (Confusion(25, 25, 25, 25), 0.5, 0.0),
        (Confusion(3, 0, 0, 7), 1.0, 1.0),
        (Confusion(5, 0, 0, 0), 1.0, 1.0),
    ],
)
def test_kappa_is_the_agreement_beyond_chance(
    confusion: Confusion, agreement: float, kappa: float
) -> None:
    assert confusion.agreement == pytest.approx(agreement)
    assert confusion.kappa == pytest.approx(kappa)


def test_the_table_counts_every_pair_once_in_each_part() -> None:
    found = verdicts()
    head, everything, *parts = rows(found)
    assert int(everything[1]) == len(found)
    assert len(head) == len(everything) == 8
    kinds = [row for row in parts if row[0] in ("actor", "position", "condition", "next step")]
    assert sum(int(row[1]) for row in kinds) == len(found)


def test_the_labels_of_all_cases_are_those_that_were_judged() -> None:
    assert load_pairs(load_cases())
