"""A start stays cheap: what is not used is not imported."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from support.ending import Ended

HEAVY = (
    "openai",
    "instructor",
    "pydantic",
    "trafilatura",
    "spacy",
    "xllamacpp",
    "rich",
    "httpx2",
    "dateparser",
    "genai_prices",
)
PROBE = """
import sys
from summarizer.cli.entry import run
code = run(sys.argv[1:])
print(code, *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def imported(*words: str) -> tuple[str, set[str]]:
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    return code, set(modules)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["model", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code, modules = imported(*words)
    assert code == "0"
    assert modules.isdisjoint(HEAVY)


def test_a_dry_run_imports_no_sdk(
    text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-invented")
    _, modules = imported("--dry-run", text("A strike was called in Northport."))
    assert modules.isdisjoint({"openai", "instructor", "xllamacpp", "spacy"})


def test_python_dash_m_is_the_program(process: Callable[..., Ended]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == process("--version").out
