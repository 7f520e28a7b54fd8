"""One faulty item of a good draft, asked again of the embedded model."""

import pytest
from support.strike import NO_COMMENT, NO_TALKS, answer, strike

from summarizer import Budget, Model
from summarizer.checks import check
from summarizer.draft import Draft
from summarizer.model import Session
from summarizer.repair import MAX_ROUNDS, repair

pytestmark = pytest.mark.vcr


def test_a_faulty_item_is_mended_or_dropped_and_the_others_stay(model: Model) -> None:
    document = strike()
    budget = Budget()
    broken = {**NO_COMMENT, "stance": "is silent"}
    checked = check(Draft.model_validate(answer(positions=[NO_TALKS, broken])), document)
    assert len(checked.faulty) == 1

    repaired = repair(checked, document, Session(model, budget))

    assert 1 <= repaired.asked_again <= MAX_ROUNDS
    assert budget.spent.calls == repaired.asked_again
    assert set(map(repr, checked.accepted)) <= set(map(repr, repaired.accepted))
    assert len(repaired.accepted) + len(repaired.dropped) == len(checked.accepted) + 1
