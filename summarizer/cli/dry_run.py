"""``--dry-run``: what would be asked, and at what price? Nobody is asked.

The prompt is the result and goes to standard output; the estimate is a note, but one that was
asked for: only ``-q`` silences it.
"""

import json
from typing import TYPE_CHECKING

from summarizer.choosing import Choice, choose, expected_price
from summarizer.cli.cost import money
from summarizer.model import Usage

if TYPE_CHECKING:
    from summarizer.cli.notes import Notes
    from summarizer.cli.request import Request
    from summarizer.cli.wiring import Wiring
    from summarizer.config import Settings
    from summarizer.pipeline import Plan


def dry_run(
    request: "Request", settings: "Settings", wiring: "Wiring", notes: "Notes"
) -> tuple[str, int]:
    """Show what would be asked.

    Returns:
        The first prompt for each source, and the exit code 0.

    Raises:
        SummarizerError: A source cannot be read, or there is no such prompt.
    """
    choice = choose(settings)
    shown = []
    for source in request.sources:
        document = wiring.read(source, title=request.title, date=request.date, fetch=settings.fetch)
        plan = wiring.plan(document, profile=choice.profile, prompt=settings.prompt)
        usage = Usage(1, plan.input_tokens, plan.max_output_tokens)
        dollars = expected_price(choice, usage)
        if not request.quiet:
            notes.say(_estimate(source, choice, usage, dollars))
        shown.append(
            _as_data(source, choice, plan, dollars) if request.format == "json" else _as_text(plan)
        )
    if request.format == "json":
        data = shown[0] if len(request.sources) == 1 else shown
        return json.dumps(data, indent=2) + "\n", 0
    return "\n".join(map(str, shown)), 0


def _estimate(source: str, choice: Choice, usage: Usage, dollars: float | None) -> str:
    return (
        f"{source}: would ask {choice.name} ({choice.kind}; {choice.reason}) with about "
        f"{usage.input_tokens:,} tokens for at most {usage.output_tokens:,} in the first call, "
        f"{money(dollars)} at most"
    )


def _as_text(plan: "Plan") -> str:
    return "".join(
        f"=== {plan.prompt_id} {message.role} ===\n{message.content}\n" for message in plan.messages
    )


def _as_data(source: str, choice: Choice, plan: "Plan", dollars: float | None) -> dict[str, object]:
    return {
        "source": source,
        "model": choice.name,
        "prompt": plan.prompt_id,
        "messages": [
            {"role": message.role, "content": message.content} for message in plan.messages
        ],
        "input_tokens": plan.input_tokens,
        "max_output_tokens": plan.max_output_tokens,
        "max_cost_usd": dollars,
    }
