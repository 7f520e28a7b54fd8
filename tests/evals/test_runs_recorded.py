"""Answers are kept at the seam of the model: what was asked once is never asked again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, BeforeValidator
from support.asking import GOOD, PROMPT, Weather
from support.runs import CARD
from support.scripted import ScriptedModel

from evals.runs.answers import AnswerBook, ModelCard
from evals.runs.errors import CapReached, NotRecorded, Unusable
from evals.runs.purse import Purse
from evals.runs.recorded import Place, Recorded, Source
from summarizer.draft import Draft, Malformed
from summarizer.errors import ContextTooLong, InvalidAnswer, RateLimited, Refused, ServerFailed
from summarizer.model import Answer, Budget, Message, Usage

SKY: dict[str, Any] = json.loads(GOOD)
HERE = Place("avon", 0, "weather@1")


def recorded(
    folder: Path, model: ScriptedModel | None, *, card: ModelCard = CARD, place: Place = HERE
) -> Recorded:
    return Recorded(Source(card, AnswerBook(folder, "scripted"), model, Purse()), place)


def ask(asked: Recorded, kind: type[Any] = Weather, **changes: Any) -> Answer[Any]:
    return asked.ask(replace(PROMPT, **changes), kind, budget=Budget())


def test_what_was_answered_once_is_played_with_all_that_it_cost(tmp_path: Path) -> None:
    live = recorded(
        tmp_path,
        ScriptedModel([Answer(Weather(**SKY), truncated=True, mended=True)], dollars_a_token=1),
    )
    replay = recorded(tmp_path, None)
    spent = [Budget(), Budget()]
    answers = [
        one.ask(PROMPT, Weather, budget=budget)
        for one, budget in zip((live, replay), spent, strict=True)
    ]
    assert answers[0] == answers[1] == Answer(Weather(**SKY), truncated=True, mended=True)
    assert spent[0].spent == spent[1].spent == Usage(1, 100, 20, 10)
    assert live.price(Usage()) == replay.price(Usage()) == 120
    assert live.seconds == replay.seconds


class OtherWeather(Weather):
    """Another schema."""

    wind: int = 0


@pytest.mark.parametrize(
    "asked_otherwise",
    [
        lambda folder: ask(recorded(folder, None), messages=(Message("user", "Hm?"),)),
        lambda folder: ask(recorded(folder, None), max_output_tokens=51),
        lambda folder: ask(recorded(folder, None), OtherWeather),
        lambda folder: ask(
            recorded(folder, None, card=CARD.model_copy(update={"parameters": {"seed": 1}}))
        ),
        lambda folder: ask(
            recorded(folder, None, card=CARD.model_copy(update={"name": "another"}))
        ),
        lambda folder: ask(recorded(folder, None, place=replace(HERE, repeat=1))),
        lambda folder: ask(recorded(folder, None, place=replace(HERE, case="blyth"))),
    ],
    ids=["words", "limit", "schema", "parameters", "model", "repeat", "case"],
)
def test_another_question_is_not_recorded(tmp_path: Path, asked_otherwise: Any) -> None:
    ask(recorded(tmp_path, ScriptedModel([SKY])))
    with pytest.raises(NotRecorded, match="run live"):
        asked_otherwise(tmp_path)


def test_the_same_question_put_twice_by_one_summary_has_two_answers(tmp_path: Path) -> None:
    live = recorded(tmp_path, ScriptedModel([SKY, {**SKY, "degrees": 8}]))
    first = [ask(live).value.degrees, ask(live).value.degrees]
    replay = recorded(tmp_path, None)
    assert first == [7, 8] == [ask(replay).value.degrees, ask(replay).value.degrees]


def test_malformed_items_are_the_same_when_they_are_played(tmp_path: Path) -> None:
    draft = {"actors": [{"name": "A"}, {"at": [1], "name": "B", "kind": "group", "role": ""}]}
    live = ask(recorded(tmp_path, ScriptedModel([draft])), Draft).value
    played = ask(recorded(tmp_path, None), Draft).value
    assert isinstance(played.actors[0], Malformed)
    assert played == live == Draft.model_validate(draft)


@pytest.mark.parametrize("kind", [Refused, InvalidAnswer, ContextTooLong])
def test_an_error_that_is_the_models_own_answer_is_played_too(
    tmp_path: Path, kind: type[Exception]
) -> None:
    for model in (ScriptedModel([kind("no", hint="why")]), None):  # type: ignore[call-arg]
        with pytest.raises(kind, match="no") as caught:
            ask(recorded(tmp_path, model))
        assert caught.value.hint == "why"  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [ServerFailed, RateLimited])
def test_an_error_of_the_provider_is_not_kept(tmp_path: Path, kind: type[Exception]) -> None:
    live = recorded(tmp_path, ScriptedModel([kind("down")]))
    with pytest.raises(kind):
        ask(live)
    assert isinstance(live.fault, kind)
    assert ask(recorded(tmp_path, ScriptedModel([SKY]))).value == Weather(**SKY)


def test_an_answer_that_no_longer_fits_its_type_is_not_recorded(tmp_path: Path) -> None:
    ask(recorded(tmp_path, ScriptedModel([SKY])))
    path = tmp_path / "scripted" / "avon.json"
    path.write_text(path.read_text().replace('"degrees": 7', '"degrees": "many"'))
    with pytest.raises(NotRecorded):
        ask(recorded(tmp_path, None))
    assert ask(recorded(tmp_path, ScriptedModel([SKY]))).value == Weather(**SKY)


def test_the_file_is_sorted_and_does_not_hang_on_the_order_of_asking(tmp_path: Path) -> None:
    places = [replace(HERE, repeat=repeat) for repeat in range(3)]
    for folder, order in ((tmp_path / "a", places), (tmp_path / "b", reversed(places))):
        book = AnswerBook(folder, "scripted")
        for place in order:
            model = ScriptedModel([{**SKY, "degrees": place.repeat}])
            ask(Recorded(Source(CARD, book, model, Purse()), place, clock=lambda: 0.0))
    one, other = ((tmp_path / name / "scripted" / "avon.json").read_bytes() for name in "ab")
    assert one == other


def test_what_a_summary_no_longer_asks_is_forgotten_and_nothing_else(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path, "scripted")
    model = ScriptedModel([SKY] * 4)
    old, other_repeat = (
        Recorded(Source(CARD, book, model, Purse()), place)
        for place in (HERE, replace(HERE, repeat=1))
    )
    ask(old)
    ask(old, max_output_tokens=9)
    ask(other_repeat)
    again = Recorded(Source(CARD, book, model, Purse()), HERE)
    ask(again)
    book.forget_unused("avon", "weather@1", 0, again.used)
    kept = AnswerBook(tmp_path, "scripted")
    assert [kept.find("avon", key) is not None for key in (*old.used, *other_repeat.used)] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("content", ["{", "[]", '{"case": "avon", "answers": [{"key": 1}]}'])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "scripted").mkdir()
    (tmp_path / "scripted" / "avon.json").write_text(content)
    with pytest.raises(Unusable, match=r"avon\.json holds no kept answers"):
        ask(recorded(tmp_path, ScriptedModel([SKY])))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "scripted").write_text("a file where a folder should be")
    with pytest.raises(Unusable, match="cannot be written"):
        ask(recorded(tmp_path, ScriptedModel([SKY])))


def test_money_is_set_aside_before_a_question_is_put(tmp_path: Path) -> None:
    """The question can cost more than the cap: it is not put at all."""
    model = ScriptedModel([SKY], dollars_a_token=0.01)
    asked = Recorded(Source(CARD, AnswerBook(tmp_path, "scripted"), model, Purse(0.3)), HERE)
    with pytest.raises(CapReached):
        ask(asked)
    assert model.prompts == []


def test_threads_cannot_pass_the_cap_together() -> None:
    purse = Purse(1.0)
    with purse.lend(0.6) as pay, pytest.raises(CapReached), purse.lend(0.6):
        pass
    with purse.lend(0.6) as pay:
        pay(Usage(1, 5, 5), 0.2)
    assert (purse.spent(1.0).cost_usd, purse.spent(1.0).calls) == (0.2, 1)
    with purse.lend(0.8):
        pass


def _of_x(value: object) -> int:
    if value != "x7":
        raise ValueError("not x7")
    return 7


class Odd(BaseModel):
    """What it writes it cannot read."""

    value: Annotated[int, BeforeValidator(_of_x)]


def test_a_value_that_does_not_survive_its_json_form_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="does not survive"):
        ask(recorded(tmp_path, ScriptedModel([{"value": "x7"}])), Odd)
