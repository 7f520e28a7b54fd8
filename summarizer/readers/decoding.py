"""Which characters do these bytes stand for?

A byte order mark wins, then UTF-16 that shows by its zeros, the declared character set, UTF-8,
and last what charset-normalizer finds likeliest.
"""

import codecs
import re

from summarizer.errors import UnsupportedInput
from summarizer.readers.material import Raw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WINDOWS_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""Who declares these mostly means Windows-1252 (WHATWG Encoding Standard, section 4.2)."""

_NOT_CHARACTER_SETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Python codecs that no document may choose: slow, or rewriting the text."""

_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15", "koi8_r", "koi8_u"),
    *("cp437", "cp850", "cp866", "mac_roman", "mac_cyrillic", "cp874"),
    *("cp932", "shift_jis", "euc_jp", "iso2022_jp", "cp949", "euc_kr", "gb18030", "big5"),
]
"""What legacy texts are written in; with rarer ones on the list, short texts are misjudged."""

_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŸ"
    "\xa0\xad‚„…‘’“”‹›«»–—•·°´¡¿€£§©®™¼½¾²³"  # noqa: RUF001  # quotes and dashes as printed
)
_MOST_FOREIGN = 0.3
"""Share of letters outside ASCII above which a text is not Western."""

_SAMPLE_BYTES = 4096
_MOST_CONTROLS = 0.05
"""Share of control characters above which something is no text."""
_MOST_REPLACED = 0.01
"""Share of broken characters that a declared UTF-8 text may have."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def decode(raw: Raw, declared: str = "") -> str:
    """Turn bytes into text. Characters are kept as they are, control characters included.

    Args:
        raw: The bytes; a character set in its content type counts.
        declared: A character set that the content itself names; the content type's wins.

    Raises:
        UnsupportedInput: The bytes are no text.
    """
    text = _decoded(raw.data, raw.charset or declared)
    if text is None or _is_binary(text):
        raise UnsupportedInput(
            f"{raw.source} is no text, or in an unknown encoding",
            hint="Give text, HTML, PDF, e-mail (.eml) or subtitles; text best as UTF-8.",
        )
    return text


def peek(data: bytes, count: int = 65_536) -> str:
    """The first bytes as text, for finding out their kind. Wrong letters are no harm."""
    head = data[:count]
    encoding = _marked(head)[0] or _unmarked_utf16(head) or "utf-8"
    return head.decode(encoding, "replace").lstrip("\ufeff")


def _decoded(data: bytes, declared: str) -> str | None:
    encoding, mark = _marked(data)
    if encoding:
        return data[len(mark) :].decode(encoding, "replace")
    named = _known(declared)
    # Almost any bytes decode as UTF-16, also those that only claim to be it.
    named_last = named if named.startswith(("utf-16", "utf-32")) else ""
    for candidate in (_unmarked_utf16(data), "" if named_last else named, "utf-8", named_last):
        text = _strictly(data, candidate)
        if text is not None:
            return text
    if named == "utf-8":
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= _MOST_REPLACED * len(text):
            return text
    return _guessed(data)


def _marked(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, mark
    return "", b""


def _known(declared: str) -> str:
    """The Python codec for a declared name; empty if there is none."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NOT_CHARACTER_SETS else _WINDOWS_NAMES.get(name, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):  # LookupError: a codec that is no text encoding
        return None
    return text if isinstance(text, str) else None


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 of Latin letters has a zero in every second byte."""
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) // 2
    if half and len(data) % 2 == 0:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > half * 0.6 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.6 and odd < half * 0.1:
            return "utf-16-be"
    return ""


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow import: only when used

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    western = _strictly(data, "cp1252")
    # It knows the language of longer texts only; short ones are mostly Western.
    if western is not None and (best is None or not best.coherence) and _is_western(western):
        return western
    if best is None:
        return None
    # Most single-byte sets agree on a Western text; of those that do, cp1252 is meant.
    return _strictly(data, "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding)


def _is_western(text: str) -> bool:
    """Mostly ASCII, and else only the letters and marks of Western European print."""
    foreign = [character for character in text if not character.isascii()]
    return len(foreign) < _MOST_FOREIGN * len(text) and _WESTERN.issuperset(foreign)


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE_BYTES]
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)
