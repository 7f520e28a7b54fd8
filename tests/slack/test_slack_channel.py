"""A channel is read with the replies to its messages, from a time to a time."""

import pytest
from slack_sdk import WebClient
from support.slackfake import FakeSlack

from summarizer.errors import BadConfig
from summarizer.slack.errors import NothingToRead, NotInChannel
from summarizer.slack.thread import ReadOptions, read_channel

START = 1_700_000_000


def at(seconds: int) -> str:
    return f"{START + seconds}.000100"


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    """Two threads that overlap, and a lone message between them."""
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U2", "bo", real_name="Bo Lind")
    slack.add_channel("C1", "general", members=["U1", "U2"])
    said = [
        ("U1", "First.", 0, 0),
        ("U2", "Second.", 10, 10),
        ("U1", "Lone.", 20, None),
        ("U2", "To the first.", 30, 0),
        ("U1", "To the second.", 40, 10),
    ]
    for user, text, when, root in said:
        thread_ts = None if root is None else at(root)
        slack.add_message("C1", user, text, ts=at(when), thread_ts=thread_ts)
    return WebClient(token="xoxb-1", base_url=slack.url)


def read(
    client: WebClient, since: str = "", until: str = "", options: ReadOptions | None = None
) -> tuple[list[str], int, int]:
    found = read_channel(client, "C1", since=since, until=until, options=options or ReadOptions())
    return found.document.text.split("\n\n"), found.coverage.read, found.coverage.total


def test_each_thread_stands_together_in_order_of_its_first_message(client: WebClient) -> None:
    assert read(client) == (
        [
            "Ada Ham: First.",
            "Bo Lind: To the first.",
            "Bo Lind: Second.",
            "Ada Ham: To the second.",
            "Ada Ham: Lone.",
        ],
        5,
        5,
    )


def test_only_what_was_written_in_the_time_is_read(client: WebClient) -> None:
    texts, *counts = read(client, since=at(10), until=at(30))

    assert texts == ["Bo Lind: Second.", "Ada Ham: Lone."]
    assert counts == [2, 2]


def test_whole_seconds_are_a_time(client: WebClient) -> None:
    assert read(client, since=str(START + 20))[0] == ["Ada Ham: Lone."]


def test_all_pages_of_all_threads_are_read(slack: FakeSlack, client: WebClient) -> None:
    slack.page_size = 2
    for number in range(7):
        slack.add_message("C1", "U2", f"More {number}.", ts=at(50 + number), thread_ts=at(20))

    texts, *counts = read(client)

    assert counts == [12, 12]
    assert len(set(texts)) == 12


def test_a_reply_that_was_also_sent_to_the_channel_is_read_once(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.add_message(
        "C1", "U2", "For all.", ts=at(50), thread_ts=at(0), subtype="thread_broadcast"
    )

    texts, *counts = read(client)

    assert texts.count("Bo Lind: For all.") == 1
    assert counts == [6, 6]


def test_of_too_many_the_newest_are_read_and_the_rest_counted(
    slack: FakeSlack, client: WebClient
) -> None:
    """The newest are a message without replies and the last words of two threads."""
    slack.add_message("C1", "U1", "Ancient.", ts=at(-20), thread_ts=at(-20))
    slack.add_message("C1", "U2", "Also ancient.", ts=at(-10), thread_ts=at(-20))

    texts, *counts = read(client, options=ReadOptions(max_messages=3))

    assert texts == ["Bo Lind: To the first.", "Ada Ham: To the second.", "Ada Ham: Lone."]
    assert counts == [3, 7]
    assert len(slack.calls_of("conversations.replies")) == 2


def test_the_origins_are_permalinks_into_the_threads(client: WebClient) -> None:
    document = read_channel(client, "C1", since="", until="").document

    assert document.source == "https://acme.slack.com/archives/C1"
    assert [origin.where.rpartition("/")[2] for origin in document.origins[:2]] == [
        "p1700000000000100",
        "p1700000030000100?thread_ts=1700000000.000100&cid=C1",
    ]


def test_a_silent_time_is_told_as_such(client: WebClient) -> None:
    with pytest.raises(NothingToRead):
        read(client, since=at(1000))


@pytest.mark.parametrize("time", ["yesterday", "2026-11-01", "-1", "1e99", "170000000000"])
def test_a_time_that_is_none_is_refused_before_slack_is_asked(
    slack: FakeSlack, client: WebClient, time: str
) -> None:
    with pytest.raises(BadConfig, match="seconds"):
        read(client, since=time)
    assert slack.calls == []


def test_a_channel_without_the_bot_is_not_read(slack: FakeSlack, client: WebClient) -> None:
    slack.add_channel("C2", "other", bot=False)

    with pytest.raises(NotInChannel):
        read_channel(client, "C2", since="", until="")
