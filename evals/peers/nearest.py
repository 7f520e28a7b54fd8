"""What if a peer's misquotes were put where they fit best? For a second look at the figures."""

from collections.abc import Sequence
from typing import TypeVar

from summarizer.checks.alignment import Index
from summarizer.document import Document
from summarizer.schema import Actor, Condition, Evidence, NextStep, Position, Summary

T = TypeVar("T", Actor, Position, Condition, NextStep)


def misquotes_placed(summary: Summary, document: Document) -> Summary:
    """The summary with every misquote at the segment that shares most of its words.

    The words stay as they are, so that the item stays ungrounded.

    Args:
        summary: Converted from a peer's answer.
        document: What was read.
    """
    index = Index.of(document)
    return summary.model_copy(
        update={
            "actors": _placed(summary.actors, document, index),
            "positions": _placed(summary.positions, document, index),
            "conditions": _placed(summary.conditions, document, index),
            "next_steps": _placed(summary.next_steps, document, index),
        }
    )


def _placed(items: Sequence[T], document: Document, index: Index) -> tuple[T, ...]:
    return tuple(
        item.model_copy(
            update={
                "evidence": tuple(
                    placed for one in item.evidence for placed in _at_nearest(one, document, index)
                )
            }
        )
        for item in items
    )


def _at_nearest(evidence: Evidence, document: Document, index: Index) -> tuple[Evidence, ...]:
    if evidence.end > evidence.start:
        return (evidence,)
    ranked = index.ranked(evidence.quote)
    if not ranked:
        return (evidence,)
    places = document.evidence([ranked[0][0]])
    return tuple(place.model_copy(update={"quote": evidence.quote}) for place in places)
