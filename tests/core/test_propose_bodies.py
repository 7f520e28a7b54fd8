"""Whom a spokesman, an officer or a signed text speaks for, and whom "the judge" does not mean."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

Told = tuple[str, str, str]
"""Holder, reporter and statement."""


def told(text: str, parser: Parser) -> list[Told]:
    return [
        (item.holder, item.reported_by, item.statement)
        for item in propose(Document.from_text(text, date="2025-05-30"), parser).positions
        if isinstance(item, DraftPosition)
    ]


@pytest.mark.parametrize(
    "speaker",
    [
        "A spokeswoman for the Lakes Federation",
        "A federation spokesman",
        "The federation's spokesman on fares",
        # "The spokesman" is the one before
        "A federation spokesman left. The spokesman",
    ],
)
def test_an_unnamed_spokesman_s_words_are_the_body_s(parser: Parser, speaker: str) -> None:
    text = f"The Lakes Federation met. {speaker} said that the toll is unfair."

    assert told(text, parser) == [("Lakes Federation", "", "The toll is unfair")]


@pytest.mark.parametrize(
    ("text", "holder", "reporter"),
    [
        ("Northrop chairman Ron Sugar said that the award is unfair.", "Northrop", "Ron Sugar"),
        ("The Harbour Guild's director, Ann Lee, said that the award is unfair.",
         "Harbour Guild", "Ann Lee"),
        # What a spokesman is for is not whom he speaks for
        (("Home Affairs is busy. Labour spokesman on Home Affairs Tom Reilly said that the award is"
         " unfair."), "Labour", "Tom Reilly"),
        # The mayor speaks for himself
        ("Mayor Tom Reilly said that the award is unfair.", "Tom Reilly", ""),
    ],
)  # fmt: skip
def test_a_spokesman_and_an_officer_speak_for_a_body(
    parser: Parser, text: str, holder: str, reporter: str
) -> None:
    assert told(text, parser) == [(holder, reporter, "The award is unfair")]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Ruth Nankya opposes it. The former head of the bank wants talks.", ["Ruth Nankya"]),
        ("Ruth Nankya opposes it. The judge wants talks.", ["Ruth Nankya", "judge"]),
        ("Ruth Nankya opposes it. A Baptist leader wants talks.",
         ["Ruth Nankya", "Baptist leader"]),
        ("Ruth Nankya opposes it. The Baptist leader wants talks.",
         ["Ruth Nankya", "Baptist leader"]),
        ("The Turkish government opposes it. An interim government wants talks.",
         ["Turkish government"]),
        # But "the official" is who was told of
        ("Ruth Nankya opposes it. The official wants talks.", ["Ruth Nankya", "Ruth Nankya"]),
    ],
)  # fmt: skip
def test_who_is_described_is_not_who_was_told_of(
    parser: Parser, text: str, holders: list[str]
) -> None:
    assert [holder for holder, *_ in told(text, parser)] == holders


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Statement of the Ministry of Transport", "Ministry of Transport"),
        ("Statement by the Harbour Guild", "Harbour Guild"),
    ],
)
def test_we_in_a_statement_of_a_body_are_the_body(parser: Parser, title: str, body: str) -> None:
    assert told(f"{title}\nWe condemn the attack on the port.", parser) == [
        (body, "", f"{body} condemns the attack on the port")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words in single marks
        ("‘The toll is unfair,’ Ann Lee said.", ["The toll is unfair"]),
        # Closed in a later sentence; an apostrophe closes nothing
        ("Ann Lee said: ‘The port must close. The men’s boats must stay.’",
         ["The port must close", "The men’s boats must stay"]),
        ("‘The crews’ port must close. The men’s boats must stay,’ Ann Lee said.",
         ["The crews’ port must close", "The men’s boats must stay"]),
        ("‘We oppose the toll,’ Ann Lee said. ‘We want talks.’",
         ["Ann Lee opposes the toll", "Ann Lee wants talks"]),
        # A word in single marks is no quotation
        ("The ‘old’ port must close, Ann Lee said.", ["The ‘old’ port must close"]),
    ],
)  # fmt: skip
def test_words_in_single_quotation_marks_are_the_speaker_s(
    parser: Parser, text: str, expected: list[str]
) -> None:
    assert told(text, parser) == [("Ann Lee", "", statement) for statement in expected]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        # A second verb of speech, or of attitude, beside the first
        ("Norway said that it opposes the toll and warned that the port was unsafe.",
         ["Norway opposes the toll", "The port was unsafe"]),
        ("Norway said that turbines do no harm, and invited doubters.",
         ["Turbines do no harm", "Norway invited doubters"]),
    ],
)  # fmt: skip
def test_what_a_speaker_tells_next_is_the_speaker_s_too(
    parser: Parser, text: str, statements: list[str]
) -> None:
    assert told(text, parser) == [("Norway", "", statement) for statement in statements]
