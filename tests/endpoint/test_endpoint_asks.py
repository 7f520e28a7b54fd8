"""An answer comes back as asked, streamed or not, with its cost and its progress."""

import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from support.asking import DOCUMENT, GOOD, KEY, PROMPT, Asker, Weather
from support.openai_server import OpenAIServer, Request, Says, Sends, refusal

from summarizer.draft import Draft, Malformed
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.model import Budget, Message, Progress, Prompt, Usage


@pytest.mark.parametrize("streamed", [True, False])
def test_an_answer_is_of_the_very_type_that_was_asked(
    server: OpenAIServer, asker: Asker, *, streamed: bool
) -> None:
    server.script(Says(GOOD, stream=streamed))

    answer = asker()

    assert type(answer.value) is Weather
    assert answer.value == Weather(sky="blue", degrees=7)
    assert pickle.loads(pickle.dumps(answer.value)) == answer.value  # noqa: S301  # our own
    assert (answer.truncated, answer.mended) == (False, False)
    assert asker.budget.spent == Usage(1, 100, 10, 0)


def test_a_request_holds_the_prompt_unchanged_and_a_strict_schema(
    server: OpenAIServer, asker: Asker
) -> None:
    server.script(Says(GOOD))
    asker()

    (request,) = server.requests
    assert request.body["messages"][1] == {"role": "user", "content": DOCUMENT}
    assert request.body["max_tokens"] == 50
    assert (request.body["temperature"], request.body["seed"]) == (0.0, 0)
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["response_format"]["json_schema"] == {
        "name": "Weather",
        "strict": True,
        "schema": {
            "type": "object",
            "description": "A small answer.",
            "properties": {"sky": {"type": "string"}, "degrees": {"type": "integer"}},
            "required": ["sky", "degrees"],
            "additionalProperties": False,
        },
    }


def test_extra_fields_go_with_every_request(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(Says(GOOD))
    asker_with(extra_body={"return_progress": True})()
    assert server.requests[0].body["return_progress"] is True


def test_progress_tells_what_is_read_and_written(server: OpenAIServer, asker: Asker) -> None:
    read = {"choices": [], "prompt_progress": {"total": 90, "cache": 40, "processed": 60}}
    server.script(Says(GOOD, before=[read]))
    seen: list[Progress] = []

    asker(on_progress=seen.append)

    assert seen[0] == Progress("read", 60, 90)
    assert seen[1:] == [Progress("write", n, 50) for n in range(1, 9)]


def test_what_a_progress_listener_raises_is_not_changed(server: OpenAIServer, asker: Asker) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_: Progress) -> None:
        raise Cancelled

    server.script(Says(GOOD))
    with pytest.raises(Cancelled):
        asker(on_progress=cancel)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("usage", "after", "spent"),
    [
        (
            {
                "prompt_tokens": 100,
                "completion_tokens": 10,
                "prompt_tokens_details": {"cached_tokens": 80},
            },
            (),
            Usage(1, 100, 10, 80),
        ),
        (
            {"prompt_tokens": 100, "completion_tokens": 10, "prompt_tokens_details": None},
            (),
            Usage(1, 100, 10, 0),
        ),
        (
            None,
            ({"choices": [], "timings": {"cache_n": 30, "prompt_n": 20, "predicted_n": 9}},),
            Usage(1, 50, 9, 30),
        ),
        ({"prompt_tokens": "many", "completion_tokens": 3}, (), Usage(1, 0, 3, 0)),
    ],
)
def test_usage_is_the_endpoints_own_count(
    server: OpenAIServer, asker: Asker, usage: Any, after: Any, spent: Usage
) -> None:
    server.script(Says(GOOD, usage=usage, after=after))
    asker()
    assert asker.budget.spent == spent


@pytest.mark.parametrize("streamed", [True, False])
def test_without_usage_the_tokens_are_estimated(
    server: OpenAIServer, asker: Asker, *, streamed: bool
) -> None:
    server.script(Says(GOOD, usage=None, stream=streamed))
    asker()
    assert asker.budget.spent.calls == 1
    assert asker.budget.spent.input_tokens > 10
    assert asker.budget.spent.output_tokens > 5


def test_near_json_is_mended_without_another_call(server: OpenAIServer, asker: Asker) -> None:
    server.script(Says("<think>hm</think>Sure!\n```json\n{'sky': 'blue', degrees: 7,}\n```"))
    answer = asker()
    assert answer.value == Weather(sky="blue", degrees=7)
    assert answer.mended
    assert len(server.requests) == 1


