"""Runs the command line: in this process, as a process of its own, or on a terminal."""

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from support.ending import PROGRAM, Ended
from support.wires import WIRES

from summarizer.cli.entry import run

TESTS = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key, no setting and no file of this machine is seen; files land in `tmp_path`."""
    for name in os.environ:
        if name.startswith(("SUMMARIZER_", "OPENAI_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHONPATH", f"{TESTS.parent}{os.pathsep}{TESTS}")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., str]:
    """Write a text; its first word says what happens to it (see `support.wires`)."""

    def write(content: str, name: str = "text.txt") -> str:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return name

    return write


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """The command line in this process; no stream is a terminal."""

    def call(*words: str) -> Ended:
        code = run(words, wiring=WIRES)
        return Ended(code, *capsys.readouterr())

    return call


@pytest.fixture
def process() -> Callable[..., Ended]:
    """The command line as a process; no stream is a terminal."""

    def call(*words: str, stdin: str = "") -> Ended:
        done = subprocess.run(  # noqa: S603  # our own program
            [*PROGRAM, *words], input=stdin, capture_output=True, text=True, check=False
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def terminal() -> Callable[..., Ended]:
    """The command line as a process whose streams are terminals: `out` holds what stdout got."""

    def call(*words: str) -> Ended:
        with _Screen() as out, _Screen() as err:
            ended = subprocess.Popen(  # noqa: S603  # our own program
                [*PROGRAM, *words], stdin=err.end, stdout=out.end, stderr=err.end
            )
            shown, said = out.read(), err.read()
            return Ended(ended.wait(), shown, said)

    return call


class _Screen:
    """A pseudo-terminal, read to its end."""

    def __enter__(self) -> Self:
        self._ours, self.end = pty.openpty()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._ours)

    def read(self) -> str:
        os.close(self.end)
        parts = []
        # Linux reports the end of a pseudo-terminal as an input/output error.
        try:
            while part := os.read(self._ours, 65536):
                parts.append(part)
        except OSError:
            pass
        return b"".join(parts).decode().replace("\r\n", "\n")
