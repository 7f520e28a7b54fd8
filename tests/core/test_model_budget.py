"""A budget is one limit over all layers; a session checks it before each question."""

import threading
from typing import TypeVar

import pytest
from pydantic import BaseModel
from support.scripted import ScriptedModel

from summarizer.errors import BudgetExceeded
from summarizer.model import (
    Answer,
    Budget,
    Message,
    OnProgress,
    Prompt,
    Session,
    Usage,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)

PROMPT = Prompt("test@1", (Message("user", "?"),), 0, 9)


class Reply(BaseModel):
    text: str = "yes"


class Careless(ScriptedModel):
    """Leaves the budget to others."""

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        budget.spend(self.usage)
        return super().ask(prompt, response_type, budget=Budget(), on_progress=on_progress)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_usage_adds_up() -> None:
    assert Usage(1, 2, 3, 4) + Usage(10, 20, 30, 40) == Usage(11, 22, 33, 44)


@pytest.mark.parametrize(
    ("budget", "usage", "word"),
    [
        (Budget(calls=2), Usage(calls=2), "2 calls"),
        (Budget(tokens=100), Usage(input_tokens=60, output_tokens=40), "100 tokens"),
        (Budget(calls=0), Usage(), "0 calls"),
    ],
)
def test_a_spent_budget_says_which_limit(budget: Budget, usage: Usage, word: str) -> None:
    budget.spend(usage)

    with pytest.raises(BudgetExceeded, match=f"the budget of {word} is spent"):
        budget.check()


def test_below_its_limits_a_budget_lets_pass() -> None:
    budget = Budget(calls=2, tokens=100)
    budget.spend(Usage(1, 60, 39, 1000))

    budget.check()


def test_time_counts_from_the_making() -> None:
    clock = Clock()
    budget = Budget(seconds=10.0, clock=clock)
    clock.now += 9.5
    budget.check()
    clock.now += 1.0

    assert (budget.seconds_spent, budget.seconds_left) == (10.5, 0.0)
    with pytest.raises(BudgetExceeded, match="10 seconds"):
        budget.check()


def test_threads_that_spend_at_once_lose_nothing() -> None:
    budget = Budget()

    def spend() -> None:
        for _ in range(500):
            budget.spend(Usage(1, 1, 1, 1))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert budget.spent == Usage(4000, 4000, 4000, 4000)


def test_a_session_asks_within_the_budget() -> None:
    model = Careless([Reply(), Reply()])
    session = Session(model, Budget(calls=1))

    assert session.ask(PROMPT, Reply).value == Reply()
    with pytest.raises(BudgetExceeded):
        session.ask(PROMPT, Reply)
    assert len(model.prompts) == 1


def test_a_session_passes_progress_on() -> None:
    stages: list[str] = []
    session = Session(
        ScriptedModel([Reply()]), Budget(), lambda progress: stages.append(progress.stage)
    )
    session.ask(PROMPT, Reply)

    assert stages == ["read", "write"]
