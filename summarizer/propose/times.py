"""Which words for a time belong to a verb? "by 4 July", "on Monday"."""

import re
from typing import TYPE_CHECKING

from summarizer import dates
from summarizer.propose.lexicon import PLANNING
from summarizer.propose.parsing import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TIME = {"DATE", "TIME"}


def when(verb: "Token", written: str) -> str:
    """The words for a time that belong to the verb, if they do not name a past day."""
    own = _own_parts(verb)
    spans = [span for span in _times(verb.doc) if span.root.i in own and not _is_part(span)]
    told = [(span, _with_preposition(span)) for span in spans]
    resolved = [(span, words, dates.resolve(words, written)) for span, words in told]
    found = [(w, due) for span, w, due in resolved if due or not (_OVER.search(w) or _names(span))]
    to_come = [(words, due) for words, due in found if not due or due >= written[: len(due)]]
    to_come.sort(key=lambda pair: not pair[1])
    return to_come[0][0] if to_come else ""


def _names(span: "Span") -> bool:
    """Whether a time only tells what kind of thing it is: "a 24-hour picket"."""
    noun = span.root.head
    return span.root.dep_ in {"amod", "compound", "nmod", "nummod"} and noun.i >= span.end


_TELLS = re.compile(
    r"(?!.*year-old)(?:\d|(?i:day|week|month|year|decade|centur|spring|summer|autumn|fall|winter|noon"
    r"|morning|night|evening|hour|minute|january|february|march|april|may|june|july|august|quarter"
    r"|september|october|november|december|tomorrow|soon|later|season|christmas|easter|term|moment"
    r"|now|future|period))"
)
"""What a time has in it; the recognizer takes "early wickets" for one."""
_OVER = re.compile(r"\b(?:ago|earlier|last|past|previous|yesterday)\b", re.IGNORECASE)
"""Words of a time that has passed, even where the document gives no date."""


def times_of(sentence: "Doc") -> list[str]:
    """The words for all times of a sentence, each with what leads to it."""
    return [_with_preposition(span) for span in _times(sentence)]


def _is_part(span: "Span") -> bool:
    """Whether it belongs to a noun: "for parts of September"."""
    first = span.root
    while first.dep_ == "conj":
        first = first.head
    before = span.doc[max(0, first.left_edge.i - 2) : first.left_edge.i]
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    if after == "of" and len(before) and before[-1].lower_ in {"after", "following"}:
        return True  # "after three days of riots"
    if after in {"after", "ago", "before"}:
        return True  # "days before the summit" tells no day
    return bool(
        len(before)
        and before[-1].lower_ == "of"
        and before[0].pos_ == "NOUN"
        and (before[0].lower_ not in _LEADING)
    )


def _times(sentence: "Doc") -> list["Span"]:
    """The times that the recognizer knows, and the years that it passed over: "by 2027"."""
    known = [span for span in sentence.ents if span.label_ in _TIME and _TELLS.search(span.text)]
    years = [
        sentence[token.i : token.i + 1]
        for token in sentence
        if token.dep_ == "pobj" and _YEAR.fullmatch(token.text) and not token.ent_type_
    ]
    return sorted((*known, *years), key=lambda span: span.start)


def _own_parts(verb: "Token") -> set[int]:
    """Places of the words that belong to a verb; of "plan to begin", those of "plan" too."""
    clauses = [c for c in children(verb, *_INNER_CLAUSES) if c.lower_ not in _OPENING]
    clauses += [part for part in verb.subtree if part.dep_ == "relcl" and part != verb]
    inner = {part.i for clause in clauses for part in clause.subtree}
    own = {part.i for part in verb.subtree} - inner - _opening_of_the_next(verb)
    if verb.dep_ == "conj":
        own |= _opening_of_the_next(verb.head)
    while verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING:
        verb = verb.head
        for adjunct in children(verb, "prep", "npadvmod", "advmod", "pcomp"):
            own |= {part.i for part in adjunct.subtree}
    return own


def _opening_of_the_next(verb: "Token") -> set[int]:
    """Places of what opens the clause joined to it: "…, but by 2011 production moves to Mobile"."""
    joined = [clause for clause in children(verb, "conj") if clause.i > verb.i]
    if not joined:
        return set()
    between = verb.doc[verb.i : joined[0].i]
    last = max((token.i for token in between if token.dep_ == "cc"), default=joined[0].i)
    return set(range(last, joined[0].i))


def _with_preposition(span: "Span") -> str:
    """The time with what leads to it: "by the end of the year", "until 4 July"."""
    doc, start = span.doc, span.start
    for _ in range(3):
        before = [token for token in doc[max(0, start - 2) : start] if token.dep_ != "punct"]
        if not before or before[-1].lower_ not in _LEADING or before[-1].dep_ == "prt":
            break
        start = before[-1].i
    end = span.end
    while end < len(doc) and (doc[end].ent_type_ in _TIME or _joins_times(doc, end)):
        end += 1
    return str(doc[start:end].text)


def _joins_times(doc: "Doc", at: int) -> bool:
    """Whether it is the comma in "Saturday, 18 October"."""
    return doc[at].text == "," and at + 1 < len(doc) and doc[at + 1].ent_type_ in _TIME


_INNER_CLAUSES = ("ccomp", "relcl", "advcl", "conj", "parataxis", "acl")
_OPENING = {"beginning", "commencing", "ending", "starting"}
_YEAR = re.compile(r"20\d\d(?:[-–]\d\d)?")
_LEADING = frozenset(
    """after as at before beginning by coming during early effective end from in late later mid no
    of on over starting than the this through throughout till until within""".split()  # noqa: SIM905
)
