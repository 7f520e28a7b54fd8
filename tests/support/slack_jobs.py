"""Jobs and summaries as the bot's store and pool get them."""

from typing import Any

from support.samples import strike_summary

from summarizer.slack.conversation import Coverage, Place, Skipped
from summarizer.slack.jobs import AnswerTo, Job
from summarizer.slack.kept import Kept

ADDRESS = "https://hooks.slack.test/commands/T1/2/geheim"


def job(job_id: str = "j1", **changes: Any) -> Job:
    values: dict[str, Any] = {
        "id": job_id,
        "team": "T1",
        "user": "U1",
        "kind": "thread",
        "place": Place(team="T1", channel="C1", thread_ts="1700000000.000100"),
        "url": "",
        "answer_to": AnswerTo("thread", "C1", "1700000000.000100", ADDRESS),
    }
    return Job(**{**values, **changes})


def kept(request_key: str = "k1", **changes: Any) -> Kept:
    values: dict[str, Any] = {
        "request_key": request_key,
        "team": "T1",
        "channel": "C1",
        "summary": strike_summary(),
        "coverage": Coverage(
            read=214,
            total=214,
            people=9,
            files_read=1,
            skipped=(Skipped("plan.png", "an image"),),
            channel_name="harbour",
            private=True,
            ext_shared=False,
        ),
        "made_at": 1_700_000_000.0,
        "thread_ts": "1700000000.000100",
    }
    return Kept(**{**values, **changes})
