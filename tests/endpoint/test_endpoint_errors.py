"""Whatever goes wrong arrives as one of our errors, without a word of prompt, answer or key."""

import inspect
import json
import logging
import socket
import traceback
from collections.abc import Callable

import httpx2
import instructor.core.exceptions as instructor_errors
import openai
import pytest
from support.asking import GOOD, KEY, PROMPT, Asker, Weather
from support.openai_server import OpenAIServer, Says, Sends, refusal

from summarizer import errors
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.endpoint.faults import OURS, fault_of, said
from summarizer.errors import SummarizerError
from summarizer.model import Budget

STREAM = "text/event-stream"


def event(value: object) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


FAULTS = {
    "401": (refusal(401, "CANARY", code="invalid_api_key"), errors.AuthenticationFailed),
    "403": (refusal(403, "CANARY"), errors.AuthenticationFailed),
    "404": (refusal(404, "CANARY", code="model_not_found"), errors.RequestRejected),
    "402": (refusal(402, "CANARY"), errors.RequestRejected),
    "400": (refusal(400, "CANARY", param="messages"), errors.RequestRejected),
    "422": (refusal(422, "CANARY", param="messages"), errors.RequestRejected),
    "408": (refusal(408, "CANARY"), errors.ServerFailed),
    "409": (refusal(409, "CANARY"), errors.ServerFailed),
    "429": (refusal(429, "CANARY"), errors.RateLimited),
    "quota": (refusal(429, "CANARY", code="insufficient_quota"), errors.RateLimited),
    "500": (refusal(500, "CANARY"), errors.ServerFailed),
    "529": (refusal(529, "CANARY"), errors.ServerFailed),
    "html": (Sends(502, b"<h1>CANARY</h1>", content_type="text/html"), errors.ServerFailed),
    "too long": (
        refusal(400, "CANARY", code="context_length_exceeded", param="messages"),
        errors.ContextTooLong,
    ),
    "too long, llama.cpp": (
        refusal(
            400,
            "the request exceeds the available context size",
            code=400,
            type="exceed_context_size_error",
        ),
        errors.ContextTooLong,
    ),
    "too long, vLLM": (
        Sends(400, {"object": "error", "message": "maximum context length is 99", "code": 400}),
        errors.ContextTooLong,
    ),
    "413": (Sends(413, b"CANARY"), errors.ContextTooLong),
    "filter, 400": (refusal(400, "CANARY", code="content_filter"), errors.ContentFiltered),
    "filter, 200": (Says(GOOD, finish="content_filter"), errors.ContentFiltered),
    "refusal": (Says(None, refusal="CANARY"), errors.Refused),
    "refusal, unstreamed": (Says(None, refusal="CANARY", stream=False), errors.Refused),
    "no choices": (Sends(body={"choices": []}), errors.EmptyAnswer),
    "no content": (Says(None, stream=False), errors.EmptyAnswer),
    "only blanks": (Says("  \n"), errors.EmptyAnswer),
    "no answer": (Sends(body={"hello": "CANARY"}), errors.ServerFailed),
    "a list": (Sends(body=b'["CANARY"]'), errors.ServerFailed),
    "a page": (Sends(body=b"<h1>CANARY</h1>", content_type="text/html"), errors.ServerFailed),
    "no body": (Sends(), errors.ServerFailed),
    "error with 200": (Sends(body={"error": {"message": "CANARY"}}), errors.ServerFailed),
    "error in the stream": (
        Sends(body=event({"error": {"code": 429, "message": "CANARY"}}), content_type=STREAM),
        errors.RateLimited,
    ),
    "broken event": (Sends(body=b"data: {CANARY\n\n", content_type=STREAM), errors.ServerFailed),
    "silent stream": (Sends(content_type=STREAM), errors.ConnectionFailed),
    "stream without an end": (Says(GOOD, finish=None, done=False), errors.ConnectionFailed),
    "broken connection": (Sends(body=b'{"CANARY', breaks=True), errors.ConnectionFailed),
    "broken stream": (
        Sends(body=event({"choices": []}), content_type=STREAM, breaks=True),
        errors.ConnectionFailed,
    ),
    "redirect": (Sends(302, headers={"location": "/v1/chat/completions"}), errors.ServerFailed),
    "prose": (Says("CANARY, I cannot tell."), errors.InvalidAnswer),
    "wrong shape": (Says('{"sky": "CANARY"}'), errors.InvalidAnswer),
    "nothing complete": (Says('{"sky": "CANA', finish="length"), errors.Truncated),
    "too little complete": (Says('{"sky": "CANARY", "deg', finish="length"), errors.Truncated),
    "only thoughts": (Says("", finish="length"), errors.Truncated),
}


