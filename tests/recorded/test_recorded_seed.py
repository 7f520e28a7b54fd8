"""The seed, read by the embedded model from end to end."""

import pytest
from support.evidence import all_evidence

from summarizer import Model, check_support, summarize
from summarizer.document import Document
from summarizer.headline import MAX_GIST_WORDS, MAX_TITLE_WORDS

pytestmark = pytest.mark.vcr


@pytest.mark.usefixtures("parser")
def test_the_seed_becomes_a_summary_that_can_be_checked(model: Model, seed: Document) -> None:
    summary = summarize(seed, model=model)
    found = all_evidence(summary)

    assert (summary.run.calls, summary.run.prompt) == (1, "guided@1")
    assert summary.run.input_tokens > 500
    assert summary.run.output_tokens > 20
    assert summary.actors
    assert summary.positions
    assert summary.conditions
    assert "2025-06-02" in [step.due for step in summary.next_steps]
    assert all(found)
    for piece in (piece for pieces in found for piece in pieces):
        assert seed.text[piece.start : piece.end] == piece.quote
    assert 0 < len(summary.title.split()) <= MAX_TITLE_WORDS + 1
    assert 0 < len(summary.gist.split()) <= MAX_GIST_WORDS + 1
    assert check_support(summary.title, seed.text) == ()
