"""What is not Slack's, not fresh, not new, or not a person's is not answered."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.slackbot import TALK, Bot, people
from support.slackfake import FakeSlack, event, mention, message_im, shortcut, signed, slash
from support.slackfake.deliveries import Delivery

WORDS = " ".join(words for _, words in TALK)


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    slack.add_channel("D100", kind="im", members=("U1",))
    return people(slack)


@pytest.fixture
def bot(slack: FakeSlack, tmp_path: Path) -> Iterator[Bot]:
    with Bot(slack, tmp_path) as running:
        yield running


@pytest.fixture
def asked(slack: FakeSlack, root: str) -> Delivery:
    return mention(slack, "C100", "U1", thread_ts=root)


def answers(bot: Bot) -> int:
    said = [*bot.slack.posted, *bot.slack.ephemeral]
    return sum("Dockworkers to vote" in one["text"] for one in said)


def settled(bot: Bot, expected: int) -> None:
    """Wait until so many answers are there, and close, so that more would have come."""
    bot.slack.wait_for(lambda: answers(bot) >= expected)
    bot.close(10)
    assert answers(bot) == expected


def test_a_request_that_is_not_signed_is_refused(bot: Bot, asked: Delivery) -> None:
    for signature in ("", "v0=" + "0" * 64, "v1=" + "0" * 64, "ü", "v0=" + "é" * 64):
        sent = {"X-Slack-Signature": signature.encode()}
        assert bot.post(asked.body, {**asked.headers(bot.slack.secret), **sent}).status_code == 401
    assert bot.slack.calls_of("conversations.replies") == []


def test_a_time_stamp_that_is_no_number_is_refused_even_when_signed(
    bot: Bot, asked: Delivery
) -> None:
    for stamp in ("", "soon", "12.5", "1e9", "-5", "nan", "1_000", "٣", "0x10", "9" * 40):
        headers = {**asked.headers(bot.slack.secret), **signed(asked.body, bot.slack.secret, stamp)}
        sent = {name: value.encode() for name, value in headers.items()}
        assert bot.post(asked.body, sent).status_code == 401, stamp
    assert bot.slack.calls_of("conversations.replies") == []


def test_a_stale_request_is_refused(bot: Bot, asked: Delivery) -> None:
    for age in (-310, 310, 86_400):
        headers = asked.headers(bot.slack.secret, timestamp=time.time() - age)
        assert bot.post(asked.body, headers).status_code == 401
    assert bot.slack.calls_of("conversations.replies") == []


def test_without_the_headers_it_is_refused(bot: Bot, asked: Delivery) -> None:
    assert bot.post(asked.body, {"content-type": "application/json"}).status_code == 401


def test_a_body_that_is_no_text_and_one_that_is_endless_are_refused(bot: Bot) -> None:
    kind = {"content-type": "application/json"}
    assert bot.post(b"\xff\xfe{", kind).status_code == 400
    assert bot.post(b"{", kind).status_code == 400
    assert bot.post(b"x" * 2_000_001, kind).status_code == 413


def test_what_is_sent_again_is_answered_once(
    slack: FakeSlack, bot: Bot, asked: Delivery, root: str
) -> None:
    sent = [
        asked,
        slash(slack, "C100", "U1", WORDS),
        shortcut(slack, "C100", "U2", root),
    ]
    for delivery in (*sent, *sent):
        assert bot.send(delivery).status_code == 200
    assert bot.send(asked, retry=2).status_code == 200
    settled(bot, 3)


def test_a_retry_whose_first_delivery_never_came_is_answered(bot: Bot, asked: Delivery) -> None:
    assert bot.send(asked, retry=1).status_code == 200
    settled(bot, 1)


def test_one_message_that_comes_as_two_events_is_answered_once(slack: FakeSlack, bot: Bot) -> None:
    first = message_im(slack, "D100", "U1", WORDS)
    words = first.payload["event"]
    twin = event(slack, {k: v for k, v in words.items() if k != "channel_type"})
    twin.payload["event"]["type"] = "app_mention"
    for delivery in (first, twin):
        assert bot.send(delivery).status_code == 200
    settled(bot, 1)


NOT_A_PERSONS: list[dict[str, object]] = [
    {"user": "UBOT"},
    {"bot_id": "BBOT"},
    {"bot_id": "B777", "subtype": "bot_message"},
    {"bot_profile": {"name": "another"}},
    {"subtype": "message_changed"},
    {"subtype": "message_deleted"},
    {"subtype": "channel_join"},
    {"edited": {"user": "U1", "ts": "1.2"}},
    {"hidden": True},
]


def test_neither_itself_nor_other_bots_nor_changes_are_answered(
    slack: FakeSlack, bot: Bot, root: str
) -> None:
    for change in NOT_A_PERSONS:
        for delivery in (
            mention(slack, "C100", "U1", thread_ts=root),
            message_im(slack, "D100", "U1", WORDS),
        ):
            delivery.payload["event"].update(change)
            assert bot.send(delivery).status_code == 200
    bot.close(10)
    assert (slack.posted, slack.ephemeral) == ([], [])
    assert slack.calls_of("conversations.replies") == []


WHO = {"team": {"id": "T1"}, "user": {"id": "U1"}}
SLACK_ALSO_SENDS: list[Callable[[FakeSlack], Delivery]] = [
    lambda slack: event(slack, {"type": "reaction_added", "user": "U1"}),
    lambda slack: event(slack, {"type": "app_context_changed", "user": "U1"}),
    lambda slack: event(slack, {"type": "message", "channel_type": "channel", "text": "hi"}),
    lambda slack: slash(slack, "C100", "U1", command="/other"),
    lambda _: Delivery(
        "interactive", {"type": "view_closed", "view": {"callback_id": "x"}, **WHO}, "env0"
    ),
]


def test_whatever_else_slack_sends_is_acknowledged(slack: FakeSlack, bot: Bot) -> None:
    for make in SLACK_ALSO_SENDS:
        assert bot.send(make(slack)).status_code == 200
