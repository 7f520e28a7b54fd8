"""What is to happen next, who does it and when: the rules, sentence by sentence."""

import pytest

from summarizer.dates import resolve
from summarizer.document import Document
from summarizer.draft import DraftNextStep
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

WRITTEN = "2025-05-30"


def steps(text: str, parser: Parser) -> list[DraftNextStep]:
    found = propose(Document.from_text(text, date=WRITTEN), parser).next_steps
    return [item for item in found if isinstance(item, DraftNextStep)]


@pytest.mark.parametrize(
    ("text", "doers", "action", "due", "certainty"),
    [
        ("The delegation is leaving for Istanbul on Monday.", ["delegation"],
         "leave for Istanbul", "2025-06-02", "scheduled"),
        ("Parliament is expected to vote next week.", ["Parliament"], "vote", "", "expected"),
        ("France will send troops to the border in July.", ["France"],
         "send troops to the border", "2025-07", "planned"),
        ("France will send troops to the border on 4 July.", ["France"],
         "send troops to the border", "2025-07-04", "scheduled"),
        ("The treaty will be signed in Geneva on 4 July.", [], "treaty will be signed",
         "2025-07-04", "scheduled"),
        ("France plans to send troops by the end of the year.", ["France"], "send troops",
         "2025-12-31", "scheduled"),
        ("France is to vote on 9 June.", ["France"], "vote", "2025-06-09", "scheduled"),
        ("France said that it would raise taxes in July.", ["France"], "raise taxes", "2025-07",
         "expected"),
        ("France will leave if the treaty is signed.", ["France"], "leave", "", "conditional"),
        ("France has agreed to sell the ships by 30 September.", ["France"], "sell the ships",
         "2025-09-30", "scheduled"),
    ],
)  # fmt: skip
def test_doer_act_day_and_certainty(
    parser: Parser, text: str, doers: list[str], action: str, due: str, certainty: str
) -> None:
    [found] = steps(text, parser)

    assert action in found.action
    assert (found.actors, resolve(found.when, WRITTEN), found.certainty) == (doers, due, certainty)
    assert found.when in text


@pytest.mark.parametrize(
    "text",
    [
        "The company sold the plant in May.",
        "The delegation arrived on Monday.",
        "The vote took place on 24 February 2022.",
        "The plant was to close in 2019.",
        "The factory will not close.",
        "France has no plans to leave.",
        "The union may strike.",
        "He will remain in office.",
        "If the treaty is signed.",
        "x",
    ],
)
def test_what_is_no_step(parser: Parser, text: str) -> None:
    assert steps(text, parser) == []


def test_a_past_day_is_no_time_for_a_step(parser: Parser) -> None:
    for found in steps("France will pay for the ships sold on 3 March 2020.", parser):
        assert found.when == ""


@pytest.mark.parametrize(
    "text",
    [
        "I do not think that it is going to happen.",
        '"We will do it right," Ann Lee said.',
        "If enacted, it would weaken the rules.",
        "The system will remain for decades.",
    ],
)
def test_what_is_said_in_passing_is_no_act(parser: Parser, text: str) -> None:
    assert not propose(Document.from_text(text, date="2025-05-30"), parser).next_steps


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("As early as 2027, France and Spain plan to begin the work.", "As early as 2027"),
        ("The board meets on 10 June.", "on 10 June"),
        ("The final is set for Saturday, 18 October.", "Saturday, 18 October"),
        ("Talks are due to resume on Monday.", "on Monday"),
        ("France will send aid for parts of September.", ""),
    ],
)
def test_the_words_for_the_time(parser: Parser, text: str, when: str) -> None:
    found = propose(Document.from_text(text, date="2025-05-30"), parser).next_steps

    assert [step.when for step in found if isinstance(step, DraftNextStep)] == [when]
