"""What a model writes: lean, with segment numbers for evidence. Users never see it.

Lists and strings are bounded, since greedy decoding can repeat itself until the window is
full. One malformed item does not spoil the answer: it becomes `Malformed` and is repaired.
The order of the fields is the order in which a model writes them.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from summarizer.schema import ActorKind, Certainty, ItemKind, Stance, Status

MAX_ITEMS = 40
"""Per list; the longest hand-labelled list of the fixtures has 20."""

MAX_DEPTH = 12
"""Of a malformed item that is kept; JSON writers give up on deeper ones."""


def _wrapped(value: object) -> object:
    return [value] if isinstance(value, int | str) else value


Name = Annotated[str, Field(max_length=120)]
Clause = Annotated[str, Field(max_length=400)]
Numbers = Annotated[list[int], BeforeValidator(_wrapped), Field(max_length=8)]
Names = Annotated[list[Name], BeforeValidator(_wrapped), Field(max_length=12)]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


class DraftActor(_Wire):
    """An actor, as written by the model."""

    at: Numbers
    name: Name
    kind: ActorKind
    role: Name
    aliases: Names = []


class DraftCondition(_Wire):
    """A condition, as written by the model."""

    at: Numbers
    requirement: Clause
    gates: Clause
    set_by: Name
    status: Status = "open"


class DraftNextStep(_Wire):
    """A next step, as written by the model; `when` in the document's own words."""

    at: Numbers
    actors: Names
    action: Clause
    when: Name
    certainty: Certainty


class DraftPosition(_Wire):
    """A position, as written by the model."""

    at: Numbers
    holder: Name
    reported_by: Name
    stance: Stance
    statement: Clause


DraftItem = DraftActor | DraftCondition | DraftNextStep | DraftPosition

ITEM_KINDS: dict[type[_Wire], ItemKind] = {
    DraftActor: "actor",
    DraftCondition: "condition",
    DraftNextStep: "next_step",
    DraftPosition: "position",
}


def _once(value: object) -> object:
    """A list that is too long with what it repeats left out: a model may loop until it is cut."""
    if not isinstance(value, list) or len(value) <= MAX_ITEMS:
        return value
    return list({repr(one): one for one in value}.values())


class Malformed(BaseModel):
    """An item of the wrong shape, kept as it was written."""

    model_config = ConfigDict(frozen=True)

    reason: str
    """Which fields are wrong, and how; without their values."""
    raw: Any
    """What the model wrote."""


def _or_malformed(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    if isinstance(value, Malformed):
        return value
    try:
        return handler(value)
    except ValidationError as error:
        return Malformed(reason="; ".join(_faults(error)), raw=_shallow(value))


def _shallow(value: object, depth: int = MAX_DEPTH) -> object:
    """The value with a mark in place of what is nested deeper."""
    if isinstance(value, dict):
        return {str(k): _shallow(v, depth - 1) for k, v in value.items()} if depth else "…"
    if isinstance(value, list):
        return [_shallow(inner, depth - 1) for inner in value] if depth else "…"
    return value


def _faults(error: ValidationError) -> Iterator[str]:
    """What is wrong, field by field. A place begins with the type that the value was tried as."""
    for fault in error.errors(include_url=False, include_input=False):
        tried_as, *place = fault["loc"]
        if tried_as != Malformed.__name__:
            yield f"{'.'.join(map(str, place)) or 'item'}: {fault['msg']}"


T = TypeVar("T")
OrMalformed = Annotated[T | SkipJsonSchema[Malformed], WrapValidator(_or_malformed)]
Items = Annotated[list[OrMalformed[T]], BeforeValidator(_once), Field(max_length=MAX_ITEMS)]


class Draft(_Wire):
    """A whole answer: the four lists, a headline and a gist."""

    actors: Items[DraftActor] = []
    conditions: Items[DraftCondition] = []
    next_steps: Items[DraftNextStep] = []
    positions: Items[DraftPosition] = []
    title: str = Field(default="", max_length=200)
    gist: str = Field(default="", max_length=600)

    @model_validator(mode="before")
    @classmethod
    def _has_a_known_key(cls, value: object) -> object:
        if isinstance(value, dict) and not value.keys() & cls.model_fields.keys():
            raise ValueError(f"none of the keys {', '.join(cls.model_fields)}")
        return value


def in_lists(items: Iterable[DraftItem]) -> Draft:
    """The items in the lists of a draft, as many as there are.

    The bound on a list is for models, which can go on without end; these are code's.
    """
    kept = tuple(items)
    return Draft.model_construct(
        actors=[item for item in kept if isinstance(item, DraftActor)],
        conditions=[item for item in kept if isinstance(item, DraftCondition)],
        next_steps=[item for item in kept if isinstance(item, DraftNextStep)],
        positions=[item for item in kept if isinstance(item, DraftPosition)],
    )


LIST_OF: dict[ItemKind, Literal["actors", "conditions", "next_steps", "positions"]] = {
    "actor": "actors",
    "condition": "conditions",
    "next_step": "next_steps",
    "position": "positions",
}
KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
