"""What does a verb of speech tell, and what follows from how it is told?"""

from typing import TYPE_CHECKING

from summarizer.propose.attitudes import declines_to_say
from summarizer.propose.clauses import is_negated, subject_of
from summarizer.propose.lexicon import OBLIGING
from summarizer.propose.parsing import children
from summarizer.propose.voices import CLAUSE, is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token


def told_by(verb: "Token") -> list["Token"]:
    """What a verb tells; not of "does not think that it will", "must say", "would not say"."""
    untold = (
        is_negated(verb)
        or {c.lower_ for c in children(verb, "aux")} & OBLIGING
        or declines_to_say(verb)
    )
    return [] if is_speech(verb) and untold else children(verb, *CLAUSE)


def comes_last(verb: "Token") -> bool:
    """Whether who tells it is named after what is told."""
    subject = subject_of(verb)
    told = children(verb, *CLAUSE)
    return subject is not None and bool(told) and all(clause.i < subject.i for clause in told)


def goes_on_telling(verb: "Token") -> bool:
    """Whether it tells what the speaker did, not the thing spoken of.

    So in "said that turbines do no harm, and invited doubters".
    """
    own_subject = children(verb, "nsubj", "nsubjpass")
    return verb.dep_ == "conj" and verb.tag_ == "VBD" and not own_subject


def wants_to_say(verb: "Token") -> list["Token"]:
    """The clause said in "I want to inform you that …"."""
    for wish in children(verb, "xcomp", "advcl"):
        if is_speech(wish) and verb.lemma_ in {"want", "like", "wish", "call"}:
            return children(wish, *CLAUSE) or children(verb, "ccomp")
    return []
