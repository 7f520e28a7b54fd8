"""Whether an item that a model wrote is supported by the words that it cites.

Pure functions without a model: the same input gives the same faults. One file per rule; `rules`
holds the table of which apply to what. They read English, and are harmless elsewhere: what they
cannot read they let pass.
"""

from summarizer.checks.alignment import Index, best_segment
from summarizer.checks.fault import Fault
from summarizer.checks.references import resolve_actor
from summarizer.checks.support import check_support
from summarizer.checks.verdict import Checked, Faulty, check, realign
from summarizer.checks.wording import shared_words

__all__ = [
    "Checked",
    "Fault",
    "Faulty",
    "Index",
    "best_segment",
    "check",
    "check_support",
    "realign",
    "resolve_actor",
    "shared_words",
]
