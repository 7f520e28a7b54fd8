"""No ping, no unfurling, no word of anybody's in a log or on the disk."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from support.scripted import Reply, ScriptedModel
from support.slackbot import TALK, Bot, button, link, people, read_talk, words_of
from support.slackfake import FakeSlack, block_action, mention, message_im, shortcut, slash

from summarizer.errors import ConnectionFailed
from summarizer.model import Prompt
from summarizer.slack.store import Store

CANARY = "CANARY-7f3a"
DAY = 86_400.0
SECRETS = ("xoxb-1", "xapp-1", "signing-secret", "Ann Lee", "Bo Kim", "harbour", CANARY)
"""Tokens, names of people and channels, and words of messages."""


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    """The talk, with a reply that is quoted whole, and a file's name."""
    root = people(slack)
    slack.add_channel("D100", kind="im", members=("U1",))
    slack.add_message(
        "C100", "U3", f"Harbour Terminals declines to comment on {CANARY}.", thread_ts=root
    )
    return root


def files(folder: Path) -> bytes:
    """Everything that the bot has written."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


HOSTILE = "<!channel> <@U1> <!here|here> <#C100> *all* <https://evil.example|news> @everyone"


def hostile(prompt: Prompt, kind: type[BaseModel]) -> Reply:
    """A model that a text has talked into calling everybody."""
    draft: dict[str, Any] = dict(read_talk(prompt, kind))  # type: ignore[arg-type]
    draft["title"] = draft["gist"] = f"Dockworkers to vote {HOSTILE}"
    draft["actors"] = [
        {**one, "name": f"{one['name']}", "role": HOSTILE} for one in draft["actors"]
    ]
    return draft


def test_nobody_is_pinged_and_nothing_is_unfurled(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.add_message("C100", "U2", f"{HOSTILE} Harbour Terminals declines.", thread_ts=root)
    with Bot(slack, tmp_path, model=ScriptedModel(hostile)) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [posted] = slack.wait_for(lambda: slack.posted)
        bot.send(shortcut(slack, "C100", "U2", root))
        slack.wait_for(lambda: slack.ephemeral)
        request = button(posted, "summary_details")
        for action in ("summary_details", "summary_markdown"):
            bot.send(block_action(slack, "U2", action, request, message=posted))
        slack.wait_for(lambda: len(slack.views) == 2)
    assert slack.pings == []
    assert slack.unfurls == []
    for call in slack.calls_of("chat.postMessage"):
        assert (call.params["unfurl_links"], call.params["unfurl_media"]) == (False, False)
        assert call.params["parse"] == "none"


def test_no_log_has_a_word_a_name_or_a_token(
    slack: FakeSlack, root: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    faults = [ConnectionFailed("the provider is away"), ValueError(CANARY), KeyError(CANARY)]

    def sometimes(prompt: Prompt, kind: type[BaseModel]) -> Reply:
        return faults.pop() if faults else read_talk(prompt, kind)

    with Bot(slack, tmp_path, model=ScriptedModel(sometimes)) as bot:
        for _ in range(4):
            asked = mention(slack, "C100", "U1", CANARY, thread_ts=root)
            bot.send(asked)
            bot.send(asked)
            bot.post(asked.body, {})
        slack.fail("chat.postMessage", error="restricted_action")
        bot.send(message_im(slack, "D100", "U1", f"{CANARY} {link('C100', root)}"))
        bot.send(slash(slack, "C100", "U1", f"https://127.0.0.1/{CANARY}"))
        bot.send(block_action(slack, "U1", "summary_details", "unknown", message=asked_by()))
        slack.wait_for(lambda: len(slack.ephemeral) >= 5)
    lines = [
        f"{one.name} {one.getMessage()} {one.exc_text or ''} {one.exc_info or ''}"
        for one in caplog.records
        if not one.name.startswith(("aiohttp", "asyncio"))  # the fake's own server
    ]
    assert any("failed" in line for line in lines)
    for secret in SECRETS:
        assert not [line for line in lines if secret in line], secret


def asked_by() -> dict[str, Any]:
    return {"channel": "C100", "user": "U1", "ts": "1700000000.000001", "bot_id": None}


def test_failures_say_nothing_of_what_failed_but_a_code(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    faults = [ValueError(CANARY), ConnectionFailed("the provider is away", hint="Wait.")]
    with Bot(slack, tmp_path, model=ScriptedModel(faults)) as bot:
        for _ in range(2):
            bot.send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: len(slack.ephemeral) == 2)
    said = " ".join(map(words_of, slack.ephemeral))
    assert "S-BUG" in said
    assert "ConnectionFailed" in said
    assert CANARY not in said
    assert "Traceback" not in said
    assert {one["user"] for one in slack.ephemeral} == {"U1"}
    assert slack.posted == []


def test_no_word_of_a_message_is_on_the_disk(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    long = " ".join(words for _, words in TALK) + f" It rains on the {CANARY}."
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", CANARY, thread_ts=root))
        bot.send(slash(slack, "C100", "U1", long))
        slack.wait_for(lambda: slack.posted and slack.ephemeral)
        while_open = files(tmp_path)
    after = files(tmp_path)
    for written in (while_open, after):
        assert b"Dockworkers to vote" in written
        for secret in (CANARY, "declines to comment", "xoxb-1", "Ann Lee"):
            assert secret.encode() not in written, secret


def test_summaries_are_forgotten_when_the_setting_says(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(shortcut(slack, "C100", "U2", root))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
        request = button(shown, "summary_post")
        kept = bot.summaries.store.kept(request)
        assert kept is not None
        bot.summaries.store.keep(replace(kept, made_at=kept.made_at - 31 * DAY))
    with Bot(slack, tmp_path) as bot:
        bot.send(block_action(slack, "U2", "summary_post", request, message=shown))
        slack.wait_for(lambda: len(slack.ephemeral) == 2)
    assert "S-FORGOTTEN" in words_of(slack.ephemeral[1])
    assert slack.posted == []
    assert b"Dockworkers to vote" not in files(tmp_path)


def test_what_was_asked_is_forgotten_once_it_is_answered(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with Bot(slack, tmp_path) as bot:
        asked = slash(slack, "C100", "U1", link("C100", root))
        bot.send(asked)
        slack.wait_for(lambda: slack.ephemeral)
    store = Store.open(bot.settings.database)
    assert store.unfinished() == []
    store.close()
    path = asked.payload["response_url"].rpartition("/")[2]
    assert path.encode() not in files(tmp_path)
