"""One request: a prompt, told in a dialect that the endpoint understands."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from summarizer.endpoint.ladder import Dialect, Rung
from summarizer.endpoint.options import EndpointOptions
from summarizer.endpoint.wire_schema import in_words, strict_schema

Turn = Mapping[str, Any]


def request(
    turns: Sequence[Turn],
    response_type: type[BaseModel],
    dialect: Dialect,
    options: EndpointOptions,
    limit: int,
) -> dict[str, Any]:
    """The arguments of the SDK's ``create``, without the model's name and the time limit.

    Args:
        turns: Role and content of each turn, re-asks included.
        response_type: The type of the answer.
        dialect: What the endpoint is known to understand.
        options: What goes with every request.
        limit: Most tokens of the answer.
    """
    optional = {
        "stream": True,
        "stream_options": None if "stream" in dialect.refused else {"include_usage": True},
        "temperature": options.temperature,
        "seed": options.seed,
    }
    return {
        "messages": _with_schema(turns, response_type, dialect.rung),
        dialect.limit_name: limit,
        **{
            name: value
            for name, value in optional.items()
            if value is not None and name not in dialect.refused
        },
        # Not as an argument of its own: the SDK would walk through the whole schema.
        "extra_body": {**_response_format(response_type, dialect.rung), **options.extra_body},
    }


def _response_format(response_type: type[BaseModel], rung: Rung) -> dict[str, Any]:
    if rung == Rung.TEXT:
        return {}
    if rung == Rung.JSON_OBJECT:
        return {"response_format": {"type": "json_object"}}
    schema = strict_schema(response_type, bounded=rung == Rung.STRICT_BOUNDED)
    named: dict[str, Any] = {"name": response_type.__name__, "schema": schema}
    if rung < Rung.SCHEMA:
        named["strict"] = True
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _with_schema(
    turns: Sequence[Turn], response_type: type[BaseModel], rung: Rung
) -> list[dict[str, Any]]:
    """The turns, with the schema in the system text where it cannot go beside them."""
    sent = [dict(turn) for turn in turns]
    if rung < Rung.JSON_OBJECT:
        return sent
    words = in_words(response_type)
    if sent and sent[0]["role"] == "system":
        sent[0]["content"] = f"{sent[0]['content']}\n\n{words}"
        return sent
    return [{"role": "system", "content": words}, *sent]
