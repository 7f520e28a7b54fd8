"""What did the user ask for? The options of the summary, as data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.rendering.options import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One run of ``summarizer SOURCE...``."""

    sources: tuple[str, ...]
    """Paths, URLs, or `-`; at least one."""
    format: "Format"
    """How the result is shown."""
    output: str
    """Where it goes: a path, or `-` for standard output."""
    title: str
    """Of the document; empty: the one that is found."""
    date: str
    """ISO date of the document; empty: the one that is found."""
    model: str
    """Name or path; empty: what the settings say."""
    base_url: str
    """Address of an endpoint; empty: what the settings say."""
    prompt: str
    """NAME@VERSION; empty: what the settings say."""
    strict: bool
    """Whether a dropped item, a part that was not read or a cut answer makes the run fail."""
    dry_run: bool
    """Whether only the prompts are shown."""
    quiet: bool
    """Whether nothing but errors is said beside the result."""
    verbose: int
    """From 1 evidence and notes are shown, from 2 tracebacks."""
