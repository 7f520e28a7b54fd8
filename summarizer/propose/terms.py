"""What must hold first? Clauses and phrases of condition, with what hangs on them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.draft import DraftCondition
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import MAX_WORDS, subject_of, with_s, worded
from summarizer.propose.figure import Figure
from summarizer.propose.mentions import phrase_of
from summarizer.propose.parsing import children, words_of
from summarizer.propose.voices import is_speech, reported

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset({"if", "unless", "once", "until", "provided", "providing", "assuming"})
_PHRASE = re.compile(
    r"\b(?:in the event (?:of|that)"
    r"|subject to(?! (?:[\w’'-]+ ){0,3}(?:rules|tariffs?|tax(?:es)?|duties|sanctions|laws?|fees))"
    r"|(?<!of )(?<!the )(?<!any )pending|conditional (?:on|upon)|contingent (?:on|upon)"
    r"|depend(?:s|ing|ent)? (?:on|upon)(?= (?:whether|how|the|its|their|a)\b)|as long as|so long as"
    r"|on (?:the )?condition (?:that|of)|in case of|only after|only when"
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
        main = _governed(clause)
        if is_speech(main) and (split := _SPLIT.match(sentence.text)):
            yield _split_at_the_comma(number, split, setter)
            continue
        yield DraftCondition(
            at=[number],
            requirement=worded(clause, subject=_subject(clause, setter, cast), speaker=setter),
            gates=worded(
                main,
                leave_out=(clause, *_speech(main)),
                subject=_subject(main, setter, cast),
                speaker=setter,
                form="opposite" if _is_unless(clause) else "as told",
            ),
            set_by=setter.name if setter else "",
        )
    for verb in sentence:
        if not found and (needed := _needed_consent(verb)):
            yield DraftCondition(
                at=[number],
                requirement=_consent(verb, needed),
                gates=needed,
                set_by=setter.name if setter else "",
            )
    split = next((rule.match(sentence.text) for rule in _WHOLE if rule.match(sentence.text)), None)
    if split and not found:
        yield _split_at_the_comma(number, split, setter)
    elif not found and (phrase := _PHRASE.search(sentence.text)):
        yield from _phrase_condition(number, sentence, phrase, setter.name if setter else "")


_SPLIT = re.compile(
    r"[\"“]?(?:If|Unless|Once|Provided(?: that)?) (?P<needed>[^,]{3,}), (?:then )?(?P<gated>.+)",
    re.DOTALL,
)
_WHOLE = (
    re.compile(r"[\"“]?Should (?P<needed>[^,]{3,}), (?P<gated>.+)", re.DOTALL),
    re.compile(r"(?P<gated>.+?),? provided(?: that)? (?P<needed>[a-z].{6,})", re.DOTALL),
)
"""Where the order of words tells what the parser does not."""
_TAG = re.compile(r",[\"”]? (?:[^,]{1,60}) (?:said|added|told|says|warned|announced)\b[^,]*$")


def _split_at_the_comma(
    number: int, split: "re.Match[str]", setter: Figure | None
) -> DraftCondition:
    """For "If A, B, she said" where the parser hangs both to the verb of speech."""
    gated = " ".join(_TAG.sub("", split.group("gated")).strip(' ."”').split()[:MAX_WORDS])
    needed = " ".join(split.group("needed").strip(' ."”').split()[:MAX_WORDS])
    return DraftCondition(
        at=[number],
        requirement=needed[:1].upper() + needed[1:],
        gates=gated[:1].upper() + gated[1:],
        set_by=setter.name if setter else "",
    )


def _is_unless(clause: "Token") -> bool:
    """Of "not A unless B", B is what A waits for; of "A unless B", what keeps A away."""
    return any(child.lower_ == "unless" for child in children(clause, "mark"))


def _governed(clause: "Token") -> "Token":
    """The verb of what hangs on it; of "posts which say it if …", the verb before "posts"."""
    main = clause.head
    while main.dep_ == "relcl":
        above = next((t for t in main.head.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if above is None:
            return clause.head
        main = above
    return main


def _subject(verb: "Token", speaker: Figure | None, cast: Cast) -> Figure | None:
    """Who is meant by "I", "we", "he" or "she" as the subject of a clause."""
    subject = subject_of(verb)
    personal = subject is not None and subject.lower_ in {"i", "we", "he", "she"}
    return cast.who(subject, speaker) if subject is not None and personal else None


def _is_condition(clause: "Token") -> bool:
    if clause.dep_ != "advcl" or clause.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    marks = {child.lower_ for child in children(clause, "mark", "advmod", "prep")}
    if not marks & _MARKS and clause.lower_ not in {"provided", "assuming"}:
        return False
    modals = {child.lower_ for child in children(clause.head, "aux")}
    quoted_law = clause.lower_ == "provided" and bool(
        {"as", "by"} & {t.lower_ for t in clause.children}
    )
    if clause.head.lemma_ in _ASKING or _is_unreal(clause) or quoted_law:
        return False
    return not ({"would", "could", "might"} <= modals or _is_counterfactual(clause))


_ASKING = frozenset({"ask", "wonder", "question", "see", "know", "wait"})


def _is_unreal(clause: "Token") -> bool:
    """Whether it only imagines: "would be an outrage if it were so"."""
    words = {child.lower_ for child in children(clause, "aux", "auxpass")} | {clause.lower_}
    singular = any(t.tag_ in {"NN", "NNP"} for t in children(clause, "nsubj", "nsubjpass"))
    would = any(child.lower_ == "would" for child in children(clause.head, "aux"))
    return would and singular and "were" in words


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


def _consent(verb: "Token", thing: str) -> str:
    """What must hold: "the agency approves the deal"."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON" or children(verb, "auxpass"):
        return worded(verb.head if verb.dep_ == "xcomp" else verb)
    plural = subject.tag_ in {"NNS", "NNPS"} or children(subject, "conj")
    return f"{phrase_of(subject).text} {verb.lemma_ if plural else with_s(verb.lemma_)} {thing}"


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
