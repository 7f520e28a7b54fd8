"""What is the summary called, and what does it say in two sentences?

The model's words are used where they hold; else the document's own title, and the first
statements. Lengths are those of the labelling guide.
"""

import re
from collections.abc import Iterable

from summarizer.checks import check_support
from summarizer.document import Document
from summarizer.draft import Draft, DraftItem, DraftNextStep, DraftPosition

MAX_TITLE_WORDS = 20
MAX_GIST_WORDS = 60

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"”’)]*|$)\s*")


def title(draft: Draft, document: Document) -> str:
    """The model's headline if the document supports it, else the document's own."""
    own = document.title or document.segments[0].text
    words = (draft.title if _holds(draft.title, document) else own).split()
    cut = " ".join(words[:MAX_TITLE_WORDS])
    return cut if len(words) <= MAX_TITLE_WORDS else f"{cut} …"


def gist(draft: Draft, document: Document, items: Iterable[DraftItem]) -> str:
    """The model's supported sentences, else the first accepted statements; 60 words at most."""
    sentences = [s.strip() for s in _SENTENCE.findall(draft.gist)]
    held = [sentence for sentence in sentences if _holds(sentence, document)]
    return _within(held or [_said(item) for item in items if _said(item)])


def _holds(words: str, document: Document) -> bool:
    return bool(words.strip()) and not check_support(words, document.text)


def _said(item: DraftItem) -> str:
    if isinstance(item, DraftPosition):
        return f"{item.holder} {item.stance}: {item.statement.rstrip('.')}."
    if isinstance(item, DraftNextStep):
        return f"{', '.join(item.actors)} {item.action.rstrip('.')}.".strip()
    return ""


def _within(sentences: list[str]) -> str:
    kept: list[str] = []
    for sentence in sentences:
        if len(" ".join([*kept, sentence]).split()) > MAX_GIST_WORDS:
            break
        kept.append(sentence)
    if not kept and sentences:
        return " ".join(sentences[0].split()[:MAX_GIST_WORDS]) + " …"
    return " ".join(kept)
