"""The examples of docs/scoring.md come out as the page says."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.labelled import case, summary

from evals.scoring import matches, score
from evals.scoring.claims import produced_claims
from evals.scoring.scorer import made_ready

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"
EXAMPLES = [
    tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)
]


def test_every_reason_and_a_match_have_an_example() -> None:
    shown = {example.get("result") for example in EXAMPLES} - {None}
    assert shown == {"match", "name", "evidence", "holder", "wording", "negation", "number"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e.get("result", "counts")))
def test_an_example_comes_out_as_the_page_says(example: dict[str, Any]) -> None:
    one = case(example["text"], example["label"])
    made = summary(example["text"], example["item"])
    if "result" in example:
        gold, ground = made_ready(one)
        assert (matches(gold[-1], produced_claims(made)[-1], ground).reason or "match") == example[
            "result"
        ]
    for kind, counts in example.get("counts", {}).items():
        found = score(one, made).kinds[kind]
        assert {name: getattr(found, name) for name in counts} == counts
