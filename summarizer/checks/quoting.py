"""Are the words that must be the document's own in it, letter by letter?"""

import re
from collections.abc import Sequence

from summarizer.checks.fault import Fault
from summarizer.document import Document

_BLANKS = re.compile(r"\s+")


def when(words: str, evidence: Sequence[str]) -> list[Fault]:
    """A fault if the time of a step is not given in the words of its evidence.

    Args:
        words: What a model wrote; empty where the document gives no time.
        evidence: The words that the step cites.
    """
    if any(_plain(words) in _plain(cited) for cited in evidence) or not words.strip():
        return []
    return [Fault("when", f"The words '{words}' are not in the cited segments: copy them exactly.")]


def segment_saying(words: str, near: Sequence[int], document: Document) -> int | None:
    """Number of the segment that has these words, the nearest to the cited ones; or none.

    Args:
        words: Looked for without regard to case and blanks.
        near: Numbers that the item cites.
        document: Where to look.
    """
    wanted = _plain(words)
    found = [
        segment.number for segment in document.segments if wanted and wanted in _plain(segment.text)
    ]
    return min(
        found, key=lambda n: min((abs(n - cited) for cited in near), default=n), default=None
    )


def _plain(words: str) -> str:
    return _BLANKS.sub(" ", words).strip(" .,;").casefold().replace("\u2019", "'")
