"""The fake of Slack is as strict as Slack: files, streams, faults, deliveries, Socket Mode."""

import time

import httpx2
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.webhook import WebhookClient
from support.slack_acme import client_of, error_of, section
from support.slackfake import FakeSlack, block_action, mention, shortcut, signed, slash


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return client_of(slack)


def test_a_response_url_takes_five_answers_in_thirty_minutes(
    slack: FakeSlack, client: WebClient
) -> None:
    hook = WebhookClient(slack.response_url("U1", "C1"))
    for number in range(4):
        assert hook.send(text=f"{number}").status_code == 200
    assert hook.send(text="all", response_type="in_channel").status_code == 200
    assert hook.send(text="more").status_code == 404
    assert [one["text"] for one in slack.ephemeral] == ["0", "1", "2", "3"]
    assert [one["text"] for one in slack.posted] == ["all"]
    old = WebhookClient(slack.response_url("U1", "C1"))
    old.send(text="first")
    old.send(text="second", replace_original=True)
    assert [one["text"] for one in slack.ephemeral][4:] == ["second"]
    slack.later(1801)
    assert old.send(text="late").status_code == 404
    assert client.auth_test()["ok"]


def test_a_file_is_read_with_the_token_only(slack: FakeSlack, client: WebClient) -> None:
    file = slack.add_file("F1", "a.txt", "text/plain", b"words")
    bearer = {"Authorization": "Bearer xoxb-1"}
    assert httpx2.get(file["url_private"], headers=bearer).content == b"words"
    strange = httpx2.get(file["url_private"])
    assert (strange.status_code, strange.headers["content-type"].split(";")[0]) == (
        200,
        "text/html",
    )
    stub = slack.add_file("F2", "b.txt", "text/plain", b"more", access="check_file_info")
    assert "url_private" not in stub
    assert client.files_info(file="F2")["file"]["url_private"]
    assert slack.downloads == [("F1", "xoxb-1"), ("F1", "")]


def test_a_file_is_uploaded_into_a_thread(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("C1", "U1", "root")
    client.files_upload_v2(
        channel="C1", thread_ts=root, filename="s.md", title="All of it", content="# words"
    )
    assert [(one["name"], one["content"], one["thread_ts"]) for one in slack.files] == [
        ("s.md", b"# words", root)
    ]
    assert slack.posted[0]["files"][0]["name"] == "s.md"


def test_a_stream_grows_and_stops(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("C1", "U1", "root")
    place = {"channel": "C1", "thread_ts": root}
    who = {"recipient_team_id": "T1", "recipient_user_id": "U1"}
    stream = client.chat_stream(buffer_size=1, **place, **who)
    stream.append(markdown_text="Reading. ")
    stream.stop(markdown_text="Done.", blocks=[section("Done.")])
    assert [(one["text"], one["streaming"]) for one in slack.posted] == [("Reading. Done.", False)]
    assert error_of(lambda: client.chat_startStream(**place)) == "missing_recipient_team_id"
    ts = slack.posted[0]["ts"]
    ask = {"channel": "C1", "ts": ts, "markdown_text": "x"}
    assert error_of(lambda: client.chat_appendStream(**ask)) == "message_not_in_streaming_state"
    started = client.chat_startStream(**place, **who)
    chunk = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    client.chat_appendStream(channel="C1", ts=started["ts"], chunks=[chunk])
    assert error_of(lambda: client.chat_update(channel="C1", ts=started["ts"], text="x")) == (
        "streaming_state_conflict"
    )
    bad = {**chunk, "status": "waiting"}
    assert error_of(
        lambda: client.chat_appendStream(channel="C1", ts=started["ts"], chunks=[bad])
    ) == ("invalid_blocks")
    slack.refused.clear()


def test_the_panel_takes_a_status_a_title_and_prompts(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("D1", "U1", "hi")
    place = {"channel_id": "D1", "thread_ts": root}
    client.assistant_threads_setStatus(**place, status="is reading…", loading_messages=["a"])
    client.assistant_threads_setTitle(**place, title="A talk")
    client.assistant_threads_setSuggestedPrompts(
        channel_id="D1", prompts=[{"title": "a", "message": "b"}]
    )
    assert slack.statuses[0]["status"] == "is reading…"
    assert len(slack.prompts) == len(slack.titles) == 1
    many = ["a"] * 11
    ask = {**place, "status": "x", "loading_messages": many}
    assert error_of(lambda: client.assistant_threads_setStatus(**ask)) == "invalid_arguments"
    slack.refused.clear()


def test_faults_come_as_told(slack: FakeSlack, client: WebClient) -> None:
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack.fail("chat.postMessage", status=429, retry_after=0)
    client.chat_postMessage(channel="C1", text="x")
    assert [call.status for call in slack.calls_of("chat.postMessage")] == [429, 200]
    slack.fail("users.info", error="internal_error", times=2)
    for _ in range(2):
        assert error_of(lambda: client.users_info(user="U1")) == "internal_error"
    assert client.users_info(user="U1")["ok"]
    slack.fail("*", status=503)
    with pytest.raises(SlackApiError):
        client.auth_test()


def test_a_signature_is_what_slacks_own_verifier_takes(slack: FakeSlack) -> None:
    headers = signed("body", slack.secret)
    assert SignatureVerifier(slack.secret).is_valid_request("body", headers)
    assert not SignatureVerifier("other").is_valid_request("body", headers)
    old = signed("body", slack.secret, timestamp=time.time() - 301)
    assert not SignatureVerifier(slack.secret).is_valid_request("body", old)


def test_deliveries_have_ids_of_their_own(slack: FakeSlack, client: WebClient) -> None:
    first, second = (mention(slack, "C1", "U1", "sum up") for _ in range(2))
    assert first.payload["event_id"] != second.payload["event_id"]
    assert first.payload["event"]["text"] == "<@UBOT> sum up"
    ts = first.payload["event"]["ts"]
    assert shortcut(slack, "C1", "U1", ts).payload["message"]["ts"] == ts
    assert slash(slack, "C1", "U1", "a b").body.count("text=a+b") == 1
    client.chat_postEphemeral(channel="C1", user="U1", text="only you")
    pressed = block_action(slack, "U1", "go", "v", message=slack.ephemeral[0]).payload
    assert "message" not in pressed
    assert pressed["container"]["is_ephemeral"] is True


def test_socket_mode_connects_acknowledges_and_comes_back(
    slack: FakeSlack, client: WebClient
) -> None:
    assert error_of(lambda: client.apps_connections_open(app_token="xoxb-1")) == (
        "not_allowed_token_type"
    )
    seen = []

    def take(socket: SocketModeClient, request: SocketModeRequest) -> None:
        seen.append(request.type)
        socket.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    app = SocketModeClient(app_token="xapp-1", web_client=client)
    app.socket_mode_request_listeners.append(take)
    try:
        app.connect()
        ack = slack.socket_send(mention(slack, "C1", "U1"))
        assert ack["envelope_id"].startswith("env")
        slack.socket_disconnect()
        slack.socket_send(slash(slack, "C1", "U1"))
        assert seen == ["events_api", "slash_commands"]
    finally:
        app.close()
