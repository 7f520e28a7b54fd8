"""The fake of Slack is as strict as Slack: tokens, scopes, parameters, and what is read."""

from collections.abc import Callable

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from support.slack_acme import client_of, error_of
from support.slackfake import FakeSlack
from support.slackfake.answers import ANSWERS
from support.slackfake.catalogue import METHODS


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return client_of(slack)


def test_every_method_of_the_catalogue_is_answered() -> None:
    assert ANSWERS.keys() == METHODS.keys()


def test_auth_test_names_the_bot_and_its_scopes(slack: FakeSlack, client: WebClient) -> None:
    found = client.auth_test()
    assert (found["user_id"], found["team_id"], found["url"]) == (
        "UBOT",
        "T1",
        "https://acme.slack.com/",
    )
    assert "chat:write" in found.headers["x-oauth-scopes"]
    assert slack.calls_of("auth.test")[0].token == "xoxb-1"


def test_a_wrong_a_missing_and_a_revoked_token_are_refused(
    slack: FakeSlack, client: WebClient
) -> None:
    assert error_of(WebClient("xoxb-2", base_url=slack.url).auth_test) == "invalid_auth"
    assert error_of(WebClient("", base_url=slack.url).auth_test) == "not_authed"
    app = WebClient("xapp-1", base_url=slack.url)
    assert error_of(lambda: app.chat_postMessage(channel="C1", text="x")) == (
        "not_allowed_token_type"
    )
    client.auth_revoke()
    assert error_of(client.auth_test) == "token_revoked"


