"""``summarizer slack``: what it prints, posts and ends with."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support.scripted import ScriptedModel
from support.slackbot import people, read_talk, settings_of, words_of
from support.slackfake import FakeSlack

from summarizer.cli.entry import run
from summarizer.cli.wiring import Wiring

Run = Callable[..., int]


@pytest.fixture
def environment(slack: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings_of(slack, tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SUMMARIZER_CONFIG", "")


@pytest.fixture
def command() -> Run:
    """Runs the command line with a scripted model."""
    wiring = Wiring(connect=lambda _: ScriptedModel(read_talk))
    return lambda *words: run(["slack", *words], wiring=wiring)


@pytest.mark.parametrize(
    ("words", "socket"),
    [((), True), (("--minimal",), True), (("--url", "https://bot.example.com"), False)],
)
def test_the_manifest_is_printed(
    command: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], *, socket: bool
) -> None:
    assert command("manifest", *words) == 0
    manifest = yaml.safe_load(capsys.readouterr().out)
    assert manifest["settings"]["socket_mode_enabled"] is socket


def test_a_wrong_address_is_refused(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("manifest", "--url", "http://bot.example.com") == 4
    assert "https" in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_doctor_finds_a_bot_that_can_run(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("doctor") == 0
    shown = capsys.readouterr().out
    assert "missing" not in shown
    assert "xoxb-1" not in shown


@pytest.mark.usefixtures("environment")
def test_doctor_finds_a_wrong_token(
    command: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-777")
    assert command("doctor") == 4
    assert "777" not in capsys.readouterr().out


@pytest.mark.usefixtures("environment")
def test_run_says_what_is_not_set(
    command: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_SIGNING_SECRET")
    assert command("run", "--mode", "http") == 4
    assert "SLACK_SIGNING_SECRET" in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_a_digest_is_printed_and_posts_nothing(
    slack: FakeSlack, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    root = people(slack)
    assert command("digest", "C100", "--days", "7") == 0
    shown = capsys.readouterr().out
    assert "# Dockworkers to vote" in shown
    assert f"/archives/C100/p{root.replace('.', '')}" in shown
    assert slack.posted == []


@pytest.mark.usefixtures("environment")
def test_a_digest_is_posted_into_its_own_channel(slack: FakeSlack, command: Run) -> None:
    people(slack)
    assert command("digest", "C100", "--post", "--quiet") == 0
    [posted] = slack.posted
    assert (posted["channel"], posted.get("thread_ts")) == ("C100", None)
    assert "Dockworkers to vote" in words_of(posted)


@pytest.mark.usefixtures("environment")
def test_a_digest_of_nothing_says_so(
    slack: FakeSlack, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    people(slack)
    slack.add_channel("C200", "quiet")
    assert command("digest", "C200") == 0
    ended = capsys.readouterr()
    assert (ended.out, "nothing was written" in ended.err) == ("", True)
    assert command("digest", "C999") == 3
    assert "S-INVITE" not in capsys.readouterr().out


def test_a_digest_needs_to_know_the_workspace(
    command: Run,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SUMMARIZER_SLACK_DATABASE", f"sqlite:///{tmp_path / 'bot.db'}")
    assert command("digest", "C100") == 4
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err
