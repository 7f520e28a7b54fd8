"""A short text, read whole by the embedded model in one answer; it names whom the text names."""

import pytest
from support.evidence import all_evidence
from support.strike import TEXT, strike

from summarizer import Model, summarize

pytestmark = pytest.mark.vcr


def test_a_short_text_is_read_whole(model: Model) -> None:
    summary = summarize(strike(), model=model, prompt="summary@1")
    found = all_evidence(summary)

    assert summary.run.prompt == "summary@1"
    assert summary.run.output_tokens > 100
    assert "Lena Ortiz" in [actor.name for actor in summary.actors]
    assert summary.positions
    assert all(found)
    for piece in (piece for pieces in found for piece in pieces):
        assert TEXT[piece.start : piece.end] == piece.quote
    for position in summary.positions:
        assert summary.actor(position.holder)
