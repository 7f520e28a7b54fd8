"""Figures of a statement are in the words that it cites."""

import pytest

from summarizer.checks.figures import figures

SAME = [
    ("The union has 4200 members.", "the union's 4,200 members"),
    ("The union has 4.2 thousand members.", "the union's 4,200 members"),
    ("Four thousand two hundred members vote.", "4,200 members vote"),
    ("There are two plans.", "There are 2 plans."),
    ("There are 2 plans.", "There are two plans."),
    ("The second plan stands.", "Two plans were made."),
    ("It costs $1.5 billion.", "a price of 1.5bn dollars"),
    ("It costs $1,500 million.", "a price of $1.5 billion"),
    ("Pay rises 15 percent.", "a 15% rise"),
    ("Pay rises fifteen per cent.", "a 15% rise"),
    ("The rate fell by 25 basis points.", "lower the rate by 1/4 percentage point"),
    ("The range is 4.25 to 4.5 percent.", "4-1/4 to 4-1/2 percent"),
    ("Half of them left.", "50% of them left"),
    ("Prices fall by a fifth.", "prices will fall by 20%"),
    ("Two-thirds of them agreed.", "2/3 of them agreed"),
    ("It takes 5-7 days.", "between five and seven days"),
    ("Contracts are worth $300 million.", "contracts of US$300 to 350 million"),
    ("The talks took two days.", "talks over the last 48 hours"),
    ("It takes 18 months.", "over a year and a half"),
    ("It meets in a fortnight.", "in two weeks"),
    ("It ends in 2025.", "by the end of 2025"),
    ("About 5,000 people came.", "4,900 people came"),
    ("The index lost 485 points.", "losing 484.68 points"),
    ("It lost one seat.", "It lost a seat."),
    ("The two countries agreed.", "India and Japan agreed."),
    ("Thousands fled.", "3,400 people fled"),
    ("She spoke on behalf of the union.", "She spoke for the union."),
    ("They met at its headquarters.", "They met at its head office."),
]
DIFFERENT = [
    ("The union has 4,300 members.", "the union's 4,200 members"),
    ("The union has 42,000 members.", "the union's 4,200 members"),
    ("There are five plans.", "There are two plans."),
    ("It costs $1.6 billion.", "a price of $1.5 billion"),
    ("It costs $1.5 million.", "a price of $1.5 billion"),
    ("It costs €1.5 billion.", "a price of $1.5 billion"),
    ("Pay rises 16 percent.", "a 15% rise"),
    ("Pay rises by $15.", "a 15% rise"),
    ("The rate fell by 50 basis points.", "lower the rate by 1/4 percentage point"),
    ("The talks took three days.", "talks over the last 48 hours"),
    ("The talks took two weeks.", "talks that took two days"),
    ("It costs $2 billion.", "a price of $1.5 billion"),
    ("It ends in 2026.", "by the end of 2025"),
    ("The seven countries agreed.", "The two countries agreed."),
    ("About 6,000 people came.", "4,900 people came"),
    ("Millions fled.", "3,400 people fled"),
]


@pytest.mark.parametrize(("statement", "evidence"), SAME)
def test_a_figure_written_another_way_is_no_fault(statement: str, evidence: str) -> None:
    assert figures(statement, [evidence]) == []


@pytest.mark.parametrize(("statement", "evidence"), DIFFERENT)
def test_another_figure_is_a_fault(statement: str, evidence: str) -> None:
    assert [fault.rule for fault in figures(statement, [evidence])] == ["figure"]


def test_the_message_names_the_figure_for_the_model() -> None:
    (fault,) = figures("The union has 4,300 members.", ["the union's 4,200 members"])
    assert fault.message == "The figure 4,300 is not in the cited words."


def test_a_figure_may_stand_in_any_of_the_cited_segments() -> None:
    assert figures("7 of 9 agreed.", ["There were 9.", "Of these, 7 agreed."]) == []


def test_a_day_of_the_month_does_not_pass_for_a_figure() -> None:
    assert figures("23 people came.", ["They came on 23 March."])
