"""One model serves many threads: nothing of one summary is in another."""

from concurrent.futures import ThreadPoolExecutor

from pydantic import BaseModel
from support.scripted import Reply, ScriptedModel

from summarizer import Budget, Document, summarize
from summarizer.model import Prompt

THREADS = 16


def text(n: int) -> str:
    return f"Town{n} will vote on Monday.\nMayor Ada Ham{n} said that Town{n} expects {n} visitors."


def position(n: int, figure: int) -> dict[str, object]:
    return {
        "at": [2],
        "holder": f"Ada Ham{n}",
        "reported_by": "",
        "stance": "expects",
        "statement": f"Town{n} expects {figure} visitors.",
    }


def reply(prompt: Prompt, _: type[BaseModel]) -> Reply:
    """Reads the number out of the prompt; gets the figure wrong at first."""
    n = int(prompt.messages[-1].content.split("Town")[1].split()[0])
    if prompt.id == "repair@1":
        return {"positions": [{"n": 1, **position(n, n)}]}
    actor = {"at": [2], "name": f"Ada Ham{n}", "kind": "person", "role": "Mayor"}
    return {"actors": [actor], "positions": [position(n, n + 1000)]}


def test_sixteen_threads_share_a_model() -> None:
    model = ScriptedModel(reply)
    budgets = [Budget() for _ in range(100, 100 + 3 * THREADS)]

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(
            pool.map(
                lambda job: summarize(
                    Document.from_text(text(job[0]), date="2025-05-30"), model=model, budget=job[1]
                ),
                enumerate(budgets, 100),
            )
        )

    for n, (summary, budget) in enumerate(zip(found, budgets, strict=True), 100):
        assert summary.positions[0].statement == f"Town{n} expects {n} visitors."
        assert summary.actors[0].name == f"Ada Ham{n}"
        assert summary.dropped == ()
        assert summary.run.calls == budget.spent.calls == 2


def test_threads_may_share_a_budget() -> None:
    model = ScriptedModel(reply)
    budget = Budget(calls=81)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda n: summarize(text(n), model=model, budget=budget), range(100, 140)))

    assert budget.spent.calls == len(model.prompts) == 80
