"""`check_support` holds for any text, and for every sentence against itself."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import checks
from summarizer.checks import check_support
from summarizer.schema import Stance

CLAIMS = Path(__file__).parents[2] / "evals" / "figures" / "claims"
SENTENCES = [
    json.loads(line)["text"]
    for line in (CLAIMS / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = (
    "not no never without refused to 3 4,200 $1.5bn 5/0 1/2 half 31 March 99/99 2023-13-45 and , . "
    "— ' - a half year Thursday more than"
    " at least unless un- % \u2019 \u00bd Ü 北京 до 15 n't can't"
)
TEXTS = st.text() | st.lists(st.sampled_from(PIECES.split())).map(" ".join)


@given(TEXTS, st.lists(TEXTS, max_size=3), st.none() | st.sampled_from(["declines", "supports"]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_the_same_faults_twice_and_no_error(
    statement: str, evidence: list[str], stance: Stance | None
) -> None:
    faults = check_support(statement, evidence, stance)
    assert faults == check_support(statement, evidence, stance)
    assert all(fault.rule.replace("-", "").isalpha() for fault in faults)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_supports_itself(text: str) -> None:
    assert check_support(text, text) == ()


def test_every_sentence_of_the_news_texts_supports_itself() -> None:
    assert [text for text in SENTENCES if check_support(text, text)] == []


def test_evidence_may_be_one_text_or_several() -> None:
    assert check_support("7 of 9 agreed.", "There were 9 ministers: 7 agreed.") == ()
    assert check_support("7 of 9 agreed.", ["There were 9 ministers.", "Of these, 7 agreed."]) == ()


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("The union will ballot its 4,300 members on Thursday.", "figure"),
        ("The union will ballot its 4,200 members on Friday.", "date"),
        ("The union will not ballot its 4,200 members on Thursday.", "negation"),
        ("The bank expects inflation to fall.", "wording"),
        ("More than 4,200 members will vote in the union ballot.", "direction"),
    ],
)
def test_each_rule_has_its_own_slug(statement: str, rule: str) -> None:
    evidence = "The union will ballot its 4,200 members on Thursday; less than 4,200 may vote."
    assert rule in {fault.rule for fault in check_support(statement, evidence)}


def test_a_language_that_is_not_read_is_let_pass() -> None:
    assert (
        check_support("Der Rat stimmt am Montag ab.", "Am Montag stimmt der Rat darüber ab.") == ()
    )


def test_every_public_name_is_there() -> None:
    assert [name for name in checks.__all__ if not hasattr(checks, name)] == []
