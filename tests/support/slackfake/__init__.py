"""A strict local fake of Slack's web side; `FakeSlack` is the way in."""

from support.slackfake.calls import Call, Fault
from support.slackfake.deliveries import (
    Delivery,
    block_action,
    event,
    home_opened,
    mention,
    message_im,
    shortcut,
    signed,
    slash,
)
from support.slackfake.fake import FakeSlack

__all__ = [
    "Call",
    "Delivery",
    "FakeSlack",
    "Fault",
    "block_action",
    "event",
    "home_opened",
    "mention",
    "message_im",
    "shortcut",
    "signed",
    "slash",
]
