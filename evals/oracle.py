"""The summary that a label describes: what a perfect system would give. It scores 1 everywhere."""

from collections.abc import Sequence
from typing import Any

from evals.cases import Case
from evals.labels import GoldItem
from summarizer.schema import (
    Actor,
    Condition,
    DocumentInfo,
    Evidence,
    NextStep,
    Position,
    Run,
    Summary,
)

_FREE = Run(
    model="label",
    prompt="label@1",
    calls=0,
    repairs=0,
    input_tokens=0,
    output_tokens=0,
    cached_tokens=0,
    seconds=0.0,
    cost_usd=None,
)


def oracle(case: Case, *, okay: bool = True) -> Summary:
    """A case's label as a summary.

    Args:
        case: The text and its label.
        okay: Whether the labels that a summary may leave out are in it; actors always are.
    """
    label = case.label
    return Summary(
        title=case.meta.title,
        gist="",
        document=DocumentInfo(
            source=case.slug,
            title=case.meta.title,
            date=case.meta.date.isoformat(),
            characters=len(case.text),
            segments=len(case.document.segments),
        ),
        actors=tuple(Actor(**_fields(one, case)) for one in label.actors),
        positions=tuple(
            Position(**_fields(one, case)) for one in label.positions if okay or one.vital
        ),
        conditions=tuple(
            Condition(**_fields(one, case)) for one in label.conditions if okay or one.vital
        ),
        next_steps=tuple(
            NextStep(**_fields(one, case)) for one in label.next_steps if okay or one.vital
        ),
        dropped=(),
        run=_FREE,
    )


def _fields(item: GoldItem, case: Case) -> dict[str, Any]:
    """A label's fields with evidence in the product's form: the two schemas name them alike."""
    fields = item.model_dump(exclude={"vital"})
    return {**fields, "evidence": _evidence(item.evidence, case)}


def _evidence(quotes: Sequence[str], case: Case) -> tuple[Evidence, ...]:
    """The segments that the quotes touch, as the product cites them."""
    stretches = [
        (start, start + len(quote)) for quote in quotes for start in [case.text.index(quote)]
    ]
    return case.document.evidence(
        segment.number
        for segment in case.document.segments
        if any(
            place.start < end and start < place.end
            for place in segment.places
            for start, end in stretches
        )
    )
