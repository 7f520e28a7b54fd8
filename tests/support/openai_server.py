"""A strict OpenAI-compatible server on 127.0.0.1 that answers by script, faults included.

It refuses what OpenAI refuses (unknown parameters, `stream_options` without `stream`, a strict
schema that is not strict), so that a test that passes here has sent a proper request.
"""

import json
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_KNOWN = {
    "model",
    "messages",
    "response_format",
    "max_tokens",
    "max_completion_tokens",
    "n",
    "stream",
    "stream_options",
    "temperature",
    "seed",
    "return_progress",
}


@dataclass(frozen=True)
class Request:
    """What arrived."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        """All that was said in it."""
        return "\n".join(turn["content"] for turn in self.body["messages"])


@dataclass(frozen=True)
class Says:
    """A model's answer; sent as a stream if the request asks for one."""

    content: str | None
    finish: str | None = "stop"
    usage: Mapping[str, Any] | None = field(
        default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 10}
    )
    refusal: str | None = None
    before: Sequence[Mapping[str, Any]] = ()
    """Chunks to stream first."""
    after: Sequence[Mapping[str, Any]] = ()
    """Chunks to stream last."""
    done: bool = True
    """Whether a stream ends with `[DONE]`."""
    stream: bool | None = None
    """Overrules the request's wish."""
    kind: str = ""
    """The content type that it is sent as; empty: the right one."""


@dataclass(frozen=True)
class Sends:
    """Anything else: a status, headers and bytes."""

    status: int = 200
    body: bytes | Mapping[str, Any] = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    breaks: bool = False
    """The connection breaks before the announced end."""
    pause: float = 0.0
    """Seconds to wait before anything is sent."""
    drip: float = 0.0
    """Seconds between the bytes."""


Script = Says | Sends | Callable[[Request], "Says | Sends"]


def refusal(
    status: int, message: str, *, headers: Mapping[str, str] | None = None, **error: object
) -> Sends:
    """An error body as OpenAI words it."""
    return Sends(status, {"error": {"message": message, **error}}, headers or {})


class OpenAIServer:
    """Answers each request with the next line of its script; the last one is repeated."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._script: deque[Script] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._http = _HTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def url(self) -> str:
        """The API's address."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def script(self, *lines: Script) -> None:
        """Answer so, in this order."""
        with self._lock:
            self._script = deque(lines)

    def next_line(self, request: Request) -> "Says | Sends":
        with self._lock:
            self.requests.append(request)
            line = self._script.popleft() if len(self._script) > 1 else self._script[0]
        return line(request) if callable(line) else line

    @contextmanager
    def running(self) -> Iterator["OpenAIServer"]:
        thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            self._http.shutdown()
            thread.join()
            self._http.server_close()

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than the server runs."""
        self._stopped.wait(seconds)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(_Handler):
            scripted = server

        return Handler


def fault_in(body: Mapping[str, Any]) -> Sends | None:
    """What OpenAI would refuse in a request."""
    for name in sorted(body.keys() - _KNOWN):
        return refusal(400, f"Unrecognized request argument supplied: {name}", param=name)
    if "stream_options" in body and not body.get("stream"):
        return refusal(400, "stream_options needs stream", param="stream_options")
    if not all(isinstance(turn["content"], str) for turn in body["messages"]):
        return refusal(400, "Invalid type for messages", param="messages")
    wanted = (body.get("response_format") or {}).get("json_schema") or {}
    if wanted.get("strict") and not _is_strict(wanted["schema"]):
        return refusal(400, "Invalid schema for response_format", param="response_format")
    return None


def _is_strict(schema: object) -> bool:
    if isinstance(schema, list):
        return all(map(_is_strict, schema))
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False:
            return False
        if set(schema.get("required", ())) != set(properties):
            return False
    return "default" not in schema and all(map(_is_strict, schema.values()))


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that go away in the midst of an answer are what is tested: say nothing."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    scripted: OpenAIServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        pass

    def do_POST(self) -> None:
        size = int(self.headers["content-length"])
        body = json.loads(self.rfile.read(size))
        if self.path != "/v1/chat/completions":
            return self._send(refusal(404, f"no such path: {self.path}"))
        line = self.scripted.next_line(Request(self.path, dict(self.headers), body))
        fault = fault_in(body)
        if fault:
            return self._send(fault)
        with suppress(BrokenPipeError, ConnectionResetError):
            if isinstance(line, Sends):
                self._send(line)
            elif body.get("stream", False) if line.stream is None else line.stream:
                self._stream(line)
            else:
                self._send(Sends(body=_whole(line), content_type=line.kind or "application/json"))
        return None

    def _send(self, sends: Sends) -> None:
        self.scripted.wait(sends.pause)
        data = sends.body if isinstance(sends.body, bytes) else json.dumps(sends.body).encode()
        self.send_response_only(sends.status)
        for name, value in {"content-type": sends.content_type, **sends.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data) + (100 if sends.breaks else 0)))
        self.end_headers()
        if sends.drip:
            for at in range(len(data)):
                self.wfile.write(data[at : at + 1])
                self.scripted.wait(sends.drip)
        else:
            self.wfile.write(data)
        if sends.breaks:
            self.close_connection = True
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def _stream(self, says: Says) -> None:
        kind = says.kind or "text/event-stream; charset=utf-8"
        self._send(Sends(body=stream_of(says), content_type=kind))


def stream_of(says: Says) -> bytes:
    """An answer as server-sent events, a few characters in each, raw UTF-8 as llama.cpp sends."""
    content = says.content or ""
    pieces = [content[at : at + 4] for at in range(0, len(content), 4)]
    chunks: list[Mapping[str, Any]] = [*says.before, _delta({"role": "assistant", "content": ""})]
    chunks += [_delta({"content": piece}) for piece in pieces]
    if says.refusal:
        chunks.append(_delta({"refusal": says.refusal}))
    if says.finish:
        chunks.append(_delta({}, says.finish))
    if says.usage:
        chunks.append({"object": "chat.completion.chunk", "choices": [], "usage": says.usage})
    texts = [json.dumps(chunk, ensure_ascii=False) for chunk in (*chunks, *says.after)]
    texts += ["[DONE]"] if says.done else []
    return b": keep-alive\n\n" + b"".join(f"data: {text}\n\n".encode() for text in texts)


def _delta(delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"object": "chat.completion.chunk", "choices": [choice]}


def _whole(says: Says) -> dict[str, Any]:
    message = {"role": "assistant", "content": says.content, "refusal": says.refusal}
    choice = {"index": 0, "message": message, "finish_reason": says.finish}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "m",
        "choices": [choice],
        **({"usage": says.usage} if says.usage else {}),
    }
