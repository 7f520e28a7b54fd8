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
    OBLIGING,
    ONLY_IN_A_PHRASE,
    STANCE_OF_ADJECTIVE,
    STANCE_OF_JUDGEMENT,
    STANCE_OF_NOUN,
    STANCE_OF_PHRASE,
    STANCE_OF_VERB,
    URGENT,
)
from summarizer.propose.parsing import children
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURES = {"MONEY", "PERCENT", "QUANTITY", "CARDINAL"}


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
    if lemma == "hail" and any(child.lower_ == "from" for child in verb.children):
        return None
    if lemma == "require" and any(t.pos_ == "PRON" for t in children(verb, "nsubj")):
        return None  # "it requires" tells of a rule, not of an actor
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


def stance_in_speech(
    verb: "Token", *, own_act: bool, spoken: bool, foretold: bool = False
) -> Stance | None:
    """The stance of a plain clause that somebody says; none for what is merely told.

    Args:
        verb: Head of the clause.
        own_act: Its subject is who says it.
        spoken: It is reported or quoted, not the author's own text.
        foretold: It is what somebody believes: a clause in the future is a forecast, where "said
            that it will" announces.
    """
    modals = {child.lower_ for child in children(verb, "aux")}
    if verb.lower_ == "going" and children(verb, "xcomp"):
        modals = modals | {"will"}
    if verb.lower_ in {"has", "have"} and _is_to(children(verb, "xcomp")):
        modals = modals | {"must"}
    if modals & (FUTURE | OBLIGING | {"can", "could", "ca"}):
        if is_negated(verb):
            return _refused(verb, modals, own_act=own_act)
        if modals & OBLIGING:
            return _obliged(verb, own_act=own_act)
    if _is_needed(verb) or _is_urgent(verb):
        return "demands"
    if "would" in modals and "have" in modals:
        return "asserts" if spoken else None
    if modals & FUTURE:
        return "expects" if foretold and not own_act else None
    return _claimed(verb, modals, own_act=own_act) if spoken else _judgement(verb)


def _obliged(verb: "Token", *, own_act: bool) -> Stance | None:
    """The stance of "must"; one's own "have to" is none, and "should be fine" is a forecast."""
    if own_act:
        return None if verb.lemma_ == "have" else "supports"
    well = {"able", "available", "enough", "fine", "ok", "okay", "possible"}
    return "expects" if {c.lower_ for c in children(verb, "acomp")} & well else "demands"


def _refused(verb: "Token", modals: set[str], *, own_act: bool) -> Stance:
    """The stance of "will not", "should not": one refuses for oneself, and foretells of others."""
    if modals & OBLIGING:
        return "opposes"
    return "declines" if own_act or is_passive(verb) else "expects"


def _claimed(verb: "Token", modals: set[str], *, own_act: bool) -> Stance | None:
    """The stance of a clause in the present or past that somebody says."""
    if modals & {"could", "may", "might"} or _is_likely(verb):
        return "expects"
    if verb.lemma_ in {"aim", "intend", "plan"}:
        return None  # a next step
    going_on = verb.tag_ == "VBG" and modals & {"is", "are"}
    if going_on or _is_statistic(verb):
        return None
    return _judgement(verb) or (None if own_act or _is_of_nothing(verb) else "asserts")


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


def _want(verb: "Token") -> Stance:
    """One wants to do something oneself, or wants something of others."""
    own = any(not children(c, "nsubj", "nsubjpass") for c in children(verb, "xcomp"))
    return "supports" if own else "demands"


def _call(verb: "Token") -> Stance | None:
    if any(clause.lemma_ in {"say", "tell"} for clause in children(verb, "xcomp", "advcl")):
        return None
    return "asserts" if children(verb, "oprd", "ccomp", "xcomp") else None


def _insist(verb: "Token") -> Stance | None:
    """It demands in "insisted that it be paid", and tells in "insisted that it is right"."""
    clauses = children(verb, "ccomp")
    return "demands" if clauses and clauses[0].tag_ == "VB" else None


def _tell(verb: "Token") -> Stance | None:
    """It demands in "told her to leave", and tells in "told her that …"."""
    return "demands" if _is_to(children(verb, "xcomp", "ccomp")) else None


def _seek(verb: "Token") -> Stance:
    return "supports" if children(verb, "xcomp") else "demands"


def _commit(verb: "Token") -> Stance | None:
    gives = any(clause.lemma_ in _GIVING for clause in children(verb, "xcomp"))
    if gives and not is_passive(verb):
        return "offers"
    return "supports" if is_passive(verb) or children(verb, "xcomp", "prep") else None


_GIVING = {"concede", "donate", "fund", "give", "grant", "pay", "provide", "supply"}


def _have(verb: "Token") -> Stance | None:
    """Of "has no plans to", "has concerns about"."""
    for thing in children(verb, "dobj"):
        none = any(child.lower_ == "no" for child in thing.children)
        if none and thing.lemma_ in _NO_MATTER:
            return "declines"
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
    "agree": _agree, "decide": _decide, "intend": _intend, "plan": _intend,
    "call": _call, "commit": _commit, "have": _have, "insist": _insist,
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


def _is_urgent(verb: "Token") -> bool:
    """Whether it says what ought to be: "it is time to", "it is critical that"."""
    subjects = children(verb, "nsubj", "expl")
    if verb.lemma_ != "be" or not subjects or subjects[0].lower_ not in {"it", "there"}:
        return False
    called_for = any(child.lower_ in URGENT for child in children(verb, "acomp", "attr"))
    clause = ("ccomp", "xcomp", "advcl", "acl", "csubj", "relcl")
    parts = (verb, *children(verb, "acomp", "attr"))
    return called_for and any(children(part, *clause) for part in parts)


def _is_needed(verb: "Token") -> bool:
    """Whether it tells that something named "needs to" be done."""
    named = not any(child.lower_ in _NOTHING_NAMED for child in children(verb, "nsubj"))
    return verb.lemma_ == "need" and named and bool(children(verb, "xcomp"))


def _is_to(clauses: list["Token"]) -> bool:
    """Whether one of the clauses is an infinitive with "to"."""
    return any(child.lower_ == "to" for clause in clauses for child in children(clause, "aux"))


def _is_likely(verb: "Token") -> bool:
    return any(child.lower_ in {"likely", "unlikely"} for child in verb.children)


def _judgement(verb: "Token") -> Stance | None:
    """The stance of "is wrong", "is unacceptable"."""
    for child in children(verb, "acomp", "attr"):
        if stance := STANCE_OF_JUDGEMENT.get(child.lower_):
            return NEGATED[stance] if is_negated(verb) else stance
    return None


def _is_statistic(verb: "Token") -> bool:
    """Whether a clause gives a figure: a fact that is told, not held."""
    return any(token.ent_type_ in _FIGURES for token in verb.subtree)


def _is_of_nothing(verb: "Token") -> bool:
    """Whether a claim names nothing that it is about: "it was a great start", "there is doubt"."""
    subjects = children(verb, "nsubj", "nsubjpass", "expl")
    return bool(subjects) and subjects[0].lower_ in _NOTHING_NAMED


_NOTHING_NAMED = {"it", "that", "there", "what", "which", "you"}
