"""What is a judged pair, and how are all of them read? Strictly: one fault, and none is used."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.cases import Case
from evals.labels import GoldActor, GoldCondition, GoldNextStep, GoldPosition
from evals.scoring.claims import Item, items_of_label, kind_of
from summarizer.schema import Actor, Condition, ItemKind, NextStep, Position

PAIRS = Path(__file__).with_name("pairs.jsonl")
"""The pairs of this project."""

Judgement = Literal["match", "no_match"]


class Unjudged(BaseModel):
    """A label and a produced item, as the judge is given them: without the scorer's verdict."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str = Field(description="system/case/label-item")
    system: str = Field(description="What produced the item.")
    case: str = Field(description="Slug of the case.")
    draw: int = Field(description="Number of the drawing; a later one confirms what was mended.")
    likeness: str = Field(description="Which sort of nearness it was drawn for.")
    source: tuple[str, ...] = Field(description="The sentences that either side points at.")
    label: GoldActor | GoldPosition | GoldCondition | GoldNextStep
    label_actors: dict[str, str] = Field(description="Names of those whom the label refers to.")
    item: Actor | Position | Condition | NextStep
    item_actors: tuple[Actor, ...] = Field(description="Those whom the item refers to.")

    @property
    def kind(self) -> ItemKind:
        """Which list both are in."""
        return kind_of(self.item)


class Pair(Unjudged):
    """The same with the judgement."""

    judged: Judgement = Field(description="Whether both say the same.")
    reason: str = Field(default="", description="Why, where it is not obvious.")


class InvalidPairs(Exception):
    """Pairs that cannot be used. The message has one line for each fault."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read so far."""

    pairs: dict[str, Pair]
    faults: list[str]


def load_pairs(cases: Sequence[Case], path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read judged pairs, and see that each label is still what was judged.

    Args:
        cases: All cases.
        path: A file of JSON lines.

    Raises:
        InvalidPairs: A line is no pair, an id stands twice, or a case's label has changed since.
    """
    labels = {case.slug: {item.id: item for item in items_of_label(case)} for case in cases}
    read = _Read({}, [])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            pair = Pair.model_validate_json(line)
        except ValidationError as error:
            read.faults.extend(
                f"{path.name}:{number}: {'.'.join(map(str, one['loc']))}: {one['msg']}"
                for one in error.errors(include_url=False, include_input=False)
            )
            continue
        if fault := _fault(pair, labels, read.pairs):
            read.faults.append(f"{path.name}:{number}: {fault}")
        read.pairs[pair.id] = pair
    if read.faults:
        raise InvalidPairs("\n".join(read.faults))
    return tuple(read.pairs.values())


def as_line(pair: Unjudged) -> str:
    """A pair as a line of the file."""
    return json.dumps(pair.model_dump(mode="json"), ensure_ascii=False) + "\n"


def _fault(
    pair: Pair, labels: Mapping[str, Mapping[str, object]], before: Mapping[str, Pair]
) -> str:
    if pair.id in before:
        return f"{pair.id} stands twice"
    if pair.case not in labels:
        return f"there is no case {pair.case}"
    if kind_of(pair.label) != pair.kind:
        return f"{pair.id} holds items of two kinds"
    if labels[pair.case].get(pair.label.id) != pair.label:
        return f"{pair.id}: the label of the case has changed: judge the pair again"
    return ""


def referred(item: Item, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Those of a summary's actors whom an item refers to."""
    match item:
        case Position():
            wanted = {item.holder, item.reported_by}
        case Condition():
            wanted = {item.set_by}
        case NextStep():
            wanted = set(item.actors)
        case Actor():
            wanted = {item.id}
    return tuple(actor for actor in actors if actor.id in wanted)
