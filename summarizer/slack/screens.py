"""What shows people how far a summary is: a stream, a status line, a message that changes.

The first that the workspace allows is taken. The status line ("… is reading, 45 %") goes out by
itself after two minutes; a message or a stream in the end becomes the answer.
"""

import contextlib
from dataclasses import replace
from typing import Protocol

from slack_sdk.models.messages.chunk import TaskUpdateChunk

from summarizer.slack import errors
from summarizer.slack.clients import impatient
from summarizer.slack.deliver import Delivery, is_direct
from summarizer.slack.errors import SlackError


class Screen(Protocol):
    """What shows a line to people."""

    def show(self, text: str) -> None:
        """Show a stage; raises `SlackError` if it cannot."""

    def end(self) -> str:
        """Put the line out; the time stamp of a message that the answer may replace."""


class Stream:
    """A message that Slack shows growing: one line for each stage. For the agent panel."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._ts = ""
        self._title = ""
        self._number = 0

    def show(self, text: str) -> None:
        """Begin the stream, go on in a stage, or tick it off and begin the next."""
        title, _, details = text.partition(", ")
        chunks = []
        if title != self._title:
            chunks += self._ticked()
            self._number, self._title = self._number + 1, title
        chunks.append(self._task("in_progress", details))
        if self._ts:
            with contextlib.suppress(SlackError):  # the message must not be forgotten
                self._append(chunks)
        else:
            self._start(chunks)

    def end(self) -> str:
        """Tick the last stage off; the answer takes the message's place."""
        client, to = self._delivery.client, self._delivery.job.answer_to
        with errors.told():
            client.chat_stopStream(channel=to.channel, ts=self._ts, chunks=self._ticked())
        return self._ts

    def _start(self, chunks: list[TaskUpdateChunk]) -> None:
        job = self._delivery.job
        with errors.told():
            begun = self._delivery.client.chat_startStream(
                channel=job.answer_to.channel,
                thread_ts=job.answer_to.thread_ts,
                recipient_team_id=job.team,
                recipient_user_id=job.user,
                task_display_mode="timeline",
                chunks=chunks,
            )
        self._ts = str(begun["ts"])

    def _append(self, chunks: list[TaskUpdateChunk]) -> None:
        channel = self._delivery.job.answer_to.channel
        with errors.told():
            self._delivery.client.chat_appendStream(channel=channel, ts=self._ts, chunks=chunks)

    def _ticked(self) -> list[TaskUpdateChunk]:
        return [self._task("complete", "")] if self._number else []

    def _task(self, status: str, details: str) -> TaskUpdateChunk:
        return TaskUpdateChunk(
            id=f"stage-{self._number}",
            title=self._title[:1].upper() + self._title[1:],
            status=status,
            details=details or None,
        )


class StatusLine:
    """Slack's status of an app in a thread."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def show(self, text: str) -> None:
        """Light it, or light it anew."""
        self._set(f"is {text}…")

    def end(self) -> str:
        """Put it out."""
        self._set("")
        return ""

    def _set(self, status: str) -> None:
        to = self._delivery.job.answer_to
        with errors.told():
            self._delivery.client.assistant_threads_setStatus(
                channel_id=to.channel, thread_ts=to.thread_ts, status=status
            )


class OneMessage:
    """One message that changes."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._ts = ""

    def show(self, text: str) -> None:
        """Post it, or change it."""
        line = f"Summarizing: {text}…"
        if self._ts:
            with contextlib.suppress(SlackError):  # the message must not be forgotten
                self._delivery.change(self._ts, line)
        else:
            self._ts = self._delivery.note(line)

    def end(self) -> str:
        """Leave it to the answer."""
        return self._ts


class Dark:
    """Shows nothing: an answer to one person in a channel has no line that could change."""

    def show(self, text: str) -> None:
        """Leave it."""

    def end(self) -> str:
        """There is nothing to put out."""
        return ""


def screens(delivery: Delivery) -> tuple[Screen, ...]:
    """What may show this job's stages, the best first."""
    if delivery.how != "thread":
        return (Dark(),)
    quick = replace(delivery, client=impatient(delivery.client))
    in_the_panel = (Stream(quick),) if is_direct(delivery.job.answer_to.channel) else ()
    return (*in_the_panel, StatusLine(quick), OneMessage(quick), Dark())
