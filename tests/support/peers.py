"""Trials of peers in a few words."""

import datetime as dt
from typing import Any

from evals.cases import Case
from evals.peers.trials import Limits, Spent, Trial
from evals.runs.trial import text_sha256


def trial(system: str, of: Case, answer: dict[str, Any] | None, **fields: Any) -> Trial:
    """A reading of a case; without an answer it is a failure."""
    given: dict[str, Any] = {
        "system": system,
        "case": of.slug,
        "text_sha256": text_sha256(of),
        "asked": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        "model": "m",
        "versions": {system: "1.0"},
        "limits": Limits(),
        "spent": Spent(calls=1, input_tokens=1_000, output_tokens=50),
        "seconds": 10.0,
        "cpu_seconds": 8.0,
        "answer": answer,
        "failure": "" if answer is not None else "TimeLimit",
        **fields,
    }
    return Trial(**given)
