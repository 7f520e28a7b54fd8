"""Figures that rest on somebody's reading, or on a run of the real model: their arithmetic."""

import json

import pytest
from support.samples import strike_summary

from evals.cases import load_cases
from evals.figures.one_run import Clock, verbatim
from evals.figures.support_by_hand import JUDGED, wilson
from summarizer.model import Progress


def test_a_hundred_items_are_judged_and_each_refusal_has_a_reason() -> None:
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]

    assert len(rows) == 100
    assert all(bool(row.get("why")) is not row["supported"] for row in rows)


def test_judged_words_stand_in_their_case() -> None:
    texts = {case.slug: case.text for case in load_cases()}

    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["words"] in texts[row["case"]]


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763)]
)
def test_the_interval_is_wilson_s(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_the_quoted_form_holds_every_item_with_its_quote() -> None:
    summary = strike_summary()
    written = json.loads(verbatim(summary))

    assert len(written["positions"]) == len(summary.positions)
    assert written["positions"][0]["quotes"] == [summary.positions[0].evidence[0].quote]


def test_a_clock_charges_each_stage_with_its_own_time() -> None:
    clock = Clock(stage="start", since=0.0)
    for stage in ("load", "read", "read", "write"):
        clock.told(Progress(stage, 0, 1))
    clock.turn("code")

    assert list(clock.spent) == ["start", "read", "write"]
