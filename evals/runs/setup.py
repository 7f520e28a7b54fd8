"""What exactly is measured? Hashes and versions that name it."""

import hashlib
import json
import platform
from importlib import metadata

from evals.runs.answers import ModelCard
from evals.runs.errors import Unusable
from evals.runs.result import Setup
from summarizer import prompting
from summarizer.draft import Draft
from summarizer.errors import PromptNotFound
from summarizer.propose import parsing
from summarizer.schema import Summary

_LIBRARIES = (
    "summarizer",
    "dateparser",
    "instructor",
    "numpy",
    "openai",
    "pydantic",
    "scipy",
    "sentencex",
    "spacy",
    "xllamacpp",
)
"""A summary or its score can change with any of these."""


def setup(card: ModelCard, prompt: str, repeats: int) -> Setup:
    """The setup of a run.

    Args:
        card: Of the model.
        prompt: NAME@VERSION; if empty, the newest for the model's profile.
        repeats: Trials of each case.

    Raises:
        Unusable: There is no such prompt, or it needs a parser that is not here.
    """
    try:
        prompt_set = prompting.load(prompt or prompting.default_for(card.profile))
    except PromptNotFound as error:
        raise Unusable(error.message, hint=error.hint) from None
    if prompt_set.info.reading == "guided" and not parsing.is_installed():
        # Without it the product falls back to another prompt: that would measure something else.
        raise Unusable(
            f"{prompt_set.id} needs the parser, which is not on this machine",
            hint="summarizer model pull en-core-web-sm",
        )
    return Setup(
        model=card.name,
        profile=card.profile,
        prompt=prompt_set.id,
        prompt_sha256=prompt_set.sha256,
        schema_sha256=_schema_sha256(),
        parameters=card.parameters,
        repeats=repeats,
    )


def libraries() -> dict[str, str]:
    """Versions of Python and of the libraries that are here."""
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _schema_sha256() -> str:
    schemas = [Draft.model_json_schema(), Summary.model_json_schema()]
    return hashlib.sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()
