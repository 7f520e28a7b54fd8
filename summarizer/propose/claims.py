"""What does somebody hold who says a plain clause? "It must be paid", "the plan is wrong"."""

from typing import TYPE_CHECKING

from summarizer.propose.attitudes import is_infinitive, is_passive
from summarizer.propose.clauses import is_negated
from summarizer.propose.lexicon import FUTURE, NEGATED, OBLIGING, STANCE_OF_JUDGEMENT, URGENT
from summarizer.propose.parsing import children
from summarizer.schema import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURES = {"MONEY", "PERCENT", "QUANTITY", "CARDINAL"}


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
    to_do = [c for c in children(verb, "xcomp") if not children(c, "nsubj", "nsubjpass")]
    if verb.lower_ in {"has", "have"} and is_infinitive(to_do) and not children(verb, "dobj"):
        modals = modals | {"must"}
    if modals & (FUTURE | OBLIGING | {"can", "could", "ca"}):
        if is_negated(verb):
            return _refused(verb, modals, own_act=own_act)
        if modals & OBLIGING:
            return _obliged(verb, own_act=own_act)
    if _is_needed(verb) or _is_urgent(verb):
        return "asserts" if _is_to_be_noted(verb) else "demands"
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
    if own_act or is_passive(verb):
        return "declines"
    return "expects" if modals & FUTURE else "asserts"


def _claimed(verb: "Token", modals: set[str], *, own_act: bool) -> Stance | None:
    """The stance of a clause in the present or past that somebody says."""
    found = verb.head.lemma_ in {"find", "hold", "rule"} and verb.dep_ == "ccomp"
    if modals & {"could", "may", "might"} or _is_likely(verb):
        return "asserts" if found else "expects"
    if verb.lemma_ in {"aim", "intend", "plan"}:
        return None  # a next step
    going_on = verb.tag_ == "VBG" and modals & {"is", "are"}
    if going_on or _is_statistic(verb):
        return None
    if judged := _judgement(verb):
        finding = verb.dep_ in {"ccomp", "xcomp"} and "to" in modals  # "found it to be unlawful"
        return "asserts" if finding else judged
    return None if own_act or _is_of_nothing(verb) else "asserts"


def _is_urgent(verb: "Token") -> bool:
    """Whether it says what ought to be: "it is time to", "it is critical that"."""
    subjects = children(verb, "nsubj", "expl")
    if verb.lemma_ != "be" or not subjects or subjects[0].lower_ not in {"it", "there"}:
        return False
    called_for = any(child.lower_ in URGENT for child in children(verb, "acomp", "attr"))
    clause = ("ccomp", "xcomp", "advcl", "acl", "csubj", "relcl")
    parts = (verb, *children(verb, "acomp", "attr"))
    return called_for and any(children(part, *clause) for part in parts)


def _is_to_be_noted(verb: "Token") -> bool:
    """Whether what is urgent is but to hear: "it is important to point out that …"."""
    parts = (verb, *children(verb, "acomp", "attr"))
    clauses = [c for part in parts for c in children(part, "xcomp", "ccomp", "advcl")]
    return any(c.lemma_ in _NOTING and children(c, "ccomp") for c in clauses)


_NOTING = {"emphasise", "emphasize", "mention", "note", "point", "say", "stress", "understand"}


def _is_needed(verb: "Token") -> bool:
    """Whether it tells that something named "needs to" be done."""
    named = not any(child.lower_ in _NOTHING_NAMED for child in children(verb, "nsubj"))
    return verb.lemma_ == "need" and named and bool(children(verb, "xcomp"))


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


_NOTHING_NAMED = {"it", "that", "there", "what", "whatever", "which", "who", "you"}
