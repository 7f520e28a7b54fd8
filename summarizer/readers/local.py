"""Bytes from a file or from standard input, up to a limit."""

import os
import sys
from typing import BinaryIO

from summarizer.errors import InputError, TooLargeInput, UnreadableInput
from summarizer.readers.material import Raw

MAX_BYTES = 20_000_000
"""A larger file or stream is refused; no more than this is read of it."""


def read_file(path: str) -> Raw:
    """Read a file, a named pipe included.

    Raises:
        UnreadableInput: There is no such file, it is a directory, or it may not be read.
        TooLargeInput: It is larger than `MAX_BYTES`.
    """
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  # a path may be bytes-like or a pipe
            return _bounded(stream, path)
    except FileNotFoundError:
        raise UnreadableInput(f"there is no file {path!r}", hint="Check the path.") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path!r} is a directory", hint="Name one file in it.") from None
    except PermissionError:
        raise UnreadableInput(f"{path!r} may not be read by this user") from None
    except (OSError, ValueError) as error:  # ValueError: a zero in the path
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
        raise UnreadableInput(f"{path!r} cannot be read {reason}".rstrip()) from None


def read_stdin(stream: BinaryIO | None = None) -> Raw:
    """Read standard input to its end.

    Raises:
        UnreadableInput: It is closed, or breaks.
        TooLargeInput: It holds more than `MAX_BYTES`.
    """
    try:
        return _bounded(stream or sys.stdin.buffer, "-")
    except InputError:
        raise
    except (OSError, ValueError, AttributeError):  # AttributeError: there is no standard input
        raise UnreadableInput("standard input cannot be read") from None


def _bounded(stream: BinaryIO, source: str) -> Raw:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLargeInput(
            f"{source} is larger than {MAX_BYTES:,} bytes", hint="Give the part that matters."
        )
    return Raw(data, source)
