"""How is a prompt's static beginning kept from run to run?

The state that the engine reaches after the static messages (system and examples) is saved in a
file, and read back instead of being evaluated again: 30 s saved for 1,500 tokens on two cores.
It is saved before any document goes in, so no file ever holds anything of a document.
"""

import contextlib
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from summarizer.local.shelf import sha256_of
from summarizer.model import Message, OnProgress, ignore_progress

KEPT_FILES = 8
"""Newest states that stay: one per prompt version and model in use, 28 KB per token."""
STALE_SECONDS = 3600
"""After that long a half-written state is somebody's remains."""


class Slot(Protocol):
    """What is needed of an engine; see `NativeAPI`."""

    def render(self, messages: Sequence[Message]) -> str:
        """The messages as the model reads them."""

    def evaluate(self, text: str, on_progress: OnProgress) -> int:
        """Have the slot hold exactly this text; its length in tokens, 0 if it does not fit."""

    def save(self, filename: str) -> int:
        """Write the slot's state; how many tokens, 0 if it could not be written."""

    def restore(self, filename: str) -> bool:
        """Read the slot's state; say whether the slot now holds it."""


class KeptPrefixes:
    """The states of static prefixes, for one engine. Callers take turns.

    Args:
        slot: The engine's slot.
        directory: Where the states are kept; made if need be, for the user only.
        identity: Whatever makes a state unusable elsewhere: model file, engine version, window.
    """

    def __init__(self, slot: Slot, directory: Path, identity: str) -> None:
        self._slot = slot
        self._directory = directory
        self._identity = identity
        self._held: tuple[Message, ...] = ()

    def ensure(
        self, messages: tuple[Message, ...], on_progress: OnProgress = ignore_progress
    ) -> int:
        """Have the slot hold the state after these messages.

        A state that cannot be read, verified or written is no error: then the messages are
        evaluated, here or with the prompt.

        Args:
            messages: The static beginning of the prompt that is asked next.
            on_progress: Told the tokens evaluated, if any (stage ``read``).

        Returns:
            How many tokens were evaluated: 0 where the state was held or read back.

        Raises:
            ServerFailed: The engine does not answer.
        """
        if messages == self._held:
            return 0
        self._held = ()
        if not messages:
            return 0
        text = static_text(self._slot, messages)
        key = hashlib.sha256(f"{self._identity}\n{text}".encode()).hexdigest()[:32]
        evaluated = 0
        if not self._restored(key):
            evaluated = self._slot.evaluate(text, on_progress)
            self._keep(key, evaluated)
        self._held = messages
        return evaluated

    def _restored(self, key: str) -> bool:
        for path in sorted(self._directory.glob(f"{key}-*.kv")):
            # The name carries the sha256: the engine would abort on a truncated file.
            if _is_whole(path) and self._slot.restore(path.name):
                _touch(path)
                return True
            _remove(path)
        return False

    def _keep(self, key: str, tokens: int) -> None:
        """Save the slot's state under a name that carries its sha256."""
        unfinished = self._directory / f"{key}.{secrets.token_hex(4)}.tmp"
        try:
            if tokens and self._slot.save(unfinished.name) == tokens:
                unfinished.chmod(0o600)
                unfinished.replace(self._directory / f"{key}-{sha256_of(unfinished)}.kv")
                self._prune()
        except OSError:
            pass  # A full disk costs time on the next run, not this answer.
        finally:
            _remove(unfinished)

    def _prune(self) -> None:
        states = sorted(self._directory.glob("*.kv"), key=_age)
        stale = [path for path in self._directory.glob("*.tmp") if _age(path) > STALE_SECONDS]
        for path in (*states[KEPT_FILES:], *stale):
            _remove(path)


def static_text(slot: Slot, messages: Sequence[Message]) -> str:
    """How every prompt begins that has these messages first, whatever the user's turn says.

    What two prompts with different user turns have in common. Where a token reaches over its
    end, the engine evaluates that one token again: it compares tokens, not text.
    """
    prompts = [slot.render((*messages, Message("user", turn))) for turn in ("1", "2")]
    return os.path.commonprefix(prompts)  # noqa: RUF071  # prompts, not paths


def make_directory(directory: Path) -> None:
    """Make the directory for states, for the user only.

    Raises:
        OSError: It cannot be made.
    """
    directory.mkdir(parents=True, exist_ok=True)
    if stat.S_IMODE(directory.stat().st_mode) != 0o700:
        directory.chmod(0o700)


def identity_of(model: Path, version: str, context_tokens: int) -> str:
    """What a state depends on besides its text.

    The file's size and time of change stand for its content: reading 1 GB would take as long
    as is saved.
    """
    file = model.stat()
    return f"{model.resolve()} {file.st_size} {file.st_mtime_ns} {version} {context_tokens}"


def _is_whole(path: Path) -> bool:
    try:
        return sha256_of(path) == path.stem.partition("-")[2]
    except OSError:
        return False


def _remove(path: Path) -> None:
    """Delete it if it is there and may be deleted: a cache can be read-only."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _touch(path: Path) -> None:
    """Mark it as used, so that it is not pruned; another process may just have replaced it."""
    with contextlib.suppress(OSError):
        os.utime(path)


def _age(path: Path) -> float:
    """Seconds since it was used."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
