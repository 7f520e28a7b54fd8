"""What may a document's words do to the place where they are shown? Nothing.

Control characters, terminal escapes and bidirectional overrides are made visible or removed
(the attacks: CVE-2021-42574 "Trojan Source", and escape injection into terminals).
"""

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[\s\x85\u2028\u2029]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

REORDERING = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they make text show in another order than it is in."""

_INVISIBLE = re.compile(
    f"[{REORDERING}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text on one line, safe to show.

    Blanks of all sorts become one space. C0 controls become their picture (ESC is ``␛``), C1
    controls and lone surrogates ``\ufffd``. Overrides of the direction, tag characters and
    characters without width are removed; joiners and direction marks, which languages need,
    stay.
    """
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()
    return _LONE_SURROGATE.sub("\ufffd", _CONTROL.sub(_picture, text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
