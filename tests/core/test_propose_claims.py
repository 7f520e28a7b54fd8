"""Which stance has who says that somebody must, will not or should be, and what is no claim."""

import pytest
from support.proposed import Held, held

from summarizer.propose.parsing import Parser


@pytest.mark.parametrize(
    ("clause", "stance"),
    [
        ("must lower its fees", "demands"),
        ("should lower its fees", "demands"),
        ("has to lower its fees", "demands"),
        ("needs to lower its fees", "demands"),
        ("must say what it will pay", "demands"),
        ("must say that the toll is unfair", "demands"),
        ("should not raise its fees", "opposes"),
        ("must not raise its fees", "opposes"),
        ("will not raise its fees", "expects"),  # of another it is a forecast
        ("will not be sold", "declines"),
        ("should be fine", "expects"),
        ("should be able to pay", "expects"),
        ("could raise its fees", "expects"),
        ("had to sell the yard", "asserts"),
    ],
)
def test_what_is_said_of_another(parser: Parser, clause: str, stance: str) -> None:
    assert held(f"Siemens {clause}, Norway said.", parser) == [
        ("Norway", stance, f"Siemens {clause}")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway said it will not pay.", [("Norway", "declines", "Norway will not pay")]),
        ("Norway said that it must pay.", [("Norway", "supports", "Norway must pay")]),
        ("Norway said that it has to pay.", []),
        # In a person's words "we" are all of us where it obliges or may be, the speaker elsewhere
        ("Ann Lee said: “We must save it.”", [("Ann Lee", "demands", "We must save it")]),
        ("Ann Lee said: “We should not sell it.”",
         [("Ann Lee", "opposes", "We should not sell it")]),
        ("Ann Lee said: “We could lose it.”", [("Ann Lee", "expects", "We could lose it")]),
        ("Ann Lee said: “We oppose it.”", [("Ann Lee", "opposes", "Ann Lee opposes it")]),
        ("Ann Lee said: “I must save it.”", [("Ann Lee", "supports", "Ann Lee must save it")]),
        # In a body's words they are the body
        ("The Lakes Federation said: “We must save it.”",
         [("Lakes Federation", "supports", "Lakes Federation must save it")]),
    ],
)  # fmt: skip
def test_what_is_said_of_oneself_and_of_all_of_us(
    parser: Parser, text: str, expected: list[Held]
) -> None:
    assert held(text, parser) == expected


@pytest.mark.parametrize(
    "clause",
    [
        "it was a great start",  # nothing is named
        "there is doubt",
        "you never know",
        "it needs to be fair",
        "fees rose by 4 per cent",  # a figure
        "300 ships docked",
        "Siemens paid 4 million dollars",
        "Siemens is loading the ships",  # what goes on
        "Siemens plans to raise fees",  # a next step
    ],
)
def test_what_is_no_claim(parser: Parser, clause: str) -> None:
    assert held(f"Norway said that {clause}.", parser) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not say that the toll is unfair.",
        "Ann Lee never said that the toll is unfair.",
        "Ann Lee did not tell reporters that the toll is unfair.",
    ],
)
def test_negated_speech_tells_nothing(parser: Parser, text: str) -> None:
    assert held(text, parser) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        # To do something oneself, or that others do it
        ("Norway wants to lower the fees.", "supports"),
        ("Norway wants Siemens to lower the fees.", "demands"),
        ("Norway wants the toll lowered.", "demands"),
        ("Norway wants talks.", "demands"),
        # To give, or to stand by
        ("Norway has committed to provide ten ships.", "offers"),
        ("Norway committed to give ten million dollars.", "offers"),
        ("Norway is committed to paying the crews.", "supports"),
        ("Norway is committed to pay the crews.", "supports"),
        # To judge by a name
        ("Norway deemed the toll unacceptable.", "opposes"),
        ("Norway considers the toll wonderful.", "supports"),
        ("Norway considers a strike unlikely.", "expects"),
        ("Norway called the toll a tax.", "asserts"),
        # Others
        ("The Senate voted to end the toll.", "supports"),
        ("Norway believes in the pact.", "supports"),
        ("Norway hailed the pact.", "supports"),
        ("The toll is regrettable, Norway said.", "opposes"),
        ("The toll is not unfair, Norway said.", "supports"),
        # A "not" further on is not the verb's
        ("The toll should stand alone, not on aid, Norway said.", "demands"),
        ("Norway supports the toll, not the tax.", "supports"),
    ],
)
def test_the_stance_of_a_verb(parser: Parser, text: str, stance: str) -> None:
    assert [found for _, found, _ in held(text, parser)] == [stance]


@pytest.mark.parametrize(
    "text", ["Ann Lee hails from Norway.", "Norway met. It requires a permit."]
)
def test_a_verb_that_only_looks_like_an_attitude(parser: Parser, text: str) -> None:
    assert held(text, parser) == []


def test_a_clause_without_subject_shares_that_of_the_verb_before(parser: Parser) -> None:
    text = "Norway said that the port was unsafe and will not be reopened."

    assert held(text, parser) == [
        ("Norway", "asserts", "The port was unsafe"),
        ("Norway", "declines", "The port will not be reopened"),
    ]
