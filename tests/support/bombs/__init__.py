"""Files that were made to break a parser: small to send, large, deep or slow to read."""

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType

from support.bombs import cues, mails, pdfs, texts, web


def _of(module: ModuleType) -> dict[str, Callable[[], bytes]]:
    """Its functions that take nothing, by name, in the order in which they are written."""
    return {
        name: made
        for name, made in vars(module).items()
        if inspect.isfunction(made) and made.__module__ == module.__name__ and name[0] != "_"
    }


BOMBS: Mapping[str, Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "text": _of(texts),
        "html": _of(web),
        "pdf": _of(pdfs),
        "mail": _of(mails),
        "subtitles": _of(cues),
    }
)
"""By the reader that they are meant for, and by name."""
