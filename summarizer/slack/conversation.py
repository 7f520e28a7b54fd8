"""What reading a conversation gives: the document, and what of the conversation is in it."""

from dataclasses import dataclass, field

from summarizer.document import Document


@dataclass(frozen=True, slots=True)
class Place:
    """A thread, by Slack's ids."""

    team: str
    """Id of the workspace, `T…`."""
    channel: str
    """Id of the conversation."""
    thread_ts: str
    """Time stamp of the thread's first message; of a reply is read as of its thread."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read."""

    name: str
    """Its name, as people see it."""
    reason: str
    """A few words: an image, too large, no access."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the conversation was read: what the answer says to people."""

    read: int
    """Messages that were read."""
    total: int
    """Messages that there are, without the bot's own, commands to it, joins and leaves."""
    people: int
    """People who wrote them, apps not counted."""
    files_read: int
    """Files whose text is in the document."""
    skipped: tuple[Skipped, ...]
    """Files that were not read."""
    channel_name: str
    """Without the `#`; for a direct message, words that say so."""
    private: bool
    """Not everybody in the workspace may read it."""
    ext_shared: bool
    """Shared with another organisation (Slack Connect)."""


@dataclass(frozen=True, slots=True)
class FileCaps:
    """How much is read of files."""

    max_files: int = 20
    """Files of one conversation; the newest ones."""
    max_bytes: int = 5_000_000
    """Size of one file, in bytes; a larger one is skipped."""
    max_characters: int = 60_000
    """Length of one file's text; a longer one is skipped, since it asks for its own summary."""
    max_characters_together: int = 120_000
    """Length of all files' texts; a file that would go over it is skipped."""
    seconds: float = 20.0
    """Longest wait for one file."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How much is read of a conversation."""

    max_messages: int = 2_000
    """Of more messages, the newest ones are read, and the coverage says so."""
    max_characters: int = 400_000
    """Of more words in messages, the newest messages are read, and the coverage says so."""
    page_size: int = 200
    """Messages asked for at once; Slack advises no more than 200."""
    files: FileCaps = field(default_factory=FileCaps)
    """How much is read of files; none with `max_files=0`."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, ready to be summarized."""

    document: Document
    """A block for each message; the origin of its words is its permalink."""
    coverage: Coverage
    """What was read."""
    last_ts: str
    """Newest message or edit, and the number of messages: changes whenever anything does."""
