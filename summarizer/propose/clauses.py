"""How is a clause put into words of its own?"""

import re
from typing import TYPE_CHECKING, Literal

from summarizer.propose.cutting import MAX_WORDS, ended, loosest
from summarizer.propose.figure import Figure
from summarizer.propose.mentions import phrase_of
from summarizer.propose.parsing import children

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["as told", "bare", "opposite"]


def worded(
    verb: "Token",
    *,
    leave_out: tuple["Token", ...] = (),
    subject: Figure | None = None,
    speaker: Figure | None = None,
    form: Form = "as told",
) -> str:
    """The clause of a verb as a sentence without an end mark; empty if its verb does not fit in.

    Args:
        verb: Its head.
        leave_out: Dependants whose words are not part of it.
        subject: Put in for a pronoun in the subject's place, or where there is no subject.
        speaker: Whom "our" and "me" in it mean.
        form: ``bare`` puts the verb in its base form, "leave for Istanbul"; ``opposite`` takes a
            "not" out or puts one in.
    """
    dropped = [*leave_out, *_opening_mark(verb), *_preamble(verb), *_source(verb)]
    if not set(children(verb, "conj")) - set(leave_out):
        dropped += children(verb, "cc")
    pronouns = _replaced(verb, subject, speaker, form)
    opening = ""
    if form != "bare":
        opening = _missing_subject(verb, subject, pronouns) if subject else _shared_subject(verb)
    words = opening + _join(verb, dropped, pronouns, capital=not opening)
    is_cut = len(words.split()) > MAX_WORDS
    while len(words.split()) > MAX_WORDS and (loose := loosest(verb, dropped)):
        dropped += loose
        words = opening + _join(verb, dropped, pronouns, capital=not opening)
    final = ended(words, is_cut=is_cut)
    lost = verb.text in words and verb.text not in final
    return "" if lost else final


def _replaced(
    verb: "Token", subject: Figure | None, speaker: Figure | None, form: Form
) -> dict[int, str]:
    """The words that stand in the places of others."""
    put = _of_speaker(verb, speaker) if speaker else {}
    put |= _written_out(verb) | _with_object(verb)
    if subject:
        put |= _in_third_person(verb, subject)
    if form == "bare" and verb.tag_ in {"VBG", "VBZ", "VBP"}:
        put[verb.i] = verb.lemma_
    return put | _turned(verb) if form == "opposite" else put


def _opening_mark(verb: "Token") -> list["Token"]:
    """What makes a clause a part of another: "that", "if"."""
    subjects = children(verb, "nsubj", "nsubjpass", "expl", "csubj")
    first = subjects[0].i if subjects else verb.i
    return [child for child in children(verb, "mark", "intj") if child.i < first]


def _turned(verb: "Token") -> dict[int, str]:
    """What makes a clause say the opposite: "will not return" for "will return", and back."""
    helpers = children(verb, "aux", "auxpass")
    subjects = children(verb, "nsubj", "nsubjpass")
    if nobody := [c for noun in subjects for c in noun.children if c.lower_ == "no"]:
        return {nobody[0].i: ""}
    if negations := children(verb, "neg"):
        whole = {"wo": "will ", "ca": "can ", "sha": "shall "}
        cut = {t.i: whole[t.lower_] for t in helpers if t.lower_ in whole}
        return cut | {t.i: "" if t.lower_ == "not" else " " for t in negations}
    return {helpers[0].i: f"{helpers[0].text} not "} if helpers else {}


def _written_out(verb: "Token") -> dict[int, str]:
    """The word "will" for "'ll"."""
    return {part.i: " will " for part in verb.subtree if part.lower_ in {"'ll", "’ll"}}


def _missing_subject(verb: "Token", subject: Figure, put: dict[int, str]) -> str:
    """The subject's name for a clause that has none: "and called for …", ", calling it …"."""
    told = verb.tag_ not in {"VB", "NN"} or children(verb, "aux")
    infinitive = any(child.lower_ == "to" for child in children(verb, "aux"))
    if children(verb, "nsubj", "nsubjpass", "expl") or not told or infinitive:
        return ""
    if verb.tag_ == "VBG" and not children(verb, "aux"):
        put[verb.i] = (verb.lemma_ if subject.kind == "group" else with_s(verb.lemma_)) + " "
    return f"{subject.name} "


def _with_object(verb: "Token") -> dict[int, str]:
    """What "which" before a verb stands for, put behind it: "plans, which he will present"."""
    for child in children(verb, "dobj"):
        if child.tag_ == "WDT" and verb.dep_ == "relcl" and child.i < verb.i:
            return {child.i: "", verb.i: f"{verb.text} {phrase_of(verb.head).text} "}
    return {}


def _shared_subject(verb: "Token") -> str:
    """The subject of the verb before, for "and should come down"."""
    subject = subject_of(verb)
    own = children(verb, "nsubj", "nsubjpass", "expl")
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or children(verb, "aux")
    if own or not finite or verb.dep_ != "conj" or subject is None or subject.pos_ == "PRON":
        return ""
    joining = max((c.i for c in children(verb.head, "cc") if c.i < verb.i), default=verb.i)
    own_words = {part.i for part in verb.subtree}
    between = [token for token in verb.doc[joining : verb.i] if token.i not in own_words]
    if any(token.pos_ in {"NOUN", "PROPN"} for token in between):
        return ""  # the parser has lost a subject of its own
    words = phrase_of(subject).text
    return f"{words[:1].upper()}{words[1:]} "


