"""The tree of errors in the docstring is the tree of the classes, and each has an exit code."""

import inspect
import re

import pytest

from summarizer import errors
from summarizer.cli.exit_codes import EXIT_CODES
from summarizer.errors import SummarizerError

CLASSES: list[type[SummarizerError]] = [
    value
    for value in vars(errors).values()
    if inspect.isclass(value) and issubclass(value, SummarizerError)
]
LEAVES = [kind for kind in CLASSES if not kind.__subclasses__()]
DRAWN = re.compile(
    r"^    (?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: +exit (?P<code>\d))?", re.MULTILINE
)


def drawn() -> dict[str, tuple[str, str | None]]:
    """Parent and exit code of each class, as the docstring draws them."""
    tree: dict[str, tuple[str, str | None]] = {}
    above: dict[int, str] = {}
    for line in DRAWN.finditer(errors.__doc__ or ""):
        depth = len(line["branch"]) // 4
        above[depth] = line["name"]
        tree[line["name"]] = (above.get(depth - 1, "Exception"), line["code"])
    return tree


def test_the_drawing_shows_exactly_the_classes_and_their_parents() -> None:
    assert {name: parent for name, (parent, _) in drawn().items()} == {
        kind.__name__: kind.__mro__[1].__name__ for kind in CLASSES
    }


def test_the_drawing_shows_the_exit_codes() -> None:
    codes = {name: int(code) for name, (_, code) in drawn().items() if code}

    assert codes == {
        kind.__name__: kind.exit_code for kind in CLASSES if kind.__mro__[1] is SummarizerError
    }


@pytest.mark.parametrize("kind", LEAVES)
def test_every_leaf_has_an_exit_code_that_the_help_explains(kind: type[SummarizerError]) -> None:
    assert kind.exit_code in range(3, 9)
    assert str(kind.exit_code) in dict(EXIT_CODES)


@pytest.mark.parametrize("kind", CLASSES)
def test_an_error_carries_its_message_its_hint_and_a_stable_code(
    kind: type[SummarizerError],
) -> None:
    error = kind("it went wrong", hint="Do better.")

    assert (str(error), error.message, error.hint) == (
        "it went wrong", "it went wrong", "Do better.",
    )  # fmt: skip
    assert error.code == kind.__name__
    assert kind("x").hint == ""
    assert kind.__doc__
