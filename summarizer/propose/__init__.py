"""Code proposes: a whole draft from grammar alone, with holder, stance, time and certainty.

A small model that must find and word every item itself misses most of them, and judges them worse
than the rules here (``docs/experiments.md``). What fails a check is dropped by `guided`.
"""

from summarizer.document import Document
from summarizer.draft import (
    MAX_ITEMS,
    Draft,
    DraftActor,
    DraftCondition,
    DraftNextStep,
    DraftPosition,
)
from summarizer.propose.acts import next_steps
from summarizer.propose.cast import Cast, count_doers
from summarizer.propose.mentions import is_headline
from summarizer.propose.parsing import Parser
from summarizer.propose.statements import Voice, positions, reported
from summarizer.propose.terms import conditions


def propose(document: Document, parser: Parser) -> Draft:
    """Everything that the grammar of the document suggests.

    Args:
        document: In English.
        parser: See `summarizer.propose.parsing`.
    """
    sentences = parser([segment.text for segment in document.segments])
    cast = Cast(sentences)
    held: list[DraftPosition] = []
    terms: list[DraftCondition] = []
    acts: list[DraftNextStep] = []
    voice = Voice(None, None)
    for number, sentence in enumerate(sentences, 1):
        if is_headline(sentence):
            continue
        held += positions(number, sentence, cast, voice)
        spoken = reported(sentence, cast)
        voice = spoken if spoken.speaker else voice
        terms += conditions(number, sentence, cast)
        acts += next_steps(number, sentence, cast, document.date)
        count_doers(sentence, cast)
    return Draft(
        actors=_actors(cast),
        conditions=terms[:MAX_ITEMS],
        next_steps=acts[:MAX_ITEMS],
        positions=_beside(terms, held)[:MAX_ITEMS],
    )


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
        for figure in cast.figures
        if figure.takes_part
    ][:MAX_ITEMS]
