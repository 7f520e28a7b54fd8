"""Slack fails, the model fails, the process dies: each request is answered once, or told why."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.scripted import ScriptedModel
from support.slackbot import Bot, Gate, link, people, read_talk, thread, words_of
from support.slackfake import Call, FakeSlack, Fault, mention, shortcut, slash
from support.slackfake.deliveries import Delivery

from summarizer.slack.summaries import BotOptions

EVENTS = 500


@pytest.fixture(autouse=True)
def root(slack: FakeSlack) -> str:
    slack.add_channel("D100", kind="im", members=("U1",))
    return people(slack)


def test_five_hundred_events_are_each_answered_once(slack: FakeSlack, tmp_path: Path) -> None:
    """30 % are delivered again, 10 % of Slack's answers are faults, the model is slow."""
    dice = random.Random(4)  # noqa: S311  # the same faults in every run
    gate = Gate()
    roots = [thread(slack, "C100") for _ in range(EVENTS)]
    asked = [mention(slack, "C100", "U1", thread_ts=root) for root in roots]
    again = [one for one in asked if dice.random() < 0.3]
    slack.chaos = lambda call: chaos(call, dice)
    options = BotOptions(workers=200, queue=EVENTS, pulse=0.5)
    with Bot(slack, tmp_path, model=ScriptedModel(gate), options=options) as bot:
        with ThreadPoolExecutor(16) as senders:
            codes = Counter(senders.map(lambda one: until_taken(bot, one), [*asked, *again]))
        # All of it was acknowledged before the model has answered anything.
        assert sum(codes.values()) == len(asked) + len(again)
        assert answers(slack) + failures(slack) == Counter()
        gate.opened.set()
        slack.wait_for(lambda: len(answers(slack) + failures(slack)) == EVENTS, 120)
    # A call that meets four faults in a row is given up; the person is told, once.
    assert answers(slack) + failures(slack) == Counter(roots)
    assert len(answers(slack)) >= 0.98 * EVENTS


def chaos(call: Call, dice: random.Random) -> Fault | None:
    """One answer in ten is a fault: 500, 503, or 429."""
    if call.method == "auth.test" or dice.random() >= 0.1:
        return None
    status = dice.choice((500, 503, 429))
    return Fault(status, retry_after=0 if status == 429 else None)


def until_taken(bot: Bot, delivery: Delivery) -> int:
    """Deliver as Slack does: again, if it was not acknowledged."""
    for retry in range(4):
        if bot.send(delivery, retry=retry).status_code == 200:
            return retry
    raise AssertionError("four deliveries, and none was acknowledged")


def answers(slack: FakeSlack) -> Counter[str]:
    return Counter(one["thread_ts"] for one in slack.posted if "Dockworkers to vote" in one["text"])


def failures(slack: FakeSlack) -> Counter[str]:
    return Counter(one["thread_ts"] for one in slack.ephemeral if "Code " in str(one["blocks"]))


def test_a_store_that_fails_makes_slack_deliver_again(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    asked = mention(slack, "C100", "U1", thread_ts=root)
    with Bot(slack, tmp_path) as bot:
        with bot.summaries.store.engine.begin() as writing:
            writing.exec_driver_sql("ALTER TABLE summarizer_seen RENAME TO away")
        assert bot.send(asked).status_code == 500
        with bot.summaries.store.engine.begin() as writing:
            writing.exec_driver_sql("ALTER TABLE away RENAME TO summarizer_seen")
        assert bot.send(asked, retry=1).status_code == 200
        slack.wait_for(lambda: slack.posted)
    assert answers(slack) == Counter([root])


def test_a_rate_limit_is_waited_for(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=1)
    slack.fail("conversations.replies", status=500)
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: slack.posted)
    refused, posted = slack.calls_of("chat.postMessage")
    assert (refused.status, posted.status) == (429, 200)
    assert posted.at - refused.at >= 1


