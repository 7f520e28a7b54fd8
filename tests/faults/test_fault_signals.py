"""Rows of the table: Ctrl-C and SIGKILL at every stage, sent to a real process."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from support.fault_endpoint import NOT_STRICT
from support.fault_local import SIGNALS
from support.longread import answer_to, long_text
from support.openai_server import OpenAIServer, Request, Says, Script, Sends, refusal, stream_of
from support.struck import DOCUMENT, GOOD, KEY, OUTPUT

from summarizer.cli.entry import run

PROGRAM = [sys.executable, "-m", "summarizer", "-f", "json", "-o", "out.json"]
DEADLINE = 60.0
FACTS = range(100, 160)
PARTS = 6
"""In which a text with so many facts is read."""
HELD_UP = 10 * DEADLINE
"""Seconds for which an answer does not come: whoever waits for it is seen to."""


@dataclass
class Stage:
    """Has a run stop at a stage, and tells when it is there."""

    lines: tuple[Script, ...]
    """What the server answers; the last holds the run up."""
    reached: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: Request) -> Says | Sends:
        line = self.lines[0]
        if len(self.lines) > 1:
            self.lines = self.lines[1:]
        else:
            self.reached.set()
        return line(request) if callable(line) else line


HALF = stream_of(Says(GOOD))[:800]
STAGES: dict[str, tuple[Script, ...]] = {
    "wait": (Sends(pause=30),),
    "answer": (Sends(body=HALF + b": \n" * 900, content_type="text/event-stream", drip=0.01),),
    "pause": (refusal(429, OUTPUT, headers={"retry-after": "30"}),),
    "repair": (NOT_STRICT, Sends(pause=30)),
}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
@pytest.mark.parametrize("key", STAGES)
def test_a_signal_while_the_endpoint_is_asked(
    server: OpenAIServer, key: str, sent: signal.Signals
) -> None:
    stage = Stage(STAGES[key])
    server.script(stage)
    process = started(server.url, "struck.txt")
    assert stage.reached.wait(DEADLINE)
    time.sleep(0.3)  # the run is in the midst of it
    process.send_signal(sent)
    ended(process, f"{sent.name}, {key}")
    assert len(server.requests) == SIGNALS[f"{sent.name}, {key}"].calls
    if sent is signal.SIGKILL:
        server.script(Says(GOOD))
        runs_again(server.url)


@dataclass
class Parts:
    """Answers about so many parts of a long text, and holds up the others."""

    answered: float = float("inf")
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    four_wait: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: Request) -> Says | Sends:
        number = next(self.numbers)
        if number == self.answered + 4:
            self.four_wait.set()
        if number > self.answered:
            return Sends(pause=HELD_UP)
        return Says(json.dumps(answer_to(request.body["messages"][-1]["content"])))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_while_parts_of_a_long_text_are_asked_for(
    server: OpenAIServer, sent: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends though four answers are out, and the one that came is kept."""
    monkeypatch.setenv("SUMMARIZER_CONTEXT_TOKENS", "12000")
    Path("struck.txt").write_text(long_text(FACTS), encoding="utf-8")
    parts = Parts(answered=1)
    server.script(parts)
    process = started(server.url, "struck.txt")
    assert parts.four_wait.wait(DEADLINE)
    process.send_signal(sent)
    ended(process, f"{sent.name}, parts")
    asked = len(server.requests)
    assert asked == SIGNALS[f"{sent.name}, parts"].calls

    server.script(Parts())
    assert run(["-f", "json", "-o", "out.json", "--base-url", server.url, "struck.txt"]) == 0
    found = json.loads(Path("out.json").read_text())
    assert len(found["positions"]) == len(FACTS)
    assert found["run"]["calls"] == len(server.requests) - asked == PARTS - 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_while_the_text_is_read(server: OpenAIServer, sent: signal.Signals) -> None:
    process = started(server.url, "-")
    assert process.stdin
    process.stdin.write("x" * 200_000)  # more than a pipe holds: it is being read
    process.stdin.flush()
    process.send_signal(sent)
    ended(process, f"{sent.name}, read")
    assert server.requests == []


def started(url: str, source: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  # our own program
        [*PROGRAM, "--base-url", url, source],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str], key: str) -> None:
    """See that the process said what the table says, left nothing behind, and told no secret."""
    row = SIGNALS[key]
    out, err = process.communicate(timeout=DEADLINE)
    assert out == ""
    assert err == (f"summarizer: {row.says}\n" if row.says else "")
    # A shell reports 128 and the signal's number for a process that a signal has ended.
    code = process.returncode
    assert (code if code >= 0 else 128 - code) == row.code
    assert not [name for name in (KEY, OUTPUT, DOCUMENT) if name in err]
    assert sorted(path.name for path in Path().iterdir() if path.is_file()) == [
        "Avon.txt",
        "Blyth.txt",
        "struck.txt",
    ]


def runs_again(url: str) -> None:
    assert run(["-f", "json", "-o", "out.json", "--base-url", url, "struck.txt"]) == 0
    assert len(json.loads(Path("out.json").read_text())["positions"]) == 1
