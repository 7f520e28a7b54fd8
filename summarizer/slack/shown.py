"""What is shown in Slack, and what a press of a button says: the types of the rooms of blocks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.schema import Summary
    from summarizer.slack.thread import Coverage

Block = dict[str, Any]
"""One block of Block Kit, as JSON."""

View = dict[str, Any]
"""A modal or an App Home, as JSON."""

SUMMARY_DETAILS = "summary_details"
SUMMARY_POST = "summary_post"
SUMMARY_MARKDOWN = "summary_markdown"
SUMMARY_FEEDBACK = "summary_feedback"
HOME_SWITCH = "home_switch"

MAX_REQUEST = 200
"""Characters of a request id; ours have 64."""

Opinion = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message."""

    text: str
    """All of it in words: what a notification shows and a screen reader reads."""
    blocks: list[Block]
    """What everybody else sees."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A summary to show."""

    summary: "Summary"
    """What was found."""
    coverage: "Coverage | None"
    """How much of the conversation was read; none for a web page or a text."""
    request: str
    """Id of the request; the buttons carry it."""

    def __post_init__(self) -> None:
        if not 0 < len(self.request) <= MAX_REQUEST or not self.request.isalnum():
            raise ValueError(f"a request id has 1 to {MAX_REQUEST} letters and digits")


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the App Home tells one person."""

    private_first: bool
    """Show summaries to this person first, who then may post them."""
    keep_days: int
    """Days for which a summary is kept."""
    model: str = ""
    """Name of the model that reads the messages; empty if it is not to be told."""
    command: str = "/summarize"
    """The slash command of this installation."""


def feedback_of(value: str) -> tuple[Opinion, str]:
    """The opinion and the request id in the value of a feedback button.

    Raises:
        ValueError: It is no such value.
    """
    opinion, _, request = value.partition(" ")
    if opinion not in ("good", "bad") or not request:
        raise ValueError("no feedback value")
    return "good" if opinion == "good" else "bad", request


def page_of(value: str) -> tuple[str, int]:
    """The request id and the page, from 0, in the value of a details button.

    Raises:
        ValueError: It is no such value.
    """
    request, _, page = value.partition(" ")
    if not request or (page and not (page.isascii() and page.isdecimal())):
        raise ValueError("no details value")
    return request, int(page or 0)


def private_first_of(action: "Mapping[str, Any]") -> bool:
    """Where the switch of the App Home stands, from the action that Slack sends."""
    return bool(action.get("selected_options"))
