"""Code proposes: a whole draft from grammar alone, with holder, stance, time and certainty.

A small model that must find and word every item itself misses most of them, and judges them worse
than the rules here (``docs/experiments.md``). What fails a check is dropped by `guided`.
"""

import re
from typing import TYPE_CHECKING

from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftActor,
    DraftCondition,
    DraftNextStep,
    DraftPosition,
    in_lists,
)
from summarizer.propose.acts import next_steps
from summarizer.propose.authors import authors_of, dateline_of, label_of, writers
from summarizer.propose.cast import Cast
from summarizer.propose.doers import count_doers
from summarizer.propose.headlines import timed_by_headline
from summarizer.propose.mentions import is_headline
from summarizer.propose.parsing import Parser
from summarizer.propose.statements import positions
from summarizer.propose.terms import conditions
from summarizer.propose.voices import (
    NOBODY,
    goes_on,
    named_at_the_end,
    opens_quotation,
    quoted_openly,
    reported,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


def propose(document: Document, parser: Parser) -> Draft:
    """Everything that the grammar of the document suggests.

    Args:
        document: In English.
        parser: See `summarizer.propose.parsing`.
    """
    written_by = writers(document)
    sentences = parser([_words(segment.text, written_by) for segment in document.segments])
    cast = _cast(sentences, written_by)
    held: list[DraftPosition] = []
    terms: list[DraftCondition] = []
    acts: list[DraftNextStep] = []
    open_quotes = quoted_openly(sentences, _opens_paragraph(document))
    voice = NOBODY
    for number, sentence in enumerate(sentences, 1):
        if is_headline(sentence):
            continue
        cast.recent.now = number
        if writer := cast.known.by_name(written_by.get(number, "")):
            cast.authors = (writer,)
        cast.note_pairs(sentence)
        if opens_quotation(sentence):
            voice = named_at_the_end(sentences[number - 1 :], cast) or voice
        quoted = goes_on(sentence) or open_quotes[number - 1]
        cast.recent.quoted = voice.speaker if quoted else None
        held += positions(number, sentence, cast, voice if quoted else None)
        told = reported(sentence, cast)
        voice = told if told.speaker else voice
        whose = voice if quoted else told
        terms += conditions(number, sentence, cast, whose.holder)
        acts += next_steps(number, sentence, cast, whose.holder, document.date)
        count_doers(sentence, cast)
        cast.end_of(sentence, told.speaker)
    steps = timed_by_headline(acts, sentences, document.date)
    return in_lists([*_actors(cast), *terms, *steps, *_beside(terms, held)])


def _cast(sentences: list["Doc"], written_by: dict[int, str]) -> Cast:
    """The figures of the text, and whose its own words are."""
    cast = Cast(sentences)
    for number, name in written_by.items():
        cast.known.introduce(number, name, "person", "")
    cast.authors = authors_of(sentences, cast)
    return cast


def _opens_paragraph(document: Document) -> list[bool]:
    """For each segment, whether a new line begins with it."""
    starts = [segment.places[0].start for segment in document.segments]
    ends = [0, *(segment.places[0].end for segment in document.segments[:-1])]
    return ["\n" in document.text[end:start] for end, start in zip(ends, starts, strict=True)]


def _words(text: str, written_by: dict[int, str]) -> str:
    """A segment as the parser knows text: without dateline or writer, with marks for ``so``."""
    opening = label_of(text) if written_by else dateline_of(text)
    words = text.removeprefix(opening).replace("``", '"').replace("''", '"')
    words = _GLUED.sub(" — ", words)
    return _GOING_ON.sub("“", _QUOTED.sub(r"“\g<said>”", words))


_GLUED = re.compile(r"(?<=[\w)])—(?=[\w(])")
"""A dash without blanks, which the parser would take for a part of a word."""
_QUOTED = re.compile(r"‘(?P<said>[A-Z\[](?:[^‘’]|’(?=\w)|(?<=s)’)*?[.,!?])’(?!\w)")
"""A quotation in single marks: it begins with a capital and closes after a stop or comma."""
_GOING_ON = re.compile(r"^‘(?=[A-Z])(?=(?:[^’]|’(?=\w)|(?<=s)’)*$)|(?<=: )‘(?=[A-Z][^’]*$)")
"""One that closes in a later sentence."""


def _beside(terms: list[DraftCondition], held: list[DraftPosition]) -> list[DraftPosition]:
    """The positions without plain claims that are but the sentence of a condition."""
    conditional = {number for item in terms for number in item.at}
    return [item for item in held if item.stance != "asserts" or not conditional & set(item.at)]


def _actors(cast: Cast) -> list[DraftActor]:
    """Who acts: a figure that is never the subject of a clause is background, but for people."""
    return [
        DraftActor(
            at=figure.segments[:3],
            name=figure.name,
            kind=figure.kind,
            role=figure.role,
            aliases=[name for name in figure.names if name != figure.name][:5],
        )
        for figure in cast.known.figures
        if figure.takes_part
    ]
