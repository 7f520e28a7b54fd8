"""What a person sees: colour and a bar on a terminal, nothing of either elsewhere."""

from collections.abc import Callable

import pytest
from support.ending import Ended

Cli = Callable[..., Ended]
Text = Callable[..., str]


def test_a_terminal_gets_colour_a_bar_and_the_cost(terminal: Cli, text: Text) -> None:
    ended = terminal(text("slow 0.4"))
    assert ended.code == 0
    assert ended.out.startswith("\x1b[1mslow 0.4\x1b[0m\n")
    for shown in ("text.txt", "reading", "writing", "tokens/s", "━"):
        assert shown in ended.err
    assert "scripted: 1 call, 100 tokens in" in ended.err


@pytest.mark.parametrize(
    ("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "unknown")]
)
def test_colour_can_be_declined(
    terminal: Cli, text: Text, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    ended = terminal(text("A strike"))
    assert ended.out.startswith("A strike\n")
    assert "\x1b" not in ended.out
    if variable == "TERM":
        assert "\x1b" not in ended.err


def test_quiet_is_silent_beside_the_result(terminal: Cli, text: Text) -> None:
    assert terminal("-q", text("A strike")).err == ""


def test_no_source_on_a_terminal_shows_the_help_and_ends_with_2(terminal: Cli) -> None:
    ended = terminal()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: summarizer [OPTIONS]")


def test_colour_can_be_forced_into_a_pipe(
    cli: Cli, text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert cli(text("A strike")).out.startswith("\x1b[1mA strike\x1b[0m\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_pipe_always_gets_utf8(
    process: Cli, text: Text, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    ended = process(text("Żółć 中文"))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Żółć 中文\n")


def test_a_terminal_that_lacks_a_letter_gets_a_question_mark(
    terminal: Cli, text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal("-q", text("Gdańsk")).out.startswith("Gda?sk\n")
