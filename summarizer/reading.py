"""How does a document become a draft?

``whole``: the model is asked for everything in one answer. ``guided``: code proposes candidates
and the model disposes (see `summarizer.guided`). The prompt set says which.
"""

from summarizer import guided, prompting
from summarizer.document import Document
from summarizer.draft import Draft
from summarizer.model import Prompt, Session


def read(document: Document, prompt_id: str, session: Session) -> Draft:
    """Ask the model for a draft of the summary.

    Args:
        document: What is summarized.
        prompt_id: NAME@VERSION; its reading decides how the model is asked.
        session: The model and the limits.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading == "guided":
        return guided.read(document, prompt_set, session)
    return session.ask(question(document, prompt_id), Draft).value


def question(document: Document, prompt_id: str) -> Prompt:
    """The first prompt that `read` would put; no model is needed."""
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading == "guided":
        return guided.question(document, prompt_set)
    return prompt_set.render(prompting.document_values(document))
