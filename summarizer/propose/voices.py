"""Whose words is a sentence? The speaker, and who stands behind the speaker.

"…, Peskov said": Peskov tells it. What a spokesman or an officer says is held by the body.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.propose.bodies import body_of
from summarizer.propose.cast import Cast
from summarizer.propose.clauses import subject_of
from summarizer.propose.figure import Figure
from summarizer.propose.lexicon import REPORT_VERBS
from summarizer.propose.parsing import children, is_quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSE = ("ccomp", "xcomp", "parataxis")
"""Relations of a clause that a verb of speech or attitude governs."""
_MAX_QUOTED = 8
"""Sentences after which a quotation mark that never closed is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a clause is."""

    speaker: Figure | None
    """Who says it; none for the document itself."""
    holder: Figure | None
    """Who is behind it: the speaker, or the body that a spokesman speaks for."""


NOBODY = Voice(None, None)
"""Words that nobody known stands behind."""


def voice_of(speaker: Figure | None, cast: Cast) -> Voice:
    """The speaker, and the body behind a spokesman or an officer of a body."""
    if speaker is None:
        return NOBODY
    body = None
    if speaker.is_spokes or speaker.is_officer:
        body = body_of(speaker, cast.known) or speaker.body
    speaks_for_it = body and (speaker.is_spokes or body.kind == "organisation")
    return Voice(speaker, body if speaks_for_it else speaker)


def reported(sentence: "Doc", cast: Cast) -> Voice:
    """Who says the sentence, if it is reported speech; else the author."""
    tag = tag_of(sentence)
    for token in sentence:
        if token.dep_ == "ROOT" and is_speech(token) and tag is None:
            subject = subject_of(token)
            if subject is not None and subject.lower_ in {"i", "we"} and is_quoted(subject):
                continue  # "I think that …" in a quotation names nobody
            return voice_of(cast.who(subject) if subject is not None else None, cast)
    if tag is not None and (teller := teller_of(tag)) is not None:
        return voice_of(cast.who(teller), cast)
    return Voice(None, cast.author)


def is_speech(verb: "Token") -> bool:
    """Whether it is a verb of speech."""
    lemma = verb.lemma_.lower()
    return lemma in REPORT_VERBS and lemma != "deny" and verb.pos_ in {"VERB", "AUX"}


def tag_of(sentence: "Doc") -> "Token | None":
    """The verb of a tag, which the parser hangs to what is said: "…, argued the lawyer"."""
    for verb in sentence:
        if not is_speech(verb) or verb.dep_ not in _TAG or children(verb, *CLAUSE):
            continue
        teller = teller_of(verb)
        first = min(verb.i, teller.left_edge.i) if teller is not None else 0
        before = sentence[first - 1]
        closes = before.text != '"' or bool(before.whitespace_)
        if first and before.text in _BEFORE_TAG and closes:
            return verb
    return None


_TAG = {"conj", "parataxis", "advcl", "ccomp", "dep"}
_BEFORE_TAG = {",", '"', "”", "?", "!"}


def teller_of(tag: "Token") -> "Token | None":
    """The subject of a tag; in "argued the lawyer" it stands after the verb."""
    if tag.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    found = children(tag, "nsubj") or [
        child for child in children(tag, "dobj", "oprd", "attr") if child.i > tag.i
    ]
    return found[0] if found else None


def quoted_openly(sentences: Sequence["Doc"], opens_paragraph: Sequence[bool]) -> list[bool]:
    """For each sentence, whether a quotation that began before it is still open.

    A new paragraph goes on with it only if it opens with a quotation mark again, or the next mark
    closes one.
    """
    found, is_open, length = [], False, 0
    for at, sentence in enumerate(sentences):
        if is_open and opens_paragraph[at] and not _QUOTE_OPENS.match(sentence.text):
            is_open = _closes_soon(sentences[at : at + _MAX_QUOTED])
        found.append(is_open)
        for mark in _QUOTE_MARK.finditer(sentence.text):
            is_open = bool(mark.group("opening"))
        length = length + 1 if is_open else 0
        is_open = is_open and length <= _MAX_QUOTED
    return found


def _closes_soon(following: Sequence["Doc"]) -> bool:
    """Whether the next quotation mark is one that closes."""
    marks = (mark for sentence in following for mark in _QUOTE_MARK.finditer(sentence.text))
    following_mark = next(marks, None)
    return following_mark is not None and not following_mark.group("opening")


_QUOTE_MARK = re.compile(r"(?P<opening>“|(?:(?<=[\s(])|^)\"(?=\S))|”|\"")


def opens_quotation(sentence: "Doc") -> bool:
    """Whether it is a quotation that opens and stays open: its speaker may be named at its end."""
    marks = [bool(mark.group("opening")) for mark in _QUOTE_MARK.finditer(sentence.text)]
    return bool(marks) and all(marks)


def named_at_the_end(following: Sequence["Doc"], cast: Cast) -> Voice | None:
    """Who is named where a quotation that opened before closes: "…,” said Stephen Harper.".

    Somebody unknown is `NOBODY`; it is none if nobody is named at all.
    """
    for sentence in following[:_MAX_QUOTED]:
        if _names_a_teller(sentence):
            return reported(sentence, cast)
        if any(not mark.group("opening") for mark in _QUOTE_MARK.finditer(sentence.text)):
            return None
    return None


def _names_a_teller(sentence: "Doc") -> bool:
    return tag_of(sentence) is not None or any(
        token.dep_ == "ROOT" and is_speech(token) for token in sentence
    )


def goes_on(sentence: "Doc") -> bool:
    """Whether it is a quotation that names no speaker of its own."""
    return bool(_QUOTE_OPENS.match(sentence.text)) and not any(
        is_speech(token) and token.dep_ == "ROOT" for token in sentence
    )


_QUOTE_OPENS = re.compile(r"“|\"(?=\S)")


def before_colon(sentence: "Doc", cast: Cast) -> Voice | None:
    """Who is named before a quotation: "President Trump: “We can save it”."."""
    found = _SPEAKER.match(sentence.text)
    speaker = cast.known.by_name(found.group("name")) if found else None
    return voice_of(speaker, cast) if speaker else None


_SPEAKER = re.compile(r"[-•* ]*(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}): [\"“]")


def according_to(sentence: "Doc", cast: Cast, number: int) -> Voice | None:
    """Whom the sentence names as its source: "according to the police"."""
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < len(sentence):
            for name in (part for part in token.subtree if part.dep_ == "pobj"):
                return voice_of(cast.who(name, number=number), cast)
    return None
