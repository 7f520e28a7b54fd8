"""What the engine is told and how it fails; with the real engine where its model is there."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import ModelFileError, ServerFailed
from summarizer.local.engine import Engine, EngineOptions, usable_cores
from summarizer.local.native import NativeAPI
from summarizer.local.open import open_embedded
from summarizer.local.prefix import KeptPrefixes
from summarizer.model import Budget, Message, Progress, Prompt

SYSTEM = (Message("system", "You answer with one word."),)
SECRET = Message("user", "The zebra Quagmire lives in Ouagadougou.")


@pytest.mark.parametrize(
    ("quota", "most"), [("100000 100000", 1), ("50000 100000", 1), ("max 100000", 4096), ("", 4096)]
)
def test_a_containers_quota_bounds_the_threads(tmp_path: Path, quota: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(quota)

    assert 1 <= usable_cores(tmp_path / "cpu.max") <= most
    assert usable_cores(tmp_path / "none") >= 1


def test_an_engine_that_is_gone_is_a_failed_server() -> None:
    with pytest.raises(ServerFailed, match="ConnectError"):
        NativeAPI("http://127.0.0.1:9", "key").count_tokens("text")
    with pytest.raises(ServerFailed, match="ConnectError"):
        NativeAPI("http://127.0.0.1:9", "key").evaluate("text")


def test_without_the_engine_the_hint_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF")
    code = (
        "import sys; sys.modules['xllamacpp'] = None\n"
        "from pathlib import Path\n"
        "from summarizer.errors import NoModel\n"
        "from summarizer.local.engine import Engine, EngineOptions\n"
        "try: Engine.open(Path(sys.argv[1]), EngineOptions())\n"
        "except NoModel as error: print(error.hint)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "m.gguf")]

    output = subprocess.check_output(command, text=True)  # noqa: S603  # ourselves

    assert "extra `local`" in output


@pytest.mark.parametrize("content", [b"GGUF", b"GGUF\x03\0\0\0" + b"\xff" * 900, b"nothing"])
def test_a_broken_file_is_an_error_and_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes
) -> None:
    pytest.importorskip("xllamacpp")
    path = tmp_path / "broken.gguf"
    path.write_bytes(content)

    with pytest.raises(ModelFileError) as caught:
        Engine.open(path, EngineOptions())

    assert caught.value.hint
    assert capfd.readouterr() == ("", "")


@pytest.mark.embedded
def test_a_truncated_model_is_an_error(gguf: Path, tmp_path: Path) -> None:
    with gguf.open("rb") as file:
        (tmp_path / "short.gguf").write_bytes(file.read(10_000_000))

    with pytest.raises(ModelFileError, match="cannot load"):
        Engine.open(tmp_path / "short.gguf", EngineOptions())


@pytest.mark.embedded
def test_the_engine_keeps_a_prefix_and_nothing_of_the_document(
    gguf: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One run of the real engine: tokens, template, state kept, state read back, silence."""
    engine = Engine.open(gguf, EngineOptions(context_tokens=512, state_directory=tmp_path))
    try:
        native = engine.native
        assert engine.tokenize("hello world") == 2
        assert "one word" in native.render(SYSTEM)

        native.evaluate(native.render((*SYSTEM, SECRET)))
        prefixes = KeptPrefixes(native, tmp_path, "id")
        told: list[Progress] = []
        prefixes.ensure(SYSTEM, told.append)
        (state,) = tmp_path.glob("*.kv")
        assert told[-1].done == told[-1].total > 0
        assert native.restore(state.name)
        assert state.stat().st_size < 60_000 * told[-1].total

        assert not native.restore("none.kv")
        assert native.evaluate("word " * 1000) == 0
    finally:
        engine.close()
    engine.close()
    with pytest.raises(ServerFailed):
        engine.tokenize("closed")
    assert capfd.readouterr() == ("", "")


class Word(BaseModel):
    word: str = Field(max_length=8)


@pytest.mark.embedded
def test_a_second_engine_does_not_read_the_static_prefix_again(gguf: Path, tmp_path: Path) -> None:
    """The whole room at work, through the endpoint."""
    prompt = Prompt("test@1", (*SYSTEM, Message("user", "Which animal barks?")), 1, 24)
    options = EngineOptions(context_tokens=512, state_directory=tmp_path)
    read: list[int] = []
    for _ in range(2):
        told: list[Progress] = []
        budget = Budget()
        with open_embedded(str(gguf), options=options) as model:
            answer = model.ask(prompt, Word, budget=budget, on_progress=told.append)
        assert answer.value.word
        assert budget.spent.cached_tokens > 0
        read.append(len({step.total for step in told if step.stage == "read"}))

    assert read[1] < read[0]


EXIT = """
import sys, threading
from pathlib import Path
from summarizer.local.engine import Engine, EngineOptions
engine = Engine.open(Path(sys.argv[1]), EngineOptions(context_tokens=1024))
read = threading.Event()
question = lambda: engine.native.evaluate("word " * 800, lambda step: read.set())
if sys.argv[2] == "busy":
    threading.Thread(target=question, daemon=True).start()
    read.wait(60)
"""


@pytest.mark.embedded
@pytest.mark.parametrize("state", ["idle", "busy"])
def test_the_interpreter_ends_cleanly_with_an_engine_left_open(gguf: Path, state: str) -> None:
    command = [sys.executable, "-c", EXIT, str(gguf), state]

    ended = subprocess.run(command, check=False, capture_output=True, timeout=120)  # noqa: S603  # ourselves

    assert ended.returncode == 0
    assert ended.stdout == b""
