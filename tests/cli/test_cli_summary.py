"""The main command: sources in, the result on standard output, and nothing else there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.ending import Ended
from support.wires import WIRES

from summarizer.cli.entry import run
from summarizer.schema import Summary

Cli = Callable[..., Ended]
Text = Callable[..., str]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ([], "A strike\n"),
        (["-f", "markdown"], "# A strike\n"),
        (["--format=json"], '{\n  "schema_version": "1",\n  "title": "A strike"'),
        (["-v"], "A strike\n"),
    ],
)
def test_a_file_becomes_a_summary_on_standard_output_and_nothing_else(
    cli: Cli, text: Text, words: list[str], start: str
) -> None:
    ended = cli(*words, text("A strike"))
    assert ended.code == 0
    assert ended.out.startswith(start)
    assert "-v" in words or ended.err == ""


def test_options_may_come_before_and_after_the_source(cli: Cli, text: Text) -> None:
    before, after = cli("-f", "json", text("A strike")), cli("text.txt", "-f", "json")
    assert before == after
    Summary.model_validate_json(before.out)


def test_a_file_named_like_a_command_is_reached_by_its_path(cli: Cli, text: Text) -> None:
    text("A strike", "model")
    assert cli("./model").out.startswith("A strike")
    assert cli("-f", "text", "model").out.startswith("A strike")


@pytest.mark.parametrize("words", [[], ["-"], ["-f", "text", "-"]])
def test_a_pipe_is_read_with_and_without_a_dash(process: Cli, words: list[str]) -> None:
    ended = process(*words, stdin="A strike")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("A strike\n-\n")


def test_several_sources_in_json_are_an_array_and_one_is_an_object(cli: Cli, text: Text) -> None:
    first, second = text("One", "1.txt"), text("Two", "2.txt")
    both = json.loads(cli("-f", "json", first, second).out)
    assert [Summary.model_validate(one).title for one in both] == ["One", "Two"]
    assert Summary.model_validate_json(cli("-f", "json", first).out).title == "One"


def test_title_and_date_reach_the_document(cli: Cli, text: Text) -> None:
    ended = cli("-f", "json", "--title", "T", "--date", "2024-02-29", text("A strike"))
    document = Summary.model_validate_json(ended.out).document
    assert (document.title, document.date) == ("T", "2024-02-29")


def test_model_and_prompt_reach_the_run(cli: Cli, text: Text) -> None:
    ended = cli("-f", "json", "--model", "m", "--prompt", "summary@7", text("A strike"))
    used = Summary.model_validate_json(ended.out).run
    assert (used.model, used.prompt) == ("m", "summary@7")


def test_verbose_shows_evidence_and_the_cost_without_a_terminal(cli: Cli, text: Text) -> None:
    ended = cli("-v", text("A strike"))
    assert '[1] "declined to comment on its pay offer"' in ended.out
    assert ended.err == (
        "summarizer: scripted: 1 call, 100 tokens in (10 cached), 20 out, 4.2 s, $0.0012\n"
    )


def test_what_was_spent_is_said_after_a_failure_too(cli: Cli, text: Text) -> None:
    ended = cli("-v", text("Truncated"))
    assert "scripted: 1 call, 100 tokens in (10 cached), 20 out," in ended.err
    assert "$0.0012" in ended.err


def test_web_pages_can_be_switched_off(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_FETCH", "no")
    ended = cli("https://example.org/page")
    assert ended.code == 3
    assert "fetching web pages is switched off" in ended.err


def test_schema_is_the_json_schema_of_a_summary(cli: Cli) -> None:
    ended = cli("--schema")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == Summary.model_json_schema()


def test_version_is_one_line(cli: Cli) -> None:
    ended = cli("--version")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("summarizer ")
    assert ended.out.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["model", "--help"], ["doctor", "-h"]])
def test_help_names_the_program_and_the_options(cli: Cli, words: list[str]) -> None:
    ended = cli(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Usage: summarizer")


def test_help_lists_the_commands_and_every_exit_code(cli: Cli) -> None:
    shown = cli("--help").out
    for word in ("doctor", "model list|pull|path|rm"):
        assert f"\n  {word}" in shown
    for code in (0, 1, 2, 3, 4, 5, 6, 7, 8, 130, 141):
        assert f"\n  {code} " in shown


def test_the_result_goes_into_a_file_and_standard_output_stays_empty(
    cli: Cli, text: Text, tmp_path: Path
) -> None:
    ended = cli("-o", "out.txt", text("A strike"))
    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / "out.txt").read_text().startswith("A strike\n")


class TestDryRun:
    """`--dry-run`: the prompt is the result, the estimate a note, and no model is made."""

    def test_the_prompt_is_shown_and_the_estimate_is_said(
        self, cli: Cli, text: Text, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-invented")
        ended = cli("--dry-run", "--model", "gpt-5-mini", text("A strike"))
        assert ended.code == 0
        assert ended.out == (
            "=== summary@1 system ===\nRead.\n=== summary@1 user ===\n[large 128000] A strike\n"
        )
        assert ended.err.startswith(
            "summarizer: text.txt: would ask gpt-5-mini (endpoint; model is set by flag) with "
            "about 21 tokens for at most 500 in the first call, $0.0"
        )

    def test_in_json_it_is_data(self, cli: Cli, text: Text) -> None:
        ended = cli("--dry-run", "-q", "-f", "json", text("A strike"))
        data = json.loads(ended.out)
        assert ended.err == ""
        [call] = data["calls"]
        assert call["messages"][-1] == {"role": "user", "content": "[small 8192] A strike"}
        assert (call["input_tokens"], call["max_output_tokens"]) == (19, 500)
        assert (data["input_tokens"], data["max_output_tokens"]) == (19, 500)
        assert (data["parts"], data["max_cost_usd"]) == (1, 0.0)

    def test_of_a_long_text_every_part_is_shown_and_counted(self, cli: Cli, text: Text) -> None:
        ended = cli("--dry-run", "--base-url", "http://127.0.0.1:9/v1", text("A\npart B\npart C"))
        assert ended.out == (
            "=== summary@1 system ===\nRead.\n"
            "=== summary@1 user 1 of 3 ===\n[large 128000] A\n"
            "=== summary@1 user 2 of 3 ===\n[large 128000] B\n"
            "=== summary@1 user 3 of 3 ===\n[large 128000] C\n"
        )
        assert "text.txt: would read it in 3 parts and ask gpt-5-mini" in ended.err
        assert "with about 60 tokens for at most 1,500 in 3 calls, price unknown\n" in ended.err
        assert "warning" not in ended.err

    def test_of_a_long_text_the_sums_and_the_price_are_of_all_calls(
        self, cli: Cli, text: Text, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-invented")
        one, three = (
            json.loads(cli("--dry-run", "-f", "json", "--model", "gpt-5-mini", text(words)).out)
            for words in ("A", "A\npart A\npart A")
        )
        assert (three["parts"], len(three["calls"])) == (3, 3)
        for name in ("input_tokens", "max_output_tokens", "max_cost_usd"):
            assert three[name] == pytest.approx(3 * one[name])

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            ({"SUMMARIZER_MAX_CALLS": "2"}, "max_calls is 2: parts would not be read"),
            ({"SUMMARIZER_MAX_TOKENS": "40"}, "max_tokens is 40: parts would not be read"),
        ],
    )
    def test_a_limit_that_is_too_low_for_the_text_is_told(
        self,
        cli: Cli,
        text: Text,
        monkeypatch: pytest.MonkeyPatch,
        limit: dict[str, str],
        said: str,
    ) -> None:
        for name, value in limit.items():
            monkeypatch.setenv(name, value)
        name = text("A\npart B\npart C")
        assert f"warning: {name}: {said}" in cli("--dry-run", name).err
        assert cli("--dry-run", "-q", name).err == ""

    def test_several_sources_in_json_are_an_array(self, cli: Cli, text: Text) -> None:
        ended = cli("--dry-run", "-f", "json", text("One", "1.txt"), text("Two", "2.txt"))
        assert [one["source"] for one in json.loads(ended.out)] == ["1.txt", "2.txt"]

    def test_no_model_is_made(self, cli: Cli, text: Text) -> None:
        assert cli("--dry-run", "--model", "missing", text("A strike")).code == 0


def test_run_without_words_of_its_own_returns_the_code(text: Text) -> None:
    assert run([text("A strike")], wiring=WIRES) == 0
