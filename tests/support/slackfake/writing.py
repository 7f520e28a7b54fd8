"""Answers of the methods that write: messages, streams, statuses."""

import json
import re
from collections.abc import Mapping
from typing import Any

from support.slackfake.asked import Asked
from support.slackfake.blocks import MARKDOWN, check_blocks, check_chunks
from support.slackfake.elements import check_mrkdwn, length
from support.slackfake.reading import opened
from support.slackfake.refusals import Refusal, rule
from support.slackfake.world import Channel, Record, Workspace

_TEXT = 40_000
_TEXT_OF_UPDATE = 4_000
_METADATA = 4_000
_SENT = ("text", "blocks", "attachments", "metadata", "markdown_text")
_TS = re.compile(r"\d{10}\.\d{6}")


def check_words(given: Mapping[str, Any], *, most: int = _TEXT) -> Record:
    """What a message may say; the parts that are there.

    Raises:
        Refusal: There are no words, too many, or blocks that break a rule.
    """
    sent = {name: given[name] for name in _SENT if given.get(name)}
    if not sent.keys() - {"metadata"}:
        raise Refusal("no_text", broken="a message without words")
    rule(
        "markdown_text" not in sent or not sent.keys() & {"text", "blocks"},
        "markdown_text_conflict",
        "markdown_text goes with neither text nor blocks",
    )
    text = sent.get("text", "")
    rule(isinstance(text, str), "invalid_arguments", "text is a string")
    rule(length(text) <= most, "msg_too_long", f"text over {most} characters")
    check_mrkdwn(text, "text")
    long = length(sent.get("markdown_text", "")) > MARKDOWN
    rule(not long, "msg_too_long", f"markdown_text over {MARKDOWN} characters")
    if "blocks" in sent:
        check_blocks(sent["blocks"])
        rule(text, "no_text", "blocks without text: notifications and screen readers need it")
    size = len(json.dumps(sent.get("metadata", {})).encode())
    rule(size <= _METADATA, "metadata_too_large", f"metadata over {_METADATA} bytes")
    return {"text": sent.pop("markdown_text", ""), **sent}


def _check_thread(channel: Channel, ts: Any) -> str:
    if not ts:
        return ""
    rule(_TS.fullmatch(str(ts)), "invalid_thread_ts", "thread_ts is a time stamp of ten and six")
    message = channel.find(str(ts))
    if message is None:
        raise Refusal("thread_not_found")
    root = message.get("thread_ts", ts)
    rule(root == ts, "invalid_thread_ts", "thread_ts must be that of the thread's root")
    return str(ts)


def place_of(asked: Asked) -> Channel:
    """Where a message goes: a channel with the bot in it, or somebody's direct messages."""
    target = str(asked.get("channel"))
    return opened(asked, [target]) if target in asked.workspace.users else asked.joined()


def post(team: Workspace, channel: Channel, words: Mapping[str, Any], ts: str) -> Record:
    """Put a message of the bot into a channel."""
    message = team.message(team.bot_user, "", ts) | dict(words)
    channel.put(message)
    return message


def chat_post_message(asked: Asked) -> Record:
    channel = place_of(asked)
    words = check_words(asked.params)
    root = _check_thread(channel, asked.get("thread_ts"))
    rule(asked.get("parse", "none") in ("none", "full"), "invalid_arguments", "parse: none, full")
    if root:
        words["thread_ts"] = root
        if asked.yes("reply_broadcast"):
            words["subtype"] = "thread_broadcast"
    ts = asked.workspace.next_ts(asked.slack.now())
    message = post(asked.workspace, channel, words, ts)
    asked.slack.note_posted(channel.id, message, asked.params)
    return {"channel": channel.id, "ts": ts, "message": message}


def chat_post_ephemeral(asked: Asked) -> Record:
    channel = asked.joined()
    user = str(asked.get("user"))
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    words = check_words(asked.params)
    root = _check_thread(channel, asked.get("thread_ts"))
    ts = asked.workspace.next_ts(asked.slack.now())
    shown = {"channel": channel.id, "user": user, "ts": ts, "thread_ts": root, **words}
    asked.slack.note_ephemeral(shown, asked.params)
    return {"message_ts": ts}


def _own(asked: Asked, refusal: str) -> Record:
    message = asked.joined().find(str(asked.get("ts")))
    if message is None:
        raise Refusal("message_not_found")
    if message.get("bot_id") != asked.workspace.bot_id:
        raise Refusal(refusal)
    return message


