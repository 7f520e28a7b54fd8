"""The second labels are read as strictly as the first, and score 1 where they say the same."""

import json
import shutil
from pathlib import Path

import pytest

from evals.cases import InvalidCases
from evals.figures.agreement import SECOND, both_ways, pairs, scores

SLUG = "tesco-sells-poland-2020"


def test_ten_cases_have_a_second_label_that_is_not_the_first() -> None:
    found = list(pairs())
    assert len(found) == 10
    assert all(first.text == second.text for first, second in found)
    assert all(first.label != second.label for first, second in found)


def test_a_label_agrees_with_itself() -> None:
    for first, _ in pairs():
        for found in both_ways(first, first, okay=True):
            assert found.macro_f1 == 1


def test_the_two_directions_count_as_one_case() -> None:
    found = scores(okay=True)
    assert (found.cases, found.summaries) == (10, 20)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"evidence": ["These words are not in the text."]}, "$.positions[0].evidence"),
        ({"mood": "hopeful"}, "$.positions[0].mood"),
        ({"holder": "a99"}, "$.positions[0].holder"),
    ],
)
def test_a_fault_of_a_second_label_is_named(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    shutil.copytree(SECOND / SLUG, tmp_path / SLUG)
    path = tmp_path / SLUG / "label.json"
    label = json.loads(path.read_text(encoding="utf-8"))
    label["positions"][0] |= change
    path.write_text(json.dumps(label), encoding="utf-8")
    with pytest.raises(InvalidCases, match=r"label\.json") as caught:
        list(pairs(tmp_path))
    assert SLUG in str(caught.value)
    assert message in str(caught.value)


def test_a_second_label_without_a_case_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "no-such-case").mkdir()
    with pytest.raises(InvalidCases, match="no-such-case"):
        list(pairs(tmp_path))
