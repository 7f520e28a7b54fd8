"""What the user gets is frozen, complete and documented, and reads back from its own JSON."""

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from support.samples import saying, strike_summary

from summarizer import schema
from summarizer.schema import Summary

PARTS = [
    value
    for name, value in vars(schema).items()
    if isinstance(value, type) and issubclass(value, BaseModel) and name[0].isupper()
    and value is not BaseModel
]  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_every_part_and_every_field_says_what_it_is(part: type[BaseModel]) -> None:
    assert part.__doc__
    for name, field in part.model_fields.items():
        nested = part is Summary and field.description is None
        assert nested or (field.description or "").endswith((".", "…")), name


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_frozen_and_takes_no_unknown_key(part: type[BaseModel]) -> None:
    assert part.model_config["frozen"]
    assert part.model_config["extra"] == "forbid"


@pytest.mark.parametrize("summary", [strike_summary(), saying("\u202e{{ x }}\x00<b>")])
def test_a_summary_reads_back_from_its_json(summary: Summary) -> None:
    assert Summary.model_validate_json(summary.model_dump_json()) == summary


def test_a_summary_tells_the_version_of_its_schema() -> None:
    data = json.loads(strike_summary().model_dump_json())

    assert data["schema_version"] == schema.SCHEMA_VERSION
    with pytest.raises(ValidationError):
        Summary.model_validate({**data, "schema_version": "0"})


@pytest.mark.parametrize(
    "change", [{"title": None}, {"actors": [{}]}, {"more": 1}, {"positions": [{"id": "p1"}]}]
)
def test_what_is_no_summary_is_refused_without_quoting_it(change: dict[str, Any]) -> None:
    data = {**json.loads(strike_summary().model_dump_json()), "gist": "CANARY", **change}

    with pytest.raises(ValidationError) as caught:
        Summary.model_validate(data)
    assert "CANARY" not in str(caught.value)


def test_an_actor_is_found_by_id() -> None:
    assert strike_summary().actor("a2").name == "Lena Ortiz"
    with pytest.raises(KeyError):
        strike_summary().actor("a9")
