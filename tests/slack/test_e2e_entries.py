"""Every way in, from Slack's request to what people see: real requests, Bolt, SDK, database."""

from pathlib import Path

import pytest
from support.scripted import ScriptedModel
from support.slackbot import TALK, Bot, Gate, button, link, people, words_of
from support.slackfake import (
    FakeSlack,
    block_action,
    home_opened,
    mention,
    message_im,
    shortcut,
    slash,
)
from support.strike import TEXT, answer

from summarizer.readers import Raw
from summarizer.slack.sources import SourceOptions
from summarizer.slack.summaries import BotOptions

PAGE = (
    "<html><body><article><p>" + "</p><p>".join(TEXT.splitlines()) + "</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    """The thread that there is to summarize."""
    return people(slack)


def on_the_web(url: str) -> Raw:
    return Raw(PAGE.encode(), url, "text/html; charset=utf-8")


def permalink(ts: str) -> str:
    return f"https://acme.slack.com/archives/C100/p{ts.replace('.', '')}"


def test_a_mention_in_a_thread_is_answered_there(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with Bot(slack, tmp_path) as bot:
        assert bot.send(mention(slack, "C100", "U1", thread_ts=root)).status_code == 200
        slack.wait_for(lambda: slack.posted)
    [answer] = slack.posted
    said = words_of(answer)
    assert (answer["channel"], answer["thread_ts"]) == ("C100", root)
    assert "Harbour Terminals does not comment on its pay offer" in said
    assert "3 of 3 messages" in said
    assert permalink(root) in said
    assert [one["status"] for one in slack.statuses][-1] == ""


def test_a_mention_with_a_link_to_another_channel_is_answered_to_one_person(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.add_channel("C200", "lobby", members=("U1", "U9"))
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C200", "U1", f"please {link('C100', root)}"))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert (shown["channel"], shown["user"]) == ("C200", "U1")
    # A line to one person begins no thread.
    assert shown["thread_ts"] == ""
    assert "Harbour Terminals" in words_of(shown)
    assert slack.posted == []


def test_a_mention_with_nothing_to_summarize_is_told_how(slack: FakeSlack, tmp_path: Path) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", "hello"))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "Mention me in a thread" in words_of(shown)
    assert slack.posted == []


def test_the_shortcut_shows_it_to_one_person_who_may_post_it(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with Bot(slack, tmp_path) as bot:
        assert bot.send(shortcut(slack, "C100", "U2", root)).status_code == 200
        [shown] = slack.wait_for(lambda: slack.ephemeral)
        assert slack.posted == []
        request = button(shown, "summary_post")
        bot.send(block_action(slack, "U2", "summary_post", request, message=shown))
        [posted] = slack.wait_for(lambda: slack.posted)
        bot.send(block_action(slack, "U2", "summary_post", request, message=shown))
        slack.wait_for(lambda: "already" in words_of(slack.ephemeral[-1]))
    assert shown["user"] == "U2"
    assert (posted["channel"], posted["thread_ts"]) == ("C100", root)
    assert "Harbour Terminals" in words_of(posted)
    assert "summary_post" not in words_of(posted)
    assert len(slack.posted) == 1


def test_the_command_takes_a_link_to_a_message(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    slack.add_channel("C200", "lobby", members=("U1", "U9"))
    with Bot(slack, tmp_path) as bot:
        assert bot.send(slash(slack, "C200", "U1", link("C100", root))).status_code == 200
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert shown["user"] == "U1"
    assert permalink(root) in words_of(shown)
    assert slack.posted == []


def test_the_command_takes_a_web_page(slack: FakeSlack, tmp_path: Path) -> None:
    options = BotOptions(sources=SourceOptions(fetch=on_the_web))
    model = ScriptedModel([answer()])
    with Bot(slack, tmp_path, model=model, options=options) as bot:
        bot.send(slash(slack, "C100", "U1", "https://news.example/strike"))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "Lena Ortiz" in words_of(shown)
    assert "summary_post" not in words_of(shown)


def test_the_command_takes_a_text(slack: FakeSlack, tmp_path: Path) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(slash(slack, "C100", "U1", " ".join(words for _, words in TALK)))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert "Harbour Terminals" in words_of(shown)


@pytest.mark.parametrize("text", ["", "help", "please summarize that"])
def test_the_command_without_a_source_tells_how(
    slack: FakeSlack, tmp_path: Path, text: str
) -> None:
    with Bot(slack, tmp_path) as bot:
        told = bot.send(slash(slack, "C100", "U1", text)).json()
    assert told["response_type"] == "ephemeral"
    assert "Mention me in a thread" in told["text"]


def test_a_direct_message_is_answered_below_it_with_its_stages_streamed(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.add_channel("D100", kind="im", members=("U1",))
    asked = message_im(slack, "D100", "U1", f"Summarize this thread: {link('C100', root)}")
    gate = Gate()
    with Bot(slack, tmp_path, model=ScriptedModel(gate)) as bot:
        bot.send(asked)
        slack.wait_for(lambda: slack.calls_of("chat.startStream") and gate.reached.is_set())
        gate.opened.set()
        [posted] = slack.wait_for(lambda: [one for one in slack.posted if one.get("blocks")])
    [begun] = slack.calls_of("chat.startStream")
    assert begun.params["chunks"][0]["title"] == "Reading the messages"
    assert len(slack.calls_of("chat.stopStream")) == 1
    assert (posted["channel"], posted["thread_ts"]) == ("D100", asked.payload["event"]["ts"])
    assert "summary_post" in words_of(posted)
    assert len(slack.posted) == 1


def test_a_direct_message_takes_a_text(slack: FakeSlack, tmp_path: Path) -> None:
    slack.add_channel("D100", kind="im", members=("U1",))
    with Bot(slack, tmp_path) as bot:
        bot.send(message_im(slack, "D100", "U1", " ".join(words for _, words in TALK)))
        slack.wait_for(lambda: "Dockworkers to vote" in str(slack.posted))


def test_opening_the_panel_offers_prompts(slack: FakeSlack, tmp_path: Path) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(home_opened(slack, "U1", "messages"))
        [offered] = slack.wait_for(lambda: slack.prompts)
    assert len(offered["prompts"]) == 2


def test_the_home_tells_what_is_kept_and_its_switch_keeps_mentions_private(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    on = {"type": "checkboxes", "selected_options": [{"value": "private_first"}]}
    with Bot(slack, tmp_path) as bot:
        bot.send(home_opened(slack, "U1"))
        [home] = slack.wait_for(lambda: slack.views)
        assert "30 days" in str(home)
        bot.send(block_action(slack, "U1", "home_switch", action=on))
        slack.wait_for(lambda: len(slack.calls_of("views.publish")) == 2)
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [shown] = slack.wait_for(lambda: slack.ephemeral)
    assert (shown["user"], shown["thread_ts"]) == ("U1", root)
    assert "summary_post" in words_of(shown)
    assert slack.posted == []


def test_details_markdown_and_feedback_are_buttons_below_the_answer(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [posted] = slack.wait_for(lambda: slack.posted)
        request = button(posted, "summary_markdown")
        bot.send(block_action(slack, "U2", "summary_details", request, message=posted))
        [details] = slack.wait_for(lambda: slack.views)
        bot.send(block_action(slack, "U3", "summary_markdown", request, message=posted))
        [_, markdown] = slack.wait_for(lambda: len(slack.views) == 2 and slack.views)
        bot.send(block_action(slack, "U3", "summary_feedback", f"good {request}", message=posted))
        slack.wait_for(lambda: slack.ephemeral)
    assert details["type"] == markdown["type"] == "modal"
    assert "Harbour Terminals" in str(details)
    assert "Harbour Terminals" in str(markdown)
    assert "Thank you" in words_of(slack.ephemeral[0])
