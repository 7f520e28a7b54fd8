"""Is a statement about the same thing as the words that it cites?"""

import re
from collections.abc import Sequence

from summarizer.checks.fault import Fault
from summarizer.checks.words import content_stems

_LEAST_SHARE = 0.2
"""Share of a statement's content words that must stand in the evidence. A paraphrase of one
sentence keeps half of them as a rule; two sentences of one text share a tenth by chance."""
_FEW_WORDS = 3
"""Below this many content words, one that is shared is enough."""
_LONG_EVIDENCE = 2_400
"""Characters; more is a passage, of which only the nearest sentences bear on a statement."""
_NEAREST = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def wording(statement: str, evidence: Sequence[str]) -> list[Fault]:
    """A fault if the statement has hardly a content word in common with the evidence.

    Args:
        statement: What a model wrote.
        evidence: The words that it cites.
    """
    written = set(content_stems(statement))
    cited = {stem for words in evidence for stem in content_stems(words)}
    shared = len(written & cited)
    if not written or (
        shared and (len(written) < _FEW_WORDS or shared / len(written) >= _LEAST_SHARE)
    ):
        return []
    return [Fault("wording", "The cited words are about something else than the statement.")]


def shared_words(one: str, two: str) -> float:
    """Share of the content words of the shorter text that the other has too: 0 to 1."""
    mine, theirs = set(content_stems(one)), set(content_stems(two))
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def nearest(statement: str, evidence: Sequence[str]) -> Sequence[str]:
    """The evidence, or of a long passage the few sentences that share most with the statement."""
    if sum(map(len, evidence)) <= _LONG_EVIDENCE:
        return evidence
    written = set(content_stems(statement))
    sentences = [piece for words in evidence for piece in _SENTENCE_END.split(words)]
    shared = [len(written.intersection(content_stems(sentence))) for sentence in sentences]
    best = sorted(range(len(sentences)), key=lambda at: -shared[at])[:_NEAREST]
    return [sentences[at] for at in sorted(best)]
