"""What a statement of more than 25 words does without, and what it keeps."""

import pytest

from summarizer.document import Document
from summarizer.draft import DraftPosition
from summarizer.propose import propose
from summarizer.propose.parsing import Parser

PORTS = "the crews of the northern ports, the crews of the southern ports"
LONG = f"{PORTS}, the crews of the eastern ports and the crews of the western islands"
BROTHERS = "two brothers and their three cousins in a small town near the coast of the sea"
CREWED = "the yards and of the ports and of the ferries and of the boats and of the banks"
YARDS = "the yards and the ports of the islands"
WINTER = "the long and cold winter of the northern sea"
UNLESS = f"unless the banks are closed for all of {WINTER} and the boats are sold"


def only_statement(text: str, parser: Parser) -> str:
    found = propose(Document.from_text(text, date="2025-05-30"), parser).positions
    [statement] = [item.statement for item in found if isinstance(item, DraftPosition)]
    assert len(statement.split()) <= 25
    return statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # Adverbs of manner go first, then what stands at the end with its "and"
        (f"Norway demands that Siemens quickly pays {LONG}.",
         f"Norway demands that Siemens pays {PORTS}, the crews of the eastern ports"),
        # A clause that gives a reason
        ((f"Norway demands that Siemens pays {PORTS} and the crews of the eastern ports because "
         "the banks of the islands are closed."),
         f"Norway demands that Siemens pays {PORTS} and the crews of the eastern ports"),
        # What commas set off
        (f"Norway opposes the plan of Siemens, which was founded by {BROTHERS}.",
         "Norway opposes the plan of Siemens"),
        (f"Norway demands that Siemens, which was founded by {BROTHERS}, pays the crews.",
         "Norway demands that Siemens pays the crews"),
        # What stands in brackets or after a dash, with the mark
        (f"Norway opposes the plan of the ports (as it was first proposed by {BROTHERS}).",
         "Norway opposes the plan of the ports"),
        (f"Norway opposes the plan of the ports – which was first proposed by {BROTHERS}.",
         "Norway opposes the plan of the ports"),
    ],
)  # fmt: skip
def test_what_can_go(parser: Parser, text: str, statement: str) -> None:
    assert only_statement(text, parser) == statement


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # Adverbs without which it says something else
        (f"Norway demands that Siemens never pays {LONG}.", "Siemens never pays"),
        (f"Norway demands that Siemens only pays {LONG}.", "Siemens only pays"),
        (f"Norway demands that Siemens still pays {LONG}.", "Siemens still pays"),
        # Half of a word
        (f"Norway opposes the toll on the privately-owned boats of {BROTHERS} and the old yards.",
         "the privately-owned boats"),
        # What must hold first
        (f"Norway demands that Siemens pays the crews {UNLESS}.", "unless the banks are closed"),
        # A clause without which the noun is another
        (f"Ministers who came from {YARDS} oppose the toll on the boats in {WINTER}.",
         f"Ministers who came from {YARDS} oppose the toll"),
    ],
)  # fmt: skip
def test_what_stays(parser: Parser, text: str, kept: str) -> None:
    assert kept in only_statement(text, parser)


@pytest.mark.parametrize(
    "text",
    [
        f"Norway demands that the crews of {CREWED} and of the islands leave.",
        f"Norway demands that Siemens pays the crews {UNLESS}.",
        f"Norway demands that Siemens pays {PORTS}, the crews of the ferries and all the boats.",
    ],
)  # fmt: skip
def test_a_statement_that_was_cut_ends_with_no_dangling_word(parser: Parser, text: str) -> None:
    dangling = {"a", "an", "and", "by", "for", "if", "in", "of", "on", "or", "the", "to", "with"}
    last = only_statement(text, parser).split()[-1]

    assert last.lower() not in dangling
    assert last[-1].isalnum()
