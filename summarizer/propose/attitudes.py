"""How does a verb say that its subject stands to something?

The stances are those of ``docs/labelling.md``; the words are in `summarizer.propose.lexicon`.
"""

from typing import TYPE_CHECKING

from summarizer.propose.clauses import is_negated
from summarizer.propose.lexicon import (
    COPULAS,
    EXPRESSING,
    FUTURE,
    NAMING,
    NEGATED,
    ONLY_IN_A_PHRASE,
    STANCE_OF_ADJECTIVE,
    STANCE_OF_JUDGEMENT,
    STANCE_OF_NOUN,
    STANCE_OF_PHRASE,
    STANCE_OF_VERB,
)
from summarizer.propose.parsing import children
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def attitude(verb: "Token") -> Stance | None:
    """The stance that the verb, its adjective or its noun tells of the subject."""
    lemma = verb.lemma_.lower()
    if phrase := _of_phrase(verb):
        stance: Stance | None = phrase
    elif lemma in ONLY_IN_A_PHRASE:
        stance = None
    elif lemma in _SPECIAL:
        stance = _SPECIAL[lemma](verb)
    elif lemma in NAMING and (named := children(verb, "oprd", "ccomp", "xcomp")):
        stance = _of_name(named)
    elif lemma in COPULAS:
        stance = _of_predicate(verb)
    elif lemma in EXPRESSING:
        stance = _of_object(verb) or STANCE_OF_VERB.get(lemma)
    elif is_passive(verb) and verb.lower_ in STANCE_OF_ADJECTIVE:
        stance = STANCE_OF_ADJECTIVE[verb.lower_]
    else:
        stance = STANCE_OF_VERB.get(lemma)
    if stance == "demands" and FUTURE & {child.lower_ for child in children(verb, "aux")}:
        return None
    return NEGATED[stance] if stance and is_negated(verb) else stance


def declines_to_say(verb: "Token") -> bool:
    """Whether a verb of speech tells that nothing is said: "would not say whether"."""
    modals = {child.lower_ for child in children(verb, "aux")}
    unsaid = is_negated(verb) or any(c.dep_ == "preconj" for c in verb.subtree if c.i < verb.i)
    return unsaid and bool(modals & (FUTURE | {"can", "could"}))


def is_passive(verb: "Token") -> bool:
    """Whether the subject suffers what the verb tells."""
    return bool(children(verb, "auxpass"))


def feels(verb: "Token") -> bool:
    """Whether a passive form tells a state of mind: "is committed", "was disappointed"."""
    return verb.lower_ in STANCE_OF_ADJECTIVE


def _of_phrase(verb: "Token") -> Stance | None:
    """The stance of "call for", "rule out", "vote against"."""
    lemma = verb.lemma_.lower()
    found = (STANCE_OF_PHRASE.get((lemma, child.lower_)) for child in verb.children)
    return next((stance for stance in found if stance), None)


def _of_name(named: list["Token"]) -> Stance:
    """The stance of "calls it unacceptable", "called it unlikely"."""
    for word in (part.lower_ for top in named for part in (top, *children(top, "acomp"))):
        if word in {"likely", "unlikely"}:
            return "expects"
        if word in STANCE_OF_JUDGEMENT:
            return STANCE_OF_JUDGEMENT[word]
    return "asserts"


def _hail(verb: "Token") -> Stance | None:
    """Not in "hails from Kansas"."""
    return None if any(child.lower_ == "from" for child in verb.children) else "supports"


def _require(verb: "Token") -> Stance | None:
    """Not in "it requires": that tells of a rule, not of an actor."""
    return None if any(t.pos_ == "PRON" for t in children(verb, "nsubj")) else "demands"


def _want(verb: "Token") -> Stance:
    """One wants to do something oneself, or wants something of others."""
    own = any(not children(c, "nsubj", "nsubjpass") for c in children(verb, "xcomp"))
    return "supports" if own else "demands"


def _call(verb: "Token") -> Stance | None:
    if any(clause.lemma_ in {"say", "tell"} for clause in children(verb, "xcomp", "advcl")):
        return None
    named = children(verb, "oprd", "ccomp", "xcomp")
    return _of_name(named) if named else None


