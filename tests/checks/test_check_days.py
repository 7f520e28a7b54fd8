"""Days, months and weekdays of a statement are in the words that it cites."""

import pytest

from summarizer.checks.days import days
from summarizer.checks.figures import figures

SAME = [
    ("It ends on 27 March.", "until March 27th"),
    ("It ends on March 27.", "until 27/03"),
    ("It ends on 27 March 2023.", "until 2023-03-27"),
    ("It ends on the 27th of March.", "until 27.03.2023"),
    ("It ends on October 31.", "until Oct. 31"),
    ("It ends in March.", "until 27 March"),
    ("Talks are on 23 March.", "talks on March 23-25"),
    ("Talks are from 23 to 25 March.", "talks on March 23-25"),
    ("They vote on Thursday.", "a ballot on Thursday night"),
    ("They vote on Thursday.", "Thu, 12:30: ballot"),
    ("They may meet.", "A meeting is possible."),
    ("They march on Sunday.", "a march this Sunday"),
]
DIFFERENT = [
    ("It ends on 28 March.", "until March 27th"),
    ("It ends on 27 May.", "until March 27th"),
    ("It ends on 28 March.", "until 27/03"),
    ("It ends in June.", "until 27 March"),
    ("They vote on Friday.", "a ballot on Thursday night"),
    ("Talks are from 23 to 28 March.", "talks on March 23-25"),
    ("It starts in May.", "It starts in March."),
]


@pytest.mark.parametrize(("statement", "evidence"), SAME)
def test_a_day_written_another_way_is_no_fault(statement: str, evidence: str) -> None:
    assert days(statement, [evidence]) == []


@pytest.mark.parametrize(("statement", "evidence"), DIFFERENT)
def test_another_day_is_a_fault(statement: str, evidence: str) -> None:
    assert {fault.rule for fault in days(statement, [evidence])} == {"date"}


@pytest.mark.parametrize("date", ["27 March 2023", "March 27, 2023", "2023-03-27", "27.03.2023"])
def test_the_year_of_a_date_is_a_figure(date: str) -> None:
    assert figures(f"It ended on {date}.", ["It ended in 2023."]) == []
    assert figures(f"It ended on {date}.", ["It ended in 2024."])
