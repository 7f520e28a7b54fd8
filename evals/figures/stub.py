"""A stub of an OpenAI-compatible endpoint for figures of load, in a process of its own.

``python -m evals.figures.stub`` prints its port and answers until its standard input ends. What it
says depends on the request alone: a number written ``#7#`` in a message comes back in the
answer, and the path says how (``/plain/v1``, ``/chaos/v1``, ``/extract/v1``).
"""

import argparse
import asyncio
import contextlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from evals.figures.chaos_faults import Sent, answer_of, event_stream, faulty

_NUMBER = re.compile(r"#(\d+)#")


class Stub:
    """Answers requests, each after a while.

    Args:
        delay: Seconds before an answer.
    """

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._asked: Counter[int] = Counter()
        self._in_flight = 0
        self.most_in_flight = 0
        """Most requests that were being answered at once."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        gone = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with contextlib.suppress(*gone):
            while head := await _head(reader):
                path, length = _parsed(head)
                body = await reader.readexactly(length)
                if not await self._answered(path, body, writer):
                    break
        writer.close()

    async def _answered(self, path: str, body: bytes, writer: asyncio.StreamWriter) -> bool:
        """Send an answer; say whether the connection goes on."""
        if path == "/stats":
            return await _send(Sent(json.dumps(self._stats()).encode()), writer)
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            await asyncio.sleep(self._delay)
            return await _send(self._reply(path, json.loads(body)), writer)
        finally:
            self._in_flight -= 1

    def _reply(self, path: str, asked: dict[str, Any]) -> Sent:
        number = _number(asked)
        self._asked[number] += 1
        if path.startswith("/chaos/"):
            return faulty(number, self._asked[number])
        content = _extraction(number) if path.startswith("/extract/") else _weather(number)
        answer = answer_of(content, number)
        if asked.get("stream"):
            return Sent(event_stream(content, number), content_type="text/event-stream")
        return Sent(json.dumps(answer).encode())

    def _stats(self) -> dict[str, Any]:
        return {"calls": self._asked.total(), "most_in_flight": self.most_in_flight}


def _number(asked: dict[str, Any]) -> int:
    """Of the document; a question that is put again holds it further up."""
    found = _NUMBER.search(" ".join(str(turn["content"]) for turn in asked["messages"]))
    return int(found[1]) if found else 0


def _weather(number: int) -> str:
    return json.dumps({"sky": "blue", "degrees": number})


def _extraction(number: int) -> str:
    """In the form that langextract asks for."""
    return json.dumps({"extractions": [{"sky": "blue", "sky_attributes": {"number": str(number)}}]})


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


def _parsed(head: bytes) -> tuple[str, int]:
    lines = head.decode("latin-1").split("\r\n")
    lengths = (
        line.partition(":")[2] for line in lines if line.lower().startswith("content-length")
    )
    return lines[0].split()[1], int(next(lengths, "0"))


async def _send(sent: Sent, writer: asyncio.StreamWriter) -> bool:
    writer.write(sent.head() + sent.body)
    await writer.drain()
    if sent.stalls:
        await asyncio.sleep(sent.stalls)
    if sent.breaks:
        writer.transport.abort()
    return not sent.breaks


async def _run(delay: float) -> None:
    stub = Stub(delay)
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def running(delay: float) -> Iterator[str]:
    """Start the stub as a process; its address without a path.

    Args:
        delay: Seconds before an answer.
    """
    command = [sys.executable, "-m", "evals.figures.stub", "--delay", str(delay)]
    with subprocess.Popen(  # noqa: S603  # ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin  # noqa: S101  # for the type checker
        assert process.stdout  # noqa: S101  # the same
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.stdin.close()
            process.terminate()


def stats(url: str) -> dict[str, int]:
    """How many requests the stub answered, and how many at once at most."""
    import httpx2  # noqa: PLC0415  # not in the stub's own process

    told: dict[str, int] = httpx2.get(f"{url}/stats", trust_env=False).json()
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.1)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(parser.parse_args().delay))
