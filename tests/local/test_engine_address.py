"""Nobody else reaches the engine: this machine only, a port of its own, a key of its own."""

import json
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from summarizer.local.engine import Engine, EngineOptions

FAKE = """
import types
class CommonParams(types.SimpleNamespace):
    def __getattr__(self, name):
        made = types.SimpleNamespace()
        setattr(self, name, made)
        return made
class Server:
    listening_address = "http://127.0.0.1:1"
    def __init__(self, given):
        (key,) = given.api_keys
        print(given.hostnames, given.port, given.ui, given.verbosity, len(key), hash_of(key))
def hash_of(key):
    import hashlib
    return hashlib.sha256(key.encode()).hexdigest()
__version__ = "1"
"""
"""An engine that shows how it was started, and never starts."""
OPEN = """
import sys
from pathlib import Path
from summarizer.local.engine import Engine, EngineOptions
Engine.open(Path(sys.argv[1]), EngineOptions())
Engine.open(Path(sys.argv[1]), EngineOptions())
"""


def test_the_engine_is_started_for_this_machine_with_a_key_that_nobody_can_guess(
    tmp_path: Path,
) -> None:
    """Port 0 is a free one; 32 random bytes are 43 characters of base64."""
    (tmp_path / "xllamacpp.py").write_text(FAKE)
    (tmp_path / "m.gguf").write_bytes(b"GGUF")
    top = Path(__file__).resolve().parents[2]
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(top)!r}]{OPEN}"
    command = [sys.executable, "-c", code, str(tmp_path / "m.gguf")]

    runs = [subprocess.check_output(command, text=True).splitlines() for _ in range(2)]  # noqa: S603  # ourselves

    lines = [line.rpartition(" ") for run in runs for line in run]
    assert {how for how, _, _ in lines} == {"['127.0.0.1'] 0 False -1 43"}
    assert len({key for _, _, key in lines}) == 4


def listeners(port: int) -> set[str]:
    """The addresses on which this machine listens at a port, as the kernel writes them."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            address, _, number = local.rpartition(":")
            if state == "0A" and int(number, 16) == port:
                found.add(address)
    return found


@pytest.mark.embedded
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks Linux who listens")
def test_a_running_engine_answers_on_loopback_only_and_only_to_its_key(gguf: Path) -> None:
    engine = Engine.open(gguf, EngineOptions(context_tokens=256))
    try:
        assert listeners(int(engine.address.rpartition(":")[2])) == {"0100007F"}
        body = {"content": "hello"}
        for headers in ({}, {"Authorization": "Bearer of-another-run"}):
            answer = httpx2.post(f"{engine.address}/tokenize", json=body, headers=headers)
            assert answer.status_code == 401
        assert engine.tokenize("hello") == 1
    finally:
        engine.close()


OF_ITS_OWN = """
import json, sys
from pathlib import Path
from summarizer.local.engine import Engine, EngineOptions
engine = Engine.open(Path(sys.argv[1]), EngineOptions(context_tokens=256))
print(json.dumps({"address": engine.address, "key": engine.api_key}), flush=True)
sys.stdin.readline()
print(engine.tokenize("two words"), flush=True)
engine.close()
"""
"""A process with an engine, which it keeps until it is told to go on."""


@pytest.mark.embedded
def test_two_engines_at_once_do_not_meet(gguf: Path) -> None:
    """Two processes: each has its own port and key, and refuses the other's."""
    command = [sys.executable, "-c", OF_ITS_OWN, str(gguf)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    runs = [subprocess.Popen(command, **pipes) for _ in range(2)]  # type: ignore[call-overload]  # noqa: S603  # ourselves
    try:
        one, other = (json.loads(run.stdout.readline()) for run in runs)
        assert one["address"] != other["address"]
        for mine, foreign in ((one, other), (other, one)):
            answers = [
                httpx2.post(
                    f"{mine['address']}/tokenize",
                    json={"content": "hello"},
                    headers={"Authorization": f"Bearer {whose['key']}"},
                ).status_code
                for whose in (mine, foreign)
            ]
            assert answers == [200, 401]
        ends = [run.communicate("\n", timeout=60)[0] for run in runs]
        assert [int(end) for end in ends] == [2, 2]
    finally:
        for run in runs:
            run.kill()
            run.wait()
