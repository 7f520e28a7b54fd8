"""One malformed item does not spoil an answer; lists and strings are bounded."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.draft import (
    ITEM_KINDS,
    KINDS,
    LIST_OF,
    MAX_ITEMS,
    Draft,
    DraftActor,
    DraftNextStep,
    DraftPosition,
    Malformed,
)

POSITION = {
    "at": [1],
    "holder": "Lena Ortiz",
    "reported_by": "",
    "stance": "declines",
    "statement": "No comment.",
}
ACTOR = {"at": [1], "name": "Lena Ortiz", "kind": "person", "role": ""}
STEP = {"at": [1], "actors": ["Ortiz"], "action": "go", "when": "", "certainty": "planned"}


def test_good_items_stand_beside_a_malformed_one() -> None:
    draft = Draft.model_validate({"positions": [POSITION, {"holder": "x"}, POSITION]})
    kinds = [type(item) for item in draft.positions]

    assert kinds == [DraftPosition, Malformed, DraftPosition]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({}, "at: Field required"),
        ({**POSITION, "stance": "loves"}, "stance: Input should be 'supports', 'opposes'"),
        ({**POSITION, "at": "one"}, "at.0: Input should be a valid integer"),
        (
            {**POSITION, "at": [1] * 9},
            "at: Value should have at most 8 items after validation, not 9",
        ),
        ({**POSITION, "statement": "x" * 401}, "statement: String should have at most 400"),
        ({**POSITION, "holder": None}, "holder: Input should be a valid string"),
        ("a string", "item: Input should be a valid dictionary"),
        (None, "item: Input should be a valid dictionary"),
        ([POSITION], "item: Input should be a valid dictionary"),
    ],
)
def test_what_is_wrong_is_told_without_the_words_of_the_item(item: Any, reason: str) -> None:
    [found] = Draft.model_validate({"positions": [item]}).positions

    assert isinstance(found, Malformed)
    assert found.reason.startswith(reason)
    assert "Malformed" not in found.reason
    assert found.raw == item


def test_a_reason_never_quotes_a_value() -> None:
    canary = {**POSITION, "stance": "CANARY", "at": ["CANARY"], "statement": "CANARY" * 99}
    [found] = Draft.model_validate({"positions": [canary]}).positions

    assert isinstance(found, Malformed)
    assert "CANARY" not in found.reason


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ({**POSITION, "at": 1}, "at", [1]),
        ({**POSITION, "at": "2"}, "at", [2]),
        ({**POSITION, "at": [2.0]}, "at", [2]),
        ({**POSITION, "statement": "  No. "}, "statement", "No."),
        ({**POSITION, "more": "ignored"}, "holder", "Lena Ortiz"),
    ],
)
def test_near_misses_are_read_as_meant(raw: Any, field: str, value: object) -> None:
    [found] = Draft.model_validate({"positions": [raw]}).positions

    assert getattr(found, field) == value


def test_one_name_in_place_of_a_list_is_a_list() -> None:
    step = DraftNextStep.model_validate({**STEP, "actors": "Ortiz"})
    actor = DraftActor.model_validate({**ACTOR, "aliases": "Lena"})

    assert (step.actors, actor.aliases) == (["Ortiz"], ["Lena"])


def test_lists_and_headlines_are_bounded() -> None:
    for wrong in (
        {"actors": [{**ACTOR, "name": f"Actor {n}"} for n in range(MAX_ITEMS + 1)]},
        {"title": "x" * 201},
        {"gist": "x" * 601},
    ):
        with pytest.raises(ValidationError):
            Draft.model_validate(wrong)


def test_a_model_that_repeats_itself_does_not_lose_what_it_said() -> None:
    """Only where a list is too long: else what is said twice is for the checks."""
    looping = Draft.model_validate({"actors": [ACTOR] * 200, "positions": [7] * MAX_ITEMS})
    assert len(looping.actors) == 1
    assert len(looping.positions) == MAX_ITEMS


def test_what_is_left_out_is_empty() -> None:
    assert Draft.model_validate({"title": "T"}) == Draft(title="T")


@pytest.mark.parametrize("wrong", [{}, {"summary": "text"}, {"Actors": []}])
def test_an_answer_to_another_question_is_no_draft(wrong: Any) -> None:
    with pytest.raises(ValidationError, match="none of the keys actors, conditions"):
        Draft.model_validate(wrong)


def test_a_draft_survives_its_own_json() -> None:
    draft = Draft.model_validate({"actors": [ACTOR], "positions": [POSITION, {"x": 1}]})

    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_the_schema_that_a_model_sees_has_no_malformed_item() -> None:
    assert "Malformed" not in str(Draft.model_json_schema())


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*POSITION, *ACTOR, "action", "when", "x"]), inner, max_size=4
    ),
    max_leaves=12,
))  # fmt: skip
def test_any_item_is_an_item_or_malformed(item: object) -> None:
    for name in LIST_OF.values():
        draft = Draft.model_validate({name: [item]})
        assert len(getattr(draft, name)) == 1


def test_every_kind_has_its_list_and_its_type() -> None:
    assert set(LIST_OF) == set(KINDS) == set(ITEM_KINDS.values())
    assert set(LIST_OF.values()) <= set(Draft.model_fields)
