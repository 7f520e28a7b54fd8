"""langextract, with the settings that its own documents recommend.

It cannot be installed beside the product (it needs tenacity below 9.2, through google-genai), so it
runs in an interpreter of its own: see `evals.peers.worker`.
"""

import json
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from evals.cases import Case
from evals.peers.meter import Meter
from evals.peers.trials import Limits, Reading
from summarizer.endpoint import EndpointOptions
from summarizer.schema import ActorKind, Certainty, Stance

WORKER = Path(__file__).with_name("worker.py")
_PROMPTS = Path(__file__).with_name("prompts")

SETTINGS: dict[str, Any] = {"max_char_buffer": 1_000, "extraction_passes": 1, "temperature": 0.0}
"""Chunks of 1,000 characters and one pass are its defaults and what its README uses ("smaller
contexts for better accuracy"); three passes are recommended for books, and at temperature 0, which
it documents for steady output, a second pass would say the same as the first."""

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _one_of(vocabulary: Any) -> dict[str, Any]:  # noqa: ANN401  # a Literal
    return {"type": "string", "enum": list(get_args(vocabulary))}


CLASSES: dict[str, dict[str, Any]] = {
    "actor": {"kind": _one_of(ActorKind), "role": _TEXT, "aliases": _TEXTS},
    "position": {
        "holder": _TEXT,
        "reported_by": _TEXT,
        "stance": _one_of(Stance),
        "statement": _TEXT,
    },
    "condition": {"requirement": _TEXT, "gates": _TEXT, "set_by": _TEXT},
    "next_step": {
        "actors": _TEXTS,
        "action": _TEXT,
        "when": _TEXT,
        "certainty": _one_of(Certainty),
    },
}
"""What is extracted, each with the JSON schema of its attributes: its guide for "enum values on
extraction attributes" recommends such an output schema beside the examples."""


@dataclass(frozen=True)
class LangExtract:
    """langextract in its own interpreter."""

    python: Path
    """The interpreter that has it."""
    meter: Meter
    """Through which it asks."""
    model: str
    """The endpoint's name for the model."""
    name: str = "langextract"

    @cached_property
    def versions(self) -> dict[str, str]:
        """Of langextract and its client."""
        script = (
            "import json;from importlib.metadata import version as v;"
            "print(json.dumps({n: v(n) for n in ('langextract', 'openai')}))"
        )
        told = subprocess.run(  # noqa: S603  # the user names the interpreter
            [self.python, "-c", script], capture_output=True, check=True, text=True
        )
        versions: dict[str, str] = json.loads(told.stdout)
        return versions

    def read(self, case: Case, limits: Limits) -> Reading:
        """Run the worker; see `System.read`."""
        self.meter.begin(limits)
        job = {
            "text": case.text,
            "description": (_PROMPTS / "langextract.md").read_text(encoding="utf-8").strip(),
            "examples": json.loads((_PROMPTS / "langextract_examples.json").read_bytes()),
            "classes": CLASSES,
            "model": self.model,
            "base_url": self.meter.url,
            "api_key": "none",
            "max_output_tokens": limits.output_tokens,
            "seed": EndpointOptions().seed,
            "settings": SETTINGS,
        }
        result = self._run(job, limits.seconds)
        answer = {"extractions": result["extractions"]} if "extractions" in result else None
        failure = str(result.get("error", ""))
        return Reading(
            answer=answer,
            failure=failure,
            spent=self.meter.spent,
            seconds=result["seconds"],
            last_text=self.meter.last_text if failure else "",
        )

    def _run(self, job: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The worker's result; an error by its name where there is none."""
        began = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603  # the user names the interpreter
                [self.python, WORKER],
                input=json.dumps(job),
                capture_output=True,
                check=True,
                text=True,
                timeout=seconds + _START_SECONDS,
            )
            result: dict[str, Any] = json.loads(done.stdout)
        except subprocess.TimeoutExpired:
            result = {"error": "TimeLimit"}
        except (subprocess.CalledProcessError, ValueError):
            result = {"error": "WorkerFailed"}
        return {"seconds": time.monotonic() - began, **result}


_START_SECONDS = 60
"""How long the interpreter may take to import langextract."""
