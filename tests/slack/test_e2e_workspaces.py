"""Several workspaces: installed by OAuth, each with its own token, forgotten when they leave."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from support.slackbot import TALK, Bot, people, several_workspaces, thread
from support.slackfake import FakeSlack, event, mention

from summarizer.slack.web import WebServer


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    """The talk, in two workspaces."""
    slack.add_workspace("T2", "xoxb-two", bot_user="UBOT2", bot_id="BBOT2")
    for user, name in (("U1", "Ann Two"), ("U2", "Bo Two"), ("U3", "Cy Two")):
        slack.add_user(user, name.split()[0].lower(), real_name=name, team="T2")
    slack.add_channel("C100", "harbour", members=("U1", "U2", "U3"), team="T2")
    root = ""
    for user, words in TALK:
        ts = slack.add_message("C100", user, words, thread_ts=root or None, team="T2")
        root = root or ts
    return root


@pytest.fixture
def bot(slack: FakeSlack, tmp_path: Path) -> Iterator[Bot]:
    people(slack)
    with Bot(slack, tmp_path, env=several_workspaces(slack)) as running:
        yield running


def install(slack: FakeSlack, bot: Bot, team: str) -> httpx2.Response:
    """What a browser does: it asks to install, Slack sends it back with a code."""
    assert isinstance(bot.connection, WebServer)
    address = f"http://127.0.0.1:{bot.connection.port}/slack"
    with httpx2.Client() as browser:
        asked = browser.get(f"{address}/install")
        cookie = asked.headers["set-cookie"].partition(";")[0]
        state = cookie.partition("=")[2]
        assert f"state={state}&" in asked.text
        return browser.get(
            f"{address}/oauth_redirect",
            params={"code": slack.install_code(team), "state": state},
            headers={"cookie": cookie},
        )


def test_each_workspace_is_answered_with_its_own_token(
    slack: FakeSlack, bot: Bot, root: str, tmp_path: Path
) -> None:
    for team in ("T1", "T2"):
        assert install(slack, bot, team).status_code == 200
    bot.send(mention(slack, "C100", "U1", thread_ts=thread(slack)))
    bot.send(mention(slack, "C100", "U1", thread_ts=root, team="T2"))
    slack.wait_for(lambda: len(slack.posted) == 2)
    assert {one["team"] for one in slack.posted} == {"T1", "T2"}
    assert {one.token for one in slack.calls_of("chat.postMessage")} == {"xoxb-1", "xoxb-two"}
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"xoxb-" not in written


def test_a_workspace_that_has_not_installed_it_is_not_answered(
    slack: FakeSlack, bot: Bot, root: str
) -> None:
    install(slack, bot, "T1")
    assert bot.send(mention(slack, "C100", "U1", thread_ts=root, team="T2")).status_code == 200
    bot.close(10)
    assert slack.posted == []


def test_an_installation_needs_its_own_state(slack: FakeSlack, bot: Bot) -> None:
    assert isinstance(bot.connection, WebServer)
    answer = httpx2.get(
        f"http://127.0.0.1:{bot.connection.port}/slack/oauth_redirect",
        params={"code": slack.install_code("T2"), "state": "invented"},
        headers={"cookie": "slack-app-oauth-state=invented"},
    )
    assert answer.status_code == 401
    assert slack.calls_of("oauth.v2.access") == []


def test_a_workspace_that_leaves_is_forgotten(
    slack: FakeSlack, bot: Bot, root: str, tmp_path: Path
) -> None:
    install(slack, bot, "T2")
    bot.send(mention(slack, "C100", "U1", thread_ts=root, team="T2"))
    slack.wait_for(lambda: slack.posted)
    assert b"Dockworkers to vote" in database(tmp_path)
    bot.send(event(slack, {"type": "app_uninstalled"}, team="T2"))
    slack.wait_for(lambda: b"Dockworkers to vote" not in database(tmp_path))
    slack.revoke("T2")
    bot.send(mention(slack, "C100", "U1", thread_ts=root, team="T2"))
    bot.close(10)
    assert len(slack.calls_of("chat.postMessage")) == 1


def database(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_revoked_token_is_deleted(slack: FakeSlack, bot: Bot, root: str) -> None:
    install(slack, bot, "T2")
    gone = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT2"]}}
    bot.send(event(slack, gone, team="T2"))
    store = bot.app.installation_store
    assert store is not None
    slack.wait_for(lambda: store.find_bot(enterprise_id=None, team_id="T2") is None)
    bot.send(mention(slack, "C100", "U1", thread_ts=root, team="T2"))
    bot.close(10)
    assert slack.posted == []
