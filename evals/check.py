"""``python -m evals check``: are all cases right?"""

import sys
from pathlib import Path

import click

from evals.cases import CASES, Case, InvalidCases, load_cases
from evals.labels import ITEM_TYPES


@click.command()
@click.argument("slugs", nargs=-1)
@click.option(
    "--cases",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=CASES,
    help="Folder of cases; the project's own by default.",
)
def check(slugs: tuple[str, ...], root: Path) -> None:
    """Read all cases, or those named, and list every fault."""
    try:
        cases = load_cases(root, slugs)
    except InvalidCases as invalid:
        click.echo(invalid, err=True)
        click.echo(f"{len(invalid.faults)} faults", err=True)
        sys.exit(invalid.exit_code)
    click.echo(_sum(cases))


def _sum(cases: tuple[Case, ...]) -> str:
    """How many cases there are, and how many items of each kind, the vital ones apart."""
    counted = []
    for name in ITEM_TYPES:
        items = [item for case in cases for item in getattr(case.label, name)]
        vital = sum(item.vital for item in items)
        counted.append(f"{len(items)} {name.replace('_', ' ')} ({vital} vital)")
    return f"{len(cases)} cases are right: {', '.join(counted)}"
