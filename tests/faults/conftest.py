"""The real command line against a server that fails on purpose."""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from support.fault_run import Records, Run, Seen, wiring
from support.struck import KEY, TEXT, spared

from summarizer.cli.entry import run
from summarizer.schema import Summary

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of its own, an invented key, no setting of this machine."""
    for name in os.environ:
        if name.startswith(("SUMMARIZER_", "OPENAI_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("PYTHONPATH", f"{TOP}{os.pathsep}{TOP / 'tests'}")
    monkeypatch.chdir(tmp_path)
    Path("struck.txt").write_text(TEXT, encoding="utf-8")
    for name in ("Avon", "Blyth"):
        Path(f"{name}.txt").write_text(spared(name), encoding="utf-8")


@pytest.fixture(scope="session")
def http_client() -> Iterator[httpx2.Client]:
    """One for all tests: making one reads the system's certificates."""
    with httpx2.Client(trust_env=False) as client:
        yield client


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], http_client: httpx2.Client) -> Iterator[Run]:
    """`summarizer -f json SOURCE...` in this process: every log level open, no pause waited for."""
    root = logging.getLogger()
    level = root.level
    handlers: list[logging.Handler] = []

    def call(base_url: str, *sources: str, timeout: float = 20.0, own_client: bool = True) -> Seen:
        seen = Seen()
        handlers.append(Records(seen.logged))
        root.addHandler(handlers[-1])
        root.setLevel(logging.DEBUG)
        wires = wiring(seen, http_client if own_client else None, timeout)
        seen.code = run(["-f", "json", "--base-url", base_url, *sources], wiring=wires)
        out, seen.err = capsys.readouterr()
        found: Any = json.loads(out) if out else []
        for one in found if isinstance(found, list) else [found]:
            summary = Summary.model_validate_json(json.dumps(one))
            seen.summaries[summary.document.source] = summary
        said = [json.loads(line) for line in seen.err.splitlines()]
        seen.errors = [one["error"] for one in said if "error" in one]
        seen.warnings = [one["warning"] for one in said if "error" not in one]
        return seen

    yield call
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)
