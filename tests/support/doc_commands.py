"""Runs what the pages show: commands and Python, in a folder of their own, on scripted models.

Nothing leaves this machine. The command line is the real one, wired as in `support.wires`, but a
summary of the seed is the stored one of a real run. Python asks an endpoint on 127.0.0.1 that
answers by script, so that all the code of the examples is really run.
"""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from support import wires
from support.doc_pages import EXAMPLE, ROOT
from support.openai_server import OpenAIServer, Request, Says

from summarizer.cli.entry import run
from summarizer.cli.wiring import REAL
from summarizer.document import Document
from summarizer.readers import Raw, read
from summarizer.schema import Summary

STRIKE = ROOT / "prompts" / "summary" / "v1" / "examples" / "1-port-strike.json"
"""A worked example of the prompt: its text is the pages' `statement.txt`, its answer the script."""
_PROGRAM = Path(__file__).resolve()
_SHELL = re.compile(r"[|<>;&`]|\$\(")
_WHILE_RUNNING = {"OPENAI_API_KEY": "sk-invented", "COLUMNS": "80", "TERM": "dumb"}
_OURS = ("SUMMARIZER_", "OPENAI_", "XDG_", "NO_COLOR", "FORCE_COLOR", "PIP_")


@dataclass(frozen=True, slots=True)
class Command:
    """A line after ``$``, and what a page says that it prints."""

    line: str
    shown: str
    """Empty: the page does not say."""


def commands(content: str) -> list[Command]:
    """The commands of a console block; a backslash at the end of a line joins the next one."""
    found: list[Command] = []
    for part in re.split(r"^\$ ", content.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        found.append(Command(" ".join(line.split()), shown if shown.strip() else ""))
    return found


@dataclass
class Shell:
    """Runs commands of summarizer; remembers how the last one ended."""

    code: int = 0

    def printed(self, line: str) -> str:
        """What the line prints: the result, then what is said beside it."""
        if line == "echo $?":
            return f"{self.code}\n"
        if _SHELL.search(line):
            done = subprocess.run(  # noqa: S602  # the project's own pages
                line, shell=True, capture_output=True, text=True, check=False
            )
            self.code = done.returncode
            return done.stdout + done.stderr
        words = shlex.split(line)
        settings = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
        with _environment(settings), _captured() as (out, err):
            self.code = run(words[len(settings) + 1 :], wiring=WIRES)
        return out.getvalue().decode() + err.getvalue()


@contextmanager
def clean_place(folder: Path) -> Iterator[None]:
    """Be in a folder with the sources that pages name, without settings, with an invented key.

    Args:
        folder: Empty; it also holds the settings and the cache.
    """
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    text = "\n".join(part["text"] for part in json.loads(STRIKE.read_text())["values"]["segments"])
    for name in ("statement.txt", "letter.eml", "talk.vtt", "report.pdf"):
        (folder / name).write_text(text, encoding="utf-8")
    shim = folder / "bin" / "summarizer"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{_PROGRAM}" "$@"\n')
    shim.chmod(0o755)
    changes = {
        **{name: None for name in os.environ if name.startswith(_OURS)},
        **_WHILE_RUNNING,
        "XDG_CONFIG_HOME": str(folder / "settings"),
        "SUMMARIZER_CACHE": str(folder / "cache"),
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests"))),
    }
    before = Path.cwd()
    os.chdir(folder)
    try:
        with _environment(changes):
            yield
    finally:
        os.chdir(before)


@contextmanager
def scripted_endpoint() -> Iterator[None]:
    """Have the settings name an endpoint that answers every question by script."""
    with OpenAIServer().running() as server:
        server.script(_answer)
        with _environment({"OPENAI_BASE_URL": server.url}):
            yield


def printed_by(code: str, names: dict[str, object], where: str) -> str:
    """What a block of Python prints.

    Args:
        code: The block.
        names: What earlier blocks of the page have defined; it is added to.
        where: For tracebacks.
    """
    with _captured() as (out, _):
        exec(compile(code, where, "exec"), names)  # noqa: S102  # the project's own pages
    return out.getvalue().decode()


def _summarize(source: Document, **asked: object) -> Summary:
    stored = Summary.model_validate_json(EXAMPLE.read_bytes())
    if source.source == stored.document.source:
        return stored
    return wires.summarize(source, **asked)  # type: ignore[arg-type]  # passed on as they came


def _read(source: str, *, title: str, date: str, fetch: bool) -> Document:
    assert fetch, "no page switches fetching off and fetches"
    return read(source, title=title, date=date, fetch=_page)


def _page(url: str) -> Raw:
    return Raw(b"<h1>A strike</h1><p>The union will strike on Monday.</p>", url, "text/html")


WIRES = replace(
    wires.WIRES, read=_read, summarize=_summarize, plan=REAL.plan, catalogue=REAL.catalogue
)


def _answer(request: Request) -> Says:
    """The worked example's answer to the worked example's text; else an empty draft."""
    example = json.loads(STRIKE.read_text())
    asked = request.body["messages"][-1]["content"]
    return Says(json.dumps(example["answer"] if "Northport" in asked else {"positions": []}))


@contextmanager
def _environment(changes: Mapping[str, str | None]) -> Iterator[None]:
    before = dict(os.environ)
    for name, value in changes.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _captured() -> Iterator[tuple[io.BytesIO, io.StringIO]]:
    """Standard output as bytes, as the command line writes them, and standard error."""
    out, err = io.BytesIO(), io.StringIO()
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    with redirect_stdout(text), redirect_stderr(err):
        yield out, err
    text.detach()


if __name__ == "__main__":
    from summarizer.cli import main

    main(wiring=WIRES)
