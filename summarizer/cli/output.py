"""Where does the result go? To standard output, or into a file: whole, or not at all."""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

import click

MAX_WIDTH = 100
"""Columns; longer lines are hard to read."""


def check_target(output: str) -> None:
    """See that a file can be written before work is spent on it.

    Raises:
        click.BadParameter: Its folder is missing or read-only, or it is itself a folder.
    """
    if output == "-":
        return
    path = Path(output)
    folder = path.resolve().parent
    if path.is_dir():
        reason = f"{output} is a folder."
    elif not folder.is_dir():
        reason = f"the folder {folder} does not exist."
    elif not os.access(folder, os.W_OK) and not _is_special(path):
        reason = f"the folder {folder} cannot be written to."
    else:
        return
    raise click.BadParameter(reason, param_hint="'-o' / '--output'")


def write(text: str, output: str) -> None:
    """Write the result.

    Args:
        text: The whole of it.
        output: A path, or `-` for standard output.

    Raises:
        BrokenPipeError: The reader of standard output went away.
        click.ClickException: It cannot be written; an old file is left as it was, and the
            result, which was paid for, goes to standard output.
    """
    try:
        if output == "-":
            _to_stream(text, sys.stdout)
        elif _is_special(Path(output)):
            Path(output).write_text(text, encoding="utf-8")
        else:
            _replace(Path(output).resolve(), text.encode())
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if output == "-" else output
        _rescue(text, output)
        raise click.ClickException(f"cannot write {name}: {error.strerror}") from None


def page_width() -> int:
    """Columns of the terminal, or 80 where there is none."""
    return min(shutil.get_terminal_size().columns, MAX_WIDTH)


def wants_colour(output: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: on a terminal, unless ``NO_COLOR``; elsewhere only ``FORCE_COLOR``.

    See https://no-color.org and https://force-color.org.
    """
    if output != "-" or environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and environ.get("TERM", "") not in ("dumb", "unknown")


def _to_stream(text: str, stream: TextIO) -> None:
    encoding = stream.encoding if stream.isatty() else "utf-8"
    stream.flush()
    rest = memoryview(text.encode(encoding, "replace"))
    while rest:
        # With PYTHONUNBUFFERED the buffer is a raw file, which may take less than it is given.
        rest = rest[stream.buffer.write(rest) :]
    stream.buffer.flush()


def _rescue(text: str, output: str) -> None:
    """Show what could not be written to a file."""
    if output != "-":
        with contextlib.suppress(OSError):
            _to_stream(text, sys.stdout)


def _is_special(path: Path) -> bool:
    """A device or a pipe: written to, never replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode_for(path))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode_for(path: Path) -> int:
    """The old file's permissions, else those that the umask gives to a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
