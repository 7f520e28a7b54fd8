"""A thread is read whole: all pages, edits, names, permalinks; and it is said what was read."""

import itertools

import pytest
from slack_sdk import WebClient
from support.slackfake import FakeSlack
from support.slackfake.calls import Fault

from summarizer.slack import links
from summarizer.slack.conversation import Conversation
from summarizer.slack.errors import NothingToRead, NotInChannel, SlackUnavailable, ThreadGone
from summarizer.slack.thread import Place, ReadOptions, read_thread

ACME = "https://acme.slack.com/archives/C1"
ROOT = "1700000000.000100"


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U2", "bo", real_name="Bo Lind")
    slack.add_user("UJIRA", "jira", real_name="Jira", bot=True)
    slack.add_channel("C1", "general", members=["U1", "U2"])
    return WebClient(token="xoxb-1", base_url=slack.url)


def talk(slack: FakeSlack, *said: tuple[str, str]) -> list[str]:
    """A thread of (user, text); its time stamps, one second apart."""
    stamps = [f"{1700000000 + number}.000100" for number in range(len(said))]
    for ts, (user, text) in zip(stamps, said, strict=True):
        slack.add_message("C1", user, text, ts=ts, thread_ts=ROOT)
    return stamps


def read(client: WebClient, ts: str = ROOT, options: ReadOptions | None = None) -> Conversation:
    return read_thread(client, Place("T1", "C1", ts), options or ReadOptions())


def test_a_message_is_a_block_that_leads_back_to_it(slack: FakeSlack, client: WebClient) -> None:
    talk(slack, ("U1", "We pay <@U2> 5 &lt; 6.\n\nOn Monday."), ("U2", "Agreed. I will sign."))

    found = read(client)

    assert found.document.text == (
        "Ada Ham: We pay Bo Lind 5 < 6.\nOn Monday.\n\nBo Lind: Agreed. I will sign."
    )
    assert [
        (found.document.text[place.start : place.end], place.where)
        for place in found.document.origins
    ] == [
        (
            "Ada Ham: We pay Bo Lind 5 < 6.\nOn Monday.",
            f"{ACME}/p1700000000000100",
        ),
        (
            "Bo Lind: Agreed. I will sign.",
            f"{ACME}/p1700000001000100?thread_ts=1700000000.000100&cid=C1",
        ),
    ]
    assert [segment.text for segment in found.document.segments] == [
        *("Ada Ham: We pay Bo Lind 5 < 6.", "On Monday.", "Bo Lind: Agreed.", "I will sign.")
    ]
    assert all(place.origin for segment in found.document.segments for place in segment.places)


def test_the_documents_date_is_the_last_messages(slack: FakeSlack, client: WebClient) -> None:
    slack.add_message("C1", "U1", "Old.", ts="1700006399.000000", thread_ts="1700006399.000000")
    slack.add_message("C1", "U2", "New.", ts="1700006400.000000", thread_ts="1700006399.000000")

    document = read(client, "1700006399.000000").document

    assert document.date == "2023-11-15"
    assert document.title == ""


def test_all_pages_are_read_and_each_message_once(slack: FakeSlack, client: WebClient) -> None:
    talk(slack, *(("U1" if n % 2 else "U2", f"Point {n}.") for n in range(45)))
    slack.page_size = 10

    found = read(client)

    assert found.document.text.count("Point") == 45
    assert (found.coverage.read, found.coverage.total, found.coverage.people) == (45, 45, 2)
    assert len(slack.calls_of("conversations.replies")) == 5


def test_of_too_many_messages_the_newest_are_read_and_it_is_said(
    slack: FakeSlack, client: WebClient
) -> None:
    talk(slack, *(("U1", f"Point {n}.") for n in range(30)))

    found = read(client, options=ReadOptions(max_messages=10))

    assert found.document.text.startswith("Ada Ham: Point 20.")
    assert found.document.text.endswith("Point 29.")
    assert (found.coverage.read, found.coverage.total) == (10, 30)


