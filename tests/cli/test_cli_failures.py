"""How runs end: one exit code each, an error and a hint on standard error, never a traceback."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.ending import PROGRAM, Ended
from support.wires import WIRES

from summarizer import errors
from summarizer.cli.entry import main
from summarizer.errors import SummarizerError

Cli = Callable[..., Ended]
Text = Callable[..., str]


def leaves(kind: type[SummarizerError]) -> list[type[SummarizerError]]:
    below = kind.__subclasses__()
    return [leaf for one in below for leaf in leaves(one)] if below else [kind]


@pytest.mark.parametrize("kind", leaves(SummarizerError))
def test_every_error_of_ours_is_said_and_ends_with_its_code(
    cli: Cli, text: Text, kind: type[SummarizerError]
) -> None:
    ended = cli(text(kind.__name__))
    assert ended.code == kind.exit_code
    assert ended.out == ""
    assert ended.err == "summarizer: error: it went wrong\nhint: Do better.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.txt"], 3, "none.txt"),
        (["."], 3, "error: "),
        (["empty.txt"], 3, "empty.txt"),
        (["--model", "missing", "text.txt"], 4, "the model missing is not on this machine"),
        (["--base-url", "nowhere", "text.txt"], 4, "base_url in flag: should be a web address"),
        (["--strict", "drop.txt"], 8, "1 item was dropped by the checks"),
        (["--strict", "unread.txt"], 8, "1 part was not read"),
        (["--strict", "cut.txt"], 8, "1 answer was cut off"),
        (["cut.txt"], 0, "warning: The answer was cut off: items may be missing\nhint: Summarize"),
        (["--strict", "text.txt"], 0, ""),
        (["drop.txt"], 0, ""),
        (["bug.txt"], 1, "unexpected ZeroDivisionError"),
        (["interrupt.txt"], 130, "interrupted; 0 of 1 sources are done"),
    ],
)
def test_exit_codes(cli: Cli, text: Text, words: list[str], code: int, said: str) -> None:
    for name, content in (
        ("text", "A strike"),
        ("drop", "drop it"),
        ("unread", "unread"),
        ("cut", "cut"),
        ("empty", " \n"),
    ):
        text(content, f"{name}.txt")
    text("bug with secret words", "bug.txt")
    text("interrupt", "interrupt.txt")
    ended = cli(*words)
    assert ended.code == code
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ["--frmat", "json", "text.txt"],
        ["-f", "yaml", "text.txt"],
        ["-f"],
        ["--date", "yesterday", "text.txt"],
        ["--date", "2023-02-30", "text.txt"],
        ["-o", "none/out.txt", "text.txt"],
        ["-o", ".", "text.txt"],
        ["-q", "-v", "text.txt"],
        ["--title", "T", "text.txt", "drop.txt"],
        ["-", "-"],
        ["--quiet=yes", "text.txt"],
        ["model", "nonsense"],
        ["model", "rm"],
        ["doctor", "extra"],
    ],
)
def test_wrong_usage_is_2_and_is_told_before_any_work(
    cli: Cli, text: Text, words: list[str]
) -> None:
    text("RateLimited: would end with 5")
    ended = cli(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("Usage: summarizer")
    assert "\nsummarizer: error: " in ended.err
    assert ended.err.endswith("\nhint: Give --help to see the options.\n")


@pytest.mark.parametrize(
    ("word", "said", "hint"),
    [
        (
            "unread",
            "Not read: segments 2-3, 5 (no answer in time)",
            "A later run asks only for them.",
        ),
        (
            "cut",
            "The answer was cut off: items may be missing",
            "Summarize the text in smaller pieces, or try another model.",
        ),
    ],
)
def test_what_the_result_lacks_is_told_beside_it_and_in_it(
    cli: Cli, text: Text, word: str, said: str, hint: str
) -> None:
    """Also where standard error is no terminal, but not with `-q`."""
    ended = cli(text(word))
    assert f"{said}." in ended.out
    assert ended.err == f"summarizer: warning: {said}\nhint: {hint}\n"
    assert ended.code == 0
    assert cli("-q", text(word)).err == ""


def test_what_a_result_lacks_is_an_object_with_json_and_names_its_source(
    cli: Cli, text: Text
) -> None:
    ended = cli("-f", "json", text("One", "1"), text("cut", "2"))
    assert [one["cut_off"] for one in json.loads(ended.out)] == [[], [1, 2, 3]]
    assert json.loads(ended.err) == {
        "warning": {
            "code": "CutOff",
            "message": "The answer was cut off: items may be missing",
            "hint": "Summarize the text in smaller pieces, or try another model.",
            "source": "2",
        }
    }


def test_strict_still_shows_the_summary(cli: Cli, text: Text) -> None:
    ended = cli("--strict", text("drop this"))
    assert ended.code == 8
    assert ended.out.startswith("drop this\n")
    assert "Left out by the checks: 1 position." in ended.out


def test_one_failing_source_does_not_stop_the_others(cli: Cli, text: Text) -> None:
    names = [text("One", "1"), text("Refused", "2"), text("bug", "3"), text("Four", "4")]
    ended = cli("-f", "json", *names, "5")
    assert [one["title"] for one in json.loads(ended.out)] == ["One", "Four"]
    faults = [json.loads(line)["error"] for line in ended.err.splitlines()]
    assert [(fault["source"], fault["code"]) for fault in faults] == [
        ("2", "Refused"),
        ("3", "ZeroDivisionError"),
        ("5", "UnreadableInput"),
    ]
    assert ended.code == 7


def test_a_failure_of_several_sources_names_its_source(cli: Cli, text: Text) -> None:
    ended = cli(text("One", "1"), text("Refused", "2"))
    assert "summarizer: error: 2: it went wrong\n" in ended.err


def test_a_missing_model_ends_the_run_for_all_sources(cli: Cli, text: Text) -> None:
    ended = cli("--model", "missing", text("One", "1"), text("Two", "2"))
    assert ended.code == 4
    assert ended.err.count("error:") == 1


def test_errors_in_json_are_objects_and_standard_output_stays_empty(cli: Cli, text: Text) -> None:
    ended = cli("-f", "json", text("Refused"))
    assert (ended.code, ended.out) == (7, "")
    assert json.loads(ended.err) == {
        "error": {
            "code": "Refused",
            "message": "it went wrong",
            "hint": "Do better.",
            "source": "",
        }
    }


def test_a_broken_settings_file_is_4_and_names_the_file(cli: Cli, text: Text) -> None:
    folder = Path("settings/summarizer")
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("modle = 1")
    ended = cli(text("A strike"))
    assert ended.code == 4
    assert "unknown setting 'modle' in " in ended.err
    assert "hint: Did you mean model?" in ended.err


def test_a_hostile_file_name_cannot_drive_the_terminal(cli: Cli) -> None:
    ended = cli("\x1b[2Jnone\u202e.txt")
    assert ended.code == 3
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err


@pytest.mark.parametrize("words", [["-vv"], []])
def test_a_traceback_is_shown_only_if_asked_for(
    cli: Cli, text: Text, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not words:
        monkeypatch.setenv("SUMMARIZER_DEBUG", "1")
    assert "Traceback (most recent call last)" in cli(*words, text("bug")).err


def test_ctrl_c_keeps_what_is_done(cli: Cli, text: Text) -> None:
    ended = cli("-f", "json", text("One", "1"), text("interrupt", "2"), text("Three", "3"))
    assert ended.code == 130
    assert [one["title"] for one in json.loads(ended.out)] == ["One"]
    assert ended.err == "summarizer: interrupted; 1 of 3 sources are done\n"


def test_a_signal_ends_the_process_with_one_line(text: Text) -> None:
    with subprocess.Popen(  # noqa: S603  # our own program
        [*PROGRAM, "-v", text("A", "1"), text("slow 30", "2")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        first = process.stderr.readline()  # the first source is done
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert first.startswith("summarizer: scripted: 1 call")
    assert process.returncode == 130
    assert err == "summarizer: interrupted; 1 of 2 sources are done\n"
    assert out.startswith("A\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_ends_quietly(
    text: Text, monkeypatch: pytest.MonkeyPatch, unbuffered: str
) -> None:
    """`summarizer … | head -c 1`, with a result larger than a pipe holds."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    name = text("A" * 300_000)
    for words in ([], ["-f", "json"], ["--dry-run", "-q"]):
        assert ended_by_a_closed_pipe([*words, name], read=1) == (141, b"")


def test_a_pipe_that_nobody_reads_ends_quietly(text: Text, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small result is still in Python's buffer when the pipe turns out to be closed."""
    monkeypatch.setenv("PYTHONUNBUFFERED", "")
    assert ended_by_a_closed_pipe([text("A strike")], read=0) == (141, b"")


def ended_by_a_closed_pipe(words: list[str], *, read: int) -> tuple[int, bytes]:
    """The exit code, and what was said, after so many bytes were read."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(read)
        process.stdout.close()
        said = process.stderr.read()
    return process.returncode, said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_result_that_cannot_be_written_is_1(text: Text) -> None:
    name = text("A strike")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(  # noqa: S603  # our own program
            [*PROGRAM, name], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("summarizer: error: cannot write standard output: No space")
    assert "Traceback" not in done.stderr


def test_main_ends_the_process_with_the_code(text: Text) -> None:
    with pytest.raises(SystemExit) as ended:
        main([text("Refused")], wiring=WIRES)
    assert ended.value.code == errors.Refused.exit_code
