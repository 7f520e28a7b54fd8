"""Typed summaries in which every item points at the words that say so.

The names listed here are the whole public interface; they are imported on first use, so that
``summarizer --help`` does not pay for what it does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.checks import Fault as Fault
    from summarizer.checks import check_support as check_support
    from summarizer.choosing import connect as connect
    from summarizer.document import Document as Document
    from summarizer.document import Origin as Origin
    from summarizer.errors import SummarizerError as SummarizerError
    from summarizer.model import Budget as Budget
    from summarizer.model import Model as Model
    from summarizer.pipeline import summarize as summarize
    from summarizer.rendering import render as render
    from summarizer.schema import Summary as Summary

_HOME = {
    "Budget": "model",
    "Document": "document",
    "Fault": "checks",
    "Model": "model",
    "Origin": "document",
    "Summary": "schema",
    "SummarizerError": "errors",
    "check_support": "checks",
    "connect": "choosing",
    "render": "rendering",
    "summarize": "pipeline",
}

__all__ = [
    "Budget",
    "Document",
    "Fault",
    "Model",
    "Origin",
    "SummarizerError",
    "Summary",
    "check_support",
    "connect",
    "render",
    "summarize",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the public name stands for
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415  # slow import: only when used

        return version("summarizer")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"summarizer.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
