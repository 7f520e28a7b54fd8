"""A small run to report on, with every state in it and hostile words where words can stand."""

from typing import Any

from support.labelled import case, summary
from support.runs import STARTED

from evals.cases import Case
from evals.runs.folder import put_together
from evals.runs.result import Failure, Outcome, RunResult, Setup, Spent, Trial
from evals.runs.trial import text_sha256
from evals.scoring import score

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"'{{ 7*7 }}]]>"
CONTROL = "\x1b[31mred\x00\u202e\ufffe @all [link](javascript:alert(3))"
TEXT = (
    "\nThe union opposes the plan 🎉.\r\nThe port backs the plan. "
    f"A fee is due. {HOSTILE} {CONTROL}\nThe mayor wants a vote."
)
SETUP = Setup(
    model="m<b>", profile="large", prompt="p@1", prompt_sha256="", schema_sha256="",
    parameters={}, repeats=1,
)  # fmt: skip
DOWN = Failure(code="ServerFailed", message=f"down {HOSTILE}{CONTROL}", infra=True)
BUG = Failure(code="InvalidAnswer", message="no", infra=False)

_UNION = {
    "holder": "The union",
    "stance": "opposes",
    "statement": "The union opposes the plan.",
    "evidence": ["The union opposes the plan 🎉."],
}
_PORT = {
    "holder": "The port",
    "stance": "supports",
    "statement": "The port backs the plan.",
    "evidence": ["The port backs the plan."],
}
_MAYOR = {
    "holder": "The mayor",
    "stance": "demands",
    "statement": f"The mayor wants a vote {HOSTILE}{CONTROL}.",
    "evidence": ["The mayor wants a vote."],
    "vital": False,
}
_FEE = {
    "holder": "The union",
    "stance": "asserts",
    "statement": f"A fee is due {HOSTILE}{CONTROL}",
    "evidence": ["A fee is due."],
}
_ACTORS = [{"name": name, "evidence": [name]} for name in ("The union", "The port", "The mayor")]


def one_case(slug: str = "harbour", text: str = TEXT) -> Case:
    return case(text, {"actors": _ACTORS, "positions": [_UNION, _PORT, _MAYOR]}, slug=slug)


def outcome(found: Case, *positions: dict[str, Any]) -> Outcome:
    made = summary(found.text, {"actors": _ACTORS, "positions": positions})
    return Outcome(summary=made, score=score(found, made))


def good(found: Case) -> Outcome:
    return outcome(found, _UNION, _PORT)


def bad(found: Case) -> Outcome:
    """One position is matched, one missing, one invented."""
    return outcome(found, _UNION, _FEE)


def trial(found: Case, what: Outcome | Failure, repeat: int = 0) -> Trial:
    kind = "outcome" if isinstance(what, Outcome) else "failure"
    fields = {"case": found.slug, "repeat": repeat, "text_sha256": text_sha256(found)}
    return Trial.model_validate({**fields, kind: what})


def a_run(*trials: Trial, name: str = "a-run", **fields: Any) -> RunResult:
    head = {
        "id": name, "started": STARTED, "mode": "live", "setup": SETUP, "libraries": {}, **fields
    }  # fmt: skip
    return put_together(head, trials, Spent())
