"""Which message does a permalink name, and what is a message's permalink?

The formats are Slack's own: ``https://T.slack.com/archives/C…/p1700000000123456``, with
``?thread_ts=…&cid=…`` for a reply, and the addresses of the web client,
``https://app.slack.com/client/T…/C…/…``.
"""

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+slack(?:-gov)?\.com")
_CHANNEL = r"(?P<channel>[CDG][A-Z0-9]{1,30})"
_ARCHIVE = re.compile(rf"/archives/{_CHANNEL}/p(?P<seconds>\d{{10}})(?P<rest>\d{{6}})/?")
_CLIENT = re.compile(
    rf"/client/[TE][A-Z0-9]+/{_CHANNEL}/"
    rf"(?:(?:p|thread/[CDG][A-Z0-9]+-)(?P<seconds>\d{{10}})\.?(?P<rest>\d{{6}}))/?"
)
_STAMP = re.compile(r"\d{10}\.\d{6}")


@dataclass(frozen=True, slots=True)
class MessageLink:
    """The message that a permalink names."""

    channel: str
    """Slack's id of the conversation, `C…`, `G…` or `D…`."""
    ts: str
    """Slack's time stamp of the message, which is its id in the channel."""
    thread_ts: str
    """The time stamp of the first message of its thread; empty if the link names none."""


def parse(url: str) -> MessageLink | None:
    """Read a permalink.

    Args:
        url: A link as people paste it or as Slack wraps it, ``<url|label>``.

    Returns:
        The message; none if it is no link to a message on slack.com.
    """
    bare = html.unescape(_unwrapped(url))
    try:
        parts = urlsplit(bare)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a broken port or IPv6 address
        return None
    plain = parts.scheme in ("http", "https") and port is None and "@" not in parts.netloc
    if not plain or not _HOST.fullmatch(host):
        return None
    found = _ARCHIVE.fullmatch(parts.path) or _CLIENT.fullmatch(parts.path)
    if not found:
        return None
    thread = parse_qs(parts.query).get("thread_ts", [""])[0]
    if "/thread/" in parts.path:
        thread = f"{found['seconds']}.{found['rest']}"
    return MessageLink(
        channel=found["channel"],
        ts=f"{found['seconds']}.{found['rest']}",
        thread_ts=thread if _STAMP.fullmatch(thread) else "",
    )


def build(workspace_url: str, channel: str, ts: str, thread_ts: str = "") -> str:
    """The permalink of a message.

    Args:
        workspace_url: As `auth.test` gives it, ``https://T.slack.com/``.
        channel: Id of the conversation.
        ts: Time stamp of the message.
        thread_ts: Of the first message of its thread, if it is in one.

    Raises:
        ValueError: A time stamp is not of Slack's form.
    """
    if not is_stamp(ts) or (thread_ts and not is_stamp(thread_ts)):
        raise ValueError("a Slack time stamp is ten digits, a dot and six digits")
    link = f"{workspace_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    if thread_ts and thread_ts != ts:
        link += "?" + urlencode({"thread_ts": thread_ts, "cid": channel})
    return link


def is_stamp(value: object) -> bool:
    """Whether it is a time stamp of Slack's: seconds, a dot, six digits."""
    return isinstance(value, str) and bool(_STAMP.fullmatch(value))


def _unwrapped(url: str) -> str:
    """What stands in ``<…|label>``; a link without brackets as it is."""
    url = url.strip()
    if url.startswith("<") and url.endswith(">"):
        return url[1:-1].partition("|")[0]
    return url
