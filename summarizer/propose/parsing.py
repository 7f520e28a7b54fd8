"""The grammar of a sentence, from spaCy's small English model.

A parser is a value that is passed in: anything that turns texts into parsed ones.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.local.catalogue import PARSER
from summarizer.local.shelf import is_installed as is_present
from summarizer.local.shelf import models_directory, path_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from summarizer.document import Document

Parser = Callable[[Sequence[str]], "list[Doc]"]

_COMMON_ENGLISH = frozenset(
    "the of and to in a is that for on with as at by it from his was said not".split()  # noqa: SIM905
)
_ENGLISH_SHARE = 0.1
"""Of all words. The English fixtures have 0.14 (a thread) to 0.4, the German one has none; Dutch,
which shares most of these words with English, stays below 0.08."""


def folder() -> Path:
    """Where the parser's data lies, or would lie."""
    return path_of(PARSER, models_directory())


def is_installed() -> bool:
    """Whether both spaCy and the parser's data are on this machine."""
    return bool(find_spec("spacy")) and is_present(PARSER, models_directory())


@cache
def load(path: Path) -> Parser:
    """The parser of a spaCy model folder, kept for the process.

    Args:
        path: Such as ``models/en-core-web-sm`` holds.

    Raises:
        OSError: There is no model in it.
    """
    import spacy  # noqa: PLC0415  # slow import: only when used

    nlp = spacy.load(path, exclude=["lemmatizer_lookup"])
    return lambda texts: list(nlp.pipe(texts))


def is_english(document: "Document") -> bool:
    """Whether enough of the words are common English ones."""
    words = document.text[:20_000].lower().split()
    return sum(word in _COMMON_ENGLISH for word in words) > _ENGLISH_SHARE * len(words)


def words_of(token: "Token", leave_out: Sequence["Token"] = ()) -> str:
    """The words of a token's subtree in order, without these subtrees."""
    omitted = {part.i for top in leave_out for part in top.subtree}
    kept = [part for part in token.subtree if part.i not in omitted]
    return "".join(part.text_with_ws for part in kept).strip(" ,;:–—-")


def children(token: "Token", *relations: str) -> list["Token"]:
    """The dependants in one of these relations, in order."""
    return [child for child in token.children if child.dep_ in relations]


def is_quoted(token: "Token") -> bool:
    """Whether it stands inside quotation marks of its sentence."""
    before = token.doc.text[: token.idx]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
