"""A small workspace in the fake of Slack, and words for the tests of the fake itself."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from support.slackfake import FakeSlack

Words = dict[str, Any]


def client_of(slack: FakeSlack) -> WebClient:
    """Two people, a channel with them, two without the bot, one direct; the bot's client."""
    slack.add_user("U1", "ann", real_name="Ann Lee")
    slack.add_user("U2", "bo", real_name="Bo Kim")
    slack.add_channel("C1", "general", members=("U1", "U2"))
    slack.add_channel("C2", "elsewhere", members=("U1",), bot=False)
    slack.add_channel("G1", "secret", private=True, members=("U1",), bot=False)
    slack.add_channel("D1", kind="im", members=("U1",))
    return WebClient("xoxb-1", base_url=slack.url)


def error_of(work: Callable[[], object]) -> str:
    """The error that Slack answers with."""
    with pytest.raises(SlackApiError) as caught:
        work()
    return str(caught.value.response["error"])


def section(text: str) -> Words:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> Words:
    return {"type": "button", "text": {"type": "plain_text", "text": "Go"}, **more}
