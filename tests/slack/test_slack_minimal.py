"""With the scopes of the minimal manifest, what it promises works, in public channels only."""

from pathlib import Path

import pytest
from support.slackbot import Bot, people, words_of
from support.slackfake import FakeSlack, mention, shortcut, slash

from summarizer.slack.scopes import MINIMAL


@pytest.fixture
def root(slack: FakeSlack) -> str:
    slack.workspaces["T1"].scopes = MINIMAL
    return people(slack)


def test_a_mention_is_answered(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: slack.posted)
    assert "Harbour Terminals" in words_of(slack.posted[0])


def test_the_shortcut_is_answered(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(shortcut(slack, "C100", "U1", root))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "Harbour Terminals" in words_of(shown)


def test_the_command_is_answered(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    link = f"https://acme.slack.com/archives/C100/p{root.replace('.', '')}"
    with Bot(slack, tmp_path) as bot:
        bot.send(slash(slack, "C100", "U1", link))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "Harbour Terminals" in words_of(shown)


@pytest.mark.usefixtures("root")
def test_a_private_channel_is_not_read(slack: FakeSlack, tmp_path: Path) -> None:
    slack.add_channel("G100", "secret", private=True, members=("U1",))
    secret = slack.add_message("G100", "U1", "The union will strike on Monday.")
    link = f"https://acme.slack.com/archives/G100/p{secret.replace('.', '')}"
    with Bot(slack, tmp_path) as bot:
        bot.send(slash(slack, "C100", "U1", link))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "union" not in words_of(shown)
    assert "S-" in words_of(shown)
    assert slack.posted == []
