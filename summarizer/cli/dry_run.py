"""``--dry-run``: what would be asked, and at what price? Nobody is asked.

The prompts are the result and go to standard output; the estimate is a note, but one that was
asked for: only ``-q`` silences it.
"""

import json
from typing import TYPE_CHECKING

from summarizer import tokens
from summarizer.choosing import Choice, choose, expected_price, window
from summarizer.cli.cost import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.cli.notes import Notes
    from summarizer.cli.request import Request
    from summarizer.cli.wiring import Wiring
    from summarizer.config import Settings
    from summarizer.model import Budget, Prompt
    from summarizer.pipeline import Plan


def dry_run(
    request: "Request", settings: "Settings", wiring: "Wiring", notes: "Notes"
) -> tuple[str, int]:
    """Show what would be asked.

    Returns:
        The first prompt for each source, or for each part of a long one, and the exit code 0.

    Raises:
        SummarizerError: A source cannot be read, or there is no such prompt.
    """
    choice = choose(settings)
    shown = []
    for source in request.sources:
        document = wiring.read(source, title=request.title, date=request.date, fetch=settings.fetch)
        plan = wiring.plan(
            document,
            profile=choice.profile,
            context_tokens=window(choice, settings),
            prompt=settings.prompt,
        )
        dollars = expected_price(choice, plan.usage)
        if not request.quiet:
            notes.say(_estimate(source, choice, plan, dollars))
            for limit in _too_low(plan, settings.budget()):
                notes.say(f"warning: {source}: {limit}")
        shown.append(
            _as_data(source, choice, plan, dollars) if request.format == "json" else _as_text(plan)
        )
    if request.format == "json":
        data = shown[0] if len(request.sources) == 1 else shown
        return json.dumps(data, indent=2) + "\n", 0
    return "\n".join(map(str, shown)), 0


def _estimate(source: str, choice: Choice, plan: "Plan", dollars: float | None) -> str:
    usage = plan.usage
    calls = "the first call" if usage.calls == 1 else f"{usage.calls} calls"
    parts = f"read it in {plan.parts} parts and " if plan.parts > 1 else ""
    price = money(dollars) if dollars is None else f"{money(dollars)} at most"
    return (
        f"{source}: would {parts}ask {choice.name} ({choice.kind}; {choice.reason}) with about "
        f"{usage.input_tokens:,} tokens for at most {usage.output_tokens:,} in {calls}, {price}"
    )


def _too_low(plan: "Plan", budget: "Budget") -> "Iterator[str]":
    """Which limits of a run would leave parts of the text unread."""
    usage = plan.usage
    if usage.calls > budget.calls:
        yield f"max_calls is {budget.calls}: parts would not be read"
    if usage.calls > 1 and usage.input_tokens > budget.tokens:
        yield f"max_tokens is {budget.tokens:,}: parts would not be read"


def _as_text(plan: "Plan") -> str:
    """The turns that all questions begin with, once; then each question's own."""
    first = plan.questions[0]
    shown = [_turn(plan.prompt_id, one.role, one.content) for one in first.messages[: first.static]]
    for number, question in enumerate(plan.questions, 1):
        of_all = f" {number} of {len(plan.questions)}" if len(plan.questions) > 1 else ""
        shown += [
            _turn(plan.prompt_id, f"{one.role}{of_all}", one.content)
            for one in question.messages[question.static :]
        ]
    return "".join(shown)


def _turn(prompt_id: str, head: str, content: str) -> str:
    return f"=== {prompt_id} {head} ===\n{content}\n"


def _as_data(source: str, choice: Choice, plan: "Plan", dollars: float | None) -> dict[str, object]:
    return {
        "source": source,
        "model": choice.name,
        "prompt": plan.prompt_id,
        "parts": plan.parts,
        "calls": [_call(question) for question in plan.questions],
        "input_tokens": plan.usage.input_tokens,
        "max_output_tokens": plan.usage.output_tokens,
        "max_cost_usd": dollars,
    }


def _call(question: "Prompt") -> dict[str, object]:
    return {
        "messages": [
            {"role": message.role, "content": message.content} for message in question.messages
        ],
        "input_tokens": tokens.of_messages(question.messages),
        "max_output_tokens": question.max_output_tokens,
    }
