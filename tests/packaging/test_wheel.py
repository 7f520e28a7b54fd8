"""A wheel that is built from the tree runs without the tree: its prompts are inside it."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "14 March 2023. The Northport Dockworkers' Union will ballot its members on Thursday.\n"

Run = Callable[..., str]
"""Runs Python with these words, outside the tree; its standard output."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603  # our own tree
    (path,) = folder.glob("*.whl")
    return zipfile.Path(path)


@pytest.fixture(scope="module")
def names(wheel: zipfile.Path) -> list[str]:
    return wheel.root.namelist()


@pytest.fixture(scope="module")
def run(wheel: zipfile.Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    site = tmp_path_factory.mktemp("site")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    wheel.root.extractall(site)
    settings = elsewhere / "settings.toml"
    settings.touch()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = kept | {
        "PYTHONPATH": str(site),
        "PYTHONWARNINGS": "error",
        "SUMMARIZER_CACHE": str(elsewhere / "cache"),
        "SUMMARIZER_CONFIG": str(settings),
    }

    def in_a_process(*words: str) -> str:
        done = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, *words],
            cwd=elsewhere,
            env=environment,
            input=TEXT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr if done.returncode else "") == (0, "")
        return done.stdout

    return in_a_process


def test_it_holds_every_prompt_of_the_tree(wheel: zipfile.Path, names: list[str]) -> None:
    prompts = [path for path in (ROOT / "prompts").rglob("*") if path.is_file()]
    assert prompts
    for path in prompts:
        inside = f"summarizer/_prompts/{path.relative_to(ROOT / 'prompts').as_posix()}"
        assert inside in names
        assert wheel.root.read(inside) == path.read_bytes()


def test_it_holds_every_module_and_the_mark_of_types(names: list[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "summarizer").rglob("*.py")}
    assert modules <= set(names)
    assert "summarizer/py.typed" in names


def test_it_holds_nothing_else(names: list[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"summarizer"}
    assert not {part for name in names for part in name.split("/")} & {"tests", "evals", "seeds"}


def test_it_declares_the_command_the_licence_and_the_extra(wheel: zipfile.Path) -> None:
    (info,) = (path for path in wheel.iterdir() if path.name.endswith(".dist-info"))
    told = Parser().parsestr((info / "METADATA").read_text())
    assert "summarizer = summarizer.cli:main" in (info / "entry_points.txt").read_text()
    assert (told["License-Expression"], told.get_all("Provides-Extra")) == (
        "Apache-2.0",
        ["local", "postgres", "slack"],
    )
    assert told.get_payload()


def test_it_is_itself_that_runs(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = Path(run("-c", "import summarizer; print(summarizer.__file__)").strip())
    assert found.is_relative_to(tmp_path_factory.getbasetemp())


def test_its_help_and_its_schema_are_shown(run: Run) -> None:
    assert "--dry-run" in run("-m", "summarizer", "--help")
    assert "next_steps" in json.loads(run("-m", "summarizer", "--schema"))["properties"]


@pytest.mark.parametrize("model", ["qwen2.5-coder-1.5b", "some-endpoint-model"])
def test_it_renders_its_own_prompts(run: Run, model: str) -> None:
    address = ("--base-url", "http://127.0.0.1:9/v1") if model == "some-endpoint-model" else ()
    shown = run("-m", "summarizer", "-", "--dry-run", "-f", "json", "--model", model, *address)
    plan = json.loads(shown)
    assert plan["model"] == model
    assert "Northport Dockworkers" in plan["calls"][0]["messages"][-1]["content"]
    folder = run("-c", "from summarizer import prompting; print(prompting.prompts_folder())")
    assert Path(folder.strip()).parts[-2:] == ("summarizer", "_prompts")
