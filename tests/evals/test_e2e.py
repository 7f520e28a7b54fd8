"""What `make e2e` asks of the seed's summary is missed where it is not there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals import e2e
from summarizer.readers import read
from summarizer.schema import Summary

EXAMPLE = Path(__file__).parents[2] / "docs" / "example" / "seed.json"
"""A real summary of the seed, from the embedded model."""

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def text() -> str:
    return read(e2e.SEED).text


def example(change: Change = lambda _: None) -> Summary:
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    change(data)
    return Summary.model_validate(data)


def test_the_documented_summary_of_the_seed_has_everything(text: str) -> None:
    assert e2e.missing(example(), text) == []


def _without(key: str, word: str) -> Change:
    """Leave out the items of a list in which a word stands, apart from their evidence."""

    def leave_out(data: dict[str, Any]) -> None:
        data[key] = [item for item in data[key] if word not in json.dumps({**item, "evidence": []})]

    return leave_out


def _first(key: str, **values: Any) -> Change:
    return lambda data: data[key][0].update(values)


def _shifted(data: dict[str, Any]) -> None:
    data["positions"][0]["evidence"][0]["start"] += 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (_without("actors", "Peskov"), "Peskov"),
        (_without("actors", "elegation"), "Russian delegation"),
        (_without("actors", "Putin"), "Putin"),
        (_without("actors", "Trump"), "Trump"),
        (_without("actors", "Zelensky"), "Zelensky"),
        (_without("positions", "declines"), "declines"),
        (_without("positions", "memoranda"), "expects"),
        (_without("conditions", "contacts"), "condition"),
        (_without("next_steps", "2025-06-02"), "2025-06-02"),
        (_first("positions", evidence=[]), "evidence of p1"),
        (_shifted, "words of p1"),
    ],
)
def test_what_is_not_there_is_said(change: Change, word: str, text: str) -> None:
    (fault,) = e2e.missing(example(change), text)
    assert word in fault


@pytest.mark.parametrize(("cached", "faults"), [(650, 0), (649, 1), (0, 1)])
def test_a_second_run_that_reads_the_prefix_again_is_said(cached: int, faults: int) -> None:
    def evaluate(data: dict[str, Any]) -> None:
        data["run"].update(input_tokens=1_150, cached_tokens=cached)

    second = e2e.Outcome(example(evaluate), seconds=1.0)
    assert len(e2e.not_kept(second, most=500)) == faults
