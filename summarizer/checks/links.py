"""Does a statement carry something for programs that the words it cites do not have?

What a program that shows a summary may make clickable, fetch, or ping somebody by: web and e-mail
addresses, bare host names, handles, Slack's marks. And what one may run: template variables, tags.
"""

import re
import unicodedata
from collections.abc import Sequence

from summarizer.checks.fault import Fault

_WITHOUT_WIDTH = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
"""Pages show a text without them, and so they can part an address only to a program."""
_HOST = r"(?:[^\W_][\w-]*[.\u3002])+(?:[a-z]{2,63}|xn--[a-z0-9-]+)(?![\w-])"
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{0,30}:/{1,3}[^\s<>]+"  # any scheme with slashes
    r"|(?<![\w-])(?:mailto|tel|sms|data|javascript|vbscript|file|magnet|xmpp|slack|about|blob):\S+"
    r"|[^\s<>@:]{0,64}[^\s<>@:.]@[^\s<>@]+"  # e-mail
    r"|(?<![\w/])@[^\W_][\w.-]*"  # a handle
    r"|<[@!#][^\s>]*>?"  # Slack's own marks
    r"|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}]*\}|%\(\w+\)s"  # Jinja, shells, Python
    r"|<\|[^|<>]*\|>|</?[a-z][^<>]{0,200}>"  # chat templates, HTML
    rf"|(?<![\w.@-]){_HOST}(?:[:/?#][^\s<>]*)?"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/[^\s<>]*)?",
    re.IGNORECASE,
)
_HINT = re.compile(r"[@<{]|%\(|:\S|[.\u3002][^\W\d_]|\d\.\d+\.\d")
"""A text without one of these has no address and no code."""
_AROUND = ".,;:!?*_~|`\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]{}"
_IN_PLACE = "[left out]"


def links(statement: str, evidence: Sequence[str]) -> list[Fault]:
    """A fault if a statement has an address, or code, that the evidence has not.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
    """
    written = _addresses(statement)
    if not written or written <= _addresses("\n".join(evidence)):
        return []
    return [Fault("link", "It has an address or code that is not in the cited words.")]


def without_foreign(text: str, evidence: str) -> str:
    """A text in which a mark stands for each address or code that the evidence has not.

    Args:
        text: What a model wrote.
        evidence: The words that it may have taken addresses from.
    """
    if not _addresses(text):
        return text
    known = _addresses(evidence)
    return _ADDRESS.sub(
        lambda found: found.group() if _plain(found.group()) in known else _IN_PLACE, _shown(text)
    )


def _addresses(text: str) -> frozenset[str]:
    shown = _shown(text)
    if not _HINT.search(shown):
        return frozenset()
    return frozenset(_plain(found.group()) for found in _ADDRESS.finditer(shown))


def _shown(text: str) -> str:
    """The text as a page shows it: letters of one look are one, what has no width is gone."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _WITHOUT_WIDTH.sub("", text))


def _plain(address: str) -> str:
    return address.strip(_AROUND).casefold()
