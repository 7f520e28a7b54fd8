"""Readers: a file, standard input or a URL becomes a `Document`.

The content decides which reader takes it: plain text and Markdown, HTML, PDF, e-mail, or
subtitles (WebVTT, SRT). Whatever cannot be read raises an `InputError`.
"""

import os
import re
from collections.abc import Callable
from typing import BinaryIO

from summarizer.document import Document
from summarizer.readers import html, mail, pdf, plain, subtitles
from summarizer.readers.fetch import Fetcher, WebFetcher
from summarizer.readers.guard import FetchPolicy
from summarizer.readers.local import MAX_BYTES, read_file, read_stdin
from summarizer.readers.material import Found, Raw
from summarizer.readers.sniff import Kind, kind

__all__ = ["MAX_BYTES", "FetchPolicy", "Fetcher", "Raw", "WebFetcher", "read", "read_bytes"]

_READERS: dict[Kind, Callable[[Raw], Found]] = {
    "text": plain.read,
    "html": html.read,
    "pdf": pdf.read,
    "email": mail.read,
    "subtitles": subtitles.read,
}


def read(
    source: str | os.PathLike[str],
    *,
    title: str = "",
    date: str = "",
    stdin: BinaryIO | None = None,
    fetch: Fetcher | None = None,
) -> Document:
    """Read a source.

    Args:
        source: `-` for standard input, an http or https URL, else the path of a file.
        title: Its headline; if empty, the one that is found.
        date: ISO date on which it was written; if empty, the one that is found.
        stdin: What to read for `-`; none: the process's own.
        fetch: Fetches URLs; none: a `WebFetcher` with the default policy.

    Raises:
        InputError: It cannot be read; the class says why.
        BadConfig: The date given is no ISO date.
    """
    if source == "-":
        raw = read_stdin(stdin)
    elif isinstance(source, str) and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", source):
        raw = (fetch or WebFetcher())(source)
    else:
        raw = read_file(os.fspath(source))
    return read_bytes(raw, title=title, date=date)


def read_bytes(raw: Raw, *, title: str = "", date: str = "") -> Document:
    """Read bytes that are already there.

    Args:
        raw: The bytes and what is known of them.
        title: The headline; if empty, the one that is found.
        date: ISO date on which it was written; if empty, the one that is found.

    Raises:
        InputError: They cannot be read; the class says why.
        BadConfig: The date given is no ISO date.
    """
    found = _READERS[kind(raw)](raw)
    return Document.from_text(
        found.text,
        source=raw.source,
        title=title or found.title,
        date=date or found.date,
        origins=found.origins,
    )
