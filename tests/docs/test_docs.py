"""The pages are true: what they show runs, what they name exists, and what exists is named."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from support.doc_commands import Command, Shell, clean_place, commands, printed_by
from support.doc_commands import scripted_endpoint as endpoint
from support.doc_pages import (
    ELSEWHERE,
    EXAMPLE,
    PAGES,
    ROOT,
    Fence,
    anchors,
    fences,
    generated,
    links,
    name_of,
    prose,
)
from support.doc_tables import TABLES

import summarizer
from summarizer.cli.summarize import summarize as command
from summarizer.config import load
from summarizer.draft import MAX_ITEMS
from summarizer.local.engine import EngineOptions
from summarizer.local.prefix import KEPT_FILES
from summarizer.prompting import available
from summarizer.readers import MAX_BYTES, FetchPolicy, read
from summarizer.readers.pdf import MAX_PAGES
from summarizer.repair import MAX_ROUNDS
from summarizer.schema import Summary

CONSOLES = [fence for page in PAGES for fence in fences(page, "console")]
CODE_PAGES = [page for page in PAGES if fences(page, "python") and page.name not in ELSEWHERE]
OPTIONS = [option for option in command.params if isinstance(option, click.Option)]
_PAGE = FetchPolicy()
RENEW = "run: .venv/bin/python tests/renew_docs.py"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[None]:
    with clean_place(tmp_path):
        yield


@pytest.fixture
def scripted_endpoint() -> Iterator[None]:
    with endpoint():
        yield


def page(name: str) -> Path:
    return ROOT / name


@pytest.mark.parametrize("fence", CONSOLES, ids=str)
@pytest.mark.usefixtures("place")
def test_a_shown_command_runs_and_prints_what_the_page_shows(fence: Fence) -> None:
    shell = Shell()
    for shown in commands(fence.content):
        if _is_for_summarizer(shown.line):
            printed = shell.printed(shown.line)
            assert not shown.shown or printed == shown.shown, RENEW
            assert shell.code == 0 or shown.shown, f"{shown.line}: ended with {shell.code}"
        else:
            assert _exists(shown), f"what is {shown.line}?"


def _is_for_summarizer(line: str) -> bool:
    return bool(re.match(r"(?:[A-Z_]+=\S+ )*summarizer\b|cat .*\| summarizer\b|echo \$\?$", line))


def _exists(shown: Command) -> bool:
    """Whether a command that is not run names something that is there."""
    match shown.line.split():
        case ["make", *targets]:
            makefile = page("Makefile").read_text()
            return all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
        case ["pip", "install", wanted]:
            extra = wanted.rpartition("[")[2].rstrip("]'")
            return (
                extra
                in tomllib.loads(page("pyproject.toml").read_text())["project"][
                    "optional-dependencies"
                ]
            )
        case [".venv/bin/summarizer", *words]:
            return all(page(word).exists() for word in words if "/" in word)
        case [".venv/bin/python", "-m", "pytest", folder, *_] | [".venv/bin/python", folder]:
            return page(folder).exists()
    return False


@pytest.mark.parametrize("code_page", CODE_PAGES, ids=name_of)
@pytest.mark.usefixtures("place", "scripted_endpoint")
def test_shown_python_runs_and_prints_what_the_page_shows(code_page: Path) -> None:
    names: dict[str, Any] = {}
    printed = ""
    for fence in fences(code_page, "python", "text"):
        if fence.kind == "python":
            assert not printed, f"{fence}: the page does not show what the block before it prints"
            printed = printed_by(fence.content, names, str(fence))
        else:
            assert fence.content == printed, f"{fence}: {RENEW}"
            printed = ""
    assert not printed


@pytest.mark.parametrize("fence", [f for p in PAGES for f in fences(p, "toml")], ids=str)
def test_a_shown_settings_file_is_valid(fence: Fence, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(fence.content)
    settings = load(environ={"SUMMARIZER_CONFIG": str(tmp_path / "config.toml")})
    assert set(settings.origins) == set(tomllib.loads(fence.content))


@pytest.mark.parametrize("fence", [f for p in PAGES for f in fences(p, "json")], ids=str)
def test_shown_json_is_json(fence: Fence) -> None:
    json.loads(fence.content)


@pytest.mark.parametrize("one", PAGES, ids=name_of)
def test_what_code_writes_on_a_page_is_as_code_writes_it(one: Path) -> None:
    for part in generated(one):
        assert part.content == TABLES[part.name](), RENEW


def test_every_table_stands_on_a_page() -> None:
    assert {part.name for one in PAGES for part in generated(one)} == set(TABLES)


@pytest.mark.parametrize("one", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(one: Path) -> None:
    for link in links(one):
        if re.match(r"https?:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (one.parent / path).resolve() if path else one
        assert target.exists(), f"{name_of(one)}: {link}"
        assert not anchor or anchor in anchors(target), f"{name_of(one)}: {link}"


@pytest.mark.parametrize("one", PAGES, ids=name_of)
def test_paths_and_make_targets_in_the_prose_exist(one: Path) -> None:
    text = prose(one)
    for path in re.findall(r"`((?:summarizer|tests|evals|prompts|docs|seeds)/[\w./*-]+)`", text):
        pattern = path.replace("NAME", "*").replace("vN", "v*").rstrip("/")
        assert list(ROOT.glob(pattern)), path
    makefile = page("Makefile").read_text()
    for target in re.findall(r"`make (\w+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("one", PAGES, ids=name_of)
def test_pages_keep_to_the_conventions_of_fences(one: Path) -> None:
    """A block whose kind nobody knows would not be checked."""
    known = {"console", "python", "text", "toml", "json", ""}
    assert {fence.kind for fence in fences(one)} <= known


@pytest.mark.parametrize("option", [word for option in OPTIONS for word in option.opts])
def test_every_option_is_described(option: str) -> None:
    rows = [line for line in prose(page("docs/cli.md")).splitlines() if line.startswith("| `-")]
    assert any(f"`{option}`" in row.split("|")[1] for row in rows)


def test_every_variable_that_the_code_reads_is_described() -> None:
    code = "\n".join(path.read_text() for path in ROOT.glob("summarizer/**/*.py"))
    read_there = {
        *re.findall(r'os\.environ(?:\.get\(|\[)"(\w+)"', code),
        *re.findall(r'"(SUMMARIZER_\w+|\w+_COLOR)"', code),
    }
    text = page("docs/cli.md").read_text() + page("docs/slack.md").read_text()
    assert {name for name in read_there if f"`{name}`" not in text} == set()
    assert {"SUMMARIZER_CACHE", "SUMMARIZER_DEBUG", "PIP_INDEX_URL", "TERM"} <= read_there


def test_every_room_is_in_the_design() -> None:
    rooms = {
        path.stem if path.is_file() else path.name
        for path in page("summarizer").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    described = set(re.findall(r"^\| `(\w+)` \|", page("docs/design.md").read_text(), re.MULTILINE))
    assert described == {room for room in rooms if not room.startswith("__")}


@pytest.mark.parametrize("name", summarizer.__all__)
def test_every_public_name_is_on_the_library_page(name: str) -> None:
    assert f"`{name}" in page("docs/library.md").read_text() or re.search(
        rf"^from summarizer import .*\b{name}\b", page("docs/library.md").read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("prompt", available())
def test_every_prompt_version_is_in_the_changelog(prompt: str) -> None:
    assert f"- `{prompt}`:" in page("CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    "target", re.findall(r"^([a-z0-9]+):.*##", page("Makefile").read_text(), re.MULTILINE)
)
def test_every_make_target_is_in_the_guide_for_contributors(target: str) -> None:
    assert target == "help" or f"`make {target}`" in page("CONTRIBUTING.md").read_text()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("docs/cli.md", f"{MAX_BYTES // 1_000_000} MB, a PDF {MAX_PAGES:,} pages"),
        ("docs/cli.md", f"at most {_PAGE.max_bytes // 1_000_000} MB, {_PAGE.seconds:g} seconds"),
        ("docs/cli.md", f"and {_PAGE.max_redirects} redirects"),
        ("docs/models.md", f"window is {EngineOptions().context_tokens:,} tokens"),
        ("docs/limits.md", f"holds {MAX_ITEMS} items"),
    ],
)
def test_numbers_on_the_pages_are_those_of_the_code(name: str, words: str) -> None:
    assert words in page(name).read_text()


def test_numbers_in_words_are_those_of_the_code() -> None:
    assert (KEPT_FILES, MAX_ROUNDS) == (8, 2)
    assert "The eight newest are kept" in page("docs/models.md").read_text()
    assert "two rounds at most" in page("docs/design.md").read_text()


@pytest.mark.usefixtures("place")
def test_the_dry_run_has_the_fields_of_the_json_page() -> None:
    planned = json.loads(Shell().printed("summarizer --dry-run -q -f json statement.txt"))
    about = page("docs/json.md").read_text().partition("--dry-run -f json` gives")[2]
    assert {name for name in planned if f"`{name}`" not in about} == set()


def test_the_stored_summary_is_of_the_seed() -> None:
    """The README shows it: it fits the text as it is read today, and prompts that exist."""
    stored = Summary.model_validate_json(EXAMPLE.read_bytes())
    seed = read(ROOT / stored.document.source)
    assert (len(seed.text), len(seed.segments)) == (
        stored.document.characters,
        stored.document.segments,
    )
    items = (*stored.actors, *stored.positions, *stored.conditions, *stored.next_steps)
    cited = [one for item in items for one in item.evidence]
    assert cited
    assert all(seed.text[one.start : one.end] == one.quote for one in cited)
    assert all(seed.evidence([one.segment]) for one in cited)
    assert stored.run.prompt in available()


def test_the_stored_summary_says_what_the_seed_says() -> None:
    """What a reader of the seed would miss first."""
    stored = Summary.model_validate_json(EXAMPLE.read_bytes())
    names = {actor.name for actor in stored.actors}
    assert {"Dmitry Peskov", "Vladimir Putin", "Donald Trump", "Volodymyr Zelensky"} <= names
    assert "2025-06-02" in {step.due for step in stored.next_steps}
    assert stored.conditions


def test_the_licence_is_the_one_that_is_declared() -> None:
    declared = tomllib.loads(page("pyproject.toml").read_text())["project"]["license"]
    assert declared == "Apache-2.0"
    text = page("LICENSE").read_text()
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_readme_names_the_program_of_ci() -> None:
    steps = re.findall(r"^make (\w+)", page(".ci/run").read_text(), re.MULTILINE)
    listed = re.search(r"`\.ci/run`, which is ([^.]*)\.", page("CONTRIBUTING.md").read_text())
    assert listed
    assert re.findall(r"`make (\w+)`", listed[1]) == steps
