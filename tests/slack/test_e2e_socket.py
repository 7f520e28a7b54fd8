"""Over a websocket that the bot opens: the same ways in, redelivery, a broken connection."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from support.scripted import ScriptedModel
from support.slackbot import Bot, link, people, read_talk, settings_of
from support.slackfake import FakeSlack, home_opened, mention, shortcut, slash

from summarizer.errors import SummarizerError
from summarizer.slack.run import Way, run
from summarizer.slack.settings import load
from summarizer.slack.summaries import Summaries
from summarizer.slack.web import WebServer, health


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    return people(slack)


@pytest.fixture
def bot(slack: FakeSlack, tmp_path: Path) -> Iterator[Bot]:
    with Bot(slack, tmp_path, mode="socket") as running:
        slack.wait_for(lambda: slack.connections)
        yield running


@pytest.mark.usefixtures("bot")
def test_every_way_in_is_acknowledged_and_answered(slack: FakeSlack, root: str) -> None:
    for delivery in (
        mention(slack, "C100", "U1", thread_ts=root),
        shortcut(slack, "C100", "U2", root),
        slash(slack, "C100", "U3", link("C100", root)),
        home_opened(slack, "U1"),
    ):
        assert slack.socket_send(delivery)["envelope_id"] == delivery.id
    slack.wait_for(lambda: slack.posted and slack.views)
    slack.wait_for(lambda: {"U2", "U3"} <= {one["user"] for one in answered(slack)})
    usage = slack.socket_send(slash(slack, "C100", "U1"))
    assert "Mention me" in usage["payload"]["text"]


def answered(slack: FakeSlack) -> list[dict[str, str]]:
    return [one for one in slack.ephemeral if "Dockworkers to vote" in one["text"]]


def test_what_is_sent_again_over_a_new_connection_is_answered_once(
    slack: FakeSlack, bot: Bot, root: str
) -> None:
    asked = mention(slack, "C100", "U1", thread_ts=root)
    slack.socket_send(asked)
    slack.socket_disconnect()
    slack.wait_for(lambda: len(slack.calls_of("apps.connections.open")) == 2 and slack.connections)
    slack.socket_send(asked)
    slack.wait_for(lambda: slack.posted)
    bot.close(10)
    assert len(slack.posted) == 1


def test_the_process_runs_until_it_is_told_to_stop(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    settings = load(settings_of(slack, tmp_path))
    summaries = Summaries.from_settings(settings, model=ScriptedModel(read_talk))
    stop, left = threading.Event(), []
    running = threading.Thread(target=lambda: left.append(run(settings, summaries, stop)))
    running.start()
    slack.wait_for(lambda: slack.connections)
    slack.socket_send(mention(slack, "C100", "U1", thread_ts=root))
    slack.wait_for(lambda: slack.posted)
    stop.set()
    running.join(20)
    assert left == [0]
    assert slack.connections == 0


def test_the_health_of_a_socket_is_shown() -> None:
    well = threading.Event()
    server = WebServer(health(well.is_set), "127.0.0.1", 0)
    server.start()
    address = f"http://127.0.0.1:{server.port}"
    codes = [httpx2.get(f"{address}/health").status_code]
    well.set()
    codes += [httpx2.get(f"{address}{path}").status_code for path in ("/health", "/slack/events")]
    server.close()
    assert codes == [503, 200, 404]


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "S-SETUP"),
        ({"SLACK_APP_TOKEN": ""}, "S-SETUP"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "S-SETUP"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "S-BUSY"),
    ],
)
def test_what_keeps_it_from_starting_is_said_plainly(
    slack: FakeSlack, tmp_path: Path, env: dict[str, str], code: str
) -> None:
    settings = load(settings_of(slack, tmp_path) | env)
    summaries = Summaries.from_settings(settings, model=ScriptedModel())
    with pytest.raises(SummarizerError) as caught:
        run(settings, summaries, threading.Event(), Way("socket"))
    assert caught.value.code == code
    assert "wrong" not in str(caught.value)


def test_a_port_that_is_taken_is_said_plainly(slack: FakeSlack, tmp_path: Path) -> None:
    first = WebServer(health(lambda: True), "127.0.0.1", 0)
    first.start()
    env = {"SUMMARIZER_SLACK_PORT": str(first.port)}
    settings = load(settings_of(slack, tmp_path) | env)
    summaries = Summaries.from_settings(settings, model=ScriptedModel())
    with pytest.raises(SummarizerError) as caught:
        run(settings, summaries, threading.Event(), Way("http"))
    first.close()
    assert "SUMMARIZER_SLACK_PORT" in caught.value.hint