@pytest.mark.parametrize(("line", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_becomes_our_error_and_leaks_nothing(
    server: OpenAIServer,
    asker: Asker,
    line: Says | Sends,
    expected: type[SummarizerError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(line)

    with pytest.raises(expected) as caught:
        asker()

    error = caught.value
    assert type(error) is expected
    assert error.hint
    assert (error.__cause__, error.__context__) == (None, None)
    shown = [str(error), repr(error), error.hint, caplog.text, repr(vars(error))]
    shown.append("".join(traceback.format_exception(error)))
    assert not [text for text in shown if "CANARY" in text]
    assert asker.budget.spent.calls == len(server.requests)


def test_an_answer_leaks_nothing_into_logs(
    server: OpenAIServer, asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(Says('{"sky": "CANARY"}'), Says('{"sky": "CANARY", "degrees": 7}'))
    asker()
    assert "CANARY" not in caplog.text


def test_silence_is_a_timeout(server: OpenAIServer, asker_with: Callable[..., Asker]) -> None:
    server.script(Sends(pause=30))
    with pytest.raises(errors.ProviderTimeout):
        asker_with(timeout=0.1, max_tries=1)()


@pytest.mark.parametrize("content_type", [STREAM, "application/json"])
def test_the_time_limit_counts_the_whole_answer(
    server: OpenAIServer, asker_with: Callable[..., Asker], content_type: str
) -> None:
    """Gateways keep a connection alive with comments; each byte comes well in time."""
    body = b": still working\n\n" * 100
    server.script(Sends(body=body, content_type=content_type, drip=0.02))
    with pytest.raises(errors.ProviderTimeout):
        asker_with(timeout=0.2, max_tries=1)()


def test_a_time_limit_of_the_budget_is_told_as_such(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(Sends(pause=30))
    asker = asker_with(timeout=30)
    asker.budget = Budget(seconds=0.2)
    with pytest.raises(errors.BudgetExceeded):
        asker()


def test_nobody_at_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        options = EndpointOptions(sleep=lambda _: None, max_tries=2)
        budget = Budget()
        with pytest.raises(errors.ConnectionFailed):
            Endpoint("m", base_url=url, api_key=KEY, options=options).ask(
                PROMPT, Weather, budget=budget
            )
    assert budget.spent.calls == 2


@pytest.mark.parametrize(
    ("base_url", "api_key"),
    [
        ("127.0.0.1/v1", KEY),
        ("ftp://127.0.0.1/v1", KEY),
        ("http://127.0.0.1:port/v1", KEY),
        ("", f"{KEY}\n"),
        ("", f"{KEY}ü"),
    ],
)
def test_settings_that_make_no_request_are_told_at_once(
    server: OpenAIServer, base_url: str, api_key: str
) -> None:
    options = EndpointOptions(sleep=_never)
    endpoint = Endpoint("m", base_url=base_url or server.url, api_key=api_key, options=options)
    with pytest.raises(errors.BadConfig) as caught:
        endpoint.ask(PROMPT, Weather, budget=Budget())
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))


def _never(_: float) -> None:
    pytest.fail("waited")


def _exceptions_of(module: object) -> list[type[BaseException]]:
    found = [getattr(module, name) for name in dir(module) if name[0].isupper()]
    return [one for one in found if inspect.isclass(one) and issubclass(one, BaseException)]


@pytest.mark.parametrize(
    "kind",
    [*_exceptions_of(openai), *_exceptions_of(instructor_errors)],
    ids=lambda kind: f"{kind.__module__}.{kind.__name__}",
)
def test_every_exception_of_openai_and_instructor_is_mapped_itself(kind: type) -> None:
    assert kind in OURS


def _below(kind: type) -> list[type]:
    return [kind, *(found for sub in kind.__subclasses__() for found in _below(sub))]


@pytest.mark.parametrize(
    "kind",
    [
        *_below(openai.OpenAIError),
        *_below(instructor_errors.InstructorError),
        *_below(httpx2.HTTPError),
        *_below(httpx2.StreamError),
        httpx2.InvalidURL,
    ],
    ids=lambda kind: f"{kind.__module__}.{kind.__name__}",
)
def test_every_exception_of_the_layers_below_is_mapped(kind: type) -> None:
    assert any(base in OURS for base in kind.__mro__)


def test_an_exception_of_no_layer_below_is_not_swallowed() -> None:
    with pytest.raises(LookupError):
        fault_of(ZeroDivisionError())


@pytest.mark.parametrize("kind", sorted(set(OURS.values()), key=lambda kind: kind.__name__))
def test_every_error_has_a_message_and_a_hint(kind: type[SummarizerError]) -> None:
    error = said(kind, detail="HTTP 400")
    assert error.message.endswith("(HTTP 400)")
    assert error.hint
