"""Names: each id is asked once, everybody has one, and nobody can pass for another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient
from support.slackfake import FakeSlack

from summarizer.slack.errors import SlackUnavailable
from summarizer.slack.names import Names, clean


@pytest.fixture
def names(slack: FakeSlack) -> Names:
    return Names(WebClient(token="xoxb-1", base_url=slack.url))


def test_people_have_their_full_names_deleted_ones_too(slack: FakeSlack, names: Names) -> None:
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U2", "bo", real_name="Bo Lind", deleted=True)
    slack.add_user("U3", "cy")

    assert [names.person(user) for user in ("U1", "U2", "U3")] == ["Ada Ham", "Bo Lind", "cy"]


def test_somebody_whom_the_bot_may_not_see_has_a_number(names: Names) -> None:
    assert names.person("U8STRANGER") == "External member 1"
    assert names.person("U9STRANGER") == "External member 2"
    assert names.person("U8STRANGER") == "External member 1"


@pytest.mark.parametrize("hostile", ["", "x", "U1&user=U2", "<!channel>", "U" * 100, "../U1"])
def test_what_is_no_id_is_never_asked_for(slack: FakeSlack, names: Names, hostile: str) -> None:
    assert names.person(hostile) == "External member 1"
    assert names.channel(f"C{hostile}!") == "private-channel"
    assert slack.calls == []


def test_without_the_scope_people_are_numbered_and_reading_goes_on(slack: FakeSlack) -> None:
    slack.add_workspace("T2", "xoxb-2", scopes={"channels:history"})
    names = Names(WebClient(token="xoxb-2", base_url=slack.url))

    assert names.person("U1") == "External member 1"
    assert names.channel("C1") == "private-channel"
    assert names.group("S1") == "group"


def test_two_people_of_one_name_are_told_apart(slack: FakeSlack, names: Names) -> None:
    for user, handle in (("U1", "kim.a"), ("U2", "kim.b"), ("U3", "kim.b")):
        slack.add_user(user, handle, real_name="Alex Kim")

    found = [names.person(user) for user in ("U1", "U2", "U3", "U1")]

    assert found == ["Alex Kim", "Alex Kim (kim.b)", "Alex Kim (2)", "Alex Kim"]


def test_only_public_channels_are_named(slack: FakeSlack, names: Names) -> None:
    slack.add_channel("C1", "general")
    slack.add_channel("C2", "layoffs", private=True)
    slack.add_channel("C3", "elsewhere", private=True, bot=False)

    assert names.channel("C1") == "general"
    assert names.channel("C2") == names.channel("C3") == "private-channel"


def test_groups_have_their_handles(slack: FakeSlack, names: Names) -> None:
    slack.add_group("S1", "legal", "Legal people")

    assert (names.group("S1"), names.group("S2")) == ("legal", "group")
    assert len(slack.calls_of("usergroups.list")) == 1


def test_each_id_is_asked_for_once_by_many_threads(slack: FakeSlack, names: Names) -> None:
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U2", "bo", real_name="Bo Lind")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(names.person, ["U1", "U2"] * 20))

    assert found == ["Ada Ham", "Bo Lind"] * 20
    assert len(slack.calls_of("users.info")) == 2


@pytest.mark.parametrize(
    ("message", "author"),
    [
        ({"user": "U1"}, "Ada Ham"),
        ({"user": "U7", "bot_id": "B7", "bot_profile": {"name": "Jira"}}, "Jira"),
        ({"bot_id": "B7", "username": "Deploys", "bot_profile": {"name": "Jira"}}, "Deploys"),
        ({"user": "U7", "bot_id": "B7"}, "Jira Cloud"),
        ({"bot_id": "B7"}, "Jira Cloud"),
        ({"bot_id": "B404"}, "App"),
        ({"username": "hook: <b>"}, "hook <b>"),
        ({"user": 7, "bot_profile": "?"}, "Unknown"),
        ({}, "Unknown"),
    ],
)
def test_every_message_has_an_author(
    slack: FakeSlack, names: Names, message: dict[str, object], author: str
) -> None:
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U7", "jira", real_name="Jira Cloud", bot=True)

    assert names.author(message) == author


def test_a_busy_slack_is_no_stranger(slack: FakeSlack, names: Names) -> None:
    """A name that could not be asked for is not remembered as unknown."""
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.fail("users.info", status=500)

    with pytest.raises(SlackUnavailable):
        names.person("U1")

    assert names.person("U1") == "Ada Ham"


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ("Ada: I agree. Bo", "Ada I agree. Bo"),
        ("Ada\n\nBo Lind: yes", "Ada Bo Lind yes"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("R&amp;D", "R&D"),
        ("x" * 500, "x" * 80),
        ("Zoë ✨ 李", "Zoë ✨ 李"),
        (None, ""),
        (7, ""),
    ],
)
def test_a_chosen_name_is_one_short_line(chosen: object, name: str) -> None:
    assert clean(chosen) == name


@given(st.text())
def test_no_name_has_a_break_or_a_colon(chosen: str) -> None:
    name = clean(chosen)

    assert len(name.splitlines()) <= 1
    assert ":" not in name
    assert len(name) <= 80
