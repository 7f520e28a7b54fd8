"""Which clauses in the future or present tell an act to come, and which time is theirs."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftNextStep
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

Step = tuple[str, str, str]
"""What is done, when and how certain it is."""


def steps(text: str, parser: Parser) -> list[Step]:
    found = propose(Document.from_text(text, date="2025-05-30"), parser).next_steps
    return [
        (item.action, item.when, item.certainty)
        for item in found
        if isinstance(item, DraftNextStep)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # What goes on now
        "Norway is currently holding talks with Iceland.",
        "Norway is now sending ships to the port.",
        "Norway is still preparing for the talks.",
        # A question
        "The board decides how many pilots will be hired in June.",
        "The mayor does not know whether the port will close in June.",
        "Norway asked if Siemens will sell the port in June.",
        # No act
        "The crews need to win on Monday.",
        "The crews will need to win in June.",
        "Norway will want help in June.",
        "It will be a great day on Monday.",
        "There will be talks in June.",
        # A plan that is over
        "Norway was planning to send ships in June.",
        "Norway aimed to send ships in June.",
        "Norway had planned to send ships in June.",
        "Siemens had been planning to sell the port in June.",
        "Siemens sold the yard, aiming to sell the port in June.",
        # What is unlikely
        "Norway is unlikely to sell the port in June.",
        "It is unlikely that Norway will sell the port in June.",
    ],
)
def test_what_is_no_act_to_come(parser: Parser, text: str) -> None:
    assert steps(text, parser) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway is holding talks on Monday.", ("hold talks on Monday", "on Monday", "scheduled")),
        ("Norway planned to send ships in June.", ("send ships in June", "in June", "planned")),
        # To announce a step is none, to announce something else is
        ("Norway will announce that it will build a port in June.",
         ("build a port in June", "in June", "planned")),
        ("Norway will announce on Monday that it will build a port in June.",
         ("build a port in June", "in June", "planned")),
        ("Norway will announce the price on 9 June.",
         ("announce the price on 9 June", "on 9 June", "scheduled")),
        # Who foretells it makes it expected
        ("Siemens is hopeful that Norway will send ships in June.",
         ("send ships in June", "in June", "expected")),
        ("Siemens expects that Norway will send ships in June.",
         ("send ships in June", "in June", "expected")),
        # What a relative clause tells is done to its noun
        ("Siemens signed a deal, which is due to close by July.",
         ("a deal to close by July", "by July", "scheduled")),
        ("Norway has a plan, which it will present in June.",
         ("present a plan in June", "in June", "planned")),
    ],
)  # fmt: skip
def test_an_act_to_come(parser: Parser, text: str, expected: Step) -> None:
    assert steps(text, parser) == [expected]


def test_a_relative_clause_of_a_plan_names_what_is_planned(parser: Parser) -> None:
    text = "Norway signed the sale, which is expected to close by July."

    assert ("the sale to close by July", "by July", "expected") in steps(text, parser)


@pytest.mark.parametrize(
    "text",
    [
        "Norway will send ships just days before the summit.",
        "Norway will send ships two days after the summit.",
        "The crews who docked yesterday will be paid.",
        "Siemens will pay the crews hired yesterday.",
        "Siemens will pay the crews hired last week.",
        "Norway will send aid in parts of June and July.",
        "Siemens will fund a 24-hour picket.",
    ],
)
def test_words_that_tell_no_day_to_come(parser: Parser, text: str) -> None:
    assert [when for _, when, _ in steps(text, parser)] == [""]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Siemens will sell the port in June and by July the crews will leave.",
         ["in June", "by July"]),
        ("Siemens will close the port and by July the crews will leave.", ["", "by July"]),
        ("Siemens will sell the port and, by July, will hire crews.", ["", "by July"]),
        ("Siemens opposes the plan, but by July the crews will leave.", ["by July"]),
    ],
)  # fmt: skip
def test_a_time_that_opens_the_next_clause_is_that_clause_s(
    parser: Parser, text: str, times: list[str]
) -> None:
    assert [when for _, when, _ in steps(text, parser)] == times
