"""The product's own wire schema, with a verbatim quote where it has segment numbers.

What bare instructor is asked for, in one call. Fields and vocabularies are those of
`summarizer.draft.Draft`. Three things differ, each for the peer's sake: see below.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer.draft import Clause, Name, Names
from summarizer.schema import ActorKind, Certainty, Stance, Status

MOST_ITEMS = 20
"""Of a list. The product's bound is 40; the embedded model at times repeats one item until it meets
the bound or the cap, and of an answer that is cut off instructor gives nothing."""

Quote = Annotated[str, Field(max_length=600)]
"""Words of the document, as the model copies them. One for an item: asked for a list, the embedded
model copied half of the text into every item. Last in an item: asked for first, it copied the same
sentence again and again."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class QuotedActor(_Part):
    """An actor, with the words that name it."""

    name: Name
    kind: ActorKind
    role: Name
    aliases: Names = []
    quote: Quote


class QuotedCondition(_Part):
    """A condition, with the words that carry it."""

    requirement: Clause
    gates: Clause
    set_by: Name
    status: Status = "open"
    quote: Quote


class QuotedNextStep(_Part):
    """A next step, with the words that carry it."""

    actors: Names
    action: Clause
    when: Name
    certainty: Certainty
    quote: Quote


class QuotedPosition(_Part):
    """A position, with the words that carry it."""

    holder: Name
    reported_by: Name
    stance: Stance
    statement: Clause
    quote: Quote


class QuotedSummary(_Part):
    """A whole answer."""

    actors: list[QuotedActor] = Field(default=[], max_length=MOST_ITEMS)
    conditions: list[QuotedCondition] = Field(default=[], max_length=MOST_ITEMS)
    next_steps: list[QuotedNextStep] = Field(default=[], max_length=MOST_ITEMS)
    positions: list[QuotedPosition] = Field(default=[], max_length=MOST_ITEMS)
    title: str = Field(default="", max_length=200)
    gist: str = Field(default="", max_length=600)
