"""A short text, read whole by the embedded model, as it is where no parser can propose."""

import pytest
from support.evidence import all_evidence

from summarizer import Document, Model, summarize
from summarizer.reading import WITHOUT_PARSER

pytestmark = pytest.mark.vcr

DOCUMENT = Document.from_text(
    "3 June 2024\n"
    "The Osta River Commission will vote on the new dam on Friday, chairwoman Ines Falk said.\n"
    "Mayor Paul Hagen opposes the dam, his office said.\n"
    "Harbour Terminals declined to comment.\n"
)


def test_a_short_text_is_read_whole(model: Model) -> None:
    summary = summarize(DOCUMENT, model=model, prompt=WITHOUT_PARSER)
    found = all_evidence(summary)

    assert summary.run.prompt == WITHOUT_PARSER
    assert summary.run.output_tokens > 100
    assert "Ines Falk" in {actor.name for actor in summary.actors}
    assert all(found)
    for piece in (piece for pieces in found for piece in pieces):
        assert DOCUMENT.text[piece.start : piece.end] == piece.quote
    for position in summary.positions:
        assert summary.actor(position.holder)
