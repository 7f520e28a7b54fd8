"""Each worked example of a prompt is right by the library's own checks against its own source."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from summarizer import prompting
from summarizer.checks import check, check_support
from summarizer.document import Document
from summarizer.draft import Draft, Malformed
from summarizer.headline import MAX_GIST_WORDS, MAX_TITLE_WORDS
from summarizer.prompting import Example

LISTS = ("actors", "conditions", "next_steps", "positions")


def examples(reading: str) -> list[Any]:
    return [
        pytest.param(example, id=f"{prompt_id}-{number}")
        for prompt_id in prompting.available()
        if (prompt_set := prompting.load(prompt_id)).info.reading == reading
        for number, example in enumerate(prompt_set.examples, 1)
    ]


def source(example: Example) -> Document:
    """The example's text as a document whose segments are those that the example shows."""
    shown = example.values["segments"]
    document = Document.from_text(
        "\n".join(segment["text"] for segment in shown), date=example.values["date"]
    )
    assert [(s.number, s.text) for s in document.segments] == [
        (segment["number"], segment["text"]) for segment in shown
    ]
    return document


def items(draft: Draft) -> Iterator[Any]:
    for name in LISTS:
        yield from getattr(draft, name)


@pytest.mark.parametrize("example", examples("whole"))
def test_every_item_of_a_whole_answer_stands_where_it_says(example: Example) -> None:
    draft = Draft.model_validate(example.answer)
    checked = check(draft, source(example))

    assert checked.faulty == ()
    assert checked.duplicates == ()
    assert [item for item in items(draft) if item not in checked.accepted] == []


@pytest.mark.parametrize("example", examples("whole"))
def test_a_whole_answer_is_written_as_the_schema_asks(example: Example) -> None:
    draft = Draft.model_validate(example.answer)

    assert list(example.answer) == list(Draft.model_fields)
    for name in LISTS:
        for raw, item in zip(example.answer[name], getattr(draft, name), strict=True):
            assert not isinstance(item, Malformed)
            assert_in_order(raw, type(item))


def assert_in_order(raw: dict[str, Any], kind: type[BaseModel]) -> None:
    """The order of the schema: a grammar forces it on models that write by one."""
    assert list(raw) == [name for name in kind.model_fields if name in raw]


@pytest.mark.parametrize("example", examples("whole"))
def test_a_whole_answer_has_something_of_each_kind(example: Example) -> None:
    """Models that see an empty list in an example write empty lists."""
    assert all(example.answer[name] for name in LISTS)


@pytest.mark.parametrize("example", examples("whole"))
def test_a_whole_headline_is_supported_and_short(example: Example) -> None:
    title, gist = example.answer["title"], example.answer["gist"]

    assert check_support(title, source(example).text) == ()
    assert len(title.split()) <= MAX_TITLE_WORDS
    assert len(gist.split()) <= MAX_GIST_WORDS
    for sentence in gist.split(". "):
        assert check_support(sentence, source(example).text) == ()


def points(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences of a guided answer, wherever they stand in it."""
    inner = [value for value in answer.values() if not isinstance(value, str)]
    nested = [one for value in inner for one in (value if isinstance(value, list) else [value])]
    return [value for value in nested if {"at", "says"} <= value.keys()]


@pytest.mark.parametrize("example", examples("guided"))
def test_every_sentence_of_a_guided_answer_is_said_by_its_segment(example: Example) -> None:
    document = source(example)

    assert points(example.answer)
    for point in points(example.answer):
        segment = document.segment(point["at"])
        assert segment
        assert check_support(point["says"], segment.text) == ()


@pytest.mark.parametrize("example", examples("guided"))
def test_a_guided_headline_is_supported_by_what_it_cites(example: Example) -> None:
    document = source(example)
    numbers = [point["at"] for point in points(example.answer)]
    cited = [segment.text for n in numbers if (segment := document.segment(n))]

    assert check_support(example.answer["title"], cited) == ()


def test_there_are_examples_to_look_at() -> None:
    assert len(examples("whole")) >= 2
    assert len(examples("guided")) >= 2
