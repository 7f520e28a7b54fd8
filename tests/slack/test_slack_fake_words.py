"""The fake of Slack is as strict as Slack: messages, blocks, modals and the home tab."""

import pytest
from slack_sdk import WebClient
from support.slack_acme import Words, button, client_of, error_of, section
from support.slackfake import FakeSlack


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return client_of(slack)


def test_a_message_is_posted_updated_and_deleted(slack: FakeSlack, client: WebClient) -> None:
    root = slack.add_message("C1", "U1", "root")
    sent = client.chat_postMessage(channel="C1", text="hi", thread_ts=root)
    assert [(one["channel"], one["text"], one["thread_ts"]) for one in slack.posted] == [
        ("C1", "hi", root)
    ]
    client.chat_update(channel="C1", ts=sent["ts"], text="bye")
    assert slack.posted[0]["text"] == "bye"
    link = client.chat_getPermalink(channel="C1", message_ts=sent["ts"])["permalink"]
    assert link.endswith(f"/p{sent['ts'].replace('.', '')}?thread_ts={root}&cid=C1")
    assert error_of(lambda: client.chat_update(channel="C1", ts=root, text="x")) == (
        "cant_update_message"
    )
    client.chat_delete(channel="C1", ts=sent["ts"])
    assert slack.posted == []


def test_a_direct_message_goes_to_a_user_id(slack: FakeSlack, client: WebClient) -> None:
    client.chat_postMessage(channel="U2", text="hi")
    place = client.conversations_open(users="U2")["channel"]["id"]
    assert slack.posted[0]["channel"] == place
    slack.add_user("U3", "gone", deleted=True)
    assert error_of(lambda: client.conversations_open(users="U3")) == "user_disabled"


BROKEN_BLOCKS = {
    "too many blocks": [{"type": "divider"}] * 51,
    "section over 3,000": [section("x" * 3001)],
    "empty section": [{"type": "section"}],
    "field over 2,000": [{"type": "section", "fields": [section("x" * 2001)["text"]]}],
    "eleven fields": [{"type": "section", "fields": [section("x")["text"]] * 11}],
    "header over 150": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "eleven in a context": [{"type": "context", "elements": [section("x")["text"]] * 11}],
    "26 actions": [{"type": "actions", "elements": [button()] * 26}],
    "no actions": [{"type": "actions", "elements": []}],
    "button text over 75": [
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": "x" * 76}},
            ],
        }
    ],
    "button value over 2,000": [{"type": "actions", "elements": [button(value="x" * 2001)]}],
    "one action_id twice": [{"type": "actions", "elements": [button(action_id="a")] * 2}],
    "one block_id twice": [{"type": "divider", "block_id": "a"}] * 2,
    "block_id over 255": [{"type": "divider", "block_id": "a" * 256}],
    "unknown block": [{"type": "marquee"}],
    "unknown field": [{"type": "divider", "colour": "red"}],
    "unknown element": [{"type": "actions", "elements": [{"type": "lever"}]}],
    "an input in a message": [{"type": "input", "label": {}, "element": {}}],
    "markdown over 12,000": [{"type": "markdown", "text": "x" * 6001}] * 2,
    "a cut entity": [section("see <https://example.com|the")],
    "a bare ampersand": [section("this & that")],
    "too much in all": [section("x" * 2900)] * 5,
    "characters outside the plane count twice": [section("😀" * 1501)],
    "a string for a block": ["x"],
    "no list": {"type": "divider"},
}


@pytest.mark.parametrize("blocks", BROKEN_BLOCKS.values(), ids=BROKEN_BLOCKS)
def test_blocks_over_a_limit_are_refused(
    slack: FakeSlack, client: WebClient, blocks: list[Words]
) -> None:
    error = error_of(lambda: client.chat_postMessage(channel="C1", text="x", blocks=blocks))
    assert error in ("invalid_blocks", "msg_blocks_too_long")
    assert len(slack.refused) == 1
    slack.refused.clear()
    assert slack.posted == []