def test_a_list_round_the_answer_is_taken_off(server: OpenAIServer, asker: Asker) -> None:
    server.script(Says(f"[{GOOD}]"))
    assert asker().value == Weather(sky="blue", degrees=7)
    assert len(server.requests) == 1


def test_a_cut_answer_keeps_its_complete_items(server: OpenAIServer, asker: Asker) -> None:
    actor = {"at": [1], "name": "Ortiz", "kind": "person", "role": "secretary"}
    text = '{"actors": [' + json.dumps(actor) + ', {"at": [2], "name": "The Uni'
    server.script(Says(text, finish="length"))

    answer = asker(Draft)

    assert [found.name for found in answer.value.actors] == ["Ortiz"]
    assert answer.truncated
    assert len(server.requests) == 1


def test_a_malformed_item_stays_as_it_was_written(server: OpenAIServer, asker: Asker) -> None:
    """Draft keeps it for the repair; reading the answer a second time must not change it."""
    bad = {"at": [1], "name": "Ortiz"}
    server.script(Says(json.dumps({"actors": [bad]})))
    (item,) = asker(Draft).value.actors
    assert isinstance(item, Malformed)
    assert item.raw == bad


def test_a_wrong_shape_is_asked_again_once_and_both_are_charged(
    server: OpenAIServer, asker: Asker
) -> None:
    server.script(Says('{"sky": "blue"}'), Says(GOOD))
    assert asker().value.degrees == 7
    assert asker.budget.spent == Usage(2, 200, 20, 0)
    assert asker.slept == [0.0]
    assert "degrees" in server.requests[1].body["messages"][-1]["content"]


def test_raw_line_separators_in_a_stream_stay_whole(server: OpenAIServer, asker: Asker) -> None:
    server.script(Says('{"sky": "a\u2028b\x85c\u0a0a", "degrees": 7}'))
    assert asker().value.sky == "a\u2028b\x85c\u0a0a"


def test_threads_that_share_an_endpoint_get_their_own_answers(server: OpenAIServer) -> None:
    """64 at once, the first requests of which are refused the strict schema."""

    def reply(request: Request) -> Says | Sends:
        if request.body["response_format"]["json_schema"].get("strict"):
            return refusal(400, "strict is not supported", param="response_format")
        number = request.body["messages"][-1]["content"]
        usage = {"prompt_tokens": int(number), "completion_tokens": 1}
        return Says(json.dumps({"sky": "blue", "degrees": int(number)}), usage=usage)

    server.script(reply)
    options = EndpointOptions(sleep=lambda _: None, timeout=30)
    endpoint = Endpoint("m", base_url=server.url, api_key=KEY, options=options)
    ready = threading.Barrier(64)

    def ask(number: int) -> tuple[int, int]:
        budget = Budget()
        turns = (Message("user", str(number)),)
        ready.wait()
        answer = endpoint.ask(Prompt("n@1", turns, 0, 50), Weather, budget=budget)
        return answer.value.degrees, budget.spent.input_tokens

    with ThreadPoolExecutor(64) as pool:
        assert list(pool.map(ask, range(1, 65))) == [(n, n) for n in range(1, 65)]


def test_making_an_endpoint_tells_its_settings_and_not_its_key() -> None:
    options = EndpointOptions(profile="small", context_tokens=4096)
    endpoint = Endpoint("gpt-4o-mini", api_key=KEY, options=options)
    assert (endpoint.name, endpoint.profile, endpoint.context_tokens) == (
        "gpt-4o-mini",
        "small",
        4096,
    )
    assert KEY not in repr(endpoint)


def test_the_sdk_is_not_imported_before_the_first_question() -> None:
    code = (
        "import sys\n"
        "from summarizer.endpoint import Endpoint\n"
        "Endpoint('m', api_key='k')\n"
        "sys.exit(bool({'openai', 'instructor', 'tenacity'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_a_price_is_told_by_the_address_and_not_by_the_models_name() -> None:
    usage = Usage(1, 1_000_000, 0, 0)
    assert Endpoint("gpt-4o-mini", api_key=KEY).price(usage) == pytest.approx(0.15)
    local = Endpoint("gpt-4o-mini", base_url="http://127.0.0.1:9/v1", api_key=KEY)
    assert local.price(usage) is None


def test_the_prompt_itself_is_not_changed_by_a_question(server: OpenAIServer, asker: Asker) -> None:
    before = PROMPT
    server.script(Says("{}"), Says(GOOD))
    asker()
    assert before == PROMPT
    assert len(PROMPT.messages) == 2
