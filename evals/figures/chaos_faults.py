"""What the chaos run's endpoint does to a document, decided by the document's number alone.

Of five documents one meets a fault. Half of those pass if they are tried or asked again; the
others fail however often they are tried.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

EVERY = 5
"""One document in so many is struck: 20 %."""
TIMEOUT = 3.0
"""Seconds for which the run waits for an answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One HTTP answer."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    """Bytes that are announced and never sent."""
    breaks: bool = False
    """The connection is reset afterwards."""
    stalls: float = 0.0
    """Seconds of silence afterwards."""

    def head(self) -> bytes:
        """Status line and headers."""
        lines = [f"HTTP/1.1 {self.status} X", f"content-type: {self.content_type}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines.append(f"content-length: {len(self.body) + self.missing}")
        return "\r\n".join([*lines, "", ""]).encode()


def text_of(number: int) -> str:
    """The document of this number."""
    return (
        f"Lena Ortiz, mayor of Town #{number}#, said on Tuesday that the town will open bridge "
        f"{number}. The council of Town #{number}# will vote on Friday."
    )


def draft_of(number: int) -> dict[str, Any]:
    """What a model would find in it."""
    actor = {"at": [1], "name": "Lena Ortiz", "kind": "person", "role": "mayor", "aliases": []}
    position = {
        "at": [1],
        "holder": "Lena Ortiz",
        "reported_by": "",
        "stance": "asserts",
        "statement": f"The town will open bridge {number}.",
    }
    lists = {"actors": [actor], "conditions": [], "next_steps": [], "positions": [position]}
    return {**lists, "title": f"Town will open bridge {number}", "gist": ""}


def answer_of(content: str | None, number: int, **message: object) -> dict[str, Any]:
    """A whole API answer."""
    said = {"role": "assistant", "content": content, **message}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": said, "finish_reason": "stop"}],
        "usage": _usage(number),
    }


def event_stream(content: str, number: int, finish: str | None = "stop") -> bytes:
    """An API answer as server-sent events."""
    pieces = [content[at : at + 16] for at in range(0, len(content), 16)]
    chunks = [_chunk({"content": piece}) for piece in pieces]
    if finish:
        chunks.append(_chunk({}, finish))
        chunks.append({**_chunk({}), "choices": [], "usage": _usage(number)})
    texts = [json.dumps(chunk) for chunk in chunks] + (["[DONE]"] if finish else [])
    return b"".join(f"data: {text}\n\n".encode() for text in texts)


def _usage(number: int) -> dict[str, int]:
    return {"prompt_tokens": number, "completion_tokens": 10, "total_tokens": number + 10}


def _chunk(delta: Mapping[str, object], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [choice],
    }


def _streamed(content: str, number: int, finish: str | None = "stop") -> Sent:
    return Sent(event_stream(content, number, finish), content_type="text/event-stream")


def _refusal(status: int, **headers: str) -> Sent:
    body = json.dumps({"error": {"message": "no"}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Sent(body, status, headers=named)


def good(number: int) -> Sent:
    """The right answer."""
    return _streamed(json.dumps(draft_of(number)), number)


def _cut(number: int) -> Sent:
    """Stopped by the token limit in the first item."""
    return _streamed(json.dumps(draft_of(number))[:60], number, "length")


def _broken(number: int) -> Sent:
    """The connection is reset in the middle."""
    half = event_stream(json.dumps(draft_of(number)), number)[:400]
    return Sent(half, content_type="text/event-stream", missing=100, breaks=True)


def _silent(number: int) -> Sent:
    """Nothing more comes, for longer than the run waits."""
    half = event_stream(json.dumps(draft_of(number)), number)[:400]
    body = Sent(half, content_type="text/event-stream", missing=100)
    return replace(body, breaks=True, stalls=2 * TIMEOUT)


def _near_json(number: int) -> Sent:
    return _streamed(f"Sure!\n```json\n{json.dumps(draft_of(number))[:-1]},}}\n```", number)


def _declines(number: int) -> Sent:
    return Sent(json.dumps(answer_of(None, number, refusal="no")).encode())


PASSING: tuple[tuple[str, Callable[[int], Sent]], ...] = (
    ("429 with Retry-After", lambda _: _refusal(429, retry_after_ms="50")),
    ("503", lambda _: _refusal(503, retry_after_ms="50")),
    ("reset mid-body", _broken),
    ("stream without an end", lambda n: _streamed(json.dumps(draft_of(n))[:80], n, None)),
    ("silence in the middle", _silent),
    ("wrong shape", lambda n: _streamed('{"weather": 7}', n)),
    ("near-JSON", _near_json),
)
"""Met by the first try only."""

LASTING: tuple[tuple[str, Callable[[int], Sent]], ...] = (
    ("500", lambda _: _refusal(500, retry_after_ms="50")),
    ("429, try again in an hour", lambda _: _refusal(429, retry_after="3600")),
    ("401", lambda _: _refusal(401)),
    ("a web page with 200", lambda _: Sent(b"<html>hello</html>", content_type="text/html")),
    ("prose", lambda n: _streamed("I cannot tell.", n)),
    ("no choices", lambda _: Sent(b'{"choices": []}')),
    ("declined", _declines),
    ("cut off at once", _cut),
)
"""Met by every try."""


def fault_of(number: int) -> str:
    """Which fault a document meets; empty for none."""
    name, _, _ = _struck(number)
    return name


def passes(number: int) -> bool:
    """Whether a summary must come of the document."""
    _, _, lasting = _struck(number)
    return not lasting


def faulty(number: int, attempt: int) -> Sent:
    """What the endpoint sends for a document.

    Args:
        number: Of the document.
        attempt: How often it was asked, this time included.
    """
    _, send, lasting = _struck(number)
    return send(number) if lasting or attempt == 1 else good(number)


def _struck(number: int) -> tuple[str, Callable[[int], Sent], bool]:
    if number % EVERY:
        return "", good, False
    strike = number // EVERY
    lasting = bool(strike % 2)
    kinds = LASTING if lasting else PASSING
    return (*kinds[strike // 2 % len(kinds)], lasting)
