"""Which words does a text use, and which of them are forms of one word?

A light stemmer for English, made for comparing a sentence with its paraphrase: it is allowed to
put too much together, and it leaves words of other languages nearly as they are.
"""

import re
import unicodedata
from functools import lru_cache

KEPT_TEXTS = 512
"""How many texts the readings of this room are kept of: many items cite the same few sentences."""
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
"""Letters and digits, with inner apostrophes; a hyphen parts two words."""


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one string, parted by blanks."""
    return frozenset(words.split())


STOP_WORDS = word_set(
    "a about above after again ago all also although am among an and another any are as at away"
    " back be became because been before being below between both but by came can come could did"
    " do does doing done down during each either else even ever every for from further get go"
    " going got had has have having he her here hers him his how however i if in into is it its"
    " itself just let like made make many may me might more most much must my no nor not now of"
    " off on once one only or other our ours out over own per put s said same say says saying set"
    " shall she should since so some still such than that the their theirs them themselves then"
    " there therefore these they this those though through thus to together too toward towards"
    " under until up upon us very was we well were what whatever when where whether which while"
    " who whom whose why will with within without would yet you your yours mr mrs ms dr t ll ve re"
    " d m yesterday today tomorrow unless never none neither nobody nothing cannot wasn isn aren"
    " don doesn didn won hasn haven told tell according currently officially really quite rather"
    " around"
)
"""Words that carry no content of their own: being shared, they prove nothing."""

_IRREGULAR = {
    form: base
    for base, forms in {
        "sell": "sold sale sales",
        "buy": "bought",
        "leave": "left",
        "lose": "lost loss losses losing",
        "win": "won winning",
        "fall": "fell fallen",
        "rise": "rose risen rising",
        "grow": "grew grown growth",
        "give": "gave given",
        "take": "took taken",
        "meet": "met meeting meetings",
        "keep": "kept",
        "hold": "held",
        "build": "built",
        "pay": "paid payed",
        "find": "found",
        "think": "thought",
        "bring": "brought",
        "spend": "spent",
        "send": "sent",
        "begin": "began begun",
        "see": "saw seen",
        "know": "knew known",
        "choose": "chose chosen choice",
        "break": "broke broken",
        "draw": "drew drawn",
        "lead": "led",
        "stand": "stood",
        "withdraw": "withdrew withdrawn withdrawal",
        "lawful": "legal legally legality lawfully",
        "decide": "decision decisions",
        "fight": "fought",
        "arise": "arose arisen",
        "forbid": "forbade forbidden",
        "deny": "denies denied denial denials denying",
        "sue": "sued sues",
        "tie": "tied ties tying",
        "die": "died dies dying",
        "use": "used uses using",
        "speak": "spoke spoken speech",
        "write": "wrote written",
        "drive": "drove driven",
        "man": "men",
        "woman": "women",
        "child": "children",
    }.items()
    for form in forms.split()
}

_SUFFIXES = (
    "ational", "ations", "ation", "ments", "ment", "ingly", "ings", "ing", "edly", "ied", "ies",
    "ed", "ers", "er", "ors", "or", "ions", "ion", "ities", "ity", "ness", "ally", "als", "al",
    "ives", "ive", "ably", "able", "ence", "ance", "ly", "es", "s",
)  # fmt: skip
_SUFFIXES_BY_END = {
    end: tuple(suffix for suffix in _SUFFIXES if suffix.endswith(end))
    for end in {suffix[-1] for suffix in _SUFFIXES}
}
_SHORTEST_STEM = 4


@lru_cache(maxsize=KEPT_TEXTS)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as they stand, in order."""
    return tuple(WORD.findall(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The form that a word shares with its other forms: "declined", "declines" → "declin".

    Args:
        word: One word, in any case; a possessive ending is cut off.
    """
    lower = fold(word)
    for ending in ("'s", "'"):
        lower = lower.removesuffix(ending)
    if lower in _IRREGULAR:
        return _IRREGULAR[lower].rstrip("e")
    for suffix in _SUFFIXES_BY_END.get(lower[-1:], ()):
        if lower.endswith(suffix) and len(lower) - len(suffix) >= _minimum(suffix):
            lower = lower[: -len(suffix)] + ("y" if suffix in ("ied", "ies") else "")
            break
    if len(lower) > _SHORTEST_STEM and lower[-1] == lower[-2] and lower[-1] not in "sle":
        lower = lower[:-1]
    return lower.rstrip("e") or lower


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in lower case, without accents, with a straight apostrophe."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().replace("\u2019", "'"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)) or word


@lru_cache(maxsize=KEPT_TEXTS)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry content, in order; figures are left out."""
    return tuple(filter(None, map(_content_stem, words(text))))


@lru_cache(maxsize=65_536)
def _content_stem(word: str) -> str:
    tells = fold(word) not in STOP_WORDS and not word[0].isdigit() and len(word) > 1
    return stem(word) if tells else ""


def _minimum(suffix: str) -> int:
    return 3 if suffix in ("s", "es", "ed", "ing", "ied", "ies") else _SHORTEST_STEM