def chat_update(asked: Asked) -> Record:
    message = _own(asked, "cant_update_message")
    if message.get("streaming"):
        raise Refusal("streaming_state_conflict")
    words = check_words(asked.params, most=_TEXT_OF_UPDATE)
    if "blocks" in asked.params or "text" in words:
        message.pop("blocks", None)
    stamp = asked.workspace.next_ts(asked.slack.now())
    edited = {"user": asked.workspace.bot_user, "ts": stamp}
    message.update(words, edited=edited)
    asked.slack.note_words(asked.params)
    return {"channel": asked.get("channel"), "ts": message["ts"], "text": message["text"]}


def chat_delete(asked: Asked) -> Record:
    message = _own(asked, "cant_delete_message")
    asked.slack.delete_message(asked.get("channel"), message["ts"], team=asked.workspace.team)
    return {"channel": asked.get("channel"), "ts": message["ts"]}


def chat_get_permalink(asked: Asked) -> Record:
    channel = asked.channel()
    ts = str(asked.get("message_ts"))
    message = channel.find(ts)
    if message is None:
        raise Refusal("message_not_found")
    root = message.get("thread_ts", ts)
    tail = "" if root == ts else f"?thread_ts={root}&cid={channel.id}"
    link = f"{asked.workspace.url}archives/{channel.id}/p{ts.replace('.', '')}{tail}"
    return {"channel": channel.id, "permalink": link}


# Streams


def _streamed(asked: Asked) -> str:
    words = str(asked.get("markdown_text"))
    long = length(words) > MARKDOWN
    rule(not long, "msg_too_long", f"markdown_text over {MARKDOWN} characters")
    chunks = asked.get("chunks", [])
    both = words and chunks
    rule(not both, "invalid_arguments", "markdown_text or chunks, not both")
    return words or check_chunks(chunks)


def chat_start_stream(asked: Asked) -> Record:
    channel = asked.joined()
    root = _check_thread(channel, asked.get("thread_ts"))
    mode = asked.get("task_display_mode", "timeline")
    rule(mode in ("timeline", "plan"), "invalid_arguments", "task_display_mode: timeline, plan")
    if channel.kind not in ("im", "mpim"):
        for name in ("recipient_team_id", "recipient_user_id"):
            rule(asked.get(name), f"missing_{name}", f"{name} is needed in a channel")
    ts = asked.workspace.next_ts(asked.slack.now())
    words = {"text": _streamed(asked), "thread_ts": root, "streaming": True}
    words["chunks"] = list(asked.get("chunks", []))
    message = post(asked.workspace, channel, words, ts)
    asked.slack.note_posted(channel.id, message, asked.params)
    return {"channel": channel.id, "ts": ts}


def _streaming(asked: Asked) -> Record:
    message = _own(asked, "message_not_owned_by_app")
    if not message.get("streaming"):
        raise Refusal("message_not_in_streaming_state")
    text = message["text"] + _streamed(asked)
    whole = length(text) <= MARKDOWN
    rule(whole, "msg_too_long", f"a stream over {MARKDOWN} characters")
    message["text"] = text
    message["chunks"] += asked.get("chunks", [])
    return message


def chat_append_stream(asked: Asked) -> Record:
    given = asked.get("markdown_text") or asked.get("chunks")
    rule(given, "no_text", "nothing to append")
    return {"channel": asked.get("channel"), "ts": _streaming(asked)["ts"]}


def chat_stop_stream(asked: Asked) -> Record:
    message = _streaming(asked)
    if asked.get("blocks"):
        check_blocks(asked.get("blocks"))
        message["blocks"] = asked.get("blocks")
    message["streaming"] = False
    asked.slack.note_words(message)
    return {"channel": asked.get("channel"), "ts": message["ts"], "message": message}


# The agent's panel


def _panel(asked: Asked) -> Channel:
    channel = asked.joined("channel_id")
    _check_thread(channel, asked.get("thread_ts"))
    return channel


def set_status(asked: Asked) -> Record:
    _panel(asked)
    loading = asked.get("loading_messages", [])
    rule(isinstance(loading, list), "invalid_arguments", "loading_messages is a list")
    rule(len(loading) <= 10, "invalid_arguments", "no more than 10 loading_messages")
    asked.slack.statuses.append({**asked.params, "at": asked.slack.now()})
    return {}


def set_title(asked: Asked) -> Record:
    _panel(asked)
    asked.slack.titles.append(dict(asked.params))
    return {}


def set_suggested_prompts(asked: Asked) -> Record:
    _panel(asked)
    prompts = asked.get("prompts")
    rule(isinstance(prompts, list), "invalid_arguments", "prompts is a list")
    rule(0 < len(prompts) <= 4, "invalid_arguments", "one to four prompts")
    for prompt in prompts:
        fits = isinstance(prompt, dict) and prompt.keys() == {"title", "message"}
        rule(fits, "invalid_arguments", "a prompt has a title and a message")
    asked.slack.prompts.append(dict(asked.params))
    return {}
