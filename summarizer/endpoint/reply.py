"""What an endpoint sent back, streamed or not, as one value."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from summarizer.endpoint.faults import Fault, RequestFailed, fault_of_status, said
from summarizer.endpoint.sse import events
from summarizer.errors import ConnectionFailed, ServerFailed
from summarizer.model import Progress, Usage

MAX_BYTES = 16_000_000
"""A reply that is longer is no answer to any of our questions."""
MAX_CHARACTERS_A_TOKEN = 16
"""What is longer than this for every token that was allowed is an answer without an end. A
token of English is 4 characters, a long word in one piece 16."""


@dataclass(slots=True)
class Reply:
    """The first choice of an answer; filled chunk by chunk while it is streamed."""

    content: str = ""
    """What the model wrote."""
    refusal: str = ""
    """What it wrote instead, if it declined."""
    finish_reason: str | None = None
    """Why it stopped; none while it has not."""
    has_choice: bool = False
    """There was at least one choice."""
    usage: Usage | None = None
    """Tokens, as counted by the endpoint; none where it tells nothing."""
    pieces: int = field(default=0, repr=False)
    """Chunks with text in them: about as many as tokens."""

    def take(self, chunk: dict[str, Any], text_key: str) -> None:
        """Add a chunk, or a whole answer.

        Args:
            chunk: As sent.
            text_key: Where the text of a choice is: ``delta`` or ``message``.
        """
        self.usage = _usage(chunk) or self.usage
        choices = chunk.get("choices")
        for choice in choices[:1] if isinstance(choices, list) else ():
            self.has_choice = True
            part = choice.get(text_key) or {}
            self.content += _text(part.get("content"))
            self.refusal += _text(part.get("refusal"))
            thought = _text(part.get("reasoning_content"))
            self.pieces += bool(thought or _text(part.get("content")))
            self.finish_reason = choice.get("finish_reason") or self.finish_reason


def read_reply(
    chunks: Iterable[bytes],
    content_type: str,
    into: Reply,
    on_piece: Callable[[Progress], None],
    limit: int,
) -> None:
    """Read an answer, streamed or not; see `read_json` and `read_stream`.

    How it begins decides: proxies and small servers mix the content types up.

    Raises:
        RequestFailed: It is a web page, no API answer, or an error.
    """
    parts = iter(chunks)
    head = next(parts, b"")
    whole = itertools.chain([head], parts)
    begin = head.lstrip()
    if "html" in content_type or begin[:1] == b"<":
        raise RequestFailed(Fault(said(ServerFailed, detail="a web page")))
    is_stream = "event-stream" in content_type and not begin.startswith(b"{")
    if is_stream or begin.startswith((b"data:", b"event:", b":")):
        read_stream(whole, into, on_piece, limit)
    else:
        read_json(whole, into)


def read_json(chunks: Iterable[bytes], into: Reply) -> None:
    """Read an answer that came in one piece.

    Raises:
        RequestFailed: It is no API answer, or an error.
    """
    answer = _object(b"".join(chunks))
    if "choices" not in answer:
        raise RequestFailed(Fault(said(ServerFailed, detail="no choices in it"), transient=True))
    into.take(answer, "message")


def read_stream(
    chunks: Iterable[bytes], into: Reply, on_piece: Callable[[Progress], None], limit: int
) -> None:
    """Read a streamed answer and tell how far it is.

    Args:
        chunks: Bytes, as they arrive.
        into: Filled as they arrive, so that the caller knows what came before a failure.
        on_piece: Told the tokens so far.
        limit: Most tokens that may come; an answer far beyond it is taken as cut off there.

    Raises:
        RequestFailed: It is no API answer, an error, or it stopped without an end.
    """
    ended = False
    for data in events(chunks):
        if data == b"[DONE]":
            ended = True
            continue
        chunk = _object(data)
        before = into.pieces
        into.take(chunk, "delta")
        if progress := _read_so_far(chunk):
            on_piece(progress)
        if into.pieces > before:
            on_piece(Progress("write", into.pieces, limit))
        if len(into.content) > limit * MAX_CHARACTERS_A_TOKEN:
            # It repeats itself, and the endpoint does not stop it.
            into.finish_reason = "length"
            return
    if not ended and into.finish_reason is None:
        raise RequestFailed(Fault(said(ConnectionFailed), transient=True))


def bounded(chunks: Iterable[bytes], check: Callable[[], None]) -> Iterator[bytes]:
    """The same bytes, with a look at the clock and the size at each chunk.

    Raises:
        RequestFailed: More than `MAX_BYTES`; or whatever `check` raises.
    """
    size = 0
    for chunk in chunks:
        check()
        size += len(chunk)
        if size > MAX_BYTES:
            raise RequestFailed(Fault(said(ServerFailed, detail=f"over {MAX_BYTES} bytes")))
        yield chunk


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RequestFailed(Fault(said(ServerFailed, detail="no JSON object"), transient=True))
    if value.get("error"):
        raise RequestFailed(_fault_in_body(value["error"]))
    return value


def _fault_in_body(error: object) -> Fault:
    """Gateways report a failure after the headers were sent, as an event of the stream."""
    code = error.get("code") if isinstance(error, dict) else None
    status = code if isinstance(code, int) and 400 <= code < 600 else 500
    return fault_of_status(status, error)


def _text(content: object) -> str:
    """Text of a message: a string, or a list of parts."""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _read_so_far(chunk: dict[str, Any]) -> Progress | None:
    """How far llama.cpp has read the prompt; it tells so where `return_progress` is set."""
    told = chunk.get("prompt_progress")
    if not isinstance(told, dict):
        return None
    return Progress("read", _count(told.get("processed")), _count(told.get("total")))


def _usage(chunk: dict[str, Any]) -> Usage | None:
    """Tokens as OpenAI's API tells them, or as llama.cpp's timings do."""
    told, timings = chunk.get("usage"), chunk.get("timings")
    if isinstance(told, dict) and (told.get("prompt_tokens") or told.get("completion_tokens")):
        details = told.get("prompt_tokens_details")
        cached = details.get("cached_tokens") if isinstance(details, dict) else 0
        return Usage(
            input_tokens=_count(told.get("prompt_tokens")),
            output_tokens=_count(told.get("completion_tokens")),
            cached_tokens=_count(cached),
        )
    if isinstance(timings, dict):
        cached = _count(timings.get("cache_n"))
        return Usage(
            input_tokens=cached + _count(timings.get("prompt_n")),
            output_tokens=_count(timings.get("predicted_n")),
            cached_tokens=cached,
        )
    return None


def _count(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
