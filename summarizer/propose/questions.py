"""Which clauses are left open: asked about, or only supposed?"""

from typing import TYPE_CHECKING

from summarizer.propose.parsing import children

if TYPE_CHECKING:
    from spacy.tokens import Token


def asks_whether(main: "Token") -> bool:
    """Whether an "if" after it is a question: "asked if", "it was not clear if"."""
    predicates = {main.lower_, *(child.lower_ for child in children(main, "acomp", "attr"))}
    return main.lemma_ in _ASKING or bool(predicates & _UNCERTAIN)


_ASKING = frozenset(
    "ask check consider decide determine doubt inquire know question see tell wait wonder".split()  # noqa: SIM905
)
_UNCERTAIN = frozenset({"certain", "clear", "known", "sure", "unclear", "unknown", "unsure"})


def is_supposed(verb: "Token") -> bool:
    """Whether a clause is but part of an "if": nobody holds it."""
    above = (verb, *verb.ancestors)
    return any(t.lower_ in {"if", "unless", "whether"} for v in above for t in children(v, "mark"))
