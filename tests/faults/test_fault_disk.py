"""Rows of the table: full and read-only disks, and pulls that break off or meet each other."""

import json
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from local.failing_web import Web, serving, sha256
from support.ending import Ended
from support.fault_local import DISK, SIGNALS
from support.fault_row import Row
from support.openai_server import OpenAIServer, Says
from support.small_disk import on_a_disk, on_disk
from support.struck import DOCUMENT, GOOD, KEY

SUMMARIZER = [sys.executable, "-m", "summarizer"]
TOY = [sys.executable, "-m", "support.fault_program"]
BODY = b"GGUF" + b"x" * 3_000_000
"""A model, larger than the small disk."""


def matches(ended: Ended, row: Row) -> None:
    hint = f"hint: {row.hint}\n" if row.hint else ""
    assert ended.err.replace(f"{Path.cwd()}/", "") == f"summarizer: error: {row.says}\n{hint}"
    assert ended.code == row.code
    assert not [secret for secret in (KEY, DOCUMENT) if secret in ended.err]


@on_a_disk
def test_a_result_that_finds_no_room(server: OpenAIServer) -> None:
    server.script(Says(GOOD))
    fill = "echo old > full/out.json && { head -c 99999 /dev/zero > full/rest || true; } 2> junk"
    words = ["-f", "json", "-o", "full/out.json", "--base-url", server.url, "struck.txt"]

    ended = on_disk(fill, [*SUMMARIZER, *words])

    row = DISK["full, result"]
    matches(ended, row)
    assert len(server.requests) == row.calls
    assert len(json.loads(ended.out)["positions"]) == 1
    assert min(Path("listing").read_text().splitlines()) == "out.json 4"
    assert ".part" not in Path("listing").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_standard_output_that_finds_no_room(server: OpenAIServer) -> None:
    server.script(Says(GOOD))
    with Path("/dev/full").open("w") as full:
        command = [*SUMMARIZER, "--base-url", server.url, "struck.txt"]
        done = subprocess.run(  # noqa: S603  # our own program
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    row = DISK["full, stdout"]
    matches(Ended(done.returncode, "", done.stderr), row)
    assert len(server.requests) == row.calls


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server that has the model of `support.fault_program`."""
    with serving() as web:
        monkeypatch.setenv("TOY_URL", web.serve("/toy.gguf", BODY))
        monkeypatch.setenv("TOY_SHA256", sha256(BODY))
        monkeypatch.setenv("TOY_BYTES", str(len(BODY)))
        yield web


PULL = [*TOY, "model", "pull", "-q"]
MODEL = Path("cache/models/toy.gguf")


@on_a_disk
@pytest.mark.parametrize(
    ("key", "prepare"),
    [
        ("full, pull", "true"),
        ("read-only, pull", "mkdir full/models && mount -o remount,ro full"),
    ],
)
def test_a_model_that_finds_no_room(
    toy: Web, monkeypatch: pytest.MonkeyPatch, key: str, prepare: str
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", "full")
    matches(on_disk(prepare, PULL), DISK[key])
    assert toy.requests == []


def test_a_disk_that_fills_up_goes_on_when_there_is_room(toy: Web) -> None:
    limited = ["sh", "-c", f"ulimit -f 2000; {shlex.join(PULL)}"]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)  # noqa: S603  # the same
    matches(Ended(done.returncode, done.stdout, done.stderr), DISK["limit, pull"])
    assert pulls_on(toy)


def pulls_on(toy: Web) -> bool:
    """Whether the next pull asks only for what is missing."""
    done = subprocess.run(PULL, check=False, capture_output=True)  # noqa: S603  # the same
    assert done.returncode == 0
    assert MODEL.read_bytes() == BODY
    return bool(toy.asked("/toy.gguf")[-1])


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_while_a_model_is_fetched(toy: Web, sent: signal.Signals) -> None:
    toy.pages["/toy.gguf"].stall_after = 1_000_000
    process = subprocess.Popen(PULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603  # the same
    part = MODEL.parent / ".toy.download" / f"{sha256(BODY)}.part"
    while not part.exists() or part.stat().st_size < 500_000:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(sent)
    out, err = process.communicate(timeout=60)
    row = SIGNALS[f"{sent.name}, pull"]
    assert (out, err) == ("", f"summarizer: {row.says}\n" if row.says else "")
    assert (process.returncode if process.returncode > 0 else 128 - process.returncode) == row.code
    toy.pages["/toy.gguf"].goes_on.set()
    toy.pages["/toy.gguf"].stall_after = -1
    assert pulls_on(toy)


def test_two_processes_pull_one_model(toy: Web) -> None:
    started = [subprocess.Popen(PULL, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603  # the same
    said = [process.communicate(timeout=60)[1] for process in started]
    row = DISK["two pulls"]
    assert [process.returncode for process in started] == [row.code, row.code]
    assert said == [b"", b""]
    assert toy.asked("/toy.gguf") == [""]
    assert MODEL.read_bytes() == BODY
