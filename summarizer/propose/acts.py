"""What is to happen next? Clauses in the future, with doer and time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer import dates
from summarizer.draft import DraftNextStep
from summarizer.propose.attitudes import attitude
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import is_negated, subject_of, worded
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import FUTURE, PLANNING
from summarizer.propose.mentions import phrase_of
from summarizer.propose.parsing import children, is_quoted, words_of
from summarizer.propose.questions import asks_whether
from summarizer.propose.times import when
from summarizer.propose.voices import CLAUSE, is_speech
from summarizer.schema import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STATIVE = frozenset(
    """allow apply be become benefit contain cost depend enable ensure feel happen have include
    involve know lead mean need reflect remain represent require result seem show stay
    want""".split()  # noqa: SIM905
)
"""Verbs that tell a state or an effect: without a time, no act."""


def next_steps(
    number: int, sentence: "Doc", cast: Cast, speaker: Figure | None, written: str
) -> Iterator[DraftNextStep]:
    """The acts to come that a sentence tells.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures.
        speaker: Whose words it is: "I" and "we" in it.
        written: ISO date of the document, for telling past dates from dates to come.
    """
    for verb in sentence:
        certainty = _certainty(verb, written) if verb.pos_ in {"VERB", "AUX"} else None
        if certainty is None or is_negated(verb) or _is_denied(verb) or _is_no_act(verb):
            continue
        time = when(verb, written)
        if not time and _says_too_little(verb, certainty):
            continue
        due = dates.resolve(time, written) if time else ""
        subject = subject_of(verb)
        doers = cast.all_of(subject, speaker) if subject is not None else []
        actors = [one.name for one in doers] or _agent(verb, cast)
        if not (actors or due or _is_done_to_something(verb)):
            continue
        yield DraftNextStep(
            at=[number],
            actors=actors,
            action=_action(verb, doers[0] if doers else None, speaker),
            when=time,
            certainty="scheduled" if certainty == "planned" and due.count("-") == 2 else certainty,
        )


def _is_no_act(verb: "Token") -> bool:
    """Whether it tells no act, even with a time: "need to win", "it will be a great day".

    Neither does "will announce that it will base …": the act is what it announces.
    """
    subject = subject_of(verb)
    vague = subject is not None and subject.lower_ in {"it", "that", "there", "this"}
    looks_on = verb.lemma_ == "look" and bool(children(verb, "xcomp"))
    says = is_speech(verb) and any(_is_to_come(clause) for clause in children(verb, "ccomp"))
    nobody = subject is not None and (
        subject.lower_ in {"anything", "everything", "one", "you"}
        or any(part.tag_ in {"WDT", "WP"} and part.dep_ == "pobj" for part in subject.subtree)
    )
    no_act = nobody or verb.lemma_ in {"need", "want"} or (verb.lemma_ == "be" and vague)
    return no_act or looks_on or says


def _says_too_little(verb: "Token", certainty: Certainty) -> bool:
    """Whether a clause without a time is no act: a state, a forecast, something said in passing."""
    if verb.head.lemma_ in PLANNING:
        return False
    if verb.lemma_ in _STATIVE or certainty == "expected":
        return True
    subject = subject_of(verb)
    vague = subject is not None and subject.lower_ in {"it", "this", "that"}
    return (certainty != "conditional" or vague) and _is_told_in_passing(verb, subject)


def _certainty(verb: "Token", written: str) -> Certainty | None:
    """How firm the act is; none if the clause tells no act to come."""
    if _is_a_question(verb):
        return None
    modals = {child.lower_ for child in children(verb, "aux", "auxpass")}
    conditional = not asks_whether(verb) and any(
        mark.lower_ in {"if", "unless", "once", "until"}
        for clause in children(verb, "advcl")
        for mark in clause.children
    )
    if modals & (FUTURE - {"would"}):
        forecast = verb.head.lemma_ in _FORETELLING
        return "conditional" if conditional else "expected" if forecast else "planned"
    if "would" in modals:
        return "conditional" if conditional else "expected"
    if verb.dep_ == "xcomp" and "to" in modals and verb.head.lemma_ in PLANNING:
        return None if _is_past(verb.head) else PLANNING[verb.head.lemma_]
    is_to = verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and "to" in modals
    is_to = is_to and not children(verb.head, "acomp", "attr", "prep", "oprd")
    leaving = verb.tag_ == "VBG" and modals & {"is", "are", "'s", "’s"} and not _is_now(verb)
    if is_to or (leaving and verb.lemma_ in _GOING):
        return "planned"
    return "scheduled" if _has_a_day_to_come(verb, written) else None


_FORETELLING = frozenset(
    "believe confident expect hope hopeful likely optimistic predict sure think".split()  # noqa: SIM905
)


def _is_a_question(verb: "Token") -> bool:
    """Whether it is left open: "if it will", "decides how many will be offered jobs"."""
    first = verb.left_edge.tag_
    asks = (verb.dep_ == "ccomp" and first in {"WDT", "WP"}) or (
        verb.dep_ in {"ccomp", "xcomp"} and first == "WRB"
    )
    marks = {child.lower_ for child in children(verb, "mark")}
    return asks or bool({"if", "unless", "whether"} & marks)


def _is_now(verb: "Token") -> bool:
    """Whether "is …ing" tells what goes on: "is currently holding talks", "is going to be"."""
    adverbs = {child.lower_ for child in children(verb, "advmod")}
    return bool(adverbs & {"already", "currently", "now", "still"} or children(verb, "xcomp"))


def _has_a_day_to_come(verb: "Token", written: str) -> bool:
    """Whether a clause without "will" gives a later day: "meets on Monday", "is set for May"."""
    modals = {child.lower_ for child in children(verb, "aux", "auxpass")}
    fixed = (
        verb.tag_ == "VBN"
        and not children(verb, "xcomp")
        and verb.lemma_ in _FIXING
        and modals & {"is", "are", "has", "have"}
    )
    meets = verb.tag_ in {"VBZ", "VBP"} and not modals and verb.dep_ == "ROOT"
    goes_on = verb.tag_ == "VB" and verb.dep_ == "conj" and _is_to_come(verb.head)
    act = not (
        is_speech(verb) or attitude(verb) or verb.lemma_ in _STATIVE or children(verb, *CLAUSE)
    )
    if not (fixed or goes_on or (meets and act)):
        return False
    due = dates.resolve(when(verb, written), written) if written else ""
    return bool(due) and due > written[: len(due)]


def _is_to_come(verb: "Token") -> bool:
    return bool({child.lower_ for child in children(verb, "aux")} & (FUTURE - {"would"}))


def _is_done_to_something(verb: "Token") -> bool:
    """Whether the clause is passive: an act, though nobody is named who does it."""
    return bool(children(verb, "nsubjpass", "auxpass"))


def _is_denied(verb: "Token") -> bool:
    """Whether what governs it is negated: "I don't think it's going to happen"."""
    while verb.dep_ in {"ccomp", "xcomp", "acomp", "conj", "relcl", "advcl"}:
        above = verb.head
        unlikely = any(child.lower_ == "unlikely" for child in children(above, "acomp"))
        if (is_negated(above) or unlikely) and verb.dep_ != "advcl":
            return True
        verb = above
    return False


def _is_told_in_passing(verb: "Token", subject: "Token | None") -> bool:
    """Whether somebody talks of it, by a pronoun or in a quotation, and gives no time."""
    return is_quoted(verb) or (subject is not None and subject.lower_ in _PRONOUNS)


_PRONOUNS = {"it", "they", "we", "you", "this", "that", "these", "there", "who", "which"}


def _is_past(verb: "Token") -> bool:
    """Whether the plan itself is over: "aimed to", or "aiming to" beside a past verb."""
    helpers = {child.lower_ for child in children(verb, "aux")}
    if "had" in helpers or (verb.tag_ == "VBG" and {"was", "were"} & helpers):
        return True
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return verb.head.tag_ == "VBD"
    return verb.tag_ == "VBD" and verb.lemma_ not in {"agree", "decide", "plan"}


_FIXING = {"set", "schedule", "slate", "plan", "expect"}
_GOING = frozenset(
    "arrive fly go head hold host launch leave meet plan prepare send travel visit".split()  # noqa: SIM905
)
"""Verbs whose "is …ing" tells what is to come."""


def _agent(verb: "Token", cast: Cast) -> list[str]:
    """The doer of a passive: "by the union"."""
    for by in children(verb, "agent"):
        for noun in by.children:
            if found := cast.who(noun):
                return [found.name]
    return []


def _action(verb: "Token", doer: Figure | None, speaker: Figure | None) -> str:
    subject = children(verb, "nsubj") if doer else []
    helpers = children(verb, "aux") if doer else []
    whose = "" if doer else _antecedent(verb)
    relative = [c for c in children(verb, "nsubj", "nsubjpass") if whose]
    words = worded(
        verb,
        leave_out=(*subject, *helpers, *relative),
        speaker=speaker,
        form="bare" if doer else "as told",
    )
    if whose:
        return f"{whose} {words[:1].lower()}{words[1:]}"
    what = subject_of(verb) if verb.dep_ == "xcomp" and not doer else None
    if what is not None and what.i < verb.i:
        return f"{words_of(what)} {words[:1].lower()}{words[1:]}"
    return words[:1].lower() + words[1:] if doer else words


def _antecedent(verb: "Token") -> str:
    """What "which" or "that" as its subject stands for: "the deal, which is due to close"."""
    subject = subject_of(verb)
    if subject is None or subject.tag_ not in {"WDT", "WP"} or subject.head.dep_ != "relcl":
        return ""
    return phrase_of(subject.head.head).text
