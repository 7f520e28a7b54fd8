"""References of an item lead to listed actors."""

import pytest

from summarizer.checks import resolve_actor
from summarizer.checks.names import Vocabulary
from summarizer.checks.references import listed
from summarizer.document import Document
from summarizer.draft import DraftActor
from summarizer.schema import ActorKind


def actor(name: str, kind: ActorKind = "organisation", *aliases: str, role: str = "") -> DraftActor:
    return DraftActor(at=[1], name=name, kind=kind, role=role, aliases=list(aliases))


ACTORS = [
    actor("Northport Dockworkers' Union", "organisation", "the union"),
    actor("Lena Ortiz", "person", role="union secretary"),
    actor("Russia", "government", "the Kremlin"),
    actor("United States", "government"),
    actor("Ford Motor Company"),
    actor("William Ford", "person"),
    actor("General Motors (GM)"),
    actor("Esther George", "person"),
    actor("Boy George", "person"),
]

MEANT = [
    ("Lena Ortiz", "Lena Ortiz"),
    ("lena ortiz", "Lena Ortiz"),
    ("Ortiz", "Lena Ortiz"),
    ("Ms. Ortiz", "Lena Ortiz"),
    ("union secretary Lena Ortiz", "Lena Ortiz"),
    ("the union secretary", "Lena Ortiz"),
    ("The Union", "Northport Dockworkers' Union"),
    ("the Northport Dockworkers Union", "Northport Dockworkers' Union"),
    ("NDU", "Northport Dockworkers' Union"),
    ("the Kremlin", "Russia"),
    ("the U.S.", "United States"),
    ("US", "United States"),
    ("Ford", "Ford Motor Company"),
    ("GM", "General Motors (GM)"),
    ("General Motors", "General Motors (GM)"),
]


@pytest.mark.parametrize(("name", "meant"), MEANT)
def test_a_name_means_the_actor_that_has_it_in_some_form(name: str, meant: str) -> None:
    found = resolve_actor(name, ACTORS)
    assert found
    assert found.name == meant


@pytest.mark.parametrize("name", ["", "the", "he", "Harbour Terminals", "the official", "George"])
def test_a_name_of_nobody_or_of_two_means_none(name: str) -> None:
    assert resolve_actor(name, ACTORS) is None


def test_the_actor_itself_is_returned() -> None:
    assert resolve_actor("Ortiz", ACTORS) is ACTORS[1]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Harbour Terminals", "unlisted-actor"),
        ("he", "unlisted-actor"),
        ("the official", "unlisted-actor"),
        ("Acme Shipping", "unknown-name"),
        ("", "empty"),
    ],
)
def test_an_unlisted_actor_is_told_from_an_invented_one(name: str, rule: str) -> None:
    text = "Harbour Terminals declined to comment, the official said. He left."
    vocabulary = Vocabulary.of(Document.from_text(text))
    assert [fault.rule for fault in listed(name, ACTORS, vocabulary)] == [rule]


def test_a_listed_actor_is_no_fault() -> None:
    vocabulary = Vocabulary.of(Document.from_text("Ortiz spoke."))
    assert listed("Ortiz", ACTORS, vocabulary) == []
