"""``summarizer doctor``: which model would be asked, why, and what is missing?"""

import os
import platform
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from summarizer.errors import SummarizerError
from summarizer.rendering.visible import visible

if TYPE_CHECKING:
    from summarizer.choosing import Choice
    from summarizer.cli.wiring import Wiring
    from summarizer.config import Settings

_LIBRARIES = ("summarizer", "openai", "instructor", "pydantic", "xllamacpp", "spacy")
_NEEDED = {"endpoint": ("openai", "instructor"), "embedded": ("xllamacpp", "spacy")}
_OLDEST_INSTRUCTOR = (1, 17)
_UNUSABLE = 4

Level = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    level: Level
    """`missing`: nothing can be summarized before it is mended."""
    topic: str
    """What it is about."""
    text: str
    """What was found; never a key."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--model", default="", metavar="NAME", help="As if this model were asked for.")
@click.option("--base-url", default="", metavar="URL", help="As if this endpoint were asked.")
@click.pass_obj
def doctor(wiring: "Wiring", model: str, base_url: str) -> int:
    """Show versions, settings and where they come from, and what is missing; ask nobody.

    The exit code is 0 if texts can be summarized as things stand, else 4.
    """
    findings = [*_versions(), *_set_up({"model": model, "base_url": base_url}, wiring)]
    width = max(len(finding.topic) for finding in findings)
    for finding in findings:
        mark = "" if finding.level == "ok" else f"{finding.level}: "
        click.echo(f"{finding.topic:<{width}}  {mark}{visible(finding.text)}")
    return _UNUSABLE if any(finding.level == "missing" for finding in findings) else 0


def _versions() -> Iterator[Finding]:
    yield Finding("ok", "python", f"{platform.python_version()} ({platform.platform()})")
    for library in _LIBRARIES:
        yield library_finding(library, _version(library))


def library_finding(library: str, found: str) -> Finding:
    """Judge a library's version.

    Args:
        library: Name of the distribution.
        found: Its version; empty if it is not installed.
    """
    if library == "instructor" and found and _numbers(found) < _OLDEST_INSTRUCTOR:
        return Finding("warning", library, f"{found} is too old: pip install 'instructor>=1.17'")
    return Finding("ok", library, found or "not installed")


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _numbers(found: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", found)[:2])


def _set_up(given: dict[str, str], wiring: "Wiring") -> Iterator[Finding]:
    from summarizer.choosing import choose  # noqa: PLC0415  # the same
    from summarizer.config import file_path, load  # noqa: PLC0415  # slow import: pydantic

    path = file_path()
    yield Finding("ok", "settings file", f"{path}{'' if path.exists() else ' (not there)'}")
    try:
        settings = load(given)
        choice = choose(settings)
    except SummarizerError as error:
        yield Finding("missing", "settings", f"{error.message}. {error.hint}")
        return
    yield from _settings(settings)
    yield from _unknown_variables()
    yield from _readable_key(settings)
    yield Finding("ok", "model", f"{choice.name}, {choice.kind}: {choice.reason}")
    if choice.caution:
        yield Finding("warning", "model", choice.caution)
    yield from _missing_libraries(choice)
    yield from _endpoint(choice, settings) if choice.kind == "endpoint" else _files(choice, wiring)


def _settings(settings: "Settings") -> Iterator[Finding]:
    from summarizer.config import NAMES  # noqa: PLC0415  # slow import: pydantic

    for name in NAMES:
        if settings.origin(name) != "default":
            value = "set" if name == "api_key" else getattr(settings, name)
            yield Finding("ok", name, f"{value} ({settings.origin(name)})")


def _unknown_variables() -> Iterator[Finding]:
    from summarizer.config import FILE_VARIABLE, NAMES, PREFIX, variables  # noqa: PLC0415

    known = {one for name in NAMES for one in variables(name)}
    known |= {FILE_VARIABLE, "SUMMARIZER_CACHE", "SUMMARIZER_DEBUG"}
    for variable in sorted(os.environ):
        if variable.startswith(PREFIX) and variable not in known:
            yield Finding("warning", variable, "is no setting and has no effect")


def _readable_key(settings: "Settings") -> Iterator[Finding]:
    """A key in a file that other users of the machine can read."""
    path = Path(settings.origin("api_key"))
    if os.name == "posix" and path.is_file():
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            yield Finding("warning", "api_key", f"others can read it: chmod 600 {path}")


def _missing_libraries(choice: "Choice") -> Iterator[Finding]:
    for library in _NEEDED[choice.kind]:
        if not _version(library):
            extra = " with its extra `local`" if choice.kind == "embedded" else ""
            yield Finding("missing", library, f"install this project{extra}; see the README")


def _endpoint(choice: "Choice", settings: "Settings") -> Iterator[Finding]:
    from summarizer.choosing import OPENAI_URL  # noqa: PLC0415  # only when used

    yield Finding("ok", "endpoint", choice.base_url)
    if settings.api_key:
        yield Finding("ok", "key", "present")
    elif choice.base_url == OPENAI_URL:
        yield Finding("missing", "key", "set OPENAI_API_KEY")
    else:
        yield Finding("ok", "key", "none (not every endpoint needs one)")


def _files(choice: "Choice", wiring: "Wiring") -> Iterator[Finding]:
    from summarizer.choosing import model_file  # noqa: PLC0415  # only when used
    from summarizer.local.shelf import is_installed, models_directory  # noqa: PLC0415

    directory = models_directory()
    yield Finding("ok", "models", str(directory))
    try:
        yield Finding("ok", "model file", str(model_file(choice)))
    except SummarizerError as error:
        yield Finding("missing", "model file", f"{error.message}. {error.hint}")
    for one in wiring.catalogue():
        if not one.profile and not is_installed(one, directory):
            text = f"not on this machine: summarizer model pull {one.name}"
            yield Finding("missing", one.name, text)
