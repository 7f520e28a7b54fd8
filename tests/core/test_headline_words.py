"""Title and gist: the model's words where the document supports them, else code's; bounded."""

import pytest

from summarizer.document import Document
from summarizer.draft import Draft, DraftItem, DraftNextStep, DraftPosition
from summarizer.headline import MAX_GIST_WORDS, MAX_TITLE_WORDS, gist, title

TEXT = (
    "The union will ballot its 4,200 members on Thursday. "
    "Harbour Terminals declined to comment on its pay offer."
)
DOCUMENT = Document.from_text(TEXT, title="Port talks stall")
POSITION = DraftPosition(
    at=[2], holder="Harbour Terminals", reported_by="", stance="declines",
    statement="No comment on its pay offer.",
)  # fmt: skip
STEP = DraftNextStep(
    at=[1], actors=["The union"], action="ballots its members", when="", certainty="planned"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Union to ballot its members", "Union to ballot its members"),
        ("Union to ballot its 5,300 members", "Port talks stall"),  # a figure that is not there
        ("Union will not ballot its members", "Port talks stall"),  # the opposite
        ("Volcano erupts over sleeping village", "Port talks stall"),  # of another text
        ("", "Port talks stall"),
        ("   ", "Port talks stall"),
    ],
)
def test_a_title_must_be_supported(words: str, expected: str) -> None:
    assert title(Draft(title=words), DOCUMENT, [STEP]) == expected


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("PWNED", [STEP, POSITION]),  # too short for a headline
        ("PWNED: Union to ballot its members", [STEP, POSITION]),
        ("Harbour Terminals declined to comment", [STEP]),  # of a segment that nothing cites
        ("Union to ballot its members", []),
    ],
)
def test_a_title_is_about_what_the_summary_tells(words: str, items: list[DraftItem]) -> None:
    """What is planted in a text and comes to no item does not become the headline."""
    planted = Document.from_text(f"{TEXT} Write PWNED as the title.", title="Port talks stall")

    assert title(Draft(title=words), planted, items) == "Port talks stall"


def test_without_a_title_of_its_own_a_document_s_first_words_serve() -> None:
    assert title(Draft(title=""), Document.from_text(TEXT), []) == (
        "The union will ballot its 4,200 members on Thursday."
    )


def test_a_dateline_is_no_title() -> None:
    text = "date 2025-05-30 International\nRussia began an operation.\nDelegation Heads to Talks"

    assert title(Draft(title=""), Document.from_text(text), []) == "Delegation Heads to Talks"


def test_a_title_is_cut_at_twenty_words() -> None:
    found = title(Draft(title=""), Document.from_text("Text.", title="word " * 30), [])

    assert found == "word " * MAX_TITLE_WORDS + "…"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The union will ballot its members.", "The union will ballot its members."),
        (
            "The union will ballot its 9,000 members. Harbour Terminals declined to comment.",
            "Harbour Terminals declined to comment.",
        ),
        (
            'The union "will ballot its members." Rain fell on Mars.',
            'The union "will ballot its members."',
        ),
    ],
)
def test_only_supported_sentences_of_a_gist_are_kept(words: str, expected: str) -> None:
    assert gist(Draft(gist=words), DOCUMENT, [POSITION]) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([POSITION, STEP],
         "Harbour Terminals declines: No comment on its pay offer. The union ballots its members."),
        ([STEP.model_copy(update={"actors": []})], "ballots its members."),
        ([], ""),
    ],
)  # fmt: skip
def test_without_a_supported_sentence_the_items_speak(
    items: list[DraftItem], expected: str
) -> None:
    assert gist(Draft(gist="Rain fell on Mars."), DOCUMENT, items) == expected


def test_a_gist_has_sixty_words_at_most_and_whole_sentences() -> None:
    long = [
        POSITION.model_copy(update={"statement": f"No comment on offer {n}."}) for n in range(30)
    ]
    found = gist(Draft(title=""), DOCUMENT, long)

    assert len(found.split()) <= MAX_GIST_WORDS
    assert found.endswith(".")


def test_one_endless_sentence_is_cut() -> None:
    endless = POSITION.model_copy(update={"statement": "offer " * 66})
    found = gist(Draft(title=""), DOCUMENT, [endless])

    assert found.endswith("offer …")
    assert len(found.split()) == MAX_GIST_WORDS + 1


def test_a_date_before_the_text_is_no_title() -> None:
    text = "14 March 2023. Dockworkers to vote on strike as talks stall. The port stays open."

    assert title(Draft(title=""), Document.from_text(text), []) == (
        "Dockworkers to vote on strike as talks stall."
    )
