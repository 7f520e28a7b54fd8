"""What is to happen next? Clauses in the future, with doer and time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer import dates
from summarizer.draft import DraftNextStep
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import is_negated, subject_of, worded
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import FUTURE, PLANNING
from summarizer.propose.parsing import children
from summarizer.propose.statements import reported
from summarizer.schema import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TIME = {"DATE", "TIME"}
_STATIVE = {"be", "have", "remain", "seem", "mean", "need", "want", "know", "include"}


def next_steps(number: int, sentence: "Doc", cast: Cast, written: str) -> Iterator[DraftNextStep]:
    """The acts to come that a sentence tells.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures.
        written: ISO date of the document, for telling past dates from dates to come.
    """
    voice = reported(sentence, cast)
    for verb in sentence:
        certainty = _certainty(verb) if verb.pos_ in {"VERB", "AUX"} else None
        if (
            certainty is None
            or is_negated(verb)
            or (verb.head.i != verb.i and is_negated(verb.head))
        ):
            continue
        when = _when(verb, written)
        if verb.lemma_ in _STATIVE and not when:
            continue
        if when and certainty == "planned" and dates.resolve(when, written).count("-") == 2:
            certainty = "scheduled"
        subject = subject_of(verb)
        doer = cast.who(subject, voice.holder) if subject is not None else None
        actors = [doer.name] if doer else _agent(verb, cast)
        if not actors and not _is_done_to_something(verb) and not when:
            continue
        yield DraftNextStep(
            at=[number],
            actors=actors,
            action=_action(verb, doer),
            when=when,
            certainty=certainty,
        )


def _certainty(verb: "Token") -> Certainty | None:
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children):
        return None
    modals = {child.lower_ for child in children(verb, "aux", "auxpass")}
    conditional = any(
        mark.lower_ in {"if", "unless", "once", "until"}
        for clause in children(verb, "advcl")
        for mark in clause.children
    )
    if modals & (FUTURE - {"would"}):
        forecast = verb.head.lemma_ in {"expect", "believe", "hope", "think", "predict"}
        return "conditional" if conditional else "expected" if forecast else "planned"
    if "would" in modals:
        return "conditional" if conditional else "expected"
    if verb.dep_ == "xcomp" and "to" in modals and verb.head.lemma_ in PLANNING:
        return None if _is_past(verb.head) else PLANNING[verb.head.lemma_]
    is_to = verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and "to" in modals
    leaving = verb.tag_ == "VBG" and modals & {"is", "are", "'s", "’s"}
    if is_to or (leaving and verb.lemma_ in _GOING):
        return "planned"
    return None


def _is_done_to_something(verb: "Token") -> bool:
    """Whether the clause is passive: an act, though nobody is named who does it."""
    return bool(children(verb, "nsubjpass", "auxpass"))


def _is_past(verb: "Token") -> bool:
    """Whether the plan itself is over: "aimed to", or "aiming to" beside a past verb."""
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return verb.head.tag_ == "VBD"
    return verb.tag_ == "VBD" and verb.lemma_ not in {"agree", "decide", "plan"}


def _when(verb: "Token", written: str) -> str:
    """The words for a time that belong to the verb, if they do not name a past day."""
    inner = {part.i for clause in children(verb, *_INNER_CLAUSES) for part in clause.subtree}
    own = [part for part in verb.subtree if part.i not in inner]
    for span in verb.doc.ents:
        if span.label_ not in _TIME or span.root not in own:
            continue
        words = _with_preposition(span)
        due = dates.resolve(words, written)
        if not due or due >= written[: len(due)]:
            return words
    return ""


def _with_preposition(span: "Span") -> str:
    """The time with what leads to it: "by the end of the year", "until 4 July"."""
    doc, start = span.doc, span.start
    for _ in range(3):
        before = [token for token in doc[max(0, start - 2) : start] if token.dep_ != "punct"]
        if not before or before[-1].lower_ not in _LEADING:
            break
        start = before[-1].i
    end = span.end
    while end < len(doc) and doc[end].ent_type_ in _TIME:
        end += 1
    return str(doc[start:end].text)


_GOING = frozenset(
    "arrive fly go head hold host launch leave meet plan prepare send travel visit".split()  # noqa: SIM905
)
"""Verbs whose "is …ing" tells what is to come."""
_INNER_CLAUSES = ("ccomp", "relcl", "advcl", "conj", "parataxis", "acl")
_LEADING = frozenset(
    """after as at before beginning by during early effective end from in late later mid no of on
    over starting than the this through throughout till until within""".split()  # noqa: SIM905
)


def _agent(verb: "Token", cast: Cast) -> list[str]:
    """The doer of a passive: "by the union"."""
    for by in children(verb, "agent"):
        for noun in by.children:
            if found := cast.who(noun):
                return [found.name]
    return []


def _action(verb: "Token", doer: Figure | None) -> str:
    subject = children(verb, "nsubj") if doer else []
    helpers = children(verb, "aux") if doer else []
    words = worded(verb, leave_out=(*subject, *helpers), bare=doer is not None)
    return words[:1].lower() + words[1:] if doer else words
