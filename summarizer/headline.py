"""What is the summary called, and what does it say in two sentences?

The model's words are used where they hold; else the document's own title, and the first
statements. Lengths are those of the labelling guide.
"""

import re
from collections.abc import Iterable

from summarizer import dates
from summarizer.checks import check_support, shared_words
from summarizer.checks.names import Vocabulary, names
from summarizer.checks.words import content_stems
from summarizer.document import Document
from summarizer.draft import Draft, DraftItem, DraftNextStep, DraftPosition

MAX_TITLE_WORDS = 20
_MIN_TITLE_WORDS = 3
MAX_GIST_WORDS = 60

_DATELINE_WORDS = 4
_HEAD = 12
"""Segments among which a headline stands, as a dateline does."""

_OWN_WORDS = 0.5
"""Share of the content words that must be the document's. The evidence is the whole of it, which
has a fifth of the words of nearly any sentence; the embedded model's own lines share
nine tenths."""

_ADDRESS = re.compile(r"://|\bwww\.|\bmailto:|[^\s@]@[^\s@]|\{\{|\{%|<\|", re.IGNORECASE)
"""A headline needs no address and no code, not even one that the document plants."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"”’)]*(?=\s|$)|$)", re.DOTALL)


def title(draft: Draft, document: Document, items: Iterable[DraftItem]) -> str:
    """The model's headline if the document supports it, else the document's own.

    A headline is about what the summary tells: a word that the document has only in segments that
    no item cites makes it another's headline. An order planted in a text is such a segment.
    """
    own = document.title or _heading(document)
    told = {number for item in items for number in item.at}
    cited = [segment.text for n in sorted(told) if (segment := document.segment(n))]
    grounds = set(content_stems(" ".join([own, *cited])))
    elsewhere = set(content_stems(document.text)) - grounds
    is_headline = len(draft.title.split()) >= _MIN_TITLE_WORDS
    told_of = not elsewhere & set(content_stems(draft.title))
    holds = is_headline and told_of and _holds(draft.title, document, Vocabulary.of(document))
    words = (draft.title if holds else own).split()
    cut = " ".join(words[:MAX_TITLE_WORDS])
    return cut if len(words) <= MAX_TITLE_WORDS else f"{cut} …"


def _heading(document: Document) -> str:
    """The first line that can be a headline: short, no sentence, no dateline; else the first."""
    for segment in document.segments[:_HEAD]:
        sentence = segment.text.rstrip("\"”’'").endswith((".", "!", "?", ":", ",", ";"))
        short = 2 < len(segment.text.split()) <= MAX_TITLE_WORDS
        if short and not sentence and not dates.document_date(segment.text):
            return segment.text
    lines = (segment.text for segment in document.segments[:_HEAD])
    return next((line for line in lines if not _is_dateline(line)), document.segments[0].text)


def _is_dateline(line: str) -> bool:
    return bool(dates.document_date(line)) and len(line.split()) <= _DATELINE_WORDS


def gist(draft: Draft, document: Document, items: Iterable[DraftItem]) -> str:
    """The model's supported sentences, else the first accepted statements; 60 words at most."""
    sentences = [s.strip() for s in _SENTENCE.findall(draft.gist)]
    vocabulary = Vocabulary.of(document)
    held = [sentence for sentence in sentences if _holds(sentence, document, vocabulary)]
    return _within(held or [_said(item) for item in items if _said(item)])


def _holds(words: str, document: Document, vocabulary: Vocabulary) -> bool:
    return (
        bool(words.strip())
        and not _ADDRESS.search(words)
        and shared_words(words, document.text) >= _OWN_WORDS
        and not check_support(words, document.text)
        and not names(words, vocabulary)
    )


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
