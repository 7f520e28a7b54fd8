"""A headline tells when: its time goes to the step that it is about, and to no other."""

import pytest

from summarizer.document import Document
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

BODY = "The Harbour Trust will close three depots in the north. Mayor Ann Lee will visit Brill."


def steps(text: str, parser: Parser) -> list[tuple[str, str, list[int]]]:
    found = propose(Document.from_text(text, date="2024-03-01"), parser).next_steps
    return [(step.action, step.when, step.at) for step in found]


@pytest.mark.parametrize(
    ("headline", "when", "at"),
    [
        ("Harbour Trust to close three depots by 2030", "by 2030", [2, 1]),
        ("Harbour Trust to close three depots", "", [2]),  # it gives no time
        ("Rail strike goes on until 2030", "", [2]),  # it is about something else
        ("2024-03-01", "", [2]),  # a date line
    ],
)
def test_the_headline_s_time_is_the_step_s_that_it_tells_of(
    headline: str, when: str, at: list[int], parser: Parser
) -> None:
    found = [step for step in steps(f"{headline}\n{BODY}", parser) if "depots" in step[0]]

    assert [step[1:] for step in found] == [(when, at)]


def test_a_step_with_a_time_of_its_own_keeps_it(parser: Parser) -> None:
    text = (
        "Harbour Trust to close three depots by 2030\n"
        "The Harbour Trust will close three depots on 4 May 2024."
    )

    assert [step[1] for step in steps(text, parser)] == ["on 4 May 2024"]
