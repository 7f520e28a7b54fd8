"""Which command is meant, and how does the process end?

The first word chooses: ``model``, ``doctor`` and ``slack`` are commands, anything else is a source
or an option of the summary. A file of such a name is reached as ``./model``.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from summarizer.cli.exit_codes import BROKEN_PIPE, INTERRUPTED
from summarizer.cli.notes import Notes
from summarizer.cli.summarize import summarize
from summarizer.cli.wiring import REAL, Wiring
from summarizer.errors import SummarizerError


def main(argv: Sequence[str] | None = None, *, wiring: Wiring = REAL) -> NoReturn:
    """Run and end the process.

    Args:
        argv: The words after the program's name; none: the process's own.
        wiring: What stands behind the commands; tests pass their own.
    """
    sys.exit(run(sys.argv[1:] if argv is None else argv, wiring=wiring))


def run(argv: Sequence[str], *, wiring: Wiring = REAL) -> int:
    """Run and return the exit code; nothing is raised but `SystemExit`."""
    notes = Notes()
    command, name, words = _command(list(argv))
    try:
        with command.make_context(name, words, obj=wiring) as context:
            code: int = command.invoke(context) or 0
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # the last door
        return _ended_by(error, notes, usage=click.Context(command, info_name=name).get_usage())
    return code


def _command(argv: list[str]) -> tuple[click.Command, str, list[str]]:
    match argv:
        case ["model", *words]:
            from summarizer.cli.model import model  # noqa: PLC0415  # only when used

            return model, "summarizer model", words
        case ["doctor", *words]:
            from summarizer.cli.doctor import doctor  # noqa: PLC0415  # only when used

            return doctor, "summarizer doctor", words
        case ["slack", *words]:
            from summarizer.cli.slack import slack  # noqa: PLC0415  # only when used

            return slack, "summarizer slack", words
        case _:
            return summarize, "summarizer", argv


def _ended_by(error: Exception | KeyboardInterrupt, notes: Notes, *, usage: str) -> int:
    match error:
        case click.exceptions.Exit():
            code = error.exit_code
        case click.UsageError():
            code = error.exit_code
            notes.plain(error.ctx.get_usage() if error.ctx else usage)
            notes.failure(error.format_message(), "Give --help to see the options.")
        case click.ClickException():
            code = error.exit_code
            notes.failure(error.message, "")
        case SummarizerError():
            code = error.exit_code
            notes.error(error)
        case KeyboardInterrupt() | click.Abort():
            code = INTERRUPTED
            notes.say("interrupted")
        case BrokenPipeError():
            code = BROKEN_PIPE
            _let_go_of_the_pipe()
        case _:
            code = 1
            notes.unexpected(error)
    return code


def _let_go_of_the_pipe() -> None:
    """Keep the interpreter from writing to the closed pipe once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
