"""Where in a model's text does JSON stand, and how far is it complete?

One pass over the characters, without recursion, so that hostile text costs linear time. It
puts the brackets right; quotes, commas and literals are left to `mend`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_DEPTH = 64
"""Deeper nesting is no answer to any of our schemas."""

_CLOSER = {"{": "}", "[": "]"}
_QUOTES = {'"': '"', "'": "'", "“": "”"}
_START = re.compile(r"\{\s*(?:[\"'“]|//|/\*|#|[A-Za-z_]\w*\s*:)|\[\s*\{")
_TOKEN = re.compile(r"\s+|//[^\n]*|#[^\n]*|/\*|[^\s{}\[\],:\"'“/#]+|.", re.DOTALL)
_BARE_QUOTE = re.compile(r'((?<!\\)(?:\\\\)*)"')
_WHOLE_WORD = re.compile(r"-?\d+(?:\.\d+)?|true|false|null|True|False|None")
_COLON = re.compile(r"\s*:")
_KEY = re.compile(r"\s*(?:,\s*)?(?:\"\w{1,40}\"|'\w{1,40}'|“\w{1,40}”|[A-Za-z_]\w{0,40})\s*:")
# What may follow the quote that ends a value. Anything else: the quote belongs to the words.
_AFTER_VALUE = re.compile(
    r"\s*(?:\Z|[\]}{]|//|/\*|\#"
    r"|,\s*(?:\Z|[\"'“{\[\]}\d+-]|//|/\*|\#|(?:true|false|null|True|False|None)\b|[A-Za-z_]\w*\s*:)"
    r"|[\"'“]\w{1,40}[\"'”]\s*:)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks like one JSON object or list, brackets balanced."""

    text: str
    """Near-JSON: every bracket has its partner."""
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
        self.half_written = False
        self.too_deep = False

    def run(self) -> None:
        """Read to the end of the value, or of the text."""
        before = ""
        while self.at < len(self.text) and not self.too_deep:
            match = _TOKEN.match(self.text, self.at)
            assert match is not None  # noqa: S101  # the last alternative takes any character
            token, begin, self.at = match.group(), match.start(), match.end()
            if token.isspace() or token.startswith(("//", "#")):
                continue
            if token == "/*":
                self.at = self._after(self.text.find("*/", begin + 2), 2)
                continue
            self._take(token, begin, before)
            before = token
            if not self.stack:
                return

    def _take(self, token: str, begin: int, before: str) -> None:
        if token in _CLOSER:
            self._open(token, begin)
        elif token in ("}", "]"):
            self._close(token, begin)
        elif token in ('"', "“") or (token == "'" and before in ("{", "[", ",", ":")):
            self._string(token, begin)
        elif token not in (",", ":"):
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
        mark = re.compile(rf"\\|{_QUOTES[opener]}")
        while found := mark.search(self.text, self.at):
            self.at = found.end()
            if found.group() == "\\":
                self.at += 1
            elif self._is_key():
                self._requote(opener, begin)
                self._read_key()
                return
            elif _AFTER_VALUE.match(self.text, self.at):
                self._requote(opener, begin)
                self._complete(self.at)
                return
        self.at = len(self.text)
        self.half_written = True

    def _requote(self, opener: str, begin: int) -> None:
        """Give a string in other quotes the quotes of JSON."""
        if opener != '"':
            words = self.text[begin + 1 : self.at - 1].replace("\\'", "'")
            quoted = '"' + _BARE_QUOTE.sub(r'\1\\"', words) + '"'
            self.edits.append((begin, self.at - begin, quoted))

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
                self._complete(self.at)

    def piece(self) -> Piece:
        """What was read, with every bracket closed."""
        if not self.stack:
            return Piece(self._edited(self.at), incomplete=False)
        if not self.cut and not self.half_written and not self.stack[-1].awaits:
            closers = "".join(opened.closer for opened in reversed(self.stack))
            return Piece(self._edited(len(self.text)) + closers, incomplete=False)
        level = self._kept_level()
        closers = "".join(opened.closer for opened in reversed(self.stack[: level + 1]))
        return Piece(self._edited(self.stack[level].kept) + closers, incomplete=True)

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