def test_blocks_at_the_limits_pass(slack: FakeSlack, client: WebClient) -> None:
    feedback = {
        "type": "feedback_buttons",
        "action_id": "f",
        "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "1"},
        "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "0"},
    }
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 150}},
        section("x" * 3000),
        {"type": "section", "fields": [section("x" * 200)["text"]] * 10},
        section("see <https://example.com?a=1&amp;b=2|here> &lt;b&gt;"),
        {"type": "context", "elements": [section("x")["text"]] * 10},
        {"type": "actions", "elements": [button(action_id=f"a{n}") for n in range(25)]},
        {"type": "context_actions", "elements": [feedback]},
        *[{"type": "divider"}] * 3,
    ]
    client.chat_postMessage(channel="C1", text="x", blocks=blocks)
    assert slack.posted[0]["blocks"] == blocks
    client.chat_postMessage(
        channel="C1", text="x", blocks=[{"type": "markdown", "text": "x" * 12000}]
    )


def test_texts_over_a_limit_are_refused(slack: FakeSlack, client: WebClient) -> None:
    sent = client.chat_postMessage(channel="C1", text="x" * 40_000)
    long = {"channel": "C1", "ts": sent["ts"], "text": "x" * 4001}
    assert error_of(lambda: client.chat_update(**long)) == "msg_too_long"
    assert error_of(lambda: client.chat_postMessage(channel="C1", text="x" * 40_001)) == (
        "msg_too_long"
    )
    empty = {"channel": "C1", "text": ""}
    assert error_of(lambda: client.api_call("chat.postMessage", json=empty)) == "no_text"
    metadata = {"event_type": "x", "event_payload": {"a": "x" * 4000}}
    ask = {"channel": "C1", "text": "x", "metadata": metadata}
    assert error_of(lambda: client.chat_postMessage(**ask)) == "metadata_too_large"
    slack.refused.clear()


def test_pings_and_open_links_are_noted(slack: FakeSlack, client: WebClient) -> None:
    closed = {"unfurl_links": False, "unfurl_media": False}
    client.chat_postMessage(channel="C1", text="<https://example.com|a>", **closed)
    assert (slack.pings, slack.unfurls) == ([], [])
    client.chat_postMessage(channel="C1", text="x", blocks=[section("<!channel>")], **closed)
    client.chat_postMessage(channel="C1", text="https://example.com")
    assert slack.pings == ["<!channel>"]
    assert len(slack.unfurls) == 1
    literal = {"type": "text", "text": "<!channel>"}
    live = {"type": "user", "user_id": "U1"}
    for element in (literal, live):
        inside = {"type": "rich_text_section", "elements": [element]}
        rich = {"type": "rich_text", "elements": [inside]}
        client.chat_postMessage(channel="C1", text="x", blocks=[rich], **closed)
    assert slack.pings[1:] == [str(live)]


def test_a_modal_opens_once_within_three_seconds(slack: FakeSlack, client: WebClient) -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "x" * 24},
        "blocks": [section("x")],
    }
    trigger = slack.trigger("U1")
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    client.views_update(view_id=opened["id"], hash=opened["hash"], view={**view, "blocks": []})
    assert [(one["user"], one["blocks"]) for one in slack.views] == [("U1", [])]
    stale = {"view_id": opened["id"], "hash": opened["hash"], "view": view}
    assert error_of(lambda: client.views_update(**stale)) == "hash_conflict"
    assert error_of(lambda: client.views_open(trigger_id=trigger, view=view)) == (
        "exchanged_trigger_id"
    )
    late = slack.trigger("U1")
    slack.later(3.1)
    assert error_of(lambda: client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert error_of(lambda: client.views_open(trigger_id="t", view=view)) == "invalid_trigger_id"
    long = {**view, "title": {"type": "plain_text", "text": "x" * 25}}
    assert error_of(lambda: client.views_open(trigger_id=slack.trigger("U1"), view=long)) == (
        "invalid_blocks"
    )
    slack.refused.clear()


def test_a_home_tab_is_replaced(slack: FakeSlack, client: WebClient) -> None:
    for words in ("one", "two"):
        client.views_publish(user_id="U1", view={"type": "home", "blocks": [section(words)]})
    assert [one["blocks"][0]["text"]["text"] for one in slack.views] == ["two"]
