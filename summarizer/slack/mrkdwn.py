"""How is a text written so that Slack shows it as it is, and nothing more?

Slack's mrkdwn has no escape for its marks; a zero-width space beside a mark makes it plain
(https://docs.slack.dev/messaging/formatting-message-text). A document's words never become a
mention, a link, a channel or a date of Slack's.
"""

import datetime as dt
import re

from rich.cells import split_graphemes

from summarizer.rendering import visible
from summarizer.slack.limits import escaped, length

_MARKS = re.compile(r"[*_~`]|(?<=\w)://|(?i:\bmailto:)")
_BREAK = "\u200b"
_CONTROL = re.compile(r"<(?=[!@#])")
_JOINER = "\u2060"
_WEB_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII)
_LONGEST_ADDRESS = 400
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plain(text: str) -> str:
    """The text on one line, for places where Slack reads no mrkdwn.

    The opening of a control sequence (``<!``, ``<@``, ``<#``) is broken by a word joiner all the
    same: a client that turns such a text into mrkdwn must not call anybody either.
    """
    return calling_nobody(visible(text))


def calling_nobody(text: str) -> str:
    """The text with the opening of each control sequence broken; see `plain`."""
    return _CONTROL.sub(f"<{_JOINER}", text)


def escape(text: str) -> str:
    """The text on one line, for mrkdwn: no mark, link or mention in it is live."""
    return escaped(_MARKS.sub(lambda mark: f"{_BREAK}{mark[0]}{_BREAK}", visible(text)))


def is_address(url: str) -> bool:
    """Whether it is a plain web address, short enough to be a link."""
    return length(url) <= _LONGEST_ADDRESS and bool(_WEB_ADDRESS.fullmatch(url))


def link(url: str, label: str) -> str:
    """A link with a label; only the label if the address is none that may be linked."""
    words = escape(label).replace("|", "¦")
    if not is_address(url) or not words:
        return words
    return f"<{escaped(url).replace('|', '%7C')}|{words}>"


def date(iso: str) -> str:
    """An ISO date, month or year for people: ``Thu 16 Mar 2023``; else the words as they are."""
    found = _ISO.fullmatch(iso)
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        return plain(iso)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {month}" if found[3] else month


def shorten(text: str, most: int) -> str:
    """The text if its `limits.length` is at most `most`, else its beginning and ``…``.

    It ends at a blank where one is near, and never inside a character with its marks.
    """
    if length(text) <= most:
        return text
    window = text[:most]
    kept = end = 0
    graphemes, _ = split_graphemes(window)
    for start, stop, _cells in graphemes:
        kept += length(window[start:stop])
        if kept > most - 1:
            break
        end = stop
    blank = window.rfind(" ", end // 2, end + 1)
    return f"{window[: blank if blank > 0 else end].rstrip()}…"
