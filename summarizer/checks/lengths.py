"""Is a text of a summary within its length, and is there any?"""

from collections.abc import Mapping
from types import MappingProxyType

from summarizer.checks.fault import Fault

MOST_WORDS: Mapping[str, int] = MappingProxyType(
    {"statement": 25, "requirement": 25, "gates": 25, "action": 25, "title": 20, "gist": 60}
)
"""Words, by field; the numbers are those of the labelling guide."""


def lengths(field: str, text: str) -> list[Fault]:
    """A fault if a text is empty or has more words than its field may have.

    Args:
        field: Name of the field, a key of `MOST_WORDS`.
        text: What a model wrote there.
    """
    count = len(text.split())
    if not count:
        return [Fault("empty", f"The {field} is empty.")]
    if count > MOST_WORDS[field]:
        return [Fault("length", f"The {field} has {count} words; {MOST_WORDS[field]} is the most.")]
    return []