def test_an_endless_rate_limit_is_told_and_not_waited_for(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.fail("conversations.replies", status=429, retry_after=3600)
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "S-BUSY" in words_of(told)


def test_a_model_that_hangs_ends_in_one_private_line(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    gate = Gate()
    with Bot(slack, tmp_path, model=ScriptedModel(gate), options=BotOptions(timeout=0.3)) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [told] = slack.wait_for(lambda: slack.ephemeral)
        gate.opened.set()
    assert "BudgetExceeded" in words_of(told)
    assert told["user"] == "U1"
    assert slack.posted == []


def test_a_full_line_is_told_and_those_who_wait_hear_how_many_are_ahead(
    slack: FakeSlack, tmp_path: Path
) -> None:
    gate = Gate()
    options = BotOptions(workers=1, queue=2)
    with Bot(slack, tmp_path, model=ScriptedModel(gate), options=options) as bot:
        for _ in range(4):
            bot.send(mention(slack, "C100", "U1", thread_ts=thread(slack)))
            slack.wait_for(gate.reached.is_set)
        slack.wait_for(lambda: len(slack.ephemeral) == 3)
        gate.opened.set()
        slack.wait_for(lambda: len(answers(slack)) == 3)
    said = " ".join(map(words_of, slack.ephemeral))
    assert "1 summary ahead of yours" in said
    assert "2 summaries ahead of yours" in said
    assert "S-QUEUE" in said


def test_the_same_question_is_not_put_to_the_model_twice(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    gate, model = Gate(), ScriptedModel(read_talk)
    model.replies = gate
    with Bot(slack, tmp_path, model=model) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        bot.send(shortcut(slack, "C100", "U2", root))
        slack.wait_for(gate.reached.is_set)
        gate.opened.set()
        slack.wait_for(lambda: slack.posted and slack.ephemeral)
        assert len(model.prompts) == 1
        slack.add_message("C100", "U3", "Harbour Terminals declines again.", thread_ts=root)
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: len(slack.posted) == 2)
    assert len(model.prompts) == 2


def test_without_the_scope_for_a_status_one_message_shows_the_stages(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.fail("assistant.threads.setStatus", error="missing_scope", times=9)
    gate = Gate()
    with Bot(slack, tmp_path, model=ScriptedModel(gate)) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [line] = slack.wait_for(lambda: slack.posted)
        gate.opened.set()
        slack.wait_for(lambda: answers(slack))
    assert "Summarizing" in line["text"]
    assert len(slack.posted) == 1
    assert slack.posted[0]["ts"] == line["ts"]


def test_a_line_that_shows_the_stages_goes_when_it_fails(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.fail("assistant.threads.setStatus", error="missing_scope", times=9)
    gate = Gate(lambda *_: ValueError())
    with Bot(slack, tmp_path, model=ScriptedModel(gate)) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: slack.posted)
        gate.opened.set()
        slack.wait_for(lambda: slack.ephemeral)
    assert slack.posted == []


def test_a_response_url_that_is_used_up_ends_in_a_direct_message(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    gate = Gate()
    with Bot(slack, tmp_path, model=ScriptedModel(gate)) as bot:
        bot.send(slash(slack, "C100", "U1", link("C100", root)))
        slack.wait_for(gate.reached.is_set)
        slack.later(1900)
        gate.opened.set()
        [posted] = slack.wait_for(lambda: slack.posted)
    assert posted["channel"].startswith("D")
    assert "Dockworkers to vote" in posted["text"]
    slack.refused.clear()


def test_an_answer_that_cannot_be_posted_is_told_to_the_person(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    slack.fail("chat.postMessage", error="is_archived")
    with Bot(slack, tmp_path) as bot:
        bot.send(mention(slack, "C100", "U1", thread_ts=root))
        [told] = slack.wait_for(lambda: slack.ephemeral)
    assert "is_archived" in words_of(told)
