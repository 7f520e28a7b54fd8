"""Stages are shown by the first screen that works, not too often, and often enough."""

import time
from collections.abc import Callable

import pytest

from summarizer.model import Progress
from summarizer.slack.errors import SlackUnavailable
from summarizer.slack.stages import Stages


class Screen:
    """Notes what it is told; fails from a certain showing on."""

    def __init__(self, good_for: int = 1_000, message: str = "") -> None:
        self.shown: list[str] = []
        self.ended = 0
        self._good_for = good_for
        self._message = message

    def show(self, text: str) -> None:
        if len(self.shown) >= self._good_for:
            raise SlackUnavailable("Slack is busy")
        self.shown.append(text)

    def end(self) -> str:
        self.ended += 1
        return self._message


def eventually(what: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


def test_a_line_is_lit_again_before_slack_puts_it_out() -> None:
    screen = Screen()
    with Stages((screen,), pause=0.01, refresh=0.02) as stages:
        stages.say("reading")
        eventually(lambda: len(screen.shown) >= 3)
    assert set(screen.shown) == {"reading"}
    assert screen.ended == 1


def test_many_steps_are_few_changes() -> None:
    screen = Screen()
    with Stages((screen,), pause=60.0) as stages:
        stages.say("reading")
        eventually(lambda: screen.shown)
        for done in range(1_000):
            stages.progress(Progress("write", done, 1_000))
    assert screen.shown == ["reading"]


def test_the_next_screen_is_taken_when_one_fails() -> None:
    first, second = Screen(good_for=1), Screen(message="1.2")
    with Stages((first, second), pause=0.0) as stages:
        stages.say("reading")
        eventually(lambda: first.shown)
        stages.say("writing")
        eventually(lambda: second.shown)
        assert stages.end() == "1.2"
    assert (first.shown, first.ended) == (["reading"], 0)
    assert (second.shown, second.ended) == (["writing"], 1)


def test_without_a_screen_that_works_the_work_goes_on() -> None:
    with Stages((Screen(good_for=0),), pause=0.0) as stages:
        stages.say("reading")
        assert stages.end() == ""


def test_what_was_never_shown_is_not_put_out() -> None:
    screen = Screen()
    with Stages((screen,)) as stages:
        assert stages.end() == ""
    assert screen.ended == 0


def test_an_error_inside_puts_the_line_out_and_goes_on() -> None:
    screen = Screen()
    stages = Stages((screen,), pause=0.0)
    with pytest.raises(KeyError), stages:
        fail(stages, screen)
    assert screen.ended == 1


def fail(stages: Stages, screen: Screen) -> None:
    stages.say("reading")
    eventually(lambda: screen.shown)
    raise KeyError
