"""The page on Slack is true: its tables are the code's, and its example runs."""

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.doc_commands import STRIKE
from support.doc_pages import fences
from support.openai_server import OpenAIServer, Request, Says
from support.slackfake import FakeSlack, mention

import summarizer.slack
from summarizer.cli.slack import slack as commands
from summarizer.slack import scopes
from summarizer.slack.errors import SlackError
from summarizer.slack.settings import VARIABLES, load

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "slack.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLE = fences(PAGE, "python")[0].content


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by their first cell."""
    part = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_setting_is_described_with_its_default() -> None:
    described = table("Settings")
    assert described.keys() == VARIABLES.keys()
    written = {name: row[0].strip("`") for name, row in described.items() if row[0].startswith("`")}
    written.pop("SUMMARIZER_SLACK_DATABASE")  # its default is told in words
    assert load(written) == load({})


def test_every_scope_is_described_with_what_is_lost_without_it() -> None:
    described = table("Least privilege")
    assert described.keys() == set(scopes.BOT_SCOPES)
    assert {name for name, row in described.items() if row[0] == "yes"} == scopes.MINIMAL
    assert {name: described[name][1] for name in scopes.EXTRA} == scopes.EXTRA


def codes() -> Iterator[str]:
    """The codes of every error of the bot's."""
    for found in pkgutil.walk_packages(summarizer.slack.__path__, "summarizer.slack."):
        for value in vars(importlib.import_module(found.name)).values():
            if isinstance(value, type) and issubclass(value, SlackError):
                yield value.short


def test_every_code_that_people_see_is_described() -> None:
    assert table("When something goes wrong").keys() == set(codes())


def shown_commands() -> set[str]:
    """Every ``summarizer slack …`` on the page."""
    return set(re.findall(r"(?<![\w/])summarizer slack ([a-z][\w .:/-]*)", TEXT))


@pytest.mark.parametrize("words", sorted(shown_commands()))
def test_every_command_that_is_shown_can_be_given(words: str) -> None:
    name, *arguments = words.split()
    arguments += ["C1"] if (name, arguments) == ("digest", []) else []
    assert commands.commands[name].make_context(name, arguments)


def test_every_command_is_shown() -> None:
    assert {words.split()[0] for words in shown_commands()} == commands.commands.keys()


def test_what_was_not_tried_is_said_at_the_top() -> None:
    top = " ".join(TEXT.partition("\n## ")[0].split())
    assert "No live Slack workspace was reached" in top
    assert "no Docker engine" in top


def test_the_files_that_the_page_names_are_there() -> None:
    named = set(re.findall(r"`([\w.-]+\.yaml|\.env[\w.]*)`", TEXT)) - {".env"}
    assert named == {"slack-manifest.yaml", "slack-manifest.minimal.yaml", "compose.yaml"}
    assert all((ROOT / name).exists() for name in named)


@contextmanager
def running(code: str, folder: Path, settings: dict[str, str]) -> Iterator[None]:
    """A program in a process of its own, as long as the block lasts."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with subprocess.Popen(  # noqa: S603  # the project's own page
        [sys.executable, "-c", code],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield
        finally:
            process.kill()
            assert process.stderr is not None
            sys.stderr.write(process.stderr.read())  # shown if the test fails


def answer(_: Request) -> Says:
    return Says(json.dumps(json.loads(STRIKE.read_text())["answer"]))


def test_the_bot_is_embedded_in_ten_lines(slack: FakeSlack, tmp_path: Path) -> None:
    """Beside its imports; and what the page shows answers a mention in a thread."""
    lines = [line for line in EXAMPLE.splitlines() if line and "import " not in line]
    assert len(lines) <= 10
    slack.add_user("U1", "ann", real_name="Ann Lee")
    slack.add_channel("C1", "general", members=("U1",))
    segments = json.loads(STRIKE.read_text())["values"]["segments"]
    root = slack.add_message("C1", "U1", "\n".join(part["text"] for part in segments))
    with OpenAIServer().running() as endpoint:
        endpoint.script(answer)
        settings = {
            "SLACK_API_URL": slack.url,
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "OPENAI_API_KEY": "sk-invented",
            "OPENAI_BASE_URL": endpoint.url,
            "XDG_CONFIG_HOME": str(tmp_path),
        }
        with running(EXAMPLE, tmp_path, settings):
            slack.socket_send(mention(slack, "C1", "U1", thread_ts=root), seconds=30)
            found = slack.wait_for(
                lambda: [one for one in slack.posted if len(one.get("blocks", ())) > 3], 30
            )
    assert found[-1]["thread_ts"] == root
    assert "Northport" in json.dumps(found[-1]["blocks"])
