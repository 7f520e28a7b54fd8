"""What must hold first? Clauses and phrases of condition, with what hangs on them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.draft import DraftCondition
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import is_negated, subject_of, with_s, worded
from summarizer.propose.cutting import ended
from summarizer.propose.figure import Figure
from summarizer.propose.mentions import phrase_of
from summarizer.propose.parsing import children, words_of
from summarizer.propose.questions import asks_whether
from summarizer.propose.voices import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Term = tuple[str, str]
"""What must hold, and what hangs on it."""
_MARKS = frozenset({"if", "unless", "once", "until", "provided", "providing", "assuming"})
_PHRASE = re.compile(
    r"\b(?:in the event (?:of|that)"
    r"|subject to(?! (?:[\w’'-]+ ){0,3}(?:rules|tariffs?|tax(?:es)?|duties|sanctions|laws?|fees))"
    r"|(?<!of )(?<!the )(?<!any )pending|conditional (?:on|upon)|contingent (?:on|upon)"
    r"|depend(?:s|ing|ent)? (?:on|upon)(?= (?:whether|how)\b| (?:[\w’'-]+ ){0,4}(?:approval|consent"
    r"|decision|finding|outcome|progress|result|ruling|success|vote)s?\b)|as long as|so long as"
    r"|on (?:the )?condition (?:that|of)|in case of|only after|only when"
    r"|upon (?:the )?\w+(?:al|ance|ence|ing|ion|ment|pt|ure) of)\b",
    re.IGNORECASE,
)
_PAST_HYPOTHESIS = {"had", "were"}


def conditions(
    number: int, sentence: "Doc", cast: Cast, setter: Figure | None
) -> Iterator[DraftCondition]:
    """The conditions that a sentence sets.

    Args:
        number: Of its segment.
        sentence: Parsed.
        cast: The document's figures.
        setter: Whose words it is; they set it.
    """
    found = list(_said(sentence, cast, setter))
    for needed, gated in dict.fromkeys(found):
        if _is_fragment(needed) or _is_fragment(gated):
            continue
        yield DraftCondition(
            at=[number], requirement=needed, gates=gated, set_by=setter.name if setter else ""
        )


def _is_fragment(words: str) -> bool:
    """Whether the parser has left but a piece: "Arafat has to"."""
    return not words or words.endswith(" to")


def _said(sentence: "Doc", cast: Cast, setter: Figure | None) -> Iterator[Term]:
    """By clauses; where there is none, by verbs of consent, the order of words, and phrases."""
    clauses = [clause for clause in sentence if _is_condition(clause)]
    for clause in clauses:
        if term := _by_clause(clause, cast, setter):
            yield term
    if clauses:
        return
    for verb in sentence:
        if thing := _needed_consent(verb):
            yield _consent(verb, thing), thing
    if split := next((found for rule in _WHOLE if (found := rule.match(sentence.text))), None):
        yield _split_at_the_comma(split)
    elif phrase := _PHRASE.search(sentence.text):
        yield from _by_phrase(sentence, phrase)


def _by_clause(clause: "Token", cast: Cast, setter: Figure | None) -> Term | None:
    """The two parts; none where the "if" hangs on "says", and no comma tells them apart."""
    main = _governed(clause)
    if is_speech(main) and (split := _SPLIT.match(clause.doc.text)):
        return _split_at_the_comma(split)
    if main.lemma_ in {"add", "say", "tell", "warn"} and clause.i > main.i:
        return None
    needed = worded(clause, subject=_subject(clause, setter, cast), speaker=setter)
    gated = worded(
        main,
        leave_out=(clause, *_speech(main)),
        subject=_subject(main, setter, cast),
        speaker=setter,
        form="opposite" if _keeps_away(clause, main) else "as told",
    )
    needed = _with_subject(clause, main, needed)
    return (needed, gated) if " " in needed else None


def _with_subject(clause: "Token", main: "Token", needed: str) -> str:
    """The words of "if enacted" with what is enacted: the subject of what hangs on it."""
    subject = subject_of(main)
    bare = clause.lower_ in _ENACTED and not children(clause, "nsubj", "nsubjpass", "auxpass")
    if not bare or subject is None or subject.pos_ == "PRON":
        return needed
    verb = "are" if subject.tag_ in {"NNS", "NNPS"} else "is"
    whose = phrase_of(subject).text
    return f"{whose[:1].upper()}{whose[1:]} {verb} {needed[:1].lower()}{needed[1:]}"


_ENACTED = frozenset(
    """accepted adopted approved completed confirmed elected enacted implemented passed ratified
    signed""".split()  # noqa: SIM905
)


_SPLIT = re.compile(
    r"[\"“]?(?:If|Once|Provided(?: that)?) (?P<needed>[^,]{3,}), (?:then )?(?P<gated>.+)",
    re.DOTALL,
)
_WHOLE = (
    re.compile(r"[\"“]?Should (?P<needed>[^,]{3,}), (?P<gated>.+)", re.DOTALL),
    re.compile(
        r"(?P<gated>.{10,}?),? provided(?: that)? (?!by |for |in |under |with |to )"
        r"(?P<needed>[a-z].{6,})",
        re.DOTALL,
    ),
)
"""Where the order of words tells what the parser does not."""
_UNQUOTED = re.compile(r"[\"”],? ")
"""Where a quotation ends and its tag begins."""
_TAG = re.compile(r",[\"”]? (?:[^,]{1,60}) (?:said|added|told|says|warned|announced)\b[^,]*$")


def _split_at_the_comma(split: "re.Match[str]") -> Term:
    """For "If A, B, she said" where the parser hangs both to the verb of speech."""
    gated = ended(_TAG.sub("", split.group("gated")).strip(' ."”'))
    needed = ended(_UNQUOTED.split(split.group("needed"))[0].strip(' ."”'))
    return needed[:1].upper() + needed[1:], gated[:1].upper() + gated[1:]


def _keeps_away(clause: "Token", main: "Token") -> bool:
    """Whether what is told is what happens without it: "A unless B", "not A until B"."""
    marks = {child.lower_ for child in children(clause, "mark")}
    return "unless" in marks or ("until" in marks and is_negated(main))


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
    everybody = {"we"} if speaker and speaker.kind == "person" else set()
    personal = subject is not None and subject.lower_ in {"i", "we", "he", "she"} - everybody
    return cast.who(subject, speaker) if subject is not None and personal else None


def _is_condition(clause: "Token") -> bool:
    if clause.dep_ != "advcl" or clause.head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    marks = {child.lower_ for child in children(clause, "mark", "advmod", "prep")}
    if any(clause.doc[mark.i - 1].lower_ in {"as", "even"} for mark in children(clause, "mark")):
        return False  # "as if", "even if" hold nothing up
    if not marks & _MARKS and clause.lower_ not in {"provided", "assuming"}:
        return False
    modals = {child.lower_ for child in children(clause.head, "aux")}
    quoted_law = clause.lower_ == "provided" and bool(
        {"as", "by"} & {t.lower_ for t in clause.children}
    )
    if asks_whether(clause.head) or _is_unreal(clause) or quoted_law:
        return False
    return not ({"would", "could", "might"} <= modals or _is_counterfactual(clause))


def _is_unreal(clause: "Token") -> bool:
    """Whether it only imagines: "would be an outrage if it were so"."""
    words = {child.lower_ for child in children(clause, "aux", "auxpass")} | {clause.lower_}
    singular = any(t.tag_ in {"NN", "NNP"} for t in children(clause, "nsubj", "nsubjpass"))
    would = any(child.lower_ == "would" for child in children(clause.head, "aux"))
    return would and singular and "were" in words


def _needed_consent(verb: "Token") -> str:
    """What waits for a consent: "the deal" in "the agency has to approve the deal"."""
    if verb.lemma_ not in _CONSENT or verb.pos_ != "VERB" or children(verb, "prt"):
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


def _is_told(verb: "Token") -> bool:
    """Whether it is the verb of a clause, not "including" or "originating in"."""
    finite = verb.tag_ in {"VB", "VBD", "VBP", "VBZ"} or children(verb, "aux", "auxpass", "nsubj")
    return verb.pos_ in {"VERB", "AUX"} and verb.dep_ != "prep" and bool(finite)


def _by_phrase(sentence: "Doc", phrase: "re.Match[str]") -> Iterator[Term]:
    span = sentence.char_span(*phrase.span(), alignment_mode="expand")
    if span is None or span.end >= len(sentence):
        return
    head = span.root
    main = next((above for above in (head, *head.ancestors) if _is_told(above)), None)
    objects = children(head, "pobj") if head.lower_ == "upon" else []
    objects += [t for t in sentence[span.end :] if t.dep_ in {"pobj", "pcomp", "dobj", "ccomp"}]
    if main is None or not objects:
        return
    rest = worded(main, leave_out=(head,) if head is not main else ())
    yield words_of(objects[0])[:300], rest
