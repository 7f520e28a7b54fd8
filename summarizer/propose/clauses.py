"""How is a clause put into words of its own?"""

import re
from typing import TYPE_CHECKING

from summarizer.propose.figure import Figure
from summarizer.propose.parsing import children

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_WORDS = 25
"""Of a statement; the labelling guide's number."""


def worded(
    verb: "Token",
    *,
    leave_out: tuple["Token", ...] = (),
    subject: Figure | None = None,
    bare: bool = False,
) -> str:
    """The clause of a verb as a sentence without an end mark.

    Args:
        verb: Its head.
        leave_out: Dependants whose words are not part of it.
        subject: Put in for a pronoun in the subject's place.
        bare: Put the verb in its base form: "leave for Istanbul".
    """
    dropped = [*leave_out, *children(verb, "mark", "intj"), *_preamble(verb)]
    if not set(children(verb, "conj")) - set(leave_out):
        dropped += children(verb, "cc")
    pronouns = _in_third_person(verb, subject) if subject else {}
    if bare and verb.tag_ in {"VBG", "VBZ", "VBP"}:
        pronouns[verb.i] = verb.lemma_
    words = _join(verb, dropped, pronouns)
    while len(words.split()) > MAX_WORDS and (loose := _loosest(verb, dropped)):
        dropped.append(loose)
        words = _join(verb, dropped, pronouns)
    return " ".join(words.split()[:MAX_WORDS])


def _loosest(verb: "Token", dropped: list["Token"]) -> "Token | None":
    """The part after the verb that the clause can best do without; the last of its kind."""
    gone = {part.i for top in dropped for part in top.subtree}
    parts = [part for part in verb.subtree if part.i > verb.i and part.i not in gone]
    for relations in _LOOSE:
        found = [part for part in parts if part.dep_ in relations]
        if found:
            return found[-1]
    return None


_LOOSE = (
    {"parataxis"},
    {"relcl", "appos"},
    {"advcl", "npadvmod"},
    {"acl", "advmod"},
)
"""Relations in the order in which a clause can do without them."""


def _in_third_person(verb: "Token", subject: Figure) -> dict[int, str]:
    """The subject's name for its pronoun, and the verb in the form that goes with it."""
    put: dict[int, str] = {}
    for child in children(verb, "nsubj", "nsubjpass"):
        if child.pos_ != "PRON" or child.lower_ not in _PERSONAL:
            continue
        put[child.i] = subject.name + (" " if child.whitespace_ == "" else "")
        finite = next(
            (t for t in (*children(verb, "aux", "auxpass"), verb) if t.tag_ == "VBP"), None
        )
        if finite is not None and child.lower_ in {"i", "we", "they"} and subject.kind != "group":
            put[finite.i] = _IRREGULAR.get(finite.lower_) or _with_s(finite.lower_)
    return put


def _with_s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


_IRREGULAR = {"have": "has", "am": "is", "are": "is", "'m": "is", "'re": "is", "'ve": "has",
              "’m": "is", "’re": "is", "’ve": "has", "do": "does"}  # fmt: skip


def _preamble(verb: "Token") -> list["Token"]:
    """What stands before the subject: "In a press release on Friday, …"."""
    subject = children(verb, "nsubj", "nsubjpass", "expl")
    return [
        child
        for child in verb.lefts
        if subject and child.i < subject[0].left_edge.i and child.dep_ in _OPENING
    ]


_OPENING = {"prep", "npadvmod", "advmod", "advcl", "punct", "det"}
_TIDY = re.compile(r"(?:[ ,;]+(?=[,;])| (?=[,;.])|([,;])(?=\w)(?!\d))")
_PERSONAL = {"he", "she", "they", "i", "we"}


def _join(verb: "Token", dropped: list["Token"], pronouns: dict[int, str]) -> str:
    omitted = {part.i for top in dropped for part in top.subtree}
    pieces = [
        " " if part.i in omitted else pronouns.get(part.i, part.text) + part.whitespace_
        for part in verb.subtree
    ]
    words = _TIDY.sub(r"\1", re.sub(r"\s+", " ", "".join(pieces))).strip(" ,;:.–—-\"“”'‘’")
    words = re.sub(r"^(?:that|and|but|however|also)[, ]+", "", words, flags=re.IGNORECASE)
    words = re.sub(r"[\"“”\[\]]|``|''", "", words)
    return words[:1].upper() + words[1:]


def is_negated(verb: "Token") -> bool:
    """Whether the clause says no: a "not" at its verb, or "no", "nothing" as its subject."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"nothing", "nobody", "none"})
        or any(part.lower_ == "no" for part in child.children if child.dep_.startswith("nsubj"))
        for child in verb.children
    )


def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, or of the verb that it is coordinated with or opened by."""
    for _ in range(4):
        if found := children(verb, "nsubj", "nsubjpass", "expl"):
            return found[0]
        if verb.dep_ not in {"conj", "xcomp"}:
            return None
        verb = verb.head
    return None
