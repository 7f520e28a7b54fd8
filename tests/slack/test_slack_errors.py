"""Slack's refusals become errors that a person can act on; no token and no text is in them."""

import http.client
import inspect
import json
import re
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from support.slackfake import FakeSlack

from summarizer.errors import SummarizerError
from summarizer.slack import errors
from summarizer.slack.errors import (
    BadSlackConfig,
    NotInChannel,
    SlackError,
    SlackUnavailable,
    ThreadGone,
    from_api,
    told,
)

SECRET = "xoxb-secret and the words of a message"
KINDS = [
    kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, SlackError)
]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("channel_not_found", NotInChannel),
        ("not_in_channel", NotInChannel),
        ("thread_not_found", ThreadGone),
        ("message_not_found", ThreadGone),
        ("ratelimited", SlackUnavailable),
        ("internal_error", SlackUnavailable),
        ("invalid_auth", BadSlackConfig),
        ("token_revoked", BadSlackConfig),
        ("missing_scope", BadSlackConfig),
        ("msg_blocks_too_long", SlackError),
    ],
)
def test_a_word_of_slacks_becomes_the_error_that_says_what_to_do(
    word: str, kind: type[SlackError]
) -> None:
    error = from_api(SlackApiError(SECRET, {"ok": False, "error": word, "extra": SECRET}))

    assert type(error) is kind
    assert error.hint
    assert "secret" not in f"{error} {error.hint}"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 429, "error": SECRET}, SlackUnavailable),
        ({"status": 503, "body": SECRET}, SlackUnavailable),
        ({"status": 403}, BadSlackConfig),
        ({"status": "?"}, SlackError),
        ({"error": SECRET}, SlackError),
        ({"error": ["a"]}, SlackError),
    ],
)
def test_an_answer_that_is_no_word_is_judged_by_its_status(
    answer: dict[str, object], kind: type[SlackError]
) -> None:
    error = from_api(SlackApiError(SECRET, answer))

    assert type(error) is kind
    assert "secret" not in f"{error} {error.hint}"


def test_a_missing_scope_is_named() -> None:
    error = from_api(SlackApiError("", {"error": "missing_scope", "needed": "files:read"}))
    hostile = from_api(SlackApiError("", {"error": "missing_scope", "needed": SECRET}))

    assert "files:read" in error.message
    assert "secret" not in hostile.message


@pytest.mark.parametrize(
    "cause",
    [
        URLError("secret"),
        TimeoutError("secret"),
        http.client.RemoteDisconnected("secret"),
        json.JSONDecodeError("secret", "secret", 0),
        SlackRequestError("secret"),
    ],
)
def test_a_broken_connection_is_told_as_such(cause: Exception) -> None:
    with pytest.raises(SlackUnavailable) as caught, told():
        raise cause

    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


def test_a_fault_of_ours_is_not_dressed_up() -> None:
    with pytest.raises(KeyError), told():
        raise KeyError("ours")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 500}, SlackUnavailable),
        ({"status": 429, "retry_after": 1}, SlackUnavailable),
        ({"error": "fatal_error"}, SlackUnavailable),
        ({"error": "account_inactive"}, BadSlackConfig),
    ],
)
def test_what_the_real_sdk_raises_is_understood(
    slack: FakeSlack, fault: dict[str, object], kind: type[SlackError]
) -> None:
    slack.fail("auth.test", **fault)  # type: ignore[arg-type]
    client = WebClient(token="xoxb-1", base_url=slack.url)

    with pytest.raises(kind), told():
        client.auth_test()


def test_nobody_listening_is_told_as_out_of_reach() -> None:
    client = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/api/", retry_handlers=[])

    with pytest.raises(SlackUnavailable), told():
        client.auth_test()


def test_a_retry_handler_of_the_client_is_given_its_chance(slack: FakeSlack) -> None:
    slack.fail("auth.test", status=429, retry_after=0)
    client = WebClient(token="xoxb-1", base_url=slack.url)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))

    with told():
        assert client.auth_test()["team_id"] == "T1"


def test_each_code_is_short_different_and_drawn_in_the_tree() -> None:
    codes = {kind.__name__: kind("it failed").code for kind in KINDS}

    drawn = dict(re.findall(r"(\w+) +(S-[A-Z]+) ", errors.__doc__ or ""))

    assert drawn == codes
    assert len(set(codes.values())) == len(codes)


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_an_error_of_the_library_with_an_exit_code(kind: type[SlackError]) -> None:
    assert issubclass(kind, SummarizerError)
    assert kind.exit_code in range(3, 9)
