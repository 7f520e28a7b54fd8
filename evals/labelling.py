"""``python -m evals label FILE``: open a new case from a text, with nothing labelled yet.

The label is left empty on purpose: one that starts from a model's answer measures that model.
"""

import datetime as dt
import json
import re
from pathlib import Path

import click

from evals.cases import CASES
from evals.labels import ITEM_TYPES
from summarizer.document import Document
from summarizer.errors import SummarizerError

_LONGEST_SLUG = 48
_SCHEMA = "../../case.schema.json"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--slug", default="", help="Name of the case; made from the title by default.")
@click.option("--by", default="", help="Who labels it.")
@click.option("--edit", is_flag=True, help="Open the label in $EDITOR.")
@click.option(
    "--cases",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=CASES,
    help="Folder of cases; the project's own by default.",
)
def label(file: Path, slug: str, by: str, root: Path, *, edit: bool) -> None:
    """Open a new case from FILE: any kind of file that the summarizer reads."""
    folder = open_case(_read(file), root, slug=slug, by=by)
    click.echo(folder / "label.json")
    click.echo(
        f"Label it by docs/labelling.md; then: python -m evals check {folder.name}", err=True
    )
    if edit:
        click.edit(filename=str(folder / "label.json"))


def open_case(document: Document, root: Path, *, slug: str = "", by: str = "") -> Path:
    """Write the files of a new case. `check` asks for what is left empty in them.

    Args:
        document: What is to be labelled.
        root: The folder of cases.
        slug: Name of the case; if empty, it is made from the title and the year.
        by: Who labels it.

    Returns:
        The case's folder.

    Raises:
        click.UsageError: There is a case of this name, or no name can be made.
    """
    title = document.title or document.text.strip().splitlines()[0].strip()
    slug = slug or _slug(title, document.date)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise click.UsageError(
            f"{slug!r} is no slug: small letters, digits and hyphens. See --slug."
        )
    folder = root / slug
    if folder.exists():
        raise click.UsageError(f"There is a case {slug} already. Choose another name with --slug.")
    folder.mkdir(parents=True)
    empty = {"$schema": _SCHEMA, **{name: [] for name in ITEM_TYPES}}
    files = {
        "source.txt": document.text,
        "meta.toml": _meta(document, title, by),
        "label.json": json.dumps(empty, indent=2) + "\n",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return folder


def _read(file: Path) -> Document:
    from summarizer.readers import read  # noqa: PLC0415  # slow import: only when used

    try:
        return read(file)
    except SummarizerError as error:
        raise click.UsageError(f"{error.message}. {error.hint}".strip()) from None


def _slug(title: str, date: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    slug = "-".join(words)[:_LONGEST_SLUG].rstrip("-")
    return f"{slug}-{date[:4]}" if date and slug else slug


def _meta(document: Document, title: str, by: str) -> str:
    lines = [
        f"title = {_quoted(title)}",
        f"date = {document.date}" if document.date else "date =   # ISO date of the text",
        'source = ""',
        'url = ""',
        'licence = ""',
        'kind = ""',
        f"labelled_by = {_quoted(by)}",
        f"labelled_on = {dt.datetime.now(tz=dt.UTC).date().isoformat()}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """As a TOML string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
