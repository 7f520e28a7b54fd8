"""Peers against a scripted endpoint: what goes over the wire, what is counted, what fails."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from support.openai_server import OpenAIServer, Says, Sends, refusal
from support.peers import trial
from support.runs import CASES

from evals.peers import extractor
from evals.peers.__main__ import LANGEXTRACT
from evals.peers.bare import BareInstructor
from evals.peers.convert import summary_of
from evals.peers.extractor import LangExtract
from evals.peers.meter import Meter
from evals.peers.quoted import QuotedSummary
from evals.peers.trials import Limits, Spent
from evals.scoring import score

AVON = CASES[0]
ITEM = {"quote": AVON.text, "holder": "Avon council", "reported_by": "", "stance": "opposes"}
ANSWER = {
    "actors": [{"quote": AVON.text, "name": "Avon council", "kind": "organisation", "role": ""}],
    "positions": [{**ITEM, "statement": "The council opposes the tunnel."}],
}
RIGHT = Says(json.dumps(ANSWER))


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer().running() as running:
        running.script(RIGHT)
        yield running


@pytest.fixture
def meter(server: OpenAIServer) -> Iterator[Meter]:
    made = Meter(server.url, "the-endpoint's-key")
    with made.running():
        yield made


def test_bare_instructor_is_asked_once_and_its_tokens_are_counted(
    server: OpenAIServer, meter: Meter
) -> None:
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits())
    assert reading.answer is not None
    assert reading.failure == ""
    assert reading.spent == Spent(calls=1, input_tokens=100, output_tokens=10)
    (request,) = server.requests
    assert request.headers["Authorization"] == "Bearer the-endpoint's-key"
    assert AVON.text in request.body["messages"][-1]["content"]
    assert [turn["role"] for turn in request.body["messages"]] == ["system", "user"]
    assert (request.body["max_tokens"], request.body["temperature"]) == (1_500, 0.0)
    assert request.body["response_format"]["type"] == "json_schema"


def test_its_answer_scores_as_it_should(meter: Meter) -> None:
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits())
    assert score(AVON, summary_of(trial("instructor", AVON, reading.answer), AVON)).macro_f1 == 1.0


def test_the_worked_example_is_ours_with_words_for_numbers(
    server: OpenAIServer, meter: Meter
) -> None:
    BareInstructor("instructor-example", meter, "m", examples=1).read(AVON, Limits())
    turns = server.requests[0].body["messages"]
    assert [turn["role"] for turn in turns] == ["system", "user", "assistant", "user"]
    shown = QuotedSummary.model_validate_json(turns[2]["content"])
    assert all(item.quote in turns[1]["content"] for item in (*shown.actors, *shown.positions))
    assert '"at"' not in turns[2]["content"]


def test_no_prompt_of_a_peer_speaks_of_segments_or_numbers() -> None:
    """They are ours alone."""
    for path in (Path(extractor.__file__).parent / "prompts").iterdir():
        assert "segment" not in path.read_text(), path.name


def test_an_answer_that_is_cut_off_is_a_failure_that_is_counted(
    server: OpenAIServer, meter: Meter
) -> None:
    server.script(Says('{"actors": [', finish="length"))
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits())
    assert reading.answer is None
    assert reading.failure == "IncompleteOutputException"
    assert reading.spent.cut == 1
    assert reading.last_text == '{"actors": ['


def test_an_answer_of_the_wrong_shape_is_asked_again_as_instructor_does(
    server: OpenAIServer, meter: Meter
) -> None:
    server.script(Says('{"actors": 7}'), RIGHT)
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits())
    assert reading.answer is not None
    assert reading.spent.calls == 2


def test_a_provider_error_is_a_failure_by_its_name(server: OpenAIServer, meter: Meter) -> None:
    server.script(refusal(400, "no"))
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits())
    assert (reading.answer, reading.failure) == (None, "BadRequestError")


def test_the_time_limit_ends_a_reading(server: OpenAIServer, meter: Meter) -> None:
    server.script(Sends(pause=30.0))
    reading = BareInstructor("instructor", meter, "m").read(AVON, Limits(seconds=0.2))
    assert reading.answer is None
    assert reading.spent.timeouts == 1
    assert len(server.requests) == 1


def test_the_cap_is_kept_whatever_a_peer_asks_for(server: OpenAIServer, meter: Meter) -> None:
    meter.begin(Limits(output_tokens=50))
    for wanted in ({}, {"max_tokens": 9_000}, {"max_completion_tokens": 9_000}, {"max_tokens": 7}):
        body = {"model": "m", "messages": [{"role": "user", "content": "x"}], **wanted}
        httpx2.post(f"{meter.url}/chat/completions", json=body, trust_env=False)
    asked = [
        request.body.get("max_tokens") or request.body.get("max_completion_tokens")
        for request in server.requests
    ]
    assert asked == [50, 50, 50, 7]


def test_an_endpoint_that_is_away_is_told_to_the_peer() -> None:
    meter = Meter("http://127.0.0.1:9/v1", "none")
    meter.begin(Limits())
    status, body = meter.forward("/chat/completions", {})
    assert status == 502
    assert b"ConnectError" in body


def test_langextract_that_cannot_be_run_is_a_failure(meter: Meter) -> None:
    """As with an interpreter that has no langextract: this one."""
    reading = LangExtract(Path(sys.executable), meter, "m").read(AVON, Limits())
    assert (reading.answer, reading.failure) == (None, "WorkerFailed")


@pytest.mark.skipif(not LANGEXTRACT.exists(), reason="langextract is not here: docs/peers.md")
def test_langextract_asks_with_its_schema_and_places_what_it_finds(
    server: OpenAIServer, meter: Meter
) -> None:
    server.script(Says(json.dumps(EXTRACTED)))
    reading = LangExtract(LANGEXTRACT, meter, "m").read(AVON, Limits())
    assert reading.failure == ""
    assert reading.spent == Spent(calls=1, input_tokens=100, output_tokens=10)
    (request,) = server.requests
    assert request.body["response_format"]["json_schema"]["strict"] is True
    assert (request.body["max_tokens"], request.body["temperature"]) == (1_500, 0.0)
    assert (
        score(AVON, summary_of(trial("langextract", AVON, reading.answer), AVON)).kinds["actor"].tp
        == 1
    )


EXTRACTED = {
    "extractions": [
        {
            "actor": "Avon council",
            "actor_attributes": {"kind": "organisation", "role": "", "aliases": []},
        }
    ]
}


def test_the_examples_for_langextract_are_as_it_recommends() -> None:
    """Verbatim, in order of appearance, without overlap; with the attributes of the schema."""
    path = Path(extractor.__file__).parent / "prompts" / "langextract_examples.json"
    for example in json.loads(path.read_bytes()):
        end = 0
        for one in example["extractions"]:
            start = example["text"].find(one["text"], end)
            assert start >= end, one["text"]
            end = start + len(one["text"])
            assert list(one["attributes"]) == list(extractor.CLASSES[one["class"]])
