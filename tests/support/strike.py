"""The labelling guide's worked example: its text, and what a good model writes of it."""

from typing import Any

from summarizer.document import Document

TEXT = (
    "14 March 2023.\n"
    "Dockworkers to vote on strike as port talks stall.\n"
    "The Northport Dockworkers' Union will ballot its 4,200 members on Thursday, union secretary "
    "Lena Ortiz said on Tuesday.\n"
    '"We will not go back to the table unless the company withdraws the night-shift plan," Ortiz '
    "said.\n"
    "Harbour Terminals declined to comment on its pay offer."
)
LINES = TEXT.splitlines()
"""One for each segment."""
BALLOT, TABLE, COMMENT = 3, 4, 5
"""Numbers of the segments."""

UNION = {
    "at": [BALLOT], "name": "Northport Dockworkers' Union", "kind": "organisation",
    "role": "union", "aliases": ["Union"],
}  # fmt: skip
ORTIZ = {
    "at": [BALLOT], "name": "Lena Ortiz", "kind": "person", "role": "union secretary",
    "aliases": ["Ortiz"],
}  # fmt: skip
TERMINALS = {
    "at": [COMMENT], "name": "Harbour Terminals", "kind": "organisation", "role": "the company",
    "aliases": [],
}  # fmt: skip
WITHDRAWAL = {
    "at": [TABLE], "requirement": "the company withdraws the night-shift plan",
    "gates": "the union goes back to the table", "set_by": "Northport Dockworkers' Union",
    "status": "open",
}  # fmt: skip
STEP = {
    "at": [BALLOT], "actors": ["Northport Dockworkers' Union"],
    "action": "ballots its 4,200 members", "when": "on Thursday", "certainty": "scheduled",
}  # fmt: skip
NO_TALKS = {
    "at": [TABLE], "holder": "Northport Dockworkers' Union", "reported_by": "Lena Ortiz",
    "stance": "declines",
    "statement": "The union will not go back to the table while the night-shift plan stands.",
}  # fmt: skip
NO_COMMENT = {
    "at": [COMMENT], "holder": "Harbour Terminals", "reported_by": "", "stance": "declines",
    "statement": "Harbour Terminals does not comment on its pay offer.",
}  # fmt: skip
INVENTED = {
    "at": [COMMENT], "holder": "Harbour Terminals", "reported_by": "", "stance": "offers",
    "statement": "Harbour Terminals offers a pay rise of 9 per cent.",
}  # fmt: skip
"""The figure is not in the text."""


def answer(**changes: Any) -> dict[str, Any]:
    """A whole answer without a fault."""
    return {
        "actors": [UNION, ORTIZ, TERMINALS],
        "conditions": [WITHDRAWAL],
        "next_steps": [STEP],
        "positions": [NO_TALKS, NO_COMMENT],
        "title": "Dockworkers to vote on strike",
        "gist": "The union will ballot its 4,200 members on Thursday.",
        **changes,
    }


def strike() -> Document:
    """The text as a document of five segments."""
    return Document.from_text(TEXT, source="strike.txt")