def _insist(verb: "Token") -> Stance | None:
    """It demands in "insisted that it be paid", and tells in "insisted that it is right"."""
    clauses = children(verb, "ccomp")
    return "demands" if clauses and clauses[0].tag_ == "VB" else None


def _tell(verb: "Token") -> Stance | None:
    """It demands in "told her to leave", and tells in "told her that …"."""
    return "demands" if is_infinitive(children(verb, "xcomp", "ccomp")) else None


def is_infinitive(clauses: list["Token"]) -> bool:
    """Whether one of the clauses is an infinitive with "to"."""
    return any(child.lower_ == "to" for clause in clauses for child in children(clause, "aux"))


def _seek(verb: "Token") -> Stance:
    return "supports" if children(verb, "xcomp") else "demands"


def _commit(verb: "Token") -> Stance | None:
    gives = any(clause.lemma_ in _GIVING for clause in children(verb, "xcomp"))
    if gives and not is_passive(verb):
        return "offers"
    return "supports" if is_passive(verb) or children(verb, "xcomp", "prep") else None


_GIVING = {"concede", "donate", "fund", "give", "grant", "pay", "provide", "supply"}


def _assume(verb: "Token") -> Stance | None:
    """Not in "assumes power"."""
    return "expects" if children(verb, "ccomp") else None


def _have(verb: "Token") -> Stance | None:
    """Of "has no plans to", "has concerns about"."""
    for thing in children(verb, "dobj"):
        none = any(child.lower_ == "no" for child in thing.children)
        if thing.lemma_ in _NO_MATTER and (none or is_negated(verb)):
            return "declines" if none else "offers"  # a "not" turns it to declines
        if thing.lemma_ in {"concern", "doubt", "objection", "reservation"}:
            return "supports" if none else "opposes"
    return None


_NO_MATTER = {"plan", "interest", "intention", "desire", "wish", "comment"}


def _intend(verb: "Token") -> Stance | None:
    """A plan is a next step; "does not intend to" declines."""
    return "offers" if is_negated(verb) else None


def _vote(verb: "Token") -> Stance | None:
    return "supports" if children(verb, "xcomp") else None


def _decide(verb: "Token") -> Stance | None:
    """A decision taken; "will decide" and "decided how" tell none."""
    to_come = FUTURE & {child.lower_ for child in children(verb, "aux")}
    return "supports" if children(verb, "xcomp") and not to_come else None


def _agree(verb: "Token") -> Stance | None:
    return "supports" if children(verb, "xcomp") else None


_SPECIAL = {
    "agree": _agree, "assume": _assume, "decide": _decide, "intend": _intend, "plan": _intend,
    "call": _call, "commit": _commit, "hail": _hail, "have": _have, "insist": _insist,
    "require": _require,
    "seek": _seek, "tell": _tell, "vote": _vote, "want": _want,
}  # fmt: skip


def _of_object(verb: "Token") -> Stance | None:
    """The stance of "expressed its support", "voiced concern"."""
    for thing in children(verb, "dobj"):
        for noun in (thing, *children(thing, "conj")):
            if stance := STANCE_OF_NOUN.get(noun.lemma_.lower()):
                return stance
    return None


def _of_predicate(verb: "Token") -> Stance | None:
    """The stance of "is opposed to", "remains committed to", "is in favor of"."""
    if any(child.lower_ in {"it", "there"} for child in children(verb, "nsubj", "expl")):
        return None
    for child in verb.children:
        if child.dep_ in {"acomp", "attr", "ccomp", "oprd"}:
            stance = STANCE_OF_ADJECTIVE.get(child.lower_) or STANCE_OF_ADJECTIVE.get(
                child.lemma_.lower()
            )
            if stance == "expects" and is_negated(verb):
                return None  # "is not sure" expects nothing
            if stance:
                return stance if stance != "offers" or children(child, "xcomp") else None
        if child.dep_ == "prep":
            if child.lower_ == "against":
                return "opposes"
            for noun in child.children:
                if stance := STANCE_OF_NOUN.get(noun.lemma_.lower()):
                    return stance
    return None
