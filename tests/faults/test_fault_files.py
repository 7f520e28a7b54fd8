"""Rows of the table: what lies on the disk is damaged, read-only, or changed by two at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.fault_local import DISK
from support.fault_row import Row
from support.fault_slot import STATIC, prefixes
from support.small_disk import on_a_disk, on_disk
from support.struck import DOCUMENT

from evals.runs.answers import AnswerBook
from evals.runs.errors import Unusable
from summarizer.cli.entry import run
from summarizer.local.catalogue import QWEN


def test_a_damaged_state_is_made_anew(tmp_path: Path) -> None:
    """Row `damaged state`: the answer needs it no more than a first run does."""
    assert DISK["damaged state"].code == 0
    _, first = prefixes(tmp_path)
    first.ensure(STATIC)
    (state,) = tmp_path.glob("*.kv")
    state.write_bytes(state.read_bytes()[:-1] + b"?")

    slot, second = prefixes(tmp_path)
    second.ensure(STATIC)

    assert (slot.holds, slot.evaluated) == ("Summarize.", 1)
    assert state.read_bytes() == b"Summarize."


@on_a_disk
def test_a_read_only_cache_is_read_and_nothing_is_kept_in_it(tmp_path: Path) -> None:
    """Row `read-only, prefixes`: one state is there, one is not."""
    _, first = prefixes(tmp_path)
    first.ensure(STATIC)
    prepare = "cp ./*.kv full/ && chmod 700 full && mount -o remount,ro full"
    ended = on_disk(prepare, [sys.executable, "-m", "support.fault_slot"])
    assert ended.err == ""
    assert ended.code == DISK["read-only, prefixes"].code
    assert ended.out == "Summarize. 0\nAnother. 1\n"


def damaged(path: Path) -> None:
    path.write_bytes(b"GGUF\x03\0\0\0" + b"\xff" * 900)


@pytest.mark.parametrize("key", ["no model", "damaged model", "short model"])
def test_a_model_file_that_is_none(
    key: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    row, name = DISK[key], "model.gguf"
    if key == "damaged model":
        pytest.importorskip("xllamacpp")
        damaged(Path(name))
    elif key == "no model":
        Path(name).write_text(f"no model but {DOCUMENT}")
    else:
        name = QWEN.name
        short = Path("cache/models") / QWEN.file
        short.parent.mkdir(parents=True)
        short.write_bytes(b"GGUF")
    code = run(["--prompt", "summary@1", "--model", name, "struck.txt"])
    told(capfd.readouterr().err, code, row)


def told(err: str, code: int, row: Row) -> None:
    assert err == f"summarizer: error: {row.says}\nhint: {row.hint}\n"
    assert code == row.code
    assert DOCUMENT not in err


def test_a_damaged_answer_is_named_and_left_alone() -> None:
    row = DISK["damaged answers"]
    path = Path("answers/m/case.json")
    path.parent.mkdir(parents=True)
    text = f'{{"case": "case", "answers": [{{"calls": "{DOCUMENT}"}}]}}'
    path.write_text(text)
    with pytest.raises(Unusable) as caught:
        AnswerBook(Path("answers"), "m").find("case", "key")
    assert (str(caught.value), caught.value.hint, caught.value.exit_code) == (
        row.says,
        row.hint,
        row.code,
    )
    assert path.read_text() == text


WRITES = """
import sys
from pathlib import Path
from evals.runs.answers import AnswerBook, Kept
from summarizer.model import Usage
book, who = AnswerBook(Path("answers"), "m"), sys.argv[1]
book.find("case", "none")
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    book.keep("case", Kept(
        key=f"{who}{number}", summary_prompt="p@1", repeat=0, question=number, prompt="p@1",
        answer={}, usage=Usage(1), seconds=0.0, cost_usd=None,
    ))
"""


def test_two_processes_keep_answers_of_one_case() -> None:
    started = [
        subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-c", WRITES, who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in "ab"
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
    assert [process.returncode for process in started] == [DISK["two writers"].code] * 2
    book = AnswerBook(Path("answers"), "m")
    assert all(book.find("case", f"{who}{number}") for who in "ab" for number in range(20))
    assert not list(Path("answers/m").glob(".*.part"))
