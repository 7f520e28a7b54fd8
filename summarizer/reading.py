"""How does a document become a draft?

``whole``: the model is asked for everything in one answer. ``guided``: code proposes the items
(see `summarizer.guided`). The prompt set says which.
"""

from summarizer import guided, prompting
from summarizer.document import Document
from summarizer.draft import Draft
from summarizer.model import Prompt, Session
from summarizer.propose import parsing

WITHOUT_PARSER = "compact@1"
"""Asked instead of a guided prompt where the parser is missing or cannot read the language."""


def read(document: Document, prompt_id: str, session: Session) -> Draft:
    """Ask the model for a draft of the summary.

    Args:
        document: What is summarized.
        prompt_id: NAME@VERSION that `fitting` gave.
        session: The model and the limits.

    Raises:
        SummarizerError: See `Model.ask`.
    """
    prompt_set = prompting.load(prompt_id)
    if prompt_set.info.reading == "guided":
        return guided.read(document, prompt_set, session, parsing.load(parsing.folder()))
    return session.ask(question(document, prompt_id), Draft).value


def question(document: Document, prompt_id: str) -> Prompt:
    """The first prompt that `read` would put; no model is needed."""
    return prompting.load(prompt_id).render(prompting.document_values(document))


def fitting(document: Document, prompt_id: str) -> str:
    """The prompt, or `WITHOUT_PARSER` where it is guided and the document cannot be parsed."""
    guides = prompting.load(prompt_id).info.reading == "guided"
    if guides and not (parsing.is_installed() and parsing.is_english(document)):
        return WITHOUT_PARSER
    return prompt_id