def _of_speaker(verb: "Token", speaker: Figure) -> dict[int, str]:
    """The speaker's name for "our", "my", "us" and "me"."""
    name = speaker.name
    own = f"{name}’" if name.endswith("s") else f"{name}’s"
    ours = own
    if speaker.kind == "person" or len(name.split()) > _LONG_NAME:
        ours = "their" if speaker.kind in {"person", "group"} else "its"
    words = {"my": own, "our": ours, "me": name, "us": "them", "mine": own}
    return {
        part.i: words[part.lower_] + part.whitespace_
        for part in verb.subtree
        if part.pos_ == "PRON" and part.lower_ in words
    }


_LONG_NAME = 3
"""Words of a name that is too long to be said twice in a sentence."""


def _in_third_person(verb: "Token", subject: Figure) -> dict[int, str]:
    """The subject's name for its pronoun, and the verb in the form that goes with it."""
    put: dict[int, str] = {}
    for child in children(verb, "nsubj", "nsubjpass"):
        if child.lower_ == "who" and verb.dep_ == "relcl":
            put[child.i] = subject.name + " "
            continue
        if child.pos_ != "PRON" or child.lower_ not in _PERSONAL:
            continue
        put[child.i] = subject.name + (" " if child.whitespace_ == "" else "")
        finite = next(
            (t for t in (*children(verb, "aux", "auxpass"), verb) if t.tag_ == "VBP"), None
        )
        if finite is not None and child.lower_ in {"i", "we", "they"} and subject.kind != "group":
            put[finite.i] = _IRREGULAR.get(finite.lower_) or with_s(finite.lower_)
        elif finite is not None and finite.lower_ in _SHORT:
            put[finite.i] = _SHORT[finite.lower_]
    return put


def with_s(verb: str) -> str:
    """A verb's form for "she": "goes", "carries"."""
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


_SHORT = {"'ve": "have", "'re": "are", "’ve": "have", "’re": "are"}
_IRREGULAR = {"have": "has", "am": "is", "are": "is", "'m": "is", "'re": "is", "'ve": "has",
              "’m": "is", "’re": "is", "’ve": "has", "do": "does"}  # fmt: skip


def _source(verb: "Token") -> list["Token"]:
    """Whom the clause names as its source: "according to the union"."""
    return [child for child in verb.children if child.lower_ == "according"]


def _preamble(verb: "Token") -> list["Token"]:
    """What stands before the subject: "In a press release on Friday, …"."""
    subject = children(verb, "nsubj", "nsubjpass", "expl")
    return [
        child
        for child in verb.lefts
        if subject and child.i < subject[0].left_edge.i and child.dep_ in _OPENING
    ]


_OPENING = {"prep", "npadvmod", "advmod", "advcl", "punct", "det", "ccomp", "parataxis"}
_TIDY = re.compile(r"(?:[ ,;]+(?=[,;])| (?=[,;.])|([,;])(?=\w)(?!\d))")
_LEFT_ALONE = re.compile(r" ?\((?=[ ,.;]|$)| ?(?:(?<=[ (])\)|[–—-](?=[;,.]))")
"""A bracket or a dash whose words are left out."""
_PERSONAL = {"he", "she", "they", "i", "we", "it"}


def _join(
    verb: "Token", dropped: list["Token"], pronouns: dict[int, str], *, capital: bool = True
) -> str:
    omitted = {part.i for top in dropped for part in top.subtree}
    omitted |= {comma for top in dropped for comma in _commas_around(top)}
    pieces = [
        " " if part.i in omitted else pronouns.get(part.i, part.text) + part.whitespace_
        for part in sorted(verb.subtree, key=lambda part: part.i)
    ]
    words = _TIDY.sub(r"\1", re.sub(r"\s+", " ", "".join(pieces))).strip(" ,;:.–—-\"“”'‘’")
    words = re.sub(r"^(?:and|but|however|also)[, ]+", "", words, flags=re.IGNORECASE)
    words = re.sub(r"(?<=\w)[\"“”](?=\w)", " ", words)
    words = _LEFT_ALONE.sub("", words)
    words = re.sub(r"[\"“”\[\]]|``|''", "", words)
    return words[:1].upper() + words[1:] if capital else words


def _commas_around(part: "Token") -> set[int]:
    """Places of the two commas that set a part off."""
    before, after = part.left_edge.i - 1, part.right_edge.i + 1
    inside = before > 0 and after < len(part.doc)
    between = inside and part.doc[before].text == part.doc[after].text == ","
    return {before, after} if between else set()


_NEAR = 2
"""Words after a verb within which a "not" is its own: "is not", not "stand alone, not on aid"."""


def is_negated(verb: "Token") -> bool:
    """Whether the clause says no: a "not" at its verb, or "no", "nothing" as its subject."""
    return any(
        (child.dep_ == "neg" and child.i - verb.i <= _NEAR)
        or (child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"nothing", "nobody", "none"})
        or any(part.lower_ == "no" for part in child.children if child.dep_.startswith("nsubj"))
        for child in verb.children
    )


def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, or of the verb that it is coordinated with or opened by."""
    for _ in range(4):
        if found := children(verb, "nsubj", "nsubjpass", "expl"):
            return found[0]
        if verb.dep_ not in {"conj", "xcomp", "acomp"}:
            return None
        verb = verb.head
    return None
