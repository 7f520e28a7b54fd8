"""Does the headline tell when? "Ford to cut 30,000 jobs by 2012", and the text gives no time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer import dates
from summarizer.draft import DraftNextStep
from summarizer.propose.times import times_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEADLINES = 2
"""Segments at the beginning that can be one."""
_FEWEST = 3
"""Words that a headline has beside the time."""
_TELLING = {"NOUN", "NUM", "PROPN", "VERB"}
_SHARE = 0.6
"""Of a headline's words must be a step's for the headline to tell of it."""


def timed_by_headline(
    acts: Sequence[DraftNextStep], sentences: Sequence["Doc"], written: str
) -> list[DraftNextStep]:
    """The steps; the first without a time of which the headline tells has the headline's.

    Args:
        acts: In the order of the text.
        sentences: Parsed, one for each segment.
        written: ISO date of the document.
    """
    found = list(acts)
    for number, sentence in enumerate(sentences[:_HEADLINES], 1):
        time = next((words for words in times_of(sentence) if dates.resolve(words, written)), "")
        if not time or sentence.text.rstrip().endswith((".", "!", "?")):
            continue
        told = [token for token in sentence if token.pos_ in _TELLING and token.text not in time]
        for at, step in enumerate(found):
            free = not step.when and number not in step.at
            if free and len(told) >= _FEWEST and _share(told, step) >= _SHARE:
                found[at] = step.model_copy(update={"when": time, "at": [*step.at, number]})
                break
    return found


def _share(told: Sequence["Token"], step: DraftNextStep) -> float:
    """Of a headline's words, how many a step has."""
    words = set(f"{' '.join(step.actors)} {step.action}".lower().split())
    return sum(bool({token.lower_, token.lemma_.lower()} & words) for token in told) / len(told)
