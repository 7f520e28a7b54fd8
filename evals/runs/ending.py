"""How does a command end? An error becomes one line, a hint and an exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from evals.cases import InvalidCases
from evals.runs.errors import RunStopped


@contextmanager
def ended_well() -> Iterator[None]:
    """Turn what stops a run into words on standard error and its exit code."""
    try:
        yield
    except RunStopped as stopped:
        click.echo(f"error: {stopped.message}", err=True)
        if stopped.hint:
            click.echo(f"hint: {stopped.hint}", err=True)
        sys.exit(stopped.exit_code)
    except InvalidCases as invalid:
        click.echo(invalid, err=True)
        sys.exit(invalid.exit_code)
