"""An answer takes the way that tells nobody what they may not read."""

import pytest
from slack_sdk import WebClient

from summarizer.slack.conversation import Place
from summarizer.slack.deliver import Delivery
from summarizer.slack.jobs import AnswerTo, Job

HERE, ELSEWHERE = Place("T1", "C100", "1.2"), Place("T1", "C200", "1.2")


def delivery(place: Place | None, to: AnswerTo) -> Delivery:
    kind = "thread" if place else "text"
    return Delivery(WebClient("xoxb-1"), Job("j1", "T1", "U1", kind, place, "", to))


@pytest.mark.parametrize(
    ("place", "to", "how", "alone"),
    [
        (HERE, AnswerTo("thread", "C100", "1.2"), "thread", False),
        (None, AnswerTo("thread", "C100", "1.2"), "thread", False),
        # Whoever made the job: what is from elsewhere is for one person.
        (ELSEWHERE, AnswerTo("thread", "C100", "1.2"), "ephemeral", True),
        (ELSEWHERE, AnswerTo("thread", "D100", "1.2"), "thread", True),
        (HERE, AnswerTo("ephemeral", "C100", "1.2"), "ephemeral", True),
        (ELSEWHERE, AnswerTo("respond", "C100", "", "https://hooks.example"), "respond", True),
        (HERE, AnswerTo("dm"), "dm", True),
    ],
)
def test_only_what_is_from_a_thread_goes_into_it(
    place: Place | None, to: AnswerTo, how: str, *, alone: bool
) -> None:
    found = delivery(place, to)
    assert (found.how, found.is_private) == (how, alone)
