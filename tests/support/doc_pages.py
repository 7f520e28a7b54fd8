"""What stands on the pages for people: fenced blocks, links, headings, generated parts.

Pages say what they mean by the kind of a fence. ``console``: lines after ``$`` are run, what stands
below one is what it prints. ``python``: run, the blocks of a page one after the other. ``text``:
what the block before it prints. ``toml``: a settings file. ``json``: valid JSON.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "example" / "seed.json"
"""The summary of the seed by the embedded model, as it was written on a real run."""
PAGES = tuple(
    page
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md")])
    if page.name != "scoring.md"  # tests/evals runs that page
)

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_GENERATED = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block."""

    page: Path
    line: int
    """Of its first fence mark, from 0."""
    kind: str
    """The first word after the fence mark."""
    content: str

    def __str__(self) -> str:
        return f"{name_of(self.page)}:{self.line + 1}"


@dataclass(frozen=True, slots=True)
class Generated:
    """A part of a page that code writes, between two comments."""

    page: Path
    name: str
    content: str


def name_of(page: Path) -> str:
    """Its path from the top of the tree."""
    return page.relative_to(ROOT).as_posix()


ELSEWHERE = frozenset({"slack.md"})
"""Pages whose Python runs in a place of its own: ``tests/slack/test_slack_docs.py``."""


def fences(page: Path, *kinds: str) -> list[Fence]:
    """The fenced blocks of a page, in order; only of these kinds if any is named."""
    found = [
        Fence(page, token.map[0], token.info.partition(" ")[0], token.content)
        for token in _tokens(page)
        if token.type == "fence" and token.map
    ]
    return [fence for fence in found if not kinds or fence.kind in kinds]


def links(page: Path) -> Iterator[str]:
    """Where the page's links lead, as written."""
    for token in _tokens(page):
        for child in token.children or []:
            if child.type == "link_open":
                yield str(child.attrs["href"])


def anchors(page: Path) -> set[str]:
    """What can stand after ``#`` in a link to the page, by GitHub's rule."""
    tokens = _tokens(page)
    headings = [after.content for at, after in pairwise(tokens) if at.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def generated(page: Path) -> list[Generated]:
    """The parts of the page that code writes."""
    text = page.read_text(encoding="utf-8")
    return [
        Generated(page, part[2], text[part.end(1) : part.start(3)])
        for part in _GENERATED.finditer(text)
    ]


def with_generated(text: str, contents: dict[str, str]) -> str:
    """The text of a page with these parts put in anew."""
    return _GENERATED.sub(lambda part: part[1] + contents[part[2]] + part[3], text)


def prose(page: Path) -> str:
    """All of a page but its fences."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for token in _tokens(page):
        if token.type == "fence" and token.map:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return "\n".join(lines)


def _tokens(page: Path) -> list[Token]:
    return _MARKDOWN.parse(page.read_text(encoding="utf-8"))
