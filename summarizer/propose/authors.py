"""Whose words are the words that nobody is quoted for? By headline, signature or label.

"I" and "we" outside quotations are the author's: of the whole text, or of one message of a thread.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarizer.document import Document
from summarizer.propose.cast import Cast
from summarizer.propose.figure import Figure
from summarizer.propose.mentions import joined

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIRST_PERSON = {"i", "we", "us", "my", "our"}
_HEADLINES = 2
_FEW = 4
"""So many can each be told to hold what "we" hold; of more, the text speaks as one."""
_NAMES_END = 3
"""Segments at the end among which a signature stands."""
_STATEMENT_OF = re.compile(
    r"\b(?:Statement|Message|Remarks|Letter|Address)\b.{0,12}?\b(?:from|by|of)\b "
    r"(?P<role>(?:President|Prime Minister|Secretary|Minister|Chancellor|Governor|Chairman|CEO) )?"
    r"(?P<name>[A-Z][\w.]+(?: [A-Z]\.)? [A-Z]\w+|(?<=President )[A-Z]\w+)"
)
_BODY_OF = re.compile(r"\bStatement (?:of|by|from) (?:the )?(?P<name>[A-Z][\w.,’' -]+)")
_JOINT = re.compile(r"\b(?:Joint|Leaders?['’]?s?['’]?)\b.{0,30}\bStatement\b")
_SIGNATURE = re.compile(r"\W*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,4})\W*")
_LABEL = re.compile(
    r"(?:\[[^\]\n]{1,24}\] ?)?"
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}|[a-z][\w.-]*[a-z-]bot): (?=\S)",
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,30}(?:, [^—–\n]{1,30})?(?: ?\([A-Za-z ]{2,20}\))? ?(?:—|–|--?) (?=\S)"
)
_THREAD_SHARE = 0.5
"""Of the paragraphs must open with a name for the text to be a thread."""


def label_of(text: str) -> str:
    """The opening of a message that names who wrote it: "[09:02] Ann Lee: "."""
    found = _LABEL.match(text)
    return found.group() if found else ""


def dateline_of(text: str) -> str:
    """The place and date before a report's first words: "LISBON, 3 May 2021 — "."""
    found = _DATELINE.match(text)
    return found.group() if found else ""


def writers(document: Document) -> dict[int, str]:
    """For each segment of a thread, who wrote its message; empty if it is no thread."""
    paragraphs = list(re.finditer(r"[^\n]+", document.text))
    labelled = [(found, _LABEL.match(found.group())) for found in paragraphs]
    labels = [label for _, label in labelled if label]
    if len(labels) < _THREAD_SHARE * len(paragraphs) or not _are_people(labels):
        return {}
    starts = [place.start() for place, label in labelled if label]
    found: dict[int, str] = {}
    for segment in document.segments:
        before = bisect_right(starts, segment.places[0].start)
        if before:
            found[segment.number] = labels[before - 1].group("name")
    return found


def _are_people(labels: Sequence[re.Match[str]]) -> bool:
    """Whether they name two or more people, not headings: "Remedy:", "Units:"."""
    names = [label.group("name") for label in labels]
    stamped = any(label.group().startswith("[") for label in labels)
    return len(set(names)) > 1 and (
        stamped or len(names) > len(set(names)) or all(" " in name for name in names)
    )


def authors_of(sentences: Sequence["Doc"], cast: Cast) -> tuple[Figure, ...]:
    """Whose text it is: "Statement from President Joe Biden", a joint statement, a signature."""
    for number, sentence in enumerate(sentences[:_HEADLINES], 1):
        if found := _STATEMENT_OF.search(sentence.text):
            role = (found.group("role") or "").strip()
            return (cast.known.introduce(number, found.group("name"), "person", role),)
    if not any(token.lower_ in _FIRST_PERSON for s in sentences for token in s):
        return ()
    for sentence in sentences[:_HEADLINES]:
        body = (
            cast.known.by_name(found.group("name"))
            if (found := _BODY_OF.search(sentence.text))
            else None
        )
        if body:
            return (body,)
    if any(_JOINT.search(sentence.text) for sentence in sentences[:_HEADLINES]):
        return tuple(_named_together(sentences, cast))
    if signed := _signed(sentences, cast):
        return (signed,)
    committees = (f for f in cast.known.figures if f.name.endswith("Committee"))
    return tuple(committees)[:1]


def _named_together(sentences: Sequence["Doc"], cast: Cast) -> Iterator[Figure]:
    """The first governments that a sentence joins by "and"."""
    for sentence in sentences:
        several = sum(name.label_ == "GPE" for name in sentence.ents) > _FEW
        for token in () if several else sentence:
            first = token.pos_ == "PROPN" and token.dep_ != "conj"
            heads = [token, *joined(token)] if first else []
            found = dict.fromkeys(who for head in heads if (who := cast.named(head)))
            if 1 < len(found) <= _FEW and all(who.kind == "government" for who in found):
                yield from found
                return


def _signed(sentences: Sequence["Doc"], cast: Cast) -> Figure | None:
    """Who signed: a name in capitals in a line of its own at the end."""
    for number in range(len(sentences), max(0, len(sentences) - _NAMES_END), -1):
        found = _SIGNATURE.fullmatch(sentences[number - 1].text)
        if found and found.group("name") != "THE WHITE HOUSE":
            return cast.known.introduce(number, found.group("name"), "person", "")
    return None
