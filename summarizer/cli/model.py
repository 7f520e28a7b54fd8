"""``summarizer model``: the models that run on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli.notes import Notes

if TYPE_CHECKING:
    from summarizer.cli.wiring import Wiring
    from summarizer.local.catalogue import ModelFile

_SETTINGS = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=_SETTINGS, no_args_is_help=False)
def model() -> None:
    """List, fetch, find and delete the models that run on this machine."""


@model.command("list")
@click.pass_obj
def list_models(wiring: "Wiring") -> None:
    """Show the known models: name, size, licence, and whether each is here."""
    from summarizer.local.shelf import is_installed  # noqa: PLC0415  # only when used

    directory = _directory()
    rows = [
        (
            one.name,
            _megabytes(one.bytes),
            one.licence,
            "installed" if is_installed(one, directory) else "not installed",
            "model" if one.profile else "parser",
        )
        for one in wiring.catalogue()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


@model.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.pass_obj
def pull(wiring: "Wiring", names: tuple[str, ...], *, quiet: bool) -> None:
    """Fetch and verify models, and print where they are; all known ones if none is named.

    What has arrived is kept: a pull that broke off goes on where it stopped.
    """
    notes = Notes(quiet)
    for one in _wanted(wiring, names):
        with notes.download(f"{one.name} ({_megabytes(one.bytes)})") as on_progress:
            path = wiring.pull(one, directory=_directory(), on_progress=on_progress)
        click.echo(path)


@model.command()
@click.argument("name", required=False)
@click.pass_obj
def path(wiring: "Wiring", name: str | None) -> None:
    """Print where models are kept, or where the named one is or would be."""
    from summarizer.local.shelf import path_of  # noqa: PLC0415  # only when used

    directory = _directory()
    click.echo(path_of(_find(wiring, name), directory) if name else directory)


@model.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def rm(wiring: "Wiring", names: tuple[str, ...]) -> None:
    """Delete models and whatever was fetched of them."""
    from summarizer.local.shelf import remove  # noqa: PLC0415  # only when used

    for one in _wanted(wiring, names):
        was_there = remove(one, _directory())
        Notes().note(f"{one.name} {'is deleted' if was_there else 'was not there'}")


def _wanted(wiring: "Wiring", names: tuple[str, ...]) -> "list[ModelFile]":
    return [_find(wiring, name) for name in names] or list(wiring.catalogue())


def _find(wiring: "Wiring", name: str) -> "ModelFile":
    from summarizer.errors import ModelFileError  # noqa: PLC0415  # only when used

    known = {one.name: one for one in wiring.catalogue()}
    if name not in known:
        raise ModelFileError(
            f"no model is called {name!r}", hint=f"Known models: {', '.join(known)}."
        )
    return known[name]


def _directory() -> Path:
    from summarizer.local.shelf import models_directory  # noqa: PLC0415  # only when used

    return models_directory()


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
