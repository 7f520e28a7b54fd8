"""Writes the generated parts of the pages anew: tables, and what commands and Python print.

    .venv/bin/python tests/renew_docs.py

``tests/docs`` fails until this was run after a change that shows on a page. What a page shows of a
failing command is taken as it comes: read the difference before it is committed.
"""

import tempfile
from pathlib import Path

from support.doc_commands import Shell, clean_place, commands, printed_by, scripted_endpoint
from support.doc_pages import ELSEWHERE, PAGES, fences, with_generated
from support.doc_tables import TABLES


def main() -> None:
    """Go through all pages."""
    tables = {name: make() for name, make in TABLES.items()}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(with_generated(text, tables), encoding="utf-8")
        with (
            tempfile.TemporaryDirectory() as folder,
            clean_place(Path(folder)),
            scripted_endpoint(),
        ):
            page.write_text(_with_output(page), encoding="utf-8")


def _with_output(page: Path) -> str:
    """The page's text with everything that it shows as printed put in anew."""
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    printed = ""
    kinds = ("console",) if page.name in ELSEWHERE else ("console", "python", "text")
    for fence in fences(page, *kinds):
        if fence.kind == "python":
            printed = printed_by(fence.content, names, str(fence))
        elif fence.kind == "text":
            text = text.replace(f"```text\n{fence.content}```", f"```text\n{printed}```", 1)
        else:
            text = _with_console_output(text, fence.content)
    return text


def _with_console_output(text: str, content: str) -> str:
    shell = Shell()
    for command in commands(content):
        if command.shown:
            printed = shell.printed(command.line)
            head = text.index(content)
            at = text.index(command.shown, head)
            text = text[:at] + printed + text[at + len(command.shown) :]
            content = content.replace(command.shown, printed, 1)
        elif command.line.startswith("summarizer"):
            shell.printed(command.line)
    return text


if __name__ == "__main__":
    main()
