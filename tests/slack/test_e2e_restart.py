"""A process that dies, one that stops, and the next one: nothing is lost, nothing said twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import slack_process
from support.scripted import ScriptedModel
from support.slackbot import TALK, Bot, Gate, link, people, settings_of, words_of
from support.slackfake import FakeSlack, mention, slash

from summarizer.slack.store import LEASE_SECONDS, Store
from summarizer.slack.summaries import BotOptions


@pytest.fixture
def root(slack: FakeSlack) -> str:
    return people(slack)


@contextmanager
def process(slack: FakeSlack, folder: Path, pace: str) -> Iterator["subprocess.Popen[str]"]:
    """The bot in a process of its own, connected over Socket Mode."""
    command = [sys.executable, slack_process.__file__, pace]
    here = {"PYTHONPATH": os.pathsep.join(sys.path)}
    env = {**os.environ, **here, **settings_of(slack, folder)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603  # our own program
        try:
            slack.wait_for(lambda: slack.connections, 30)
            yield running
        finally:
            running.kill()


def later() -> float:
    """A clock for which the leases of a dead process are over."""
    return time.time() + LEASE_SECONDS + 1


def begun(bot_db: Path) -> Callable[[], bool]:
    """Whether a job is leased to somebody."""

    def look() -> bool:
        store = Store.open(f"sqlite:///{bot_db}", clock=later)
        try:
            return any(job.tries for job in store.unfinished())
        finally:
            store.close()

    return look


def ended(slack: FakeSlack, gate: Gate) -> None:
    """Let the models of stopped bots answer at last, and wait until nobody works any more."""
    gate.opened.set()
    slack.wait_for(lambda: not any(one.name == "stages" for one in threading.enumerate()))


def test_a_killed_process_loses_nothing(slack: FakeSlack, root: str, tmp_path: Path) -> None:
    asked = mention(slack, "C100", "U1", thread_ts=root)
    with process(slack, tmp_path, "slow") as running:
        slack.socket_send(asked)
        slack.socket_send(slash(slack, "C100", "U2", " ".join(words for _, words in TALK)))
        slack.wait_for(begun(tmp_path / "bot.db"))
        running.send_signal(signal.SIGKILL)
        running.wait()
    with Bot(slack, tmp_path, clock=later) as bot:
        slack.wait_for(lambda: slack.posted and slack.ephemeral)
        assert bot.send(asked, retry=1).status_code == 200
    [posted] = slack.posted
    assert posted["thread_ts"] == root
    assert "Dockworkers to vote" in posted["text"]
    # A text was nowhere but in the dead process: its author is told.
    assert "S-RESTART" in words_of(slack.ephemeral[-1])
    assert slack.ephemeral[-1]["user"] == "U2"


def test_a_process_that_is_told_to_stop_stops_cleanly(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    with process(slack, tmp_path, "quick") as running:
        slack.socket_send(mention(slack, "C100", "U1", thread_ts=root))
        slack.wait_for(lambda: slack.posted)
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=30)
    assert (running.returncode, said) == (0, "0 left\n")
    assert slack.connections == 0


def test_what_a_stopped_bot_had_not_done_the_next_one_does_at_once(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    gate = Gate()
    options = BotOptions(workers=1, pulse=0.2)
    first = Bot(slack, tmp_path, model=ScriptedModel(gate), options=options)
    with first:
        first.send(mention(slack, "C100", "U1", thread_ts=root))
        first.send(slash(slack, "C100", "U2", link("C100", root)))
        slack.wait_for(gate.reached.is_set)
        first.close(0.0)
    assert first.left == 2
    with Bot(slack, tmp_path):
        slack.wait_for(lambda: slack.posted)
        slack.wait_for(lambda: "Dockworkers" in slack.ephemeral[-1]["text"])
        ended(slack, gate)
    # The first one's model answers at last; but the job is no longer its.
    assert len(slack.posted) == 1


def test_a_job_that_kills_every_process_is_given_up_and_told(
    slack: FakeSlack, root: str, tmp_path: Path
) -> None:
    gate = Gate()
    for _ in range(3):
        gate.reached.clear()
        with Bot(slack, tmp_path, model=ScriptedModel(gate)) as bot:
            if not slack.calls_of("conversations.replies"):
                bot.send(mention(slack, "C100", "U1", thread_ts=root))
            slack.wait_for(gate.reached.is_set)
            bot.close(0.0)
    with Bot(slack, tmp_path):
        [told] = slack.wait_for(lambda: slack.ephemeral)
    ended(slack, gate)
    assert "S-GIVENUP" in words_of(told)
    assert slack.posted == []
