"""What `import summarizer` offers: every name of it, and nothing slow before it is used."""

import ast
import inspect
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import summarizer


@pytest.mark.parametrize("name", summarizer.__all__)
def test_every_public_name_can_be_had_and_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(summarizer, name))


def test_names_are_sorted_each_once_and_all_shown_by_dir() -> None:
    assert summarizer.__all__ == sorted(set(summarizer.__all__))
    assert dir(summarizer) == sorted([*summarizer.__all__, "__version__"])


def test_type_checkers_see_the_same_names() -> None:
    source = ast.parse(Path(summarizer.__file__).read_text())
    checked = [
        alias.asname
        for block in source.body
        if isinstance(block, ast.If)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    ]

    assert sorted(map(str, checked)) == summarizer.__all__


def test_the_version_is_that_of_the_distribution() -> None:
    assert summarizer.__version__ == version("summarizer")


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        summarizer.summarise  # noqa: B018  # looking it up is the test


def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from summarizer import *", names)  # noqa: S102  # the only way to write it in a function

    assert set(summarizer.__all__) <= names.keys()


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "openai instructor spacy xllamacpp trafilatura pypdf pydantic jinja2 dateparser"
    code = f"import sys, summarizer; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
