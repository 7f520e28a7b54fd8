"""``python -m evals schema``: the JSON Schema of a label, for editors."""

import json
from pathlib import Path

import click

from evals.labels import Label

SCHEMA = Path(__file__).with_name("case.schema.json")
"""Where it is kept; `label.json` files name it in `$schema`."""


@click.command()
def schema() -> None:
    """Write case.schema.json anew, after a change of the label's shape."""
    SCHEMA.write_text(rendered(), encoding="utf-8")
    click.echo(SCHEMA)


def rendered() -> str:
    """The schema as it should stand in the file."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Label.model_json_schema()}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
