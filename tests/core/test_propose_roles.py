"""What the words beside a person's name tell: roles, first names, portfolios."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftActor, DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser


def actors(text: str, parser: Parser) -> list[tuple[str, str]]:
    """Name and role of each."""
    found = propose(Document.from_text(text, date="2025-05-30"), parser).actors
    return [(item.name, item.role) for item in found if isinstance(item, DraftActor)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        # Ages and honorifics are none
        ("The 38-year-old secretary Tom Reilly opposes it.", "secretary"),
        ("Secretary Tom Reilly, 38, opposes it.", "Secretary"),
        ("34-year-old Tom Reilly opposes it.", ""),
        ("Tom Reilly, 34 years old, opposes it.", ""),
        ("Dr Tom Reilly opposes it.", ""),
        ("The mayor, Sir Tom Reilly, opposes it.", "mayor"),
        # Nor are a time, a possessive, another's name or the beginning of a clause
        ("The two-hour Tom Reilly opposes it.", ""),
        ("Conservative Tom Reilly opposes it.", ""),
        ("Norway's Tom Reilly opposes it.", ""),
        ("The farmers, whose leader Tom Reilly left, met. Tom Reilly opposes it.", ""),
        # What describes somebody is
        ("Tom Reilly, the mayor, opposes it.", "mayor"),
        ("Sheep farmer Tom Reilly opposes it.", "Sheep farmer"),
        ("Vice-President Tom Reilly opposes it.", "Vice-President"),
    ],
)
def test_a_role_describes_somebody(parser: Parser, text: str, role: str) -> None:
    assert ("Tom Reilly", role) in actors(text, parser)


def test_a_role_is_not_the_next_one_s(parser: Parser) -> None:
    text = "Ann Lee's brother Peter Holm opposes it. Mayor Ann Lee and Tom Reilly support it."

    assert actors(text, parser) == [
        ("Ann Lee", "Mayor"),
        ("Peter Holm", "brother"),
        ("Tom Reilly", ""),
    ]


def test_a_first_name_that_the_recognizer_left_out_is_part_of_the_name(parser: Parser) -> None:
    assert actors("Elka Graham opposes the toll. Graham wants talks.", parser) == [
        ("Elka Graham", "")
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Defence Secretary Ann Lee said that the toll is unfair.", "Defence Secretary"),
        ("Treasury minister Ann Lee said that the toll is unfair.", "Treasury minister"),
        ("The Secretary of Defence, Ann Lee, said that the toll is unfair.",
         "Secretary of Defence"),
    ],
)  # fmt: skip
def test_what_a_minister_is_for_is_no_body(parser: Parser, text: str, role: str) -> None:
    held = propose(Document.from_text(text, date="2025-05-30"), parser).positions

    assert actors(text, parser) == [("Ann Lee", role)]
    assert [item.holder for item in held if isinstance(item, DraftPosition)] == ["Ann Lee"]


def test_a_title_before_a_name_is_nobody_else(parser: Parser) -> None:
    assert [name for name, _ in actors("The Treasurer, Ann Lee, opposes it.", parser)] == [
        "Ann Lee"
    ]
