"""What people see in Slack: the one door to messages, modals and the App Home.

Everything here is data in, data out: no call reaches Slack.
"""

from summarizer.slack.answer import answer, markdown, overflow_markdown
from summarizer.slack.home import home
from summarizer.slack.modal import details, markdown_modal
from summarizer.slack.notices import failure, notice, stage, waiting
from summarizer.slack.shown import (
    HOME_SWITCH,
    SUMMARY_DETAILS,
    SUMMARY_FEEDBACK,
    SUMMARY_MARKDOWN,
    SUMMARY_POST,
    Block,
    HomeState,
    Opinion,
    Reply,
    Shown,
    View,
    feedback_of,
    page_of,
    private_first_of,
)

__all__ = [
    "HOME_SWITCH",
    "SUMMARY_DETAILS",
    "SUMMARY_FEEDBACK",
    "SUMMARY_MARKDOWN",
    "SUMMARY_POST",
    "Block",
    "HomeState",
    "Opinion",
    "Reply",
    "Shown",
    "View",
    "answer",
    "details",
    "failure",
    "feedback_of",
    "home",
    "markdown",
    "markdown_modal",
    "notice",
    "overflow_markdown",
    "page_of",
    "private_first_of",
    "stage",
    "waiting",
]
