"""Who holds what, and who tells it: the rules, sentence by sentence."""

import pytest

from summarizer.document import Document
from summarizer.draft import Draft, DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

Told = tuple[str, str, str, str]
"""Holder, reporter, stance and words of the statement."""


def told(text: str, parser: Parser) -> list[Told]:
    return [
        (item.holder, item.reported_by, item.stance, item.statement)
        for item in propose(Document.from_text(text, date="2025-05-30"), parser).positions
        if isinstance(item, DraftPosition)
    ]


def assert_told(found: list[Told], expected: list[Told]) -> None:
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    for (*_, statement), (*_, words) in zip(found, expected, strict=True):
        assert words in statement


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("France welcomed the decision on Monday.", "France", "supports"),
        ("Mayor Tom Reilly favours arbitration.", "Tom Reilly", "supports"),
        ("The government supports a ceasefire.", "government", "supports"),
        ("Parliament voted for the treaty.", "Parliament", "supports"),
        ("The union opposes the plan.", "union", "opposes"),
        ("Germany condemned the attack.", "Germany", "opposes"),
        ("The Senate voted against the bill.", "Senate", "opposes"),
        ("The government is opposed to the merger.", "government", "opposes"),
        ("President Joe Biden does not support the plan.", "Joe Biden", "opposes"),
        ("The union demands higher wages.", "union", "demands"),
        ("The committee called for an inquiry.", "committee", "demands"),
        ("Senator Jane Doe urged the government to act.", "Jane Doe", "demands"),
        ("The company refused to comment.", "company", "declines"),
        ("Nissan declined to comment on the talks.", "Nissan", "declines"),
        ("The company offered to pay 5 million dollars.", "company", "offers"),
        ("Spain is ready to send troops.", "Spain", "offers"),
        ("Analysts expect the bank to raise rates.", "Analysts", "expects"),
        ("Critics accuse the company of fraud.", "Critics", "asserts"),
    ],
)
def test_a_verb_of_attitude_tells_holder_and_stance(
    parser: Parser, text: str, holder: str, stance: str
) -> None:
    assert_told(told(text, parser), [(holder, "", stance, "")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The inner subject holds it, the outer one reports it
        (
            "Putin has repeatedly said that he is in favor of contacts, Peskov added.",
            ("Putin", "Peskov", "supports", "Putin is in favor of contacts"),
        ),
        (
            "The minister said that France opposes the treaty.",
            ("France", "minister", "opposes", "France opposes the treaty"),
        ),
        (
            "The United Auto Workers opposes the plan, UAW president Shawn Fain said.",
            ("United Auto Workers", "Shawn Fain", "opposes", "opposes the plan"),
        ),
        # What one says of oneself has no reporter
        (
            "Ford said it expects sales to fall.",
            ("Ford", "", "expects", "expects sales to fall"),
        ),
        (
            "Prime Minister Ivo Lund said he would not resign.",
            ("Ivo Lund", "", "declines", "Ivo Lund would not resign"),
        ),
        (
            "The bank believes that prices will rise.",
            ("bank", "", "expects", "Prices will rise"),
        ),
        # Plain claims, demands on others
        (
            "The Supreme Court ruled that the law is void.",
            ("Supreme Court", "", "asserts", "The law is void"),
        ),
        (
            "Italy must pay its debts, Germany said.",
            ("Germany", "", "demands", "Italy must pay its debts"),
        ),
        # According to
        (
            "According to the union, the offer is too low.",
            ("union", "", "asserts", "The offer is too low"),
        ),
        (
            "The offer is too low, according to the Finance Ministry.",
            ("Finance Ministry", "", "asserts", "The offer is too low"),
        ),
        # Called X 'y'
        (
            'Canada called the tariffs "illegal".',
            ("Canada", "", "opposes", "Canada called the tariffs illegal"),
        ),
    ],
)
def test_what_is_reported(parser: Parser, text: str, expected: Told) -> None:
    assert_told(told(text, parser), [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind a spokesman stands the body
        (
            """Pentagon spokesman John Kirby said that the Pentagon expects a result.
            "It cannot be made public," he said.""",
            [
                ("Pentagon", "John Kirby", "expects", "The Pentagon expects a result"),
                ("Pentagon", "John Kirby", "declines", "It cannot be made public"),
            ],
        ),
        (
            """Foreign ministry spokeswoman Ana Petrov said that Valdoria declines the offer.
            She said that it wants talks.""",
            [
                ("Valdoria", "Ana Petrov", "declines", "Valdoria declines the offer"),
                ("Valdoria", "Ana Petrov", "demands", "wants talks"),
            ],
        ),
        # A quotation that names nobody goes on with the last speaker
        (
            '"We want peace," President Marek Dahl said.\n"Our people are tired," he added.',
            [
                ("Marek Dahl", "", "demands", "Marek Dahl wants peace"),
                ("Marek Dahl", "", "asserts", "people are tired"),
            ],
        ),
        # It: the body that spoke last
        (
            'The Federal Reserve said that prices rose. "We expect growth," it added.',
            [
                ("Federal Reserve", "", "asserts", "Prices rose"),
                ("Federal Reserve", "", "expects", "Federal Reserve expects growth"),
            ],
        ),
        # I and we of a signed statement
        (
            """Statement from President Joe Biden on the Strike
            I urge the parties to return to the table. We support the workers.""",
            [
                ("Joe Biden", "", "demands", "Joe Biden urges the parties"),
                ("Joe Biden", "", "supports", "Joe Biden supports the workers"),
            ],
        ),
    ],
)
def test_pronouns_and_voices_across_sentences(
    parser: Parser, text: str, expected: list[Told]
) -> None:
    assert_told(told(text, parser), expected)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Lisbon on Monday.",
        "The delegation arrived on Monday.",
        "Angela Merkel was born in Hamburg.",
        "Prices rose by 3 per cent in May.",
        "Dockworkers Vote On Strike As Port Talks Stall In Northport",
        "x",
        "12.5",
        "?!x",
    ],
)
def test_what_is_no_position(parser: Parser, text: str) -> None:
    assert told(text, parser) == []


def test_a_plain_claim_gives_way_to_the_condition_of_its_sentence(parser: Parser) -> None:
    text = "Talks can only begin in the event of a truce, Foreign Minister Ivo Lund said."
    draft: Draft = propose(Document.from_text(text), parser)

    assert draft.conditions
    assert draft.positions == []


def test_a_statement_has_twenty_five_words_at_most(parser: Parser) -> None:
    text = (
        "The government demands that the company, which was founded in 1950 by two brothers from "
        "Porto and which employs four thousand people in nine towns, pays its debts to the state, "
        "the regions, the banks and the workers before the end of the year."
    )
    [(*_, statement)] = told(text, parser)

    assert len(statement.split()) <= 25