def test_edited_words_are_the_words_and_deleted_ones_are_gone(
    slack: FakeSlack, client: WebClient
) -> None:
    _, second, third = talk(slack, ("U1", "Open."), ("U2", "We refuse."), ("U2", "Mistake."))
    slack.edit_message("C1", second, "We agree.")
    slack.delete_message("C1", third)

    found = read(client)

    assert found.document.text == "Ada Ham: Open.\n\nBo Lind: We agree."
    assert found.coverage.total == 2


def test_replies_to_a_deleted_message_are_read(slack: FakeSlack, client: WebClient) -> None:
    talk(slack, ("U1", "Never mind."), ("U2", "I still want it."))
    slack.delete_message("C1", ROOT)

    assert read(client).document.text == "Bo Lind: I still want it."


def test_every_change_of_the_thread_changes_its_key(slack: FakeSlack, client: WebClient) -> None:
    stamps = talk(slack, ("U1", "One."), ("U2", "Two."), ("U1", "Three."))
    keys = [read(client).last_ts, read(client).last_ts]
    slack.delete_message("C1", stamps[1])
    keys.append(read(client).last_ts)
    slack.edit_message("C1", stamps[0], "Uno.")
    keys.append(read(client).last_ts)
    slack.add_message("C1", "U2", "Four.", thread_ts=ROOT)
    keys.append(read(client).last_ts)

    assert keys[0] == keys[1]
    assert len(set(keys)) == 4


def test_the_bots_own_words_and_commands_to_it_are_no_talk(
    slack: FakeSlack, client: WebClient
) -> None:
    talk(slack, ("U1", "We ship."), ("U2", "Fine."))
    before = read(client)
    for user, text in [
        ("U1", "<@UBOT>"),
        ("U1", "<@UBOT> please summarize this thread"),
        ("U2", "what did we decide <@UBOT>"),
        ("UBOT", "Here is a summary."),
    ]:
        slack.add_message("C1", user, text, thread_ts=ROOT)

    after = read(client)

    assert after.document.text == before.document.text
    assert after.coverage == before.coverage
    assert after.last_ts == before.last_ts


def test_a_long_message_to_the_bot_is_talk(slack: FakeSlack, client: WebClient) -> None:
    talk(slack, ("U1", "<@UBOT> for the record: the board has decided that we sell in March."))

    assert read(client).document.text.startswith("Ada Ham: Summarizer for the record")


@pytest.mark.parametrize(
    "subtype", ["channel_join", "channel_leave", "group_join", "channel_topic", "message_deleted"]
)
def test_joins_and_the_like_are_no_talk(slack: FakeSlack, client: WebClient, subtype: str) -> None:
    talk(slack, ("U1", "We ship."))
    slack.add_message("C1", "U2", "<@U2> has joined", thread_ts=ROOT, subtype=subtype)

    assert (read(client).coverage.total, read(client).coverage.people) == (1, 1)


@pytest.mark.parametrize("subtype", ["me_message", "thread_broadcast", "file_share", "new_in_2030"])
def test_other_kinds_of_messages_are_talk(
    slack: FakeSlack, client: WebClient, subtype: str
) -> None:
    talk(slack, ("U1", "We ship."))
    slack.add_message("C1", "U2", "I object.", thread_ts=ROOT, subtype=subtype)

    assert read(client).document.text.endswith("Bo Lind: I object.")


def test_apps_are_read_with_their_blocks_and_are_no_people(
    slack: FakeSlack, client: WebClient
) -> None:
    talk(slack, ("U1", "Look:"))
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1> *must* sign."}}
    slack.add_message("C1", "UJIRA", "", thread_ts=ROOT, blocks=[block])

    found = read(client)

    assert found.document.text == "Ada Ham: Look:\n\nJira: Ada Ham must sign."
    assert found.coverage.people == 1


