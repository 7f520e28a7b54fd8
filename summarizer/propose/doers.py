"""Who decides or does something, whether or not a position or a step comes of it?"""

from typing import TYPE_CHECKING

from summarizer.propose.cast import Cast
from summarizer.propose.lexicon import DECIDING, DEEDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def count_doers(sentence: "Doc", cast: Cast) -> None:
    """Note who decides or does something in the sentence."""
    for token in sentence:
        if token.lemma_.lower() in DEEDS:
            for part in (c for c in token.children if c.dep_ in {"poss", "prep"}):
                for noun in _parties(part):
                    cast.all_of(noun)
        if token.lemma_.lower() in DECIDING and token.pos_ == "VERB":
            for child in token.children:
                if child.dep_ == "nsubj":
                    cast.who(child)
                elif child.dep_ == "agent":
                    for noun in child.children:
                        cast.who(noun)


def _parties(part: "Token") -> list["Token"]:
    """Whose deed it is: "the court's ruling", "talks between A and B"."""
    if part.dep_ == "poss":
        return [part] if part.pos_ == "PROPN" else []
    nouns = [child for child in part.children if child.dep_ == "pobj"]
    return [noun for noun in nouns if part.lower_ == "between" and noun.pos_ == "PROPN"]
