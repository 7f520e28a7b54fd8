"""What did it cost, in one line?"""

from summarizer.model import Usage


def cost_line(model: str, usage: Usage, seconds: float, dollars: float | None) -> str:
    """Model, calls, tokens, time and money.

    Args:
        model: The model's name.
        usage: What was spent.
        seconds: Wall time.
        dollars: None where no price is known.
    """
    calls = "1 call" if usage.calls == 1 else f"{usage.calls} calls"
    parts = [
        calls,
        f"{usage.input_tokens:,} tokens in ({usage.cached_tokens:,} cached)",
        f"{usage.output_tokens:,} out",
        f"{seconds:.1f} s",
        money(dollars),
    ]
    return f"{model}: {', '.join(parts)}"


def money(dollars: float | None) -> str:
    """US dollars, to a hundredth of a cent."""
    return "price unknown" if dollars is None else f"${dollars:.4f}"
