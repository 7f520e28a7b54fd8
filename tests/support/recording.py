"""What a cassette keeps of a request, and what to say when a request is not in it."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest
from vcr.cassette import Cassette
from vcr.request import Request

ASKED = pytest.StashKey[Request]()
"""Where a test's last request is kept."""
HOW_TO_RECORD = "The prompt changed, or what goes with it. If it was meant to: make record"
VCR_CONFIG: Mapping[str, Any] = {
    "match_on": ["method", "scheme", "host", "path", "query", "body"],
    "filter_headers": ["authorization", "api-key", "cookie"],
    "decode_compressed_response": True,
}
"""The port is not matched: an engine takes a free one."""
_KEPT_HEADERS = ("content-type",)
_MODEL_PATH = re.compile(rb'"model":"[^"]*/([^"/]+)"')
"""llama.cpp calls its model by the path of the file."""
_OF_THE_DAY = re.compile(
    rb',"(?:created":\d+|id":"chatcmpl-[^"]*"|system_fingerprint":"[^"]*"|timings":\{[^{}]*\})'
)
"""What every run answers otherwise, in each piece of a stream: it would be most of the file."""


def kept_request(request: Request) -> Request:
    """The request without its port and without headers that tell of the machine or its user."""
    request.uri = f"{request.scheme}://{request.host}{request.path}"
    request.headers = {
        name: value for name, value in request.headers.items() if name.lower() in _KEPT_HEADERS
    }
    return request


def kept_response(response: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The response without what tells of the machine, or of the day."""
    kept = {n: v for n, v in response["headers"].items() if n.lower() in _KEPT_HEADERS}
    body = _OF_THE_DAY.sub(b"", response["body"]["string"])
    body = _MODEL_PATH.sub(rb'"model":"\1"', body)
    return {**response, "headers": kept, "body": {"string": body}}


def misfit(cassette: Cassette, asked: Request | None) -> str:
    """Why the last request was not answered; empty if it was, or none was made.

    A missing answer surfaces as an error of the endpoint ("there was no connection"), which
    keeps nothing of its cause.

    Args:
        cassette: What was played from.
        asked: The last request.
    """
    near = cassette.find_requests_with_most_matches(asked) if asked else []
    differences = [failed for _, _, failed in near]
    if asked is None or [] in differences:
        return ""
    nearest = [f"{name}: {detail}" for failed in differences[:1] for name, detail in failed]
    return "\n".join([HOW_TO_RECORD, *nearest])
