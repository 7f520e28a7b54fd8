"""A thread of Slack, from the mention to the answer, read by the embedded model."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("slack_bolt", reason="the extra is not installed: pip install '.[slack]'")
pytest.importorskip("aiohttp", reason="the fake of Slack needs it: it comes with the dev group")

from slack_bolt import BoltRequest  # needs what was asked for above
from support.slackbot import Bot, words_of
from support.slackfake import FakeSlack, mention
from vcr.request import Request

from summarizer import Model

pytestmark = pytest.mark.vcr

TALK = (
    ("U1", "The vendor wants a signed order by Friday, or the price goes up by 12 per cent."),
    ("U2", "I am against signing before legal has read the liability clause."),
    ("U3", "Legal will send its comments on Wednesday."),
    ("U1", "We can sign on Thursday if legal agrees."),
)
BEGAN = 1_748_600_000
"""30 May 2025: the recorded question names the day."""


@pytest.fixture
def vcr_config(vcr_config: dict[str, Any]) -> dict[str, Any]:
    """The model's answers are recorded; the fake of Slack is asked for real."""
    kept = vcr_config["before_record_request"]

    def only_the_models(asked: Request) -> Request | None:
        # Slack's methods are at /api/, the model's at /v1/.
        return None if asked.path.startswith("/api/") else kept(asked)  # type: ignore[no-any-return]

    return {**vcr_config, "before_record_request": only_the_models}


@pytest.mark.usefixtures("parser")
def test_a_mention_is_answered_with_what_the_thread_says(model: Model, tmp_path: Path) -> None:
    with FakeSlack() as slack:
        root = talk(slack)
        bot = Bot(slack, tmp_path, model=model)
        bot.summaries.start()
        asked = mention(slack, "C100", "U1", thread_ts=root)
        request = BoltRequest(body=asked.body, headers={**asked.headers(slack.secret)})
        assert bot.app.dispatch(request).status == 200
        slack.wait_for(lambda: slack.posted or slack.ephemeral, 600)
        bot.close(10)
        [posted] = slack.posted
        assert slack.refused == []
    said = words_of(posted)
    assert "Read 4 of 4 messages, 3 people" in said
    assert "guided@1" in said
    assert "Ann Lee" in said
    assert "liability clause" in said
    assert f"/archives/C100/p{root.replace('.', '')}" in said


def talk(slack: FakeSlack) -> str:
    """The thread, at times that never change."""
    for user, name in (("U1", "Ann Lee"), ("U2", "Bo Kim"), ("U3", "Cy Roe")):
        slack.add_user(user, name.partition(" ")[0].lower(), real_name=name)
    slack.add_channel("C100", "purchases", members=("U1", "U2", "U3"))
    root = ""
    for number, (user, words) in enumerate(TALK):
        ts = f"{BEGAN + 60 * number}.000100"
        slack.add_message("C100", user, words, ts=ts, thread_ts=root or None)
        root = root or ts
    return root
