"""Which words of a text stand under a negation?

Each content word is given the negations that reach it. A hard one turns the word round ("not",
"refuse to"); a soft one may or may not, by the sense ("stop", "ban", "reject"). A negation
reaches from itself to the end of its clause; its head is the first content word after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checks.words import KEPT_TEXTS, STOP_WORDS, WORD, fold, stem, word_set, words


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, word_set(words)))


_NOT = word_set("not never cannot no nor neither none nobody nothing nowhere non hardly")
_TO_TAKERS = _stems("decline fail neglect omit")
"""Negations only before "to": "declined to say", but not "profits declined"."""
_REACHING = _stems(
    "refuse refusal failure deny unable unlikely unwilling reluctant impossible incapable without"
    " refrain inability"
)
_SOFT = _stems(
    "prohibit forbid ban bar prevent block exclude avoid stop halt cease end abandon oppose reject"
    " against lack withdraw drop cancel suspend limit restrict void conclude thwart foil undermine"
    " obstruct hinder free shut stricken strike lift"
)
_TRACES = _SOFT | _stems(
    "too only until unless except instead despite although few fewer little less rather but however"
    " decline fail doubt wrong different remove miss lost maintain remain rarely seldom still stay"
    " keep"
)
"""Words that can carry a negation in a paraphrase: "maintain until" is "not change before"."""
_NEGATED_FORMS = {
    stem(form): stem(base)
    for base, forms in {
        "lawful": "unlawful illegal illegally unlawfully",
        "available": "unavailable",
        "necessary": "unnecessary needless",
        "need": "unneeded",
        "acceptable": "unacceptable",
        "clear": "unclear",
        "certain": "uncertain",
        "changed": "unchanged",
        "fair": "unfair",
        "happy": "unhappy",
        "valid": "invalid",
        "correct": "incorrect",
        "sufficient": "insufficient",
        "enough": "insufficient",
        "adequate": "inadequate",
        "complete": "incomplete",
        "safe": "unsafe",
        "appropriate": "inappropriate",
        "consistent": "inconsistent",
        "compatible": "incompatible",
        "realistic": "unrealistic",
        "decided": "undecided",
        "agree": "disagree",
        "approve": "disapprove",
        "regular": "irregular",
        "hindered": "unhindered",
        "satisfied": "dissatisfied unsatisfied",
        "secured": "unsecured",
        "constitutional": "unconstitutional",
        "official": "unofficial",
        "willing": "unwilling",
        "likely": "unlikely",
        "able": "unable",
    }.items()
    for form in forms.split()
}
_IDIOMS = re.compile(
    r"\bnot (?:only|just|merely|least|to mention)\b|\bno (?:doubt|matter|less than|fewer than"
    r"|more than|later than|sooner|longer than)\b|\bNo\.? ?\d+|\bwhether or not\b|\bif not\b"
    r"|\bnothing but\b",
    re.IGNORECASE,
)
_BREAKS = word_set(
    "but however although though because unless until while whereas which who since if when"
)
_AUXILIARIES = word_set(
    "will would is are was were has have had can could may might must should shall does do did it"
    " he she they we"
)
_LIGHT = _stems(
    "want seek plan intend intention expect able allow need wish try agree choose ready likely"
    " willing prepare permit aim hope"
)
"""A negation before one of these also bears on the word after it: "has no plan to leave"."""
_SHORT_REACH = 3
"""How many content words "without" reaches."""
_FAR = 10_000
_PAUSE = re.compile(r"[.,;:!?()\[\]—\u2013\"“”]|\s-+\s|``")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word with the negations that bear on it."""

    text: str
    """As it is written, in lower case."""
    stem: str
    """Its stem; of "unlawful" that of "lawful"."""
    hard: tuple[int, ...]
    """Numbers of the negations that reach it and turn it round."""
    soft: frozenset[str]
    """Stems of the words that reach it and may turn it round."""
    head_of: int
    """Number of the negation that bears on it first; 0 if there is none."""
    light: bool
    """Whether it passes a negation on, as "want" does in "do not want to leave"."""

    @property
    def negated(self) -> bool:
        """Whether the hard negations, taken together, turn it round."""
        return len(self.hard) % 2 == 1


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of any text, and what it does wherever it stands."""

    text: str
    """As it is written, in lower case."""
    form: str
    """Its stem."""
    base: str
    """Of "unlawful" the stem of "lawful"; else empty."""
    is_not: bool
    """Whether it is a negation whatever follows."""
    free: Word | None
    """What it is where nothing reaches it; none if it carries no content."""


@dataclass(slots=True)
class _Reach:
    """What the clause being read stands under."""

    hard: tuple[int, ...] = ()
    soft: frozenset[str] = frozenset()
    head_of: int = 0
    left: int = _FAR


@lru_cache(maxsize=KEPT_TEXTS)
def polarity(text: str) -> tuple[Word, ...]:
    """The content words of a text, in order, with the negations that reach them."""
    text = _IDIOMS.sub(" ", text)
    matches = list(WORD.finditer(text))
    tokens = [_token(match.group()) for match in matches]
    following = [*(token.text for token in tokens[1:]), ""]
    found: list[Word] = []
    reach = _Reach()
    end = negations = 0
    for match, token, after in zip(matches, tokens, following, strict=False):
        gap = text[end : match.start()]
        if (gap != " " and _PAUSE.search(gap)) or _breaks(token.text, after):
            reach = _Reach()
        end = match.end()
        if token.free:
            negations += bool(token.base)
            found.append(_word(token, token.free, reach, negations))
            _pass(reach, token)
        if token.is_not or _negates(token, after):
            negations += 1
            _begin(reach, token.text, negations)
    return tuple(found)


@lru_cache(maxsize=KEPT_TEXTS)
def is_negating(text: str) -> bool:
    """Whether any word of a text turns another round; quicker to tell than which."""
    if not any(map(_can_negate, words(text))):
        return False
    return any(
        hard_negations([fold(word) for word in words(form)])
        for form in {text, _IDIOMS.sub(" ", text)}
    )


@lru_cache(maxsize=KEPT_TEXTS)
def traces(text: str) -> frozenset[str]:
    """Stems of the words of a text that can carry a negation in a paraphrase."""
    return _TRACES & {stem(word) for word in WORD.findall(_IDIOMS.sub(" ", text))}


def hard_negations(tokens: Sequence[str]) -> int:
    """How many of some words, in lower case and in order, turn round what follows."""
    return sum(
        token.is_not or bool(token.base) or _negates(token, after)
        for token, after in zip(map(_token, tokens), [*tokens, ""][1:], strict=True)
    )


@lru_cache(maxsize=65_536)
def _can_negate(word: str) -> bool:
    """Whether a word turns others round, at least before some."""
    return bool(hard_negations([fold(word), "to"]))


def _breaks(word: str, after: str) -> bool:
    return word in _BREAKS or (word in ("and", "or") and after in _AUXILIARIES)


def _negates(token: _Token, after: str) -> bool:
    return token.form in _REACHING or (token.form in _TO_TAKERS and after == "to")


@lru_cache(maxsize=65_536)
def _token(word: str) -> _Token:
    text, form = fold(word), stem(word)
    base = _NEGATED_FORMS.get(form, "")
    is_not = text in _NOT or text.endswith("n't")
    is_content = not is_not and text not in STOP_WORDS and len(text) > 1 and not text.isdigit()
    free = Word(text, base or form, (), frozenset(), 0, form in _LIGHT)
    return _Token(text, form, base, is_not, free if is_content else None)


def _word(token: _Token, free: Word, reach: _Reach, latest: int) -> Word:
    if token.base:
        hard, head_of = (*reach.hard, latest), latest
    elif reach.hard or reach.soft or reach.head_of:
        hard, head_of = reach.hard, reach.head_of
    else:
        return free
    return Word(free.text, free.stem, hard, reach.soft, head_of, free.light)


def _begin(reach: _Reach, word: str, number: int) -> None:
    if word == "nor" and reach.hard:
        return
    reach.hard = (*reach.hard, number)
    reach.head_of = number
    reach.left = _SHORT_REACH if word == "without" else _FAR


def _pass(reach: _Reach, token: _Token) -> None:
    if token.form in _SOFT:
        reach.soft |= {token.form}
    if token.form not in _LIGHT and not token.text.endswith("ly"):
        reach.head_of = 0
    reach.left -= 1
    if reach.left <= 0:
        reach.hard, reach.left = reach.hard[:-1], _FAR
