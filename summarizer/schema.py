"""What the user gets: the summary and its parts. Frozen; unknown keys are rejected.

The vocabularies are those of the labelling guide (``docs/labelling.md``).
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1"] = "1"

ActorKind = Literal["person", "government", "organisation", "group"]
Stance = Literal["supports", "opposes", "demands", "offers", "declines", "expects", "asserts"]
Status = Literal["open", "met", "failed"]
Certainty = Literal["scheduled", "planned", "expected", "proposed", "conditional"]
ItemKind = Literal["actor", "position", "condition", "next_step"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Evidence(_Part):
    """The words of the document that carry an item: ``text[start:end] == quote``, always."""

    segment: int = Field(description="Number of the segment, from 1.")
    quote: str = Field(description="The segment's words, copied from the document by code.")
    start: int = Field(description="Offset of the first character in the document's text.")
    end: int = Field(description="Offset after the last character.")
    origin: str | None = Field(
        description="Where the words stand in the source: a permalink, a page, a time code."
    )


class Actor(_Part):
    """Who speaks, decides, negotiates, promises, refuses, is sent, or holds a position."""

    id: str = Field(description="a1, a2, …: referred to by the other items.")
    name: str = Field(description="The fullest form that the document gives.")
    aliases: tuple[str, ...] = Field(description="The other forms that the document uses.")
    kind: ActorKind = Field(description="What sort of actor it is.")
    role: str = Field(description="How the document describes the actor; may be empty.")
    evidence: tuple[Evidence, ...] = Field(description="The words that name the actor.")


class Position(_Part):
    """What an actor wants, supports, opposes, demands, offers, refuses, expects or maintains."""

    id: str = Field(description="p1, p2, …")
    holder: str = Field(description="Id of the actor whose position it is.")
    reported_by: str | None = Field(description="Id of the actor who tells it for the holder.")
    stance: Stance = Field(description="How the holder stands to the statement.")
    statement: str = Field(description="One neutral sentence.")
    evidence: tuple[Evidence, ...] = Field(description="The words that carry it.")


class Condition(_Part):
    """What must hold first, or must not hold, for something else to happen."""

    id: str = Field(description="c1, c2, …: referred to by next steps.")
    requirement: str = Field(description="What must hold.")
    gates: str = Field(description="What depends on it.")
    set_by: str | None = Field(description="Id of the actor who sets it, if the document says.")
    status: Status = Field(description="As the document stands; open when it does not say.")
    evidence: tuple[Evidence, ...] = Field(description="The words that carry it.")


class NextStep(_Part):
    """What is planned, scheduled, promised, expected or proposed to happen next."""

    id: str = Field(description="s1, s2, …")
    actors: tuple[str, ...] = Field(description="Ids of the actors who do it; may be empty.")
    action: str = Field(description="One clause.")
    when: str = Field(description="The document's own words for the time; may be empty.")
    due: str = Field(
        description="ISO date, month or year that `when` resolves to, by code; may be empty."
    )
    certainty: Certainty = Field(description="How firm it is.")
    depends_on: tuple[str, ...] = Field(description="Ids of the conditions it hangs on.")
    evidence: tuple[Evidence, ...] = Field(description="The words that carry it.")


class Dropped(_Part):
    """What the model wrote and the checks did not let through."""

    kind: ItemKind = Field(description="Which list it was meant for.")
    reason: str = Field(description="The fault that was left after the last try.")
    item: dict[str, Any] = Field(
        description="The item as the model wrote it; a mark stands for addresses of its own."
    )


class Unread(_Part):
    """A part of a long text that could not be read; nothing in the summary is from it."""

    segments: tuple[int, ...] = Field(description="Numbers of its segments.")
    reason: str = Field(description="What failed, in one sentence.")


class DocumentInfo(_Part):
    """What was read."""

    source: str = Field(description="Path, URL, `-`, or `text`.")
    title: str = Field(description="Given or found in the document; may be empty.")
    date: str = Field(description="ISO date, given or found in the document; may be empty.")
    characters: int = Field(description="Length of the text, in characters.")
    segments: int = Field(description="Number of different segments.")


class Run(_Part):
    """What the summary cost."""

    model: str = Field(description="The model's name.")
    prompt: str = Field(description="NAME@VERSION of the prompt set.")
    calls: int = Field(description="Requests to the model, failed tries included.")
    repairs: int = Field(description="Items that were asked again.")
    input_tokens: int = Field(description="Tokens of all prompts, cached ones included.")
    output_tokens: int = Field(description="Tokens that the model wrote.")
    cached_tokens: int = Field(description="Input tokens that were not evaluated again.")
    seconds: float = Field(description="Wall time, in seconds.")
    cost_usd: float | None = Field(description="US dollars; none where no price is known.")


class Summary(_Part):
    """A document read for who acts, what each holds, on what terms, and what happens next."""

    schema_version: Literal["1"] = Field(default=SCHEMA_VERSION, description="Of this JSON.")
    title: str = Field(description="Neutral headline, 20 words at most.")
    gist: str = Field(description="Neutral summary, 60 words at most.")
    document: DocumentInfo
    actors: tuple[Actor, ...]
    positions: tuple[Position, ...]
    conditions: tuple[Condition, ...]
    next_steps: tuple[NextStep, ...]
    dropped: tuple[Dropped, ...]
    unread: tuple[Unread, ...] = Field(
        default=(), description="Parts of a long text that could not be read; mostly empty."
    )
    cut_off: tuple[int, ...] = Field(
        default=(),
        description="Numbers of the segments about which the answer was cut off; mostly empty.",
    )
    run: Run

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id.

        Raises:
            KeyError: No actor has it.
        """
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)
