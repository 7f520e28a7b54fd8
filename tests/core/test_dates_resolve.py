"""The document's words for a time, and the day, month or year that they mean."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import is_iso_date, resolve, said_on

FRIDAY = "2025-05-30"
"""Of the seed; the day on which everything in the tables was said."""


@pytest.mark.parametrize(
    ("when", "due"),
    [
        # Written out
        ("on 9 June 2026", "2026-06-09"),
        ("June 9, 2026", "2026-06-09"),
        ("9th of June, 2026", "2026-06-09"),
        ("on 2026-06-09", "2026-06-09"),
        ("9.6.2026", "2026-06-09"),
        ("6/9/2026", "2026-06-09"),
        ("25/6/2026", "2026-06-25"),
        ("on Tuesday, 9 June 2026, at 10:00 GMT", "2026-06-09"),
        # Without a year: the next such day
        ("on 9 June", "2025-06-09"),
        ("June 9th", "2025-06-09"),
        ("on 9 May", "2026-05-09"),
        ("on Sept. 3", "2025-09-03"),
        ("on 30 May", "2025-05-30"),
        ("on 29 May", "2026-05-29"),
        # Weekdays: the next one, never the day itself
        ("on Monday", "2025-06-02"),
        ("on Monday morning", "2025-06-02"),
        ("Thursday at 5 p.m.", "2025-06-05"),
        ("on Friday", "2025-06-06"),
        ("by Saturday night", "2025-05-31"),
        ("this Sunday", "2025-06-01"),
        # Relative days
        ("today", "2025-05-30"),
        ("tonight", "2025-05-30"),
        ("tomorrow morning", "2025-05-31"),
        ("the day after tomorrow", "2025-06-01"),
        # Spans
        ("in three days", "2025-06-02"),
        ("within ten days", "2025-06-09"),
        ("within 30 calendar days", "2025-06-29"),
        ("in a week", "2025-06-06"),
        ("within two weeks", "2025-06-13"),
        ("in a fortnight", "2025-06-13"),
        ("within the next 60 days", "2025-07-29"),
        ("over the next two weeks", "2025-06-13"),
        ("180 days after the date of this order", "2025-11-26"),
        ("90 days from the date of this proclamation", "2025-08-28"),
        ("within two months", "2025-07"),
        ("in the next six months", "2025-11"),
        ("in eight months", "2026-01"),
        ("within five years", "2030"),
        ("in two years", "2027"),
        # Bounds
        ("by 4 July", "2025-07-04"),
        ("until 30 September", "2025-09-30"),
        ("no later than 15 August 2025", "2025-08-15"),
        ("by the end of June", "2025-06-30"),
        ("by the end of the year", "2025-12-31"),
        ("by year-end", "2025-12-31"),
        ("before the year's end", "2025-12-31"),
        ("by the end of the month", "2025-05-31"),
        ("by the end of 2027", "2027-12-31"),
        ("by the end of next month", "2025-06-30"),
        ("before the end of next week", "2025-06-08"),
        ("this weekend", "2025-05-31"),
        ("every two years, starting in 2026", ""),
        ("on the last Monday of June", "2025-06"),
        ("in the last quarter of 2026", "2026"),
        # Months
        ("in June", "2025-06"),
        ("in May", "2025-05"),
        ("in April", "2026-04"),
        ("early in June 2026", "2026-06"),
        ("mid-September", "2025-09"),
        ("in late Oct.", "2025-10"),
        ("in March next year", "2026-03"),
        ("next month", "2025-06"),
        ("later this month", "2025-05"),
        ("at the month's end", "2025-05-31"),
        # Seasons, halves, quarters: their year
        ("this summer", "2025"),
        ("in the autumn", "2025"),
        ("next spring", "2026"),
        ("in the fall of 2026", "2026"),
        ("in the second half of the year", "2025"),
        ("in the first half of next year", "2026"),
        ("in the third quarter", "2025"),
        ("Q4 2026", "2026"),
        # Years
        ("next year", "2026"),
        ("later this year", "2025"),
        ("in 2031", "2031"),
        ("between 2027 and 2030", "2030"),
        # What fixes no day, month or year
        ("", ""),
        ("soon", ""),
        ("in the coming weeks", ""),
        ("in due course", ""),
        ("for ten days", ""),
        ("every Monday", ""),
        ("after the meeting", ""),
        ("at 10:00", ""),
        ("in the morning", ""),
        ("when they may agree", ""),
        ("once the talks are over", ""),
    ],
)
def test_words_said_on_a_friday(when: str, due: str) -> None:
    assert resolve(when, FRIDAY) == due


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("last Monday", ""),
        ("past Tuesday", ""),
        ("last June", ""),
        ("in the previous autumn", ""),
        ("last year", ""),
        ("yesterday", ""),
        ("three days ago", ""),
        ("in 2019", "2019"),
        ("on 24 February 2022", "2022-02-24"),
    ],
)
def test_the_past_is_never_turned_into_the_future(when: str, due: str) -> None:
    assert resolve(when, FRIDAY) == due


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("on Monday", ""),
        ("tomorrow", ""),
        ("within ten days", ""),
        ("next month", ""),
        ("in June", ""),
        ("in June 2026", "2026-06"),
        ("on 9 June 2026", "2026-06-09"),
        ("by the end of 2027", "2027-12-31"),
    ],
)
def test_without_a_day_to_count_from_only_full_dates_resolve(when: str, due: str) -> None:
    assert resolve(when, "") == due
    assert resolve(when, "no date") == due


@pytest.mark.parametrize(
    ("said", "when", "due"),
    [
        ("2024-02-28", "tomorrow", "2024-02-29"),
        ("2023-12-31", "on Monday", "2024-01-01"),
        ("2024-12-15", "next month", "2025-01"),
        ("2024-01-31", "within a month", "2024-02"),
        ("2025-06-02", "on Monday", "2025-06-09"),
        ("2024-12-30", "in January", "2025-01"),
        ("2024-11-05", "within 120 days", "2025-03-05"),
        ("2024-01-01", "on 1 January", "2024-01-01"),
        ("2024-01-01", "on 31 December", "2024-12-31"),
    ],
)
def test_ends_of_months_and_years(said: str, when: str, due: str) -> None:
    assert resolve(when, said) == due


@pytest.mark.parametrize(
    ("evidence", "day"),
    [
        ("Within ten days, he said on Sunday.", "2025-05-25"),
        ("On Monday, the union announced on Thursday, members vote.", "2025-05-29"),
        ("They leave on Monday, Peskov said on Friday.", FRIDAY),
        ("They leave on Monday, Peskov said.", FRIDAY),
        ("He said. They leave on Monday.", FRIDAY),
        ("", FRIDAY),
    ],
)
def test_words_count_from_the_day_on_which_they_were_said(evidence: str, day: str) -> None:
    assert said_on(evidence, FRIDAY) == day


def test_said_on_leaves_an_unknown_date_unknown() -> None:
    assert said_on("He said on Sunday.", "") == ""


SHAPE = re.compile(r"(?:\d{4}(?:-\d\d){0,2})?")
_VOCABULARY = """in within by the next last of on until 31 30 2 0 999 99999 tomorrow 1900-02-29
    31.2.2024 Monday June february may day days month years q4 fall '' ½ ²"""
WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=7).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=60)), st.sampled_from([FRIDAY, "2024-02-29", "", "x"]))
def test_any_words_give_a_date_a_month_a_year_or_nothing(when: str, said: str) -> None:
    due = resolve(when, said)

    assert SHAPE.fullmatch(due)
    assert len(due) != 10 or is_iso_date(due)


@given(WORDS, st.sampled_from(["0001-01-01", "1900-01-01", "2199-12-31", "9999-12-31"]))
def test_the_edges_of_the_calendar_do_not_break_it(when: str, said: str) -> None:
    assert SHAPE.fullmatch(resolve(when, said))
    assert is_iso_date(said_on("He said on Sunday.", said))
