"""What does it cost to mend one bad item of twenty?

A scripted model gets one figure wrong until the third try. Each contender asks it in its own
way and must end with twenty right items. Tokens are counted the same way for all: a quarter
of the characters of every message sent and of every answer (no tokenizer, no network), as
ratios are wanted and not prices. A clean call is one whose first answer is right.

    python evals/figures/repair_cost.py
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summarizer.model import Usage

ITEMS = 20
BAD = 7
"""The item that comes out wrong, from 1."""
RIGHT_AT = 3
"""The try at which it comes out right."""

SENTENCES = tuple(
    f"Delegate {n} of the river commission said that her town would pay {n + 40} million "
    f"for the new dam only if the others agreed by the end of month {n % 12 + 1}."
    for n in range(1, ITEMS + 1)
)
ASK = "List the position of each delegate with the number of the sentence that says it."


@dataclass(slots=True)
class ScriptedModel:
    """Answers without a network, and counts what goes through it."""

    right_at: int
    """From this call on, every item is right."""
    usage: Usage = field(default_factory=Usage)
    """What was sent and answered so far."""

    def answer(self, turns: list[dict[str, Any]], write: Callable[[bool], str]) -> str:
        """Count a call and answer it.

        Args:
            turns: The messages, as they were sent.
            write: Makes the answer's text, given whether the bad item is right by now.
        """
        text = write(self.usage.calls + 1 >= self.right_at)
        sent = sum(len(turn["content"]) for turn in turns)
        self.usage += Usage(1, sent // 4, len(text) // 4)
        return text


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to get twenty right items."""

    name: str
    """What to call it in the table."""
    run: Callable[[ScriptedModel], None]
    """Asks the model until all items are right; raises if they never are."""


def written_item(number: int, *, right: bool) -> dict[str, Any]:
    """One item as the scripted model writes it; the bad one holds an invented figure."""
    figure = number + 40 if right or number != BAD else 990
    return {
        "at": [number],
        "holder": f"Delegate {number}",
        "reported_by": "",
        "stance": "offers",
        "statement": f"Her town pays {figure} million for the new dam if the others agree.",
    }


def all_items(right: bool) -> str:  # noqa: FBT001  # the writer that `ScriptedModel` calls
    """The whole answer."""
    return json.dumps({"items": [written_item(n, right=right) for n in range(1, ITEMS + 1)]})


def instructor_alone(model: ScriptedModel) -> None:
    """A validator rejects the item and instructor asks for everything again."""
    import instructor  # noqa: PLC0415  # slow import: only when used
    from openai.types.chat import ChatCompletion  # noqa: PLC0415
    from pydantic import BaseModel, model_validator  # noqa: PLC0415

    class Position(BaseModel):
        at: list[int]
        holder: str
        reported_by: str
        stance: str
        statement: str

        @model_validator(mode="after")
        def _figures_are_in_the_text(self) -> "Position":
            said = SENTENCES[self.at[0] - 1]
            for figure in re.findall(r"\d+", self.statement):
                if figure not in said:
                    raise ValueError(f"{figure} is not in sentence {self.at[0]}")
            return self

    class Answer(BaseModel):
        items: list[Position]

    def create(*, messages: list[dict[str, Any]], **_: object) -> ChatCompletion:
        message = {"role": "assistant", "content": model.answer(messages, all_items)}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return ChatCompletion.model_validate(
            {"id": "", "created": 0, "model": "", "object": "chat.completion", "choices": [choice]}
        )

    ask = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
    numbered = "\n".join(f"[{n}] {text}" for n, text in enumerate(SENTENCES, 1))
    turns: Any = [{"role": "system", "content": ASK}, {"role": "user", "content": numbered}]
    answer = ask(response_model=Answer, messages=turns, max_retries=RIGHT_AT - 1)
    if len(answer.items) != ITEMS:
        raise ValueError("items were lost")


CONTENDERS = (Contender("instructor alone", instructor_alone),)


def main() -> None:
    """Print a line for each contender."""
    print(f"{'':<20}{'calls':>7}{'clean':>9}{'mended':>9}{'ratio':>8}")
    for contender in CONTENDERS:
        clean, mended = ScriptedModel(right_at=1), ScriptedModel(right_at=RIGHT_AT)
        contender.run(clean)
        contender.run(mended)
        before, after = tokens(clean.usage), tokens(mended.usage)
        ratio = f"{after / before:.1f}x"
        print(f"{contender.name:<20}{mended.usage.calls:>7}{before:>9}{after:>9}{ratio:>8}")


def tokens(usage: Usage) -> int:
    """Sent and answered, together."""
    return usage.input_tokens + usage.output_tokens


if __name__ == "__main__":
    main()
