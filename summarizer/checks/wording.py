"""Is a statement about the same thing as the words that it cites?"""

from collections.abc import Sequence

from summarizer.checks.fault import Fault
from summarizer.checks.words import content_stems

_LEAST_SHARE = 0.2
"""Share of a statement's content words that must stand in the evidence. A paraphrase of one
sentence keeps half of them as a rule; two sentences of one text share a tenth by chance."""
_FEW_WORDS = 3
"""Below this many content words, one that is shared is enough."""


def wording(statement: str, evidence: Sequence[str]) -> list[Fault]:
    """A fault if the statement has hardly a content word in common with the evidence.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
    """
    written = set(content_stems(statement))
    cited = {stem for words in evidence for stem in content_stems(words)}
    shared = len(written & cited)
    if not written or (shared and (len(written) < _FEW_WORDS or shared / len(written) >= _LEAST_SHARE)):
        return []
    return [Fault("wording", "The cited words are about something else than the statement.")]