def test_a_workspace_has_its_own_token_and_its_own_messages(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.add_workspace("T2", "xoxb-two", bot_user="UBOT2", bot_id="BBOT2")
    slack.add_user("U9", "zoe", team="T2")
    slack.add_channel("C9", "general", members=("U9",), team="T2")
    other = WebClient("xoxb-two", base_url=slack.url)
    other.chat_postMessage(channel="C9", text="hi")
    assert error_of(lambda: client.conversations_info(channel="C9")) == "channel_not_found"
    assert [one["team"] for one in slack.posted] == ["T2"]


def test_an_installation_gives_a_workspaces_token_once(slack: FakeSlack) -> None:
    slack.add_workspace("T2", "xoxb-two")
    code = slack.install_code("T2")
    client = WebClient(base_url=slack.url)
    ask = {"client_id": "client-id", "client_secret": "client-secret", "code": code}
    assert client.oauth_v2_access(**ask)["access_token"] == "xoxb-two"
    assert error_of(lambda: client.oauth_v2_access(**ask)) == "invalid_code"
    wrong = {**ask, "client_secret": "wrong"}
    assert error_of(lambda: client.oauth_v2_access(**wrong)) == "bad_client_secret"


def test_unknown_methods_and_parameters_are_refused_and_noted(
    slack: FakeSlack, client: WebClient
) -> None:
    assert error_of(lambda: client.api_call("chat.shout")) == "unknown_method"
    assert error_of(lambda: client.users_info(user="U1", colour="red")) == "invalid_arguments"
    assert error_of(lambda: client.api_call("users.info")) == "invalid_arguments"
    assert len(slack.refused) == 3
    slack.refused.clear()


@pytest.mark.parametrize(
    ("scope", "work"),
    [
        ("users:read", lambda client: client.users_info(user="U1")),
        ("chat:write", lambda client: client.chat_postMessage(channel="C1", text="x")),
        ("channels:history", lambda client: client.conversations_history(channel="C1")),
        ("channels:read", lambda client: client.conversations_members(channel="C1")),
        ("im:history", lambda client: client.conversations_history(channel="D1")),
        ("im:write", lambda client: client.conversations_open(users="U1")),
        ("files:read", lambda client: client.files_info(file="F1")),
        (
            "assistant:write",
            lambda client: client.assistant_threads_setSuggestedPrompts(
                channel_id="D1", prompts=[{"title": "a", "message": "b"}]
            ),
        ),
    ],
)
def test_a_missing_scope_is_named(
    slack: FakeSlack, client: WebClient, scope: str, work: Callable[[WebClient], object]
) -> None:
    slack.workspaces["T1"].scopes -= {scope}
    with pytest.raises(SlackApiError) as caught:
        work(client)
    assert caught.value.response["error"] == "missing_scope"
    assert scope in caught.value.response["needed"]


def test_channels_without_the_bot_are_closed(client: WebClient) -> None:
    assert client.conversations_info(channel="C2")["channel"]["is_member"] is False
    assert error_of(lambda: client.conversations_history(channel="C2")) == "not_in_channel"
    assert error_of(lambda: client.chat_postMessage(channel="C2", text="x")) == "not_in_channel"
    assert error_of(lambda: client.conversations_history(channel="G1")) == "channel_not_found"
    assert error_of(lambda: client.chat_postMessage(channel="G1", text="x")) == "channel_not_found"
    ask = {"channel": "C1", "user": "U3", "text": "x"}
    assert error_of(lambda: client.chat_postEphemeral(**ask)) == "user_not_in_channel"


def test_a_thread_comes_in_pages_with_its_root_on_each(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("C1", "U1", "root")
    replies = [slack.add_message("C1", "U2", f"{n}", thread_ts=root) for n in range(5)]
    slack.page_size = 2
    pages = [page["messages"] for page in client.conversations_replies(channel="C1", ts=root)]
    assert [len(page) for page in pages] == [3, 3, 2]
    assert {page[0]["ts"] for page in pages} == {root}
    assert [one["ts"] for page in pages for one in page[1:]] == replies
    assert pages[0][0]["reply_count"] == 5
    alone = client.conversations_replies(channel="C1", ts=replies[0])["messages"]
    assert [one["ts"] for one in alone] == replies[:1]
    assert error_of(lambda: client.conversations_replies(channel="C1", ts="1.000001")) == (
        "thread_not_found"
    )


def test_history_holds_roots_from_new_to_old(slack: FakeSlack, client: WebClient) -> None:
    first = slack.add_message("C1", "U1", "one")
    slack.add_message("C1", "U2", "reply", thread_ts=first)
    last = slack.add_message("C1", "U1", "two")
    found = client.conversations_history(channel="C1")
    assert [one["ts"] for one in found["messages"]] == [last, first]
    assert found["has_more"] is False
    newer = client.conversations_history(channel="C1", oldest=first)["messages"]
    assert [one["ts"] for one in newer] == [last]


def test_edits_and_deletions_show(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("C1", "U1", "root")
    reply = slack.add_message("C1", "U2", "reply", thread_ts=root)
    slack.edit_message("C1", reply, "better")
    slack.delete_message("C1", root)
    stone, edited = client.conversations_replies(channel="C1", ts=root)["messages"]
    assert (stone["subtype"], edited["text"]) == ("tombstone", "better")
    assert edited["edited"]["user"] == "U2"
    slack.delete_message("C1", reply)
    left = client.conversations_replies(channel="C1", ts=root)["messages"]
    assert [one["reply_count"] for one in left] == [0]


def test_people_and_bots_are_known_by_id(slack: FakeSlack, client: WebClient) -> None:
    slack.add_user("U7", "tool", real_name="The Tool", bot=True)
    slack.add_user("U8", "eve", external=True)
    listed = [one["id"] for one in client.users_list()["members"]]
    assert "U7" in listed
    assert "U8" not in listed
    assert client.users_info(user="U8")["user"]["is_stranger"] is True
    assert client.bots_info(bot="B7")["bot"]["name"] == "The Tool"
    ts = slack.add_message("C1", "U7", "beep")
    message = client.conversations_replies(channel="C1", ts=ts)["messages"][0]
    assert message["bot_profile"]["name"] == "The Tool"
