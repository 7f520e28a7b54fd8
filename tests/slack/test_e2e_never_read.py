"""Nobody gets a summary of what they cannot read, and what is private stays where it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.scripted import ScriptedModel
from support.slackbot import Bot, button, link, people, read_talk, words_of
from support.slackfake import FakeSlack, block_action, mention, message_im, shortcut, slash

from summarizer.readers import FetchPolicy, WebFetcher
from summarizer.slack.sources import SourceOptions
from summarizer.slack.summaries import BotOptions


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    """A thread of a private channel; U9 is not in it."""
    slack.add_channel("C200", "lobby", members=("U1", "U9"))
    slack.add_channel("D900", kind="im", members=("U9",))
    return people(slack, private=True)


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel(read_talk)


@pytest.fixture
def bot(slack: FakeSlack, model: ScriptedModel, tmp_path: Path) -> Iterator[Bot]:
    with Bot(slack, tmp_path, model=model) as running:
        yield running


def test_a_link_to_a_channel_that_one_cannot_read_is_refused(
    slack: FakeSlack, bot: Bot, model: ScriptedModel, root: str
) -> None:
    there = link("C100", root)
    bot.send(slash(slack, "C200", "U9", there))
    bot.send(message_im(slack, "D900", "U9", there))
    bot.send(mention(slack, "C200", "U9", there))
    slack.wait_for(lambda: len(refusals(slack)) == 3)
    bot.close(10)
    said = [*slack.ephemeral, *slack.posted]
    assert {one["channel"] for one in slack.posted} == {"D900"}
    assert not any("Harbour" in words_of(one) or "union" in words_of(one) for one in said)
    assert model.prompts == []
    assert slack.calls_of("conversations.replies") == []


def refusals(slack: FakeSlack) -> list[str]:
    said = map(words_of, [*slack.ephemeral, *slack.posted])
    return [words for words in said if "S-ACCESS" in words]


def test_a_guest_is_refused_a_public_channel_that_they_are_not_in(
    slack: FakeSlack,
    bot: Bot,
    model: ScriptedModel,
) -> None:
    slack.add_channel("C300", "open")
    ts = slack.add_message("C300", "U1", "Harbour Terminals declines to comment.")
    slack.add_user("U7", "guest", guest=True)
    slack.add_user("U8", "stranger", external=True)
    slack.add_channel("C400", "guests", members=("U7", "U8"))
    for user in ("U7", "U8"):
        bot.send(slash(slack, "C400", user, link("C300", ts)))
    slack.wait_for(lambda: len(refusals(slack)) == 2)
    assert model.prompts == []


def test_a_channel_without_the_bot_is_refused_with_what_to_do(
    slack: FakeSlack, bot: Bot, model: ScriptedModel
) -> None:
    slack.add_channel("C500", "alone", members=("U1",), bot=False)
    ts = slack.add_message("C500", "U1", "Harbour Terminals declines to comment.")
    bot.send(shortcut(slack, "C500", "U1", ts))
    [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "S-INVITE" in words_of(told)
    assert "/invite" in words_of(told)
    assert model.prompts == []


@pytest.mark.parametrize(
    "action", ["summary_details", "summary_post", "summary_markdown", "summary_feedback"]
)
def test_a_button_does_nothing_for_somebody_who_was_removed(
    slack: FakeSlack, bot: Bot, root: str, action: str
) -> None:
    bot.send(shortcut(slack, "C100", "U2", root))
    [shown] = slack.wait_for(lambda: slack.ephemeral)
    request = button(shown, "summary_post")
    value = f"good {request}" if action == "summary_feedback" else request
    slack.workspaces["T1"].channels["C100"].members.discard("U2")
    bot.send(block_action(slack, "U2", action, value, message=shown))
    slack.wait_for(lambda: len(slack.ephemeral) == 2)
    assert "S-ACCESS" in words_of(slack.ephemeral[1])
    assert (slack.posted, slack.views) == ([], [])


def test_a_button_of_another_workspace_does_nothing(slack: FakeSlack, bot: Bot, root: str) -> None:
    bot.send(shortcut(slack, "C100", "U2", root))
    [shown] = slack.wait_for(lambda: slack.ephemeral)
    press = block_action(slack, "U2", "summary_post", button(shown, "summary_post"), message=shown)
    payload = {**press.payload, "team": {"id": "T2", "domain": "other"}}
    payload["user"] = {**payload["user"], "team_id": "T2"}
    bot.send(replace(press, payload=payload))
    slack.wait_for(lambda: len(slack.ephemeral) == 2)
    assert "S-FORGOTTEN" in words_of(slack.ephemeral[1])
    assert slack.posted == []


def test_what_is_private_is_posted_nowhere_but_where_it_came_from(
    slack: FakeSlack, bot: Bot, root: str
) -> None:
    bot.send(mention(slack, "C200", "U1", link("C100", root)))
    [shown] = slack.wait_for(lambda: slack.ephemeral)
    press = block_action(slack, "U1", "summary_post", button(shown, "summary_post"), message=shown)
    bot.send(press)
    [posted] = slack.wait_for(lambda: slack.posted)
    assert (shown["channel"], shown["user"]) == ("C200", "U1")
    assert (posted["channel"], posted["thread_ts"]) == ("C100", root)


def test_a_link_to_a_reply_is_posted_in_its_thread(slack: FakeSlack, bot: Bot, root: str) -> None:
    reply = slack.add_message("C100", "U2", "Lena Ortiz agreed on Friday.", thread_ts=root)
    bot.send(slash(slack, "C200", "U1", link("C100", reply)))
    [shown] = slack.wait_for(lambda: slack.ephemeral)
    bot.send(
        block_action(slack, "U1", "summary_post", button(shown, "summary_post"), message=shown)
    )
    [posted] = slack.wait_for(lambda: slack.posted)
    assert (posted["channel"], posted["thread_ts"]) == ("C100", root)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://2130706433/",
        "https://user:pass@example.com/",
        "https://example.com:8443/",
    ],
)
def test_a_private_address_is_not_followed(
    slack: FakeSlack, bot: Bot, model: ScriptedModel, address: str
) -> None:
    bot.send(slash(slack, "C200", "U1", f"<{address}>"))
    [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "BlockedURL" in words_of(told)
    assert model.prompts == []


def test_with_a_switch_no_page_is_fetched(
    slack: FakeSlack, model: ScriptedModel, tmp_path: Path
) -> None:
    options = BotOptions(sources=SourceOptions(fetch=WebFetcher(FetchPolicy(enabled=False))))
    with Bot(slack, tmp_path, model=model, options=options) as bot:
        bot.send(slash(slack, "C200", "U1", "https://news.example/"))
        [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "BlockedURL" in words_of(told)
