"""What a hand label says: the four lists of the labelling guide, each item with its quotes.

These models check the shape of ``label.json`` and ``meta.toml``; `label_rules` checks the sense.
The vocabularies are the product's own.
"""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer.schema import ActorKind, Certainty, ItemKind, Stance, Status

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Quotes = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
Due = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Item(_Strict):
    vital: bool = Field(description="Whether a competent reader would miss it.")
    evidence: Quotes = Field(description="Quotes of the source that carry it, verbatim.")


class GoldActor(_Item):
    """Who speaks, decides, negotiates, promises, refuses, is sent, or holds a position."""

    id: str = Field(pattern=r"^a[1-9]\d*$", description="a1, a2, …")
    name: Text = Field(description="The fullest form that the document gives.")
    aliases: tuple[Text, ...] = Field(description="The other forms that it uses.")
    kind: ActorKind = Field(description="What sort of actor it is.")
    role: str = Field(description="How the document describes the actor; may be empty.")


class GoldPosition(_Item):
    """What an actor wants, supports, opposes, demands, offers, refuses, expects or maintains."""

    id: str = Field(pattern=r"^p[1-9]\d*$", description="p1, p2, …")
    holder: str = Field(description="Id of the actor whose position it is.")
    reported_by: str | None = Field(description="Id of the actor who tells it for the holder.")
    stance: Stance = Field(description="How the holder stands to the statement.")
    statement: Text = Field(description="One neutral sentence, 25 words at most.")


class GoldCondition(_Item):
    """What must hold first, or must not hold, for something else to happen."""

    id: str = Field(pattern=r"^c[1-9]\d*$", description="c1, c2, …")
    requirement: Text = Field(description="What must hold.")
    gates: Text = Field(description="What depends on it.")
    set_by: str | None = Field(description="Id of the actor who sets it, if the document says.")
    status: Status = Field(description="As the document stands; open when it does not say.")


class GoldNextStep(_Item):
    """What is planned, scheduled, promised, expected or proposed to happen next."""

    id: str = Field(pattern=r"^s[1-9]\d*$", description="s1, s2, …")
    actors: tuple[str, ...] = Field(description="Ids of the actors who do it; may be empty.")
    action: Text = Field(description="One clause.")
    when: str = Field(description="The document's own words for the time; may be empty.")
    due: Due = Field(description="ISO date, month or year that `when` means; may be empty.")
    certainty: Certainty = Field(description="How firm it is.")
    depends_on: tuple[str, ...] = Field(description="Ids of the conditions it hangs on.")


GoldItem = GoldActor | GoldPosition | GoldCondition | GoldNextStep


class Label(_Strict):
    """What a correct summary of one text holds."""

    schema_url: str = Field(default="", alias="$schema", description="For editors; not read.")
    actors: tuple[GoldActor, ...]
    positions: tuple[GoldPosition, ...]
    conditions: tuple[GoldCondition, ...]
    next_steps: tuple[GoldNextStep, ...]


class Meta(_Strict):
    """Where a case comes from, under which licence, and who labelled it."""

    title: Text
    """The document's headline."""
    date: dt.date
    """The day on which it was written."""
    source: Text
    """Where the text was taken from, or that it was written for this set."""
    url: str = ""
    """Address of the original, if it has one."""
    licence: Text
    """Under which the text may be passed on."""
    kind: Text
    """What sort of text it is, in a word."""
    labelled_by: Text
    """Who labelled it."""
    labelled_on: dt.date
    """When."""
    note: str = ""
    """What is particular about the case."""


ITEM_TYPES: dict[str, type[GoldItem]] = {
    "actors": GoldActor,
    "positions": GoldPosition,
    "conditions": GoldCondition,
    "next_steps": GoldNextStep,
}
"""The lists of a label and what stands in them."""

KIND_OF: dict[type[GoldItem], ItemKind] = {
    GoldActor: "actor",
    GoldPosition: "position",
    GoldCondition: "condition",
    GoldNextStep: "next_step",
}
"""The product's word for each."""
