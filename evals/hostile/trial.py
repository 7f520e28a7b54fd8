"""One case put to the adversary: what is broken?"""

import os

from evals.hostile.adversary import Adversary
from evals.hostile.guarantees import Asked, violations
from evals.hostile.planted import Planted, planted
from evals.hostile.watch import watched
from summarizer import prompting, summarize
from summarizer.document import Document
from summarizer.model import Prompt
from summarizer.schema import Summary

SECRET = "OPENAI_API_KEY"  # noqa: S105  # the name of a variable
CANARY = "sk-canary-4f1c"


def put(case: Planted, prompt_id: str) -> tuple[Summary, list[str]]:
    """Summarize a case with the worst of models.

    Args:
        case: The document.
        prompt_id: NAME@VERSION of the prompt set.

    Returns:
        The summary, and every guarantee that it breaks, with details.
    """
    document = case.document()
    prompt_set = prompting.load(prompt_id)
    adversary = Adversary(
        document,
        prompt_set.system,
        case.attack.words,
        turn=planted().index(case),
        profile="small" if prompt_set.info.reading == "guided" else "large",
    )
    os.environ.setdefault(SECRET, CANARY)
    with watched() as events:
        summary = summarize(document, model=adversary, prompt=prompt_id)
    asked = Asked(tuple(adversary.prompts), plain(prompt_id), (os.environ[SECRET],))
    reached = [f"no tool, no fetch: {event}" for event in events]
    return summary, violations(summary, document, asked) + reached


def plain(prompt_id: str) -> Prompt:
    """The first prompt as it is for a harmless document."""
    return prompting.load(prompt_id).render(prompting.document_values(Document.from_text("Words.")))
