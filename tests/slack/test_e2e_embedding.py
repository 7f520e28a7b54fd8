"""The bot in somebody else's app: it takes what is its own, and leaves the rest alone."""

import threading
from pathlib import Path

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from support.scripted import ScriptedModel
from support.slackbot import Gate, people, read_talk
from support.slackfake import FakeSlack, event, mention, message_im
from support.slackfake.deliveries import Delivery

from summarizer.slack import BotOptions, Store, Summaries


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    return people(slack)


def app_of(slack: FakeSlack) -> App:
    return App(client=WebClient("xoxb-1", base_url=slack.url), signing_secret=slack.secret)


def sent(slack: FakeSlack, app: App, delivery: Delivery) -> int:
    request = BoltRequest(body=delivery.body, headers={**delivery.headers(slack.secret)})
    return int(app.dispatch(request).status)


def test_ten_lines_are_enough(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    app = app_of(slack)
    store = Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    with Summaries(store=store, model=ScriptedModel(read_talk)) as summaries:
        summaries.add_to(app)
        assert sent(slack, app, mention(slack, "C100", "U1", thread_ts=root)) == 200
        slack.wait_for(lambda: slack.posted)
    assert slack.posted[0]["thread_ts"] == root


def test_other_listeners_hear_what_is_not_the_bots(slack: FakeSlack, tmp_path: Path) -> None:
    heard: list[str] = []
    app = app_of(slack)
    store = Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    with Summaries(store=store, model=ScriptedModel()) as summaries:
        summaries.add_to(app)

        @app.event("reaction_added")
        def reaction() -> None:
            heard.append("reaction")

        @app.event("message")
        def message() -> None:
            heard.append("message")

        from_a_bot = message_im(slack, people_dm(slack), "U1", "hello", bot_id="B9")
        in_a_channel = event(
            slack, {"type": "message", "channel_type": "channel", "text": "hi", "ts": "1.2"}
        )
        for delivery in (event(slack, {"type": "reaction_added"}), from_a_bot, in_a_channel):
            assert sent(slack, app, delivery) == 200
        slack.wait_for(lambda: len(heard) == 3)
    assert sorted(heard) == ["message", "message", "reaction"]


def people_dm(slack: FakeSlack) -> str:
    return str(slack.add_channel("D100", kind="im", members=("U1",)).id)


def test_jobs_of_a_stopped_bot_wait_until_an_app_is_there(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    address, gate = f"sqlite:///{tmp_path / 'bot.db'}", Gate()
    first = Summaries(store=Store.open(address), model=ScriptedModel(gate))
    first_app = app_of(slack)
    first.add_to(first_app)
    assert sent(slack, first_app, mention(slack, "C100", "U1", thread_ts=root)) == 200
    slack.wait_for(gate.reached.is_set)
    first.close(0.0)
    options = BotOptions(pulse=0.05)
    second = Summaries(store=Store.open(address), model=ScriptedModel(read_talk), options=options)
    with second:
        # What it found at its start waits for the tokens that come with the app.
        second.add_to(app_of(slack))
        slack.wait_for(lambda: slack.posted)
    gate.opened.set()
    slack.wait_for(lambda: not any(one.name == "stages" for one in threading.enumerate()))
    assert [one["thread_ts"] for one in slack.posted] == [root]


def test_what_is_asked_of_a_stopped_bot_is_told_to_ask_again(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'bot.db'}")
    summaries, app = Summaries(store=store, model=ScriptedModel()), app_of(slack)
    summaries.add_to(app)
    summaries.close(0.0)
    assert sent(slack, app, mention(slack, "C100", "U1", thread_ts=root)) == 200
    [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "S-QUEUE" in str(told["blocks"])