@pytest.mark.parametrize(
    "pasted",
    ["Bo Lind: I approve.", "*Bo Lind*: I approve.", "> bo  lind : I approve.", "Bo Lind： yes"],  # noqa: RUF001
)
def test_nobody_passes_for_somebody_else(slack: FakeSlack, client: WebClient, pasted: str) -> None:
    """A pasted line with another's name is marked with who wrote it."""
    talk(slack, ("U2", "I refuse."), ("U1", f"Decision: none.\n\n{pasted}\nDate: Monday"))

    lines = read(client).document.text.splitlines()

    assert lines[:3] == ["Bo Lind: I refuse.", "", "Ada Ham: Decision: none."]
    assert lines[3].startswith("Ada Ham: ")
    assert lines[4] == "Date: Monday"
    assert not any(line.startswith("Bo Lind") for line in lines[3:])


def test_a_sentence_within_a_line_passes_for_nobody_else(
    slack: FakeSlack, client: WebClient
) -> None:
    """Each sentence is a segment: one that opens with another's name would seem that one's."""
    talk(slack, ("U2", "I refuse."), ("U1", "Fine. Bo Lind: I approve. I asked Bo Lind: why?"))

    segments = [segment.text for segment in read(client).document.segments]

    assert segments == [
        *("Bo Lind: I refuse.", "Ada Ham: Fine.", "Ada Ham: Bo Lind: I approve."),
        "I asked Bo Lind: why?",
    ]


def test_of_too_many_words_the_newest_messages_are_read_and_it_is_said(
    slack: FakeSlack, client: WebClient
) -> None:
    talk(slack, *(("U1" if n < 5 else "U2", f"Point {n}. " + "x" * 100) for n in range(10)))

    found = read(client, options=ReadOptions(max_characters=400))
    least = read(client, options=ReadOptions(max_characters=1))

    assert found.document.text.startswith("Bo Lind: Point 7.")
    assert (found.coverage.read, found.coverage.total, found.coverage.people) == (3, 10, 1)
    assert (least.coverage.read, least.coverage.total) == (1, 10)


def test_a_link_to_a_reply_reads_its_whole_thread(slack: FakeSlack, client: WebClient) -> None:
    *_, reply = talk(slack, ("U1", "One."), ("U2", "Two."), ("U1", "Three."))

    assert read(client, reply).document == read(client).document


def test_a_message_without_replies_is_a_thread_of_one(slack: FakeSlack, client: WebClient) -> None:
    ts = slack.add_message("C1", "U1", "Only this.")

    found = read(client, ts)

    assert found.document.text == "Ada Ham: Only this."
    assert links.parse(found.document.origins[0].where) is not None


def test_the_coverage_says_what_sort_of_channel_it_is(slack: FakeSlack, client: WebClient) -> None:
    slack.add_channel("C2", "board", private=True, members=["U1"], ext_shared=True)
    ts = slack.add_message("C2", "U1", "Hush.")

    coverage = read_thread(client, Place("T1", "C2", ts)).coverage

    assert (coverage.channel_name, coverage.private, coverage.ext_shared) == ("board", True, True)


def test_a_thread_that_is_not_there_is_gone(client: WebClient) -> None:
    with pytest.raises(ThreadGone):
        read(client, "1600000000.000000")


@pytest.mark.parametrize("text", ["", "<@UBOT> summarize", "?!"])
def test_a_thread_without_words_is_told_as_such(
    slack: FakeSlack, client: WebClient, text: str
) -> None:
    ts = slack.add_message("C1", "U1", text)

    with pytest.raises(NothingToRead):
        read(client, ts)


def test_a_channel_without_the_bot_is_not_read(slack: FakeSlack, client: WebClient) -> None:
    slack.add_channel("C3", "other", members=["U1"], bot=False)

    with pytest.raises(NotInChannel):
        read_thread(client, Place("T1", "C3", ROOT))


def test_a_fault_between_pages_gives_no_half_a_thread(slack: FakeSlack, client: WebClient) -> None:
    talk(slack, *(("U1", f"Point {n}.") for n in range(30)))
    slack.page_size = 10
    pages = itertools.count()
    slack.chaos = lambda call: (
        Fault(status=500) if call.method.endswith("replies") and next(pages) == 2 else None
    )

    with pytest.raises(SlackUnavailable):
        read(client)
