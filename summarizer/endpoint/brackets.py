"""Where in a model's text does JSON stand, and how far is it complete?

One pass over the characters, without recursion, so that hostile text costs linear time. It
puts the brackets right and takes the strings out, so that whatever mends commas and literals
afterwards cannot change their words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_DEPTH = 64
"""Deeper nesting is no answer to any of our schemas."""

MARK = "\ue000"
"""Stands before a string's number: a character for private use, in no answer."""

_CLOSER = {"{": "}", "[": "]"}
_QUOTES = {'"': '"', "'": "'", "“": "”"}
_START = re.compile(r"\{\s*(?:[\"'“]|//|/\*|#|[A-Za-z_]\w*\s*:)|\[\s*\{")
_TOKEN = re.compile(r"\s+|//[^\n]*|#[^\n]*|/\*|[^\s{}\[\],:\"'“/#]+|.", re.DOTALL)
_NO_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=[^\"\\/bfnrtu]|u(?![0-9a-fA-F]{4}))")
_BARE_QUOTE = re.compile(r'((?<!\\)(?:\\\\)*)"')
_WHOLE_WORD = re.compile(r"-?\d+(?:\.\d+)?|true|false|null|True|False|None")
_COLON = re.compile(r"\s*:")
_KEY = re.compile(r"\s*(?:,\s*)?(?:\"\w{1,40}\"|'\w{1,40}'|“\w{1,40}”|[A-Za-z_]\w{0,40})\s*:")
# What may follow the quote that ends a value. Anything else: the quote belongs to the words.
_AFTER_VALUE = re.compile(
    r"\s*(?:\Z|[\]}{]|//|/\*|\#"
    r"|,\s*(?:\Z|[\"'“{\[\]}\d+-]|//|/\*|\#|(?:true|false|null|True|False|None)\b|[A-Za-z_]\w*\s*:)"
    r"|[\"'“]\w{1,40}[\"'”]\s*:)"
    r"|[ \t]*\r?\n\s*[\"'“]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks like one JSON object or list, brackets balanced."""

    text: str
    """Near-JSON: every bracket has its partner, and each string is `MARK` and its number."""
    strings: tuple[str, ...]
    """What stood in the strings."""
    incomplete: bool
    """The text stopped inside it; what was being written at the end is left out."""


@dataclass(slots=True)
class _Open:
    """A container whose end has not been read."""

    closer: str
    """The bracket that ends it."""
    kept: int
    """Offset after its last complete child, or after its opening bracket."""
    has_child: bool = False
    """At least one child is complete."""
    awaits: bool = False
    """A key was read and its value was not."""


def pieces(text: str, *, cut: bool) -> Iterator[Piece]:
    """Find the stretches that look like JSON.

    Args:
        text: What a model wrote.
        cut: It was stopped by a token limit: a word at the very end may be half a word.

    Yields:
        Each outermost object, or list of objects, in order. Text nested deeper than
        `MAX_DEPTH` yields nothing more.
    """
    found = _START.search(text)
    while found:
        walk = _Walk(text, found.start(), cut=cut)
        walk.run()
        if walk.too_deep:
            return
        yield walk.piece()
        found = _START.search(text, walk.at)


class _Walk:
    """Reads one object or list from its opening bracket."""

    def __init__(self, text: str, start: int, *, cut: bool) -> None:
        self.text = text
        self.cut = cut
        self.start = self.at = start
        self.stack: list[_Open] = []
        self.edits: list[tuple[int, int, str]] = []
        self.strings: list[str] = []
        self.half_written = False
        self.too_deep = False

    def run(self) -> None:
        """Read to the end of the value, or of the text."""
        before = ""
        while self.at < len(self.text) and not self.too_deep:
            match = _TOKEN.match(self.text, self.at)
            assert match is not None  # noqa: S101  # the last alternative takes any character
            mark, begin, self.at = match.group(), match.start(), match.end()
            if mark.isspace() or mark.startswith(("//", "#")):
                continue
            if mark == "/*":
                self.at = self._after(self.text.find("*/", begin + 2), 2)
                continue
            self._take(mark, begin, before)
            before = mark
            if not self.stack:
                return

    def _take(self, mark: str, begin: int, before: str) -> None:
        if mark in _CLOSER:
            self._open(mark, begin)
        elif mark in ("}", "]"):
            self._close(mark, begin)
        elif mark in ('"', "“") or (mark == "'" and before in ("{", "[", ",", ":")):
            self._string(mark, begin)
        elif mark not in (",", ":"):
            self._word(begin)

    def _after(self, found: int, width: int) -> int:
        return found + width if found >= 0 else len(self.text)

    def _open(self, bracket: str, begin: int) -> None:
        if self.stack and self.stack[-1].closer == "}" and not self.stack[-1].awaits:
            self._insert_closer()  # an object cannot be a key: the one before was not closed
        self.stack.append(_Open(_CLOSER[bracket], begin + 1))
        self.too_deep = len(self.stack) > MAX_DEPTH

    def _insert_closer(self) -> None:
        closed = self.stack.pop()
        self.edits.append((closed.kept, 0, closed.closer))
        if self.stack:
            self._complete(closed.kept)

    def _close(self, bracket: str, begin: int) -> None:
        root_ends_early = len(self.stack) == 1 and _KEY.match(self.text, self.at)
        if all(opened.closer != bracket for opened in self.stack) or root_ends_early:
            self.edits.append((begin, 1, ""))
            return
        while self.stack[-1].closer != bracket:
            closed = self.stack.pop()
            self.edits.append((begin, 0, closed.closer))
        self.stack.pop()
        self._complete(self.at)

    def _complete(self, end: int) -> None:
        """Note that the open container has one more whole child, up to this offset."""
        if self.stack:
            parent = self.stack[-1]
            parent.kept, parent.has_child, parent.awaits = end, True, False

    def _string(self, opener: str, begin: int) -> None:
        special = re.compile(rf"\\|{_QUOTES[opener]}")
        while found := special.search(self.text, self.at):
            self.at = found.end()
            if found.group() == "\\":
                self.at += 1
            elif (key := self._is_key()) or _AFTER_VALUE.match(self.text, self.at):
                self._end_string(begin, key=key)
                return
        self.at = len(self.text)
        self.half_written = True

    def _end_string(self, begin: int, *, key: bool) -> None:
        """Put a placeholder where the string stood."""
        placeholder = f'"{MARK}{len(self.strings)}"'
        self.strings.append(_decoded(self.text[begin + 1 : self.at - 1]))
        self.edits.append((begin, self.at - begin, placeholder))
        if key:
            self._read_key()
        else:
            self._complete_scalar()

    def _is_key(self) -> bool:
        return not self.stack[-1].awaits and bool(_COLON.match(self.text, self.at))

    def _read_key(self) -> None:
        while len(self.stack) > 1 and self.stack[-1].closer == "]":
            self._insert_closer()  # a key in a list: the list was not closed
        self.stack[-1].awaits = True

    def _word(self, begin: int) -> None:
        if self._is_key():
            self._read_key()
        else:
            whole = not self.cut and _WHOLE_WORD.fullmatch(self.text, begin, self.at)
            self.half_written = self.at == len(self.text) and not whole
            if not self.half_written:
                self._complete_scalar()

    def _complete_scalar(self) -> None:
        if self.stack[-1].closer == "]" or self.stack[-1].awaits:
            self._complete(self.at)
        else:
            self.half_written = self.at == len(self.text)  # a key whose colon was not written

    def piece(self) -> Piece:
        """What was read, with every bracket closed."""
        if not self.stack:
            return self._piece(self.at, "", incomplete=False)
        if not self.cut and not self.half_written and not self.stack[-1].awaits:
            return self._piece(len(self.text), _closers(self.stack), incomplete=False)
        level = self._kept_level()
        return self._piece(
            self.stack[level].kept, _closers(self.stack[: level + 1]), incomplete=True
        )

    def _piece(self, end: int, closers: str, *, incomplete: bool) -> Piece:
        return Piece(self._edited(end) + closers, tuple(self.strings), incomplete)

    def _kept_level(self) -> int:
        """The outermost open list holds the items; what is open below it is left out.

        A list round the whole answer is no list of items until one item of it is complete.
        """
        for level, opened in enumerate(self.stack):
            if opened.closer == "]" and (level or opened.has_child):
                return level
        return len(self.stack) - 1

    def _edited(self, end: int) -> str:
        parts, at = [], self.start
        for offset, removed, inserted in sorted(self.edits, key=lambda edit: edit[0]):
            if offset > end:
                break
            parts += [self.text[at:offset], inserted]
            at = max(at, offset + removed)
        return "".join([*parts, self.text[at:end]])


def _closers(stack: list[_Open]) -> str:
    return "".join(opened.closer for opened in reversed(stack))


def _decoded(written: str) -> str:
    """The words of a string, whose quotes and escapes may not be those of JSON."""
    escaped = _NO_ESCAPE.sub(r"\1", written)
    quoted = '"' + _BARE_QUOTE.sub(r'\1\\"', escaped) + '"'
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return written
