"""Names of a statement occur in the document."""

import pytest

from summarizer.checks.names import Vocabulary, names
from summarizer.document import Document

TEXT = (
    "General Motors chief executive Fritz Henderson spoke in New York. The U.S. Senate and the "
    "Russian delegation met. Erdoğan's ministers consulted the International Atomic Energy Agency. "
    "The UAW declined. Congressional approval is pending in the United Kingdom."
)
VOCABULARY = Vocabulary.of(Document.from_text(TEXT, title="Port talks in Rotterdam"))

KNOWN = [
    "The plan of Henderson stands.",
    "The plan of Fritz Henderson stands.",
    "Today Henderson's plan stands.",
    "Today the United States met Russia.",
    "Today the US met the Russians.",
    "Today America met Moscow.",
    "Today Britain waits.",
    "Today Erdogan consulted the IAEA.",
    "Today Congress waits.",
    "Today they met in Rotterdam.",
    "On Monday, in May, they meet.",
    "Dockworkers vote.",
    "They voted. Dockworkers did not.",
    "Today Mr. Henderson spoke.",
    "Today the GENERAL MOTORS plan stands.",
]
UNKNOWN = [
    ("The plan of Wagoner stands.", "Wagoner"),
    ("The plan of Paul Henderson stands.", "Paul Henderson"),
    ("Today the US met China.", "China"),
    ("Today they met in Hamburg.", "Hamburg"),
    ("Today the WTO waits.", "WTO"),
]


@pytest.mark.parametrize("statement", KNOWN)
def test_a_name_in_another_form_is_no_fault(statement: str) -> None:
    assert names(statement, VOCABULARY) == []


@pytest.mark.parametrize(("statement", "name"), UNKNOWN)
def test_a_name_that_the_text_does_not_use_is_a_fault(statement: str, name: str) -> None:
    (fault,) = names(statement, VOCABULARY)
    assert fault.rule == "unknown-name"
    assert fault.message == f"The name {name} is not in the text."
