"""What does it cost to mend one bad item of twenty?

Run it from the root of the repository: ``python -m evals.figures.repair_cost``. It needs no model
and no network, and ends with 1 when the bar is missed.

A scripted model gets one figure wrong until the third try. Both contenders put the same first
question and must end with twenty right positions; what is wrong, each asks again in its own way.
Tokens are counted the same way for both: a quarter of the characters of every message sent and
of every answer, as ratios are wanted and not prices. A clean call is one whose first answer is
right.
"""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, model_validator

from evals.script import Script
from summarizer.checks import check
from summarizer.document import Document
from summarizer.draft import Draft, DraftPosition
from summarizer.model import (
    Budget,
    Message,
    Prompt,
    Session,
    Usage,
)
from summarizer.repair import Mended, repair

ITEMS = 20
BAD = 7
"""The position that comes out wrong, from 1."""
RIGHT_AT = 3
"""The try at which it comes out right."""
BAR = 1.4
"""The most that mending may cost, in clean calls."""

HOLDER = "the Osta River Commission"
SENTENCES = tuple(
    f"At its spring meeting {HOLDER} said that town {n} would pay {n + 40} million for the new "
    f"dam only if the others agreed by the end of month {n % 12 + 1}."
    for n in range(1, ITEMS + 1)
)
ASK = "List the actors, and each one's positions with the number of the sentence that says it."

Write = Callable[[bool], str]
"""Makes an answer's text, given whether the bad position is right by now."""


@dataclass(slots=True)
class ScriptedModel:
    """Answers without a network, and counts what goes through it."""

    right_at: int
    """From this call on, every position is right."""
    usage: Usage = field(default_factory=Usage)
    """What was sent and answered so far."""

    def answer(self, sent: list[str], write: Write) -> str:
        """Count a call and answer it.

        Args:
            sent: The contents of the messages, as they were sent.
            write: Makes the answer's text.
        """
        text = write(self.usage.calls + 1 >= self.right_at)
        self.usage += Usage(1, sum(map(len, sent)) // 4, len(text) // 4)
        return text


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to get twenty right positions."""

    name: str
    """What to call it in the table."""
    run: Callable[[ScriptedModel], int]
    """Asks the model until all is right; returns how many right positions it ended with."""


def position(number: int, *, right: bool) -> dict[str, Any]:
    """One position as the scripted model writes it; the bad one holds an invented figure."""
    figure = number + 40 if right or number != BAD else 990
    return {
        "at": [number],
        "holder": HOLDER,
        "reported_by": "",
        "stance": "offers",
        "statement": f"Town {number} pays {figure} million for the new dam if the others agree.",
    }


def whole_answer(right: bool) -> str:  # noqa: FBT001  # a `Write`
    """Everything that was asked for."""
    actor = {"at": [1], "name": HOLDER, "kind": "organisation", "role": "", "aliases": []}
    positions = [position(n, right=right) for n in range(1, ITEMS + 1)]
    return json.dumps({"actors": [actor], "positions": positions})


def mended_answer(right: bool) -> str:  # noqa: FBT001  # the same
    """The position that was asked again, as the first faulty one, and the lists left empty."""
    mended = {"n": 1, **position(BAD, right=right)}
    return json.dumps({"actors": [], "conditions": [], "next_steps": [], "positions": [mended]})


def first_question() -> tuple[str, str]:
    """What both contenders put first: the task and the numbered sentences."""
    return ASK, "\n".join(f"[{n}] {text}" for n, text in enumerate(SENTENCES, 1))


class GroundedPosition(BaseModel):
    """A position whose figures are in the sentence that it cites."""

    at: list[int]
    holder: str
    reported_by: str
    stance: str
    statement: str

    @model_validator(mode="after")
    def _figures_are_in_the_text(self) -> "GroundedPosition":
        said = SENTENCES[self.at[0] - 1]
        for figure in re.findall(r"\d+", self.statement):
            if figure not in said:
                raise ValueError(f"{figure} is not in sentence {self.at[0]}")
        return self


class GroundedAnswer(BaseModel):
    """What instructor is asked for."""

    actors: list[dict[str, Any]]
    positions: list[GroundedPosition]


def instructor_alone(model: ScriptedModel) -> int:
    """A validator rejects the position and instructor asks for everything again."""
    import instructor  # noqa: PLC0415  # slow import: only when used
    from openai.types.chat import ChatCompletion  # noqa: PLC0415  # the same

    def create(*, messages: list[dict[str, Any]], **_: object) -> ChatCompletion:
        text = model.answer([turn["content"] for turn in messages], whole_answer)
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return ChatCompletion.model_validate(
            {"id": "", "created": 0, "model": "", "object": "chat.completion", "choices": [choice]}
        )

    ask = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
    task, text = first_question()
    turns: Any = [{"role": "system", "content": task}, {"role": "user", "content": text}]
    answer = ask(response_model=GroundedAnswer, messages=turns, max_retries=RIGHT_AT - 1)
    return len(answer.positions)


@dataclass(frozen=True)
class Seam(Script):
    """The scripted model as the rest of the library sees one."""

    scripted: ScriptedModel

    def value(self, prompt: Prompt, response_type: type[BaseModel]) -> dict[str, Any]:
        """What the scripted model writes next."""
        write = mended_answer if issubclass(response_type, Mended) else whole_answer
        text = self.scripted.answer([message.content for message in prompt.messages], write)
        answer: dict[str, Any] = json.loads(text)
        return answer


def check_and_repair(model: ScriptedModel) -> int:
    """What `summarize` does after its first question, which is the same as instructor's."""
    session = Session(Seam(model), Budget())
    document = Document.from_text("\n".join(SENTENCES), date="2025-01-01")
    task, text = first_question()
    messages = (Message("system", task), Message("user", text))
    draft = session.ask(Prompt("figure@1", messages, 1, 6_000), Draft).value
    accepted = repair(check(draft, document), document, session).accepted
    return sum(isinstance(item, DraftPosition) for item in accepted)


CONTENDERS = (
    Contender("instructor alone", instructor_alone),
    Contender("check and repair", check_and_repair),
)


def main() -> int:
    """Print a line for each contender; 0 if ours meets the bar, else 1."""
    print(f"{'':<20}{'calls':>7}{'clean':>9}{'mended':>9}{'ratio':>8}")
    ratio = 0.0
    for contender in CONTENDERS:
        clean, mended = ScriptedModel(right_at=1), ScriptedModel(right_at=RIGHT_AT)
        if (contender.run(clean), contender.run(mended)) != (ITEMS, ITEMS):
            raise ValueError(f"{contender.name} lost positions")
        before, after = tokens(clean.usage), tokens(mended.usage)
        ratio = after / before
        shown = f"{ratio:.2f}x"
        print(f"{contender.name:<20}{mended.usage.calls:>7}{before:>9}{after:>9}{shown:>8}")
    met = ratio <= BAR
    print(f"bar: {CONTENDERS[-1].name} at most {BAR}x: {'met' if met else 'MISSED'}")
    return 0 if met else 1


def tokens(usage: Usage) -> int:
    """Sent and answered, together."""
    return usage.input_tokens + usage.output_tokens


if __name__ == "__main__":
    sys.exit(main())
