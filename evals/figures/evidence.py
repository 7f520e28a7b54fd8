"""Is every quote what the document says at its offsets, and does every item have one?

Run it from the root of the repository: ``python -m evals.figures.evidence``. It needs the parser
(``summarizer model pull en-core-web-sm``), no model and no network. It summarizes all cases on the
embedded model's path: code proposes the items, a script answers for the model. It ends with 1
when the bar is missed.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from evals.cases import Case, load_cases
from evals.script import Script
from summarizer import summarize
from summarizer.document import Document
from summarizer.draft import MAX_ITEMS, Draft, DraftNextStep
from summarizer.model import Prompt
from summarizer.propose import parsing
from summarizer.repair import Mended
from summarizer.schema import Evidence, Summary

_MOST = 150
"""Characters of what the script writes: the shortest bound of its answers."""


@dataclass(frozen=True)
class Scripted(Script):
    """Answers for the embedded model: a headline, or every segment as a step."""

    document: Document
    """What it is asked about."""

    def value(self, _prompt: Prompt, response_type: type[BaseModel]) -> dict[str, Any]:
        """A sentence for each field, out of a segment that may be picked."""
        if issubclass(response_type, Draft):
            return {"next_steps": [self._step(n) for n in self._numbers()]}
        if issubclass(response_type, Mended):
            return {}
        fields = response_type.model_fields.items()
        return {name: self._sentence(field.annotation) for name, field in fields}

    def _sentence(self, wanted: Any) -> str | dict[str, Any]:  # noqa: ANN401  # any type
        """The first of the segments offered, with its own words; for the title, the document's."""
        if wanted is str:
            return self.document.title[:_MOST]
        at = get_args(wanted.model_fields["at"].annotation)[0]
        return {"at": at, "says": self._words(at)}

    def _step(self, number: int) -> dict[str, Any]:
        step = DraftNextStep(
            at=[number], actors=[], action=self._words(number), when="", certainty="planned"
        )
        return step.model_dump()

    def _words(self, number: int) -> str:
        segment = self.document.segment(number)
        return segment.text[:_MOST] if segment else ""

    def _numbers(self) -> range:
        return range(1, min(MAX_ITEMS, len(self.document.segments)) + 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """The evidence of one summary."""

    items: int
    """Actors, positions, conditions and next steps."""
    bare: int
    """Of these, how many have no evidence."""
    pieces: int
    """Pieces of evidence."""
    right: int
    """Of these, how many are the text at their offsets."""


def main() -> int:
    """Print the counts of all cases; 0 if every quote is right and no item is bare, else 1."""
    if not parsing.is_installed():
        print("the parser is missing: summarizer model pull en-core-web-sm", file=sys.stderr)
        return 1
    counted = [count(case) for case in load_cases()]
    items, bare = sum(one.items for one in counted), sum(one.bare for one in counted)
    pieces, right = sum(one.pieces for one in counted), sum(one.right for one in counted)
    met = right == pieces and not bare and bool(pieces)
    verdict = "met" if met else "MISSED"
    print(f"{len(counted)} texts, {items} items, {bare} of them without evidence")
    print(f"text[start:end] == quote: {right} of {pieces} ({right / max(1, pieces):.2%})", end="")
    print(f"  100% {verdict}")
    return 0 if met else 1


def count(case: Case) -> Counted:
    """Summarize a case and hold its evidence against its text."""
    summary = summarize(case.document, model=Scripted(case.document))
    evidence = list(_evidence(summary))
    pieces = [piece for found in evidence for piece in found]
    return Counted(
        items=len(evidence),
        bare=sum(not found for found in evidence),
        pieces=len(pieces),
        right=sum(case.text[piece.start : piece.end] == piece.quote for piece in pieces),
    )


def _evidence(summary: Summary) -> Iterator[tuple[Evidence, ...]]:
    for items in (summary.actors, summary.positions, summary.conditions, summary.next_steps):
        for item in items:
            yield item.evidence


if __name__ == "__main__":
    sys.exit(main())
