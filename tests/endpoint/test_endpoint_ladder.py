"""An endpoint is asked in the best way that it understands, found by asking."""

from collections.abc import Callable
from typing import Any

import pytest
from support.asking import DOCUMENT, GOOD, Asker
from support.openai_server import OpenAIServer, Request, Says, Sends, refusal

from summarizer import errors
from summarizer.draft import Draft
from summarizer.endpoint.ladder import Complaint, Dialect, Rung, next_dialect
from summarizer.endpoint.wire_schema import strict_schema


def rung_of(request: Request) -> Rung:
    """How a request tells the shape."""
    wanted = request.body.get("response_format")
    if wanted is None:
        return Rung.TEXT
    if wanted["type"] == "json_object":
        return Rung.JSON_OBJECT
    if not wanted["json_schema"].get("strict"):
        return Rung.SCHEMA
    bounded = "maxItems" in str(wanted["json_schema"]["schema"])
    return Rung.STRICT_BOUNDED if bounded else Rung.STRICT


def understands(lowest: Rung) -> Callable[[Request], Says | Sends]:
    """An endpoint that refuses every better rung."""

    def reply(request: Request) -> Says | Sends:
        if rung_of(request) < lowest:
            return refusal(400, "Invalid schema for response_format", param="response_format")
        return Says('{"title": "A", "actors": []}')

    return reply


@pytest.mark.parametrize("lowest", list(Rung))
def test_it_goes_down_to_what_is_understood_and_stays_there(
    server: OpenAIServer, asker: Asker, lowest: Rung
) -> None:
    server.script(understands(lowest))

    assert asker(Draft).value.title == "A"
    assert [rung_of(request) for request in server.requests] == list(Rung)[:lowest]
    assert asker.budget.spent.calls == lowest

    asker(Draft)
    assert [rung_of(request) for request in server.requests][lowest:] == [lowest]
    assert asker.slept == []


@pytest.mark.parametrize("lowest", [Rung.JSON_OBJECT, Rung.TEXT])
def test_without_a_schema_beside_the_prompt_it_stands_in_the_system_text(
    server: OpenAIServer, asker: Asker, lowest: Rung
) -> None:
    server.script(understands(lowest))
    asker(Draft)
    system, user = server.requests[-1].body["messages"]
    assert system["content"].startswith("Tell the weather.\n\n")
    assert '"next_steps"' in system["content"]
    assert user["content"] == DOCUMENT


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        (refusal(400, "Unknown parameter: 'seed'.", param="seed"), {"seed"}),
        (refusal(400, "Unsupported value", param="temperature"), {"temperature"}),
        (refusal(400, "unrecognized: stream_options"), {"stream_options"}),
        (refusal(400, "no", param="stream"), {"stream", "stream_options"}),
        (
            Sends(422, {"detail": [{"loc": ["body", "seed"], "msg": "extra", "input": "schema"}]}),
            {"seed"},
        ),
    ],
)
def test_a_refused_parameter_is_left_out_from_then_on(
    server: OpenAIServer, asker: Asker, line: Sends, left_out: set[str]
) -> None:
    server.script(line, Says(GOOD))
    asker()
    asker()
    first, *later = (set(request.body) for request in server.requests)
    assert [first - names for names in later] == [left_out, left_out]
    assert all(rung_of(request) == rung_of(server.requests[0]) for request in server.requests)


@pytest.mark.parametrize(
    "error",
    [
        {"message": "'max_tokens' is not supported. Use 'max_completion_tokens' instead."},
        {"message": "Unsupported parameter.", "param": "max_tokens"},
    ],
)
def test_the_limit_is_renamed_where_it_goes_by_the_other_name(
    server: OpenAIServer, asker: Asker, error: dict[str, Any]
) -> None:
    server.script(refusal(400, **error), Says(GOOD))
    asker()
    assert server.requests[1].body["max_completion_tokens"] == 50
    assert "max_tokens" not in server.requests[1].body


def test_several_refusals_after_each_other_are_all_learned(
    server: OpenAIServer, asker: Asker
) -> None:
    server.script(
        refusal(400, "no", param="seed"),
        refusal(400, "no", param="temperature"),
        refusal(400, "no json_schema"),
        Says(GOOD),
    )
    asker()
    asker()
    assert len(server.requests) == 5
    assert {"seed", "temperature"}.isdisjoint(server.requests[4].body)


def test_an_unclear_refusal_is_met_with_one_step_and_then_told(
    server: OpenAIServer, asker: Asker
) -> None:
    server.script(refusal(400, "Bad request"))
    with pytest.raises(errors.RequestRejected):
        asker()
    assert len(server.requests) == 2


def test_what_did_not_help_is_not_remembered(server: OpenAIServer, asker: Asker) -> None:
    server.script(refusal(400, "no"), refusal(400, "no"), Says('{"title": "A"}'))
    with pytest.raises(errors.RequestRejected):
        asker(Draft)
    asker(Draft)
    assert rung_of(server.requests[-1]) == Rung.STRICT_BOUNDED


@pytest.mark.parametrize(
    "line",
    [
        refusal(400, "schema and messages exceed", code="context_length_exceeded"),
        refusal(400, "This model's maximum context length is 8192 tokens; json_schema counts"),
        Sends(413, b"schema"),
    ],
)
def test_a_prompt_that_is_too_long_is_no_question_of_the_schema(
    server: OpenAIServer, asker: Asker, line: Sends
) -> None:
    server.script(line)
    with pytest.raises(errors.ContextTooLong):
        asker()
    assert len(server.requests) == 1


def test_a_fault_that_repeats_the_document_is_not_taken_at_its_words() -> None:
    """FastAPI sends the whole request back; the document may speak of schemas and seeds."""
    body = {"detail": [{"loc": ["body", "model"], "msg": "wrong", "input": "seed schema"}]}
    complaint = Complaint.read(body)
    assert next_dialect(Dialect(), complaint, first_unclear=True) is None


@pytest.mark.parametrize("body", [None, "", "x", 7, [], {}, {"detail": [1]}, {"detail": [{}]}])
def test_any_error_body_can_be_read(body: object) -> None:
    assert next_dialect(Dialect(), Complaint.read(body), first_unclear=False) is None


def test_two_askers_knowledge_is_put_together() -> None:
    one = Dialect(Rung.SCHEMA, frozenset({"seed"}))
    other = Dialect(Rung.STRICT, frozenset({"stream"}), "max_completion_tokens")
    together = Dialect(Rung.SCHEMA, frozenset({"seed", "stream"}), "max_completion_tokens")
    assert one.merged(other) == other.merged(one) == together


def test_the_strict_schema_of_a_draft_is_what_strict_endpoints_take() -> None:
    """Goes red if the SDK's own conversion, which is not public, moves or changes."""
    schema = strict_schema(Draft, bounded=True)
    assert schema["required"] == list(schema["properties"]) == list(Draft.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["actors"]["maxItems"] == 40
    assert "default" not in str(schema)
    actor = schema["$defs"]["DraftActor"]
    assert actor["required"] == list(actor["properties"])
    assert "title" not in actor["properties"]["name"]


def test_without_bounds_a_field_of_such_a_name_stays() -> None:
    text = str(strict_schema(Draft, bounded=False))
    assert "maxItems" not in text
    assert "maxLength" not in text
    assert "'title': {'type': 'string'}" in text
