"""E-mails: subject, date, who wrote to whom, and the body; attachments are not read."""

import re
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import getaddresses
from typing import Any, cast

from summarizer.errors import EmptyInput, TooLargeInput, UnreadableInput
from summarizer.readers import html
from summarizer.readers.decoding import decode
from summarizer.readers.material import Found, Raw

MAX_PARTS = 10_000
"""Lines that may part a message; one with more is refused: parsing each costs 0.2 ms."""

_MOST_RECIPIENTS = 5
"""A longer list is a mailing, and its names are no actors."""

_LONGEST_HEADER = 4_000
"""Characters; a longer one counts as empty, since parsing it takes the square of its length."""


class _BoundedPolicy(EmailPolicy):
    """The modern policy of the standard library, without endless headers."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401  # as declared there
        return super().header_fetch_parse(name, value if len(value) <= _LONGEST_HEADER else "")


def read(raw: Raw) -> Found:
    """Read an e-mail.

    Sender, recipients and subject open the text, since the body says "I" and "you".

    Raises:
        EmptyInput: It has no text part, or an empty one.
        TooLargeInput: It has more than `MAX_PARTS` parts.
        UnreadableInput: It cannot be taken apart.
        UnsupportedInput: Its text part is no text.
    """
    if raw.data.count(b"\n--") > MAX_PARTS:
        raise TooLargeInput(
            f"{raw.source} has more than {MAX_PARTS:,} parts", hint="Give the part that matters."
        )
    try:
        message = cast("EmailMessage", message_from_bytes(raw.data, policy=_BoundedPolicy()))
        part = message.get_body(preferencelist=("plain", "html"))
        head, title, date = _head(message), _header(message, "subject"), _date(message)
    except Exception:  # noqa: BLE001  # the parser raises whatever a broken header trips
        raise _broken(raw) from None
    body = _body(part, raw) if part is not None else ""
    if not re.search(r"\w", body):
        raise EmptyInput(
            f"{raw.source} is an e-mail without text",
            hint="Save its attachment and give that file.",
        )
    return Found(text=f"{head}\n\n{body}" if head else body, title=title, date=date)


def _broken(raw: Raw) -> UnreadableInput:
    return UnreadableInput(
        f"{raw.source} is a broken e-mail", hint="Save its text to a file and give that."
    )


def _head(message: EmailMessage) -> str:
    recipients = _people(message, "to")
    lines = (
        ("From", ", ".join(_people(message, "from"))),
        ("To", ", ".join(recipients) if len(recipients) <= _MOST_RECIPIENTS else ""),
        ("Subject", _header(message, "subject")),
    )
    return "\n".join(f"{name}: {value}" for name, value in lines if value)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _people(message: EmailMessage, name: str) -> list[str]:
    """Names, or addresses where there is no name."""
    pairs = getaddresses([_header(message, name)])
    return [person or address for person, address in pairs if person or address]


def _date(message: EmailMessage) -> str:
    """The day in the sender's own time zone."""
    written = getattr(message.get("date"), "datetime", None)
    return written.date().isoformat() if written else ""


def _body(part: MIMEPart, raw: Raw) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
        is_html = part.get_content_subtype() == "html"
        is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    except Exception:  # noqa: BLE001  # the parser raises whatever a broken part trips
        raise _broken(raw) from None
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    inner = Raw(payload, raw.source, f"text/plain; charset={charset}")
    if is_html:
        return html.read(inner).text
    text = decode(inner)
    return _unflowed(text) if is_flowed else text


def _unflowed(text: str) -> str:
    """Join the lines that format=flowed marks with a blank at their end (RFC 3676, 4.1)."""
    return re.sub(r"(?<!^-- )(?<!\n-- )(?<=[^ \r\n] )\r?\n(?![>\r\n])", "", text)
