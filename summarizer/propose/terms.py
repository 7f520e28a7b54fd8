"""What must hold first? Clauses and phrases of condition, with what hangs on them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.draft import DraftCondition
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import worded
from summarizer.propose.parsing import children, words_of
from summarizer.propose.statements import reported

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset({"if", "unless", "once", "until", "provided", "providing", "assuming"})
_PHRASE = re.compile(
    r"\b(?:in the event (?:of|that)|subject to|pending|conditional (?:on|upon)"
    r"|contingent (?:on|upon)|depend(?:s|ing|ent)? (?:on|upon)|as long as|so long as"
    r"|on (?:the )?condition (?:that|of)|provided that|in case of|only after|only when"
    r"|upon (?:the )?\w+ of)\b",
    re.IGNORECASE,
)
_PAST_HYPOTHESIS = {"had", "were"}


def conditions(number: int, sentence: "Doc", cast: Cast) -> Iterator[DraftCondition]:
    """The conditions that a sentence sets.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures.
    """
    setter = reported(sentence, cast).holder
    found = {clause.i: clause for clause in sentence if _is_condition(clause)}
    for clause in found.values():
        main = clause.head
        yield DraftCondition(
            at=[number],
            requirement=worded(clause),
            gates=worded(main, leave_out=(clause, *_speech(main))),
            set_by=setter.name if setter else "",
        )
    for verb in sentence:
        if not found and (needed := _needed_consent(verb)):
            yield DraftCondition(
                at=[number],
                requirement=worded(verb.head if verb.dep_ == "xcomp" else verb),
                gates=needed,
                set_by=setter.name if setter else "",
            )
    if not found and (phrase := _PHRASE.search(sentence.text)):
        yield from _phrase_condition(number, sentence, phrase, setter.name if setter else "")


def _is_condition(clause: "Token") -> bool:
    if clause.dep_ != "advcl" or clause.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    marks = {child.lower_ for child in children(clause, "mark", "advmod", "prep")}
    if not marks & _MARKS and clause.lower_ not in {"provided", "assuming"}:
        return False
    modals = {child.lower_ for child in children(clause.head, "aux")}
    return not ({"would", "could", "might"} <= modals or _is_counterfactual(clause))


def _needed_consent(verb: "Token") -> str:
    """What waits for a consent: "the deal" in "the agency has to approve the deal"."""
    if verb.lemma_ not in _CONSENT or verb.pos_ != "VERB":
        return ""
    needs = verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "need"}
    if not needs and not {"must"} & {child.lower_ for child in children(verb, "aux")}:
        return ""
    for thing in children(verb, "dobj", "nsubjpass"):
        return words_of(thing)
    return ""


_CONSENT = frozenset({"approve", "ratify", "confirm", "authorize", "authorise", "sign", "clear"})


def _is_counterfactual(clause: "Token") -> bool:
    past = any(child.lower_ in _PAST_HYPOTHESIS for child in children(clause, "aux"))
    perfect = any(child.lower_ == "have" for child in children(clause.head, "aux"))
    return past and perfect


def _speech(main: "Token") -> list["Token"]:
    """Reporting dependants that are no part of what is gated."""
    return [
        child
        for child in main.children
        if child.dep_ in {"parataxis", "ccomp"} and child.i < main.i
    ]


def _phrase_condition(
    number: int, sentence: "Doc", phrase: "re.Match[str]", setter: str
) -> Iterator[DraftCondition]:
    span = sentence.char_span(*phrase.span(), alignment_mode="expand")
    if span is None or span.end >= len(sentence):
        return
    head = span.root
    main = next((a for a in (head, *head.ancestors) if a.pos_ in {"VERB", "AUX"}), None)
    objects = [t for t in sentence[span.end :] if t.dep_ in {"pobj", "pcomp", "dobj", "ccomp"}]
    if main is None or not objects:
        return
    needed = words_of(objects[0])
    rest = worded(main, leave_out=(head,) if head is not main else ())
    yield DraftCondition(at=[number], requirement=needed[:300], gates=rest, set_by=setter)
