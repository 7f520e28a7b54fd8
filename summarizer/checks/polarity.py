"""Which words of a text stand under a negation?

Each content word is given the negations that reach it. A hard one turns the word round ("not",
"refuse to"); a soft one may or may not, by the sense ("stop", "ban", "reject"). A negation
reaches from itself to the end of its clause; its head is the first content word after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.checks.words import STOP_WORDS, WORD, fold, stem, word_set


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


@dataclass(slots=True)
class _Reach:
    """What the clause being read stands under."""

    hard: tuple[int, ...] = ()
    soft: frozenset[str] = frozenset()
    head_of: int = 0
    left: int = _FAR


def polarity(text: str) -> list[Word]:
    """The content words of a text, in order, with the negations that reach them."""
    text = _IDIOMS.sub(" ", text)
    matches = list(WORD.finditer(text))
    tokens = [fold(match.group()) for match in matches]
    found: list[Word] = []
    reach = _Reach()
    end = negations = 0
    for match, word, after in zip(matches, tokens, [*tokens, ""][1:], strict=True):
        if _PAUSE.search(text, end, match.start()) or _breaks(word, after):
            reach = _Reach()
        end = match.end()
        is_not = word in _NOT or word.endswith("n't")
        if not is_not and word not in STOP_WORDS and len(word) > 1 and not word.isdigit():
            negations += stem(word) in _NEGATED_FORMS
            found.append(_word(word, reach, negations))
            _pass(reach, stem(word), word)
        if is_not or _negates(word, after):
            negations += 1
            _begin(reach, word, negations)
    return found


def traces(text: str) -> frozenset[str]:
    """Stems of the words of a text that can carry a negation in a paraphrase."""
    return _TRACES & {stem(word) for word in WORD.findall(_IDIOMS.sub(" ", text))}


def hard_negations(tokens: Sequence[str]) -> int:
    """How many of some words, in lower case and in order, turn round what follows."""
    return sum(
        word in _NOT
        or word.endswith("n't")
        or _negates(word, after)
        or stem(word) in _NEGATED_FORMS
        for word, after in zip(tokens, [*tokens, ""][1:], strict=True)
    )


def _breaks(word: str, after: str) -> bool:
    return word in _BREAKS or (word in ("and", "or") and after in _AUXILIARIES)


def _negates(word: str, after: str) -> bool:
    form = stem(word)
    return form in _REACHING or (form in _TO_TAKERS and after == "to")


def _word(word: str, reach: _Reach, latest: int) -> Word:
    form = stem(word)
    base = _NEGATED_FORMS.get(form)
    return Word(
        text=word,
        stem=base or form,
        hard=(*reach.hard, latest) if base else reach.hard,
        soft=reach.soft,
        head_of=latest if base else reach.head_of,
        light=form in _LIGHT,
    )


def _begin(reach: _Reach, word: str, number: int) -> None:
    if word == "nor" and reach.hard:
        return
    reach.hard = (*reach.hard, number)
    reach.head_of = number
    reach.left = _SHORT_REACH if word == "without" else _FAR


def _pass(reach: _Reach, form: str, word: str) -> None:
    if form in _SOFT:
        reach.soft |= {form}
    if form not in _LIGHT and not word.endswith("ly"):
        reach.head_of = 0
    reach.left -= 1
    if reach.left <= 0:
        reach.hard, reach.left = reach.hard[:-1], _FAR
