"""What can a clause do without, if it is longer than a statement may be?"""

import re
from typing import TYPE_CHECKING

from summarizer.propose.parsing import children

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_WORDS = 25
"""Of a statement; the labelling guide's number."""


def loosest(verb: "Token", dropped: list["Token"]) -> list["Token"]:
    """The part that a clause can best do without, the last of its kind, with its "and"; or none.

    Args:
        verb: Head of the clause.
        dropped: What has been left out by now.
    """
    part = _loosest(verb, dropped)
    return [part, *_conjunction_of(part)] if part is not None else []


def ended(words: str, *, is_cut: bool = False) -> str:
    """The words, at most as many as a statement has, without a preposition or "and" at the end.

    Args:
        words: Of a clause.
        is_cut: Something has been left out of it.
    """
    kept = words.split()
    if is_cut or len(kept) > MAX_WORDS:
        return _DANGLING.sub("", " ".join(kept[:MAX_WORDS]))
    return _LEFT_OVER.sub("", words)


def _loosest(verb: "Token", dropped: list["Token"]) -> "Token | None":
    gone = {part.i for top in dropped for part in top.subtree}
    parts = [part for part in verb.subtree if part != verb and part.i not in gone]
    for relations in _LOOSE:
        found = [part for part in parts if part.dep_ in relations and _can_go(part)]
        found = [part for part in found if part.i > verb.i or _is_set_off(part)]
        if found:
            return found[-1]
    aside = [
        part for part in parts if part.dep_ == "prep" and part.i < verb.i and _is_set_off(part)
    ]
    if aside:
        return aside[-1]
    last = max((part.i for part in parts if not part.is_punct), default=0)
    ends = [part for part in parts if part.dep_ in _AT_THE_END and part.right_edge.i >= last]
    ends = [part for part in ends if part.dep_ != "conj" or part.head.dep_ != "poss"]
    whole = [part for part in ends if part.dep_ == "conj"]
    return (whole or ends)[-1] if ends else None


def _is_set_off(part: "Token") -> bool:
    """Whether commas set it off, so that the noun before the verb means the same without it."""
    first, after = part.left_edge.i, part.right_edge.i + 1
    opened = first > 0 and part.doc[first - 1].text == ","
    closed = after < len(part.doc) and part.doc[after].text == ","
    return opened and (part.dep_ in {"relcl", "appos"} or (part.dep_ == "prep" and closed))


def _can_go(part: "Token") -> bool:
    """Whether the clause says the same without it, only less: not "how", "only" or "most"."""
    if _is_in_a_word(part):
        return False
    if part.dep_ == "advmod":
        return part.tag_ == "RB" and part.head.pos_ == "VERB" and part.lower_ not in _TELLING
    asked_for = any(child.lower_ == "for" for child in part.head.children)
    bidden = (part.head.lemma_ in _BIDDING and not asked_for) or part.dep_ == "relcl"
    if bidden and any(child.lower_ == "to" for child in children(part, "aux")):
        return False  # "calls on all parties to end the violence"
    if part.dep_ == "advcl":
        return not {child.lower_ for child in children(part, "mark", "advmod")} & _CONDITIONAL
    return True


def _conjunction_of(part: "Token") -> list["Token"]:
    """The "and" that leads to a joined part."""
    before = [c for c in children(part.head, "cc") if c.i < part.i]
    return before[-1:] if part.dep_ == "conj" else []


_BIDDING = {"appeal", "ask", "call", "direct", "order", "press", "tell", "urge", "want"}
_CONDITIONAL = {"if", "unless", "until", "once", "provided"}
_TELLING = frozenset(
    """again ago alone back barely enough even ever far forward hardly instead less longer more
    most never no not only out rather so still together too up yet""".split()  # noqa: SIM905
)
"""Adverbs without which a clause says something else."""
_LEFT_OVER = re.compile(r"(?:[ ,;:]+(?:and|or|but))+$", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:[ ,;:–—-]+(?:a|an|the|and|or|but|nor|not|about|above|after|against|all|among|any|as|at"
    r"|because|before|between|both|by|during|each|every|for|from|her|his|if|in|into|is|are|its|more"
    r"|most|my|no|of|on|other|our|over|some|such|that|their|these|those|than|this|to|under|until"
    r"|very|when|where|which|while|who|whose|with|without))+$",
    re.IGNORECASE,
)
"""What a clause that was cut at its last word cannot end with."""


def _is_in_a_word(part: "Token") -> bool:
    """Whether it is one half of "long-standing"."""
    after = part.doc[part.right_edge.i + 1 : part.right_edge.i + 2]
    return bool(len(after)) and after[0].text == "-" and not part.whitespace_


_LOOSE = (
    {"parataxis"},
    {"relcl", "appos"},
    {"advcl"},
    {"advmod"},
)
"""Relations in the order in which a clause can do without them."""
_AT_THE_END = {"acl", "agent", "conj", "npadvmod", "prep"}
"""Relations of what it can do without where nothing follows."""
