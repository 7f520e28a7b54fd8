"""Messages become one text: a block for each, opened by its author's name, with its permalink."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from slack_sdk import WebClient

from summarizer.document import Origin
from summarizer.slack import links, text
from summarizer.slack.conversation import ReadOptions, Skipped
from summarizer.slack.files import name_of, read_file
from summarizer.slack.gather import Me, Raw
from summarizer.slack.names import Names
from summarizer.slack.rich_text import elements_of, string
from summarizer.slack.speaking import Speakers

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """What came from one place."""

    words: str
    """Opened by who says it."""
    where: str
    """Link to it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message, put into words."""

    message: Raw
    """As Slack gives it."""
    author: str
    """What its author is called."""
    words: str
    """May be empty."""


@dataclass(slots=True)
class Contents:
    """The words of all messages and files."""

    messages: tuple[Raw, ...] = ()
    """Those that were read."""
    pieces: list[Piece] = field(default_factory=list)
    """In the order of reading."""
    files_read: int = 0
    """Files among them."""
    file_characters: int = 0
    """Length of their texts."""
    skipped: list[Skipped] = field(default_factory=list)
    """Files that are not among them."""
    has_words: bool = False
    """Somebody wrote a letter or a digit, or there is a file."""

    def joined(self) -> tuple[str, tuple[Origin, ...]]:
        """One text, a blank line between the pieces, and where each stands in it."""
        origins = []
        start = 0
        for piece in self.pieces:
            origins.append(Origin(start, start + len(piece.words), piece.where))
            start += len(piece.words) + 2
        return "\n\n".join(piece.words for piece in self.pieces), tuple(origins)


@dataclass(frozen=True, slots=True)
class Composer:
    """Reads the messages of one conversation."""

    client: WebClient
    """Fetches the files."""
    me: Me
    """The bot, in its workspace."""
    channel: str
    """Id of the conversation."""
    options: ReadOptions
    """How much is read."""

    def compose(self, messages: Sequence[Raw]) -> Contents:
        """The words of messages and of their files.

        Args:
            messages: In the order in which they are to be read.

        Raises:
            SlackError: Slack failed or refused.
        """
        names = Names(self.client)
        spoken = [Spoken(each, names.author(each), text.plain(each, names)) for each in messages]
        spoken = _newest(spoken, self.options.max_characters)
        speakers = Speakers(each.author for each in spoken)
        contents = Contents(messages=tuple(each.message for each in spoken))
        chosen = self._chosen(contents.messages)
        seen: set[str] = set()
        for each in spoken:
            if each.words:
                words = speakers.said(each.author, each.words)
                contents.pieces.append(Piece(words, self._link(each.message)))
                contents.has_words |= bool(_WORD.search(each.words))
            for file in _unseen(each.message, seen):
                self._add(contents, file, each, speakers, chosen)
        return contents

    def _chosen(self, messages: Sequence[Raw]) -> frozenset[str]:
        """Ids of the files that are read: the newest ones."""
        by_time = sorted(messages, key=lambda message: string(message, "ts"))
        ids = dict.fromkeys(_id(file) for message in by_time for file in _files(message))
        most = self.options.files.max_files
        return frozenset(list(ids)[-most:] if most > 0 else ())

    def _add(
        self,
        contents: Contents,
        file: Raw,
        of: Spoken,
        speakers: Speakers,
        chosen: frozenset[str],
    ) -> None:
        found = self._file(file, chosen, contents.file_characters)
        if isinstance(found, Skipped):
            contents.skipped.append(found)
            return
        label = f"{name_of(file)} (file shared by {of.author})"
        where = self._link_of(file) or self._link(of.message)
        contents.pieces.append(Piece(speakers.said(label, found), where))
        contents.files_read += 1
        contents.file_characters += len(found)
        contents.has_words = True

    def _file(self, file: Raw, chosen: frozenset[str], before: int) -> str | Skipped:
        caps = self.options.files
        if _id(file) not in chosen:
            return Skipped(name_of(file), f"more than {caps.max_files} files")
        found = read_file(self.client, file, caps)
        if isinstance(found, str) and before + len(found) > caps.max_characters_together:
            limit = f"{caps.max_characters_together:,}"
            return Skipped(name_of(file), f"the files hold more than {limit} characters together")
        return found

    def _link(self, message: Raw) -> str:
        root = string(message, "thread_ts")
        thread_ts = root if links.is_stamp(root) else ""
        return links.build(self.me.workspace_url, self.channel, message["ts"], thread_ts)

    def _link_of(self, file: Raw) -> str:
        """A file's own link, if it leads to this workspace."""
        link = string(file, "permalink")
        return link if link.startswith(self.me.workspace_url) else ""


def _newest(spoken: Sequence[Spoken], most: int) -> list[Spoken]:
    """The newest messages, as many as have no more characters together; always one."""
    kept: set[str] = set()
    total = 0
    for each in sorted(spoken, key=lambda one: string(one.message, "ts"), reverse=True):
        total += len(each.words)
        if total > most and kept:
            break
        kept.add(string(each.message, "ts"))
    return [each for each in spoken if string(each.message, "ts") in kept]


def _files(message: Raw) -> list[Raw]:
    return elements_of(message, "files")


def _id(file: Raw) -> str:
    return string(file, "id") or name_of(file)


def _unseen(message: Raw, seen: set[str]) -> Iterator[Raw]:
    """Files that no earlier message carried."""
    for file in _files(message):
        if _id(file) not in seen:
            seen.add(_id(file))
            yield file
