"""Whom "he", "she", "it" and "they" go back to, and when they go back to nobody."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

Held = tuple[str, str]
"""Holder and statement."""


def held(text: str, parser: Parser) -> list[Held]:
    found = propose(Document.from_text(text, date="2025-05-30"), parser).positions
    return [(item.holder, item.statement) for item in found if isinstance(item, DraftPosition)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        # The sentence before, and the one before that
        ("The Lakes Federation opposes the toll. It wants talks.", "Lakes Federation"),
        ("The Lakes Federation opposes the toll. Crews left. It wants talks.", "Lakes Federation"),
        ("The Lakes Federation met. They want talks.", "Lakes Federation"),
        # The same sentence
        ("The Lakes Federation opposes the toll, and it wants talks.", "Lakes Federation"),
    ],
)
def test_it_is_who_was_told_of_in_the_last_two_sentences(
    parser: Parser, text: str, holder: str
) -> None:
    assert held(text, parser)[-1] == (holder, f"{holder} wants talks")


@pytest.mark.parametrize(
    "text",
    [
        # Too far back
        "The Lakes Federation opposes the toll. Crews left. Men came. It wants talks.",
        "Norway and Iceland oppose the toll. Crews left. Men came. They want talks.",
        # The sentence before is about a thing
        "The Lakes Federation opposes the toll. The roads were closed. It wants talks.",
        # One country is no "they"
        "Norway opposes the toll. They want talks.",
    ],
)
def test_it_and_they_are_nobody_further_back_or_after_a_thing(parser: Parser, text: str) -> None:
    assert "wants talks" not in " ".join(statement for _, statement in held(text, parser))


def test_they_are_those_who_held_something_together(parser: Parser) -> None:
    text = "Norway and Iceland oppose the toll. They condemned the raid."

    assert held(text, parser)[2:] == [
        ("Norway", "Norway condemned the raid"),
        ("Iceland", "Iceland condemned the raid"),
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # "It" and "they" are the thing named before in the sentence
        ("The Lakes Federation demands talks. The toll is old, and it must be lowered.", ""),
        ("Norway said that the talks are slow and they must end.", "They must end"),
        ("Norway said that the bridge is old and that it must be closed.", "It must be closed"),
        # "It" stands for nobody
        ("Norway said that it is hard to find crews.", ""),
        ("Norway said that it seems that crews are tired.", ""),
        ("The Lakes Federation demands talks. This is new and it wants more.", ""),
    ],
)
def test_a_pronoun_for_a_thing_is_no_actor(parser: Parser, text: str, statement: str) -> None:
    found = [words for _, words in held(text, parser)]

    assert not [words for words in found if words.startswith(("Norway ", "Lakes Federation "))]
    assert not statement or statement in found


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Mr Holm opposes the bridge. Ms Lind supports the tunnel. He wants a ferry.", "Holm"),
        ("Ms Lind supports the tunnel. Mr Holm opposes the bridge. She wants a ferry.", "Lind"),
        ("Chairwoman Vera Lind opposes it. Chairman Tom Holm left. She wants a ferry.",
         "Vera Lind"),
        ("Ann Lee said: “The toll is unfair.” She wants a ferry.", "Ann Lee"),
    ],
)  # fmt: skip
def test_he_and_she_go_by_title(parser: Parser, text: str, holder: str) -> None:
    assert held(text, parser)[-1] == (holder, f"{holder} wants a ferry")


@pytest.mark.parametrize(
    "text",
    [
        # No man is named
        "Ms Lind opposes the bridge. He wants a ferry.",
        # Who speaks is never "he" in the quotation; who else it is cannot be told
        "Mayor Tom Holm met Senator Ann Lee. “He wants a ferry,” Ann Lee said.",
        "Ann Lee said: “The boat is old. He wants a ferry.”",
        "Tom Holm left. “The boat is old,” Ann Lee said. “He wants a ferry. It is odd.”",
    ],
)
def test_he_is_nobody_who_cannot_be_he(parser: Parser, text: str) -> None:
    assert "ferry" not in " ".join(statement for _, statement in held(text, parser))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In reported speech "he" is mostly who speaks; an aide speaks of somebody else
        ("Mayor Tom Holm left. Senator Ann Lee said she wants a ferry.",
         ("Ann Lee", "Ann Lee wants a ferry")),
        ("Mayor Tom Holm left. His aide Ann Lee said he wants a ferry.",
         ("Tom Holm", "Tom Holm wants a ferry")),
        # Who is told of in passing
        ("The motion was backed by Ann Lee, who opposes the toll.",
         ("Ann Lee", "Ann Lee opposes the toll")),
    ],
)  # fmt: skip
def test_he_in_reported_speech(parser: Parser, text: str, expected: Held) -> None:
    assert held(text, parser)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said that he is slow.",
        "The Lakes Federation opposes it. “He is slow,” Ann Lee said.",
        "Ann Lee said that it is a tax.",
    ],
)
def test_a_claim_of_an_unknown_pronoun_is_no_claim(parser: Parser, text: str) -> None:
    assert not [holder for holder, _ in held(text, parser) if holder == "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Norway opposes it. “We’ve opposed the toll,” Ann Lee said.", "Ann Lee has opposed"),
        ("“We're opposed to it,” the Lakes Federation said.", "Lakes Federation is opposed"),
        ("“We’ll oppose the toll,” Ann Lee said.", "Ann Lee will oppose the toll"),
        ("Ministers welcomed the deal. They’ve opposed the toll.", "Ministers have opposed"),
    ],
)
def test_a_contraction_is_written_out_beside_a_name(
    parser: Parser, text: str, statement: str
) -> None:
    assert held(text, parser)[-1][1].startswith(statement)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Lena Ortiz said: “We oppose the toll on our crews.”", "on their crews"),
        ("The Lakes Federation said: “We oppose the toll on our crews.”",
         "on Lakes Federation’s crews"),
        # A name of four words or more is not said twice
        ("The International Union of Harbour Pilots said: “We oppose the toll on our crews.”",
         "on its crews"),
        ("The delegation of the northern islands said: “We oppose the toll on our crews.”",
         "on their crews"),
    ],
)  # fmt: skip
def test_our_is_the_name_or_its_or_their(parser: Parser, text: str, whose: str) -> None:
    [(_, statement)] = held(text, parser)

    assert statement.endswith(whose)


def test_it_that_opens_an_infinitive_is_nobody(parser: Parser) -> None:
    text = "Norway said it is time to end the toll."

    assert [row[1] for row in held(text, parser)] == ["It is time to end the toll"]
