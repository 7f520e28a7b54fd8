"""When does "it" or "they" stand for no actor?"""

from typing import TYPE_CHECKING

from summarizer.propose.lexicon import GROUP_NOUNS
from summarizer.propose.mentions import can_act, joined

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject_before(pronoun: "Token") -> "Token | None":
    """The last subject before "it" or "they" in the sentence that it agrees with in number."""
    several = pronoun.lower_ == "they"
    for noun in reversed(pronoun.doc[: pronoun.i]):
        if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        plural = noun.tag_ in {"NNS", "NNPS"} or bool(joined(noun))
        if plural == several or (several and noun.lower_ in GROUP_NOUNS):
            return noun
    return None


def stands_for_a_thing(pronoun: "Token") -> bool:
    """Whether it stands for no actor: for a thing just named, or for nothing ("it is hard to")."""
    if pronoun.lower_ == "it":
        verb = pronoun.head
        parts = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"})]
        clausal = {child.dep_ for part in parts for child in part.children} & _CLAUSAL
        if verb.lemma_ in _WEATHER or (verb.lemma_ in {"be", "become", "remain"} and clausal):
            return True
    if pronoun.lower_ not in {"it", "they"}:
        return False
    this = any(t.dep_ == "nsubj" and t.lower_ in {"this", "that"} for t in pronoun.doc[: pronoun.i])
    noun = subject_before(pronoun)
    return noun.pos_ == "NOUN" and not can_act(noun) if noun is not None else this


_CLAUSAL = {"acl", "advcl", "ccomp", "csubj", "csubjpass", "relcl", "xcomp"}
_WEATHER = {"appear", "seem", "turn", "rain", "snow", "happen", "depend"}
"""Verbs whose "it" is nobody."""
