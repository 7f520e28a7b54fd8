"""PDF files: the text of each page, with the page as its origin.

A PDF's own date is when the file was made, often not when the text was written: it is not
used. Its own title is used unless a program put it there.
"""

import io
import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from summarizer.document import MAX_CHARACTERS, Origin
from summarizer.errors import InputError, TooLargeInput, UnreadableInput, UnsupportedInput
from summarizer.readers.material import Found, Raw
from summarizer.readers.quiet import hush
from summarizer.readers.reflow import continues, reflow, words_of

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_000
"""A file with more pages is refused: it is a book, and reading it takes minutes."""

MAX_SECONDS = 120.0
"""No further page is begun after this long: a thousand small pages can each take seconds."""

_PROGRAM_TITLE = re.compile(
    r"\s*(?:untitled|microsoft|powerpoint|word\b|document\d*$|slide \d|\(?anonymous|\(?unspecified"
    r"|.*\.(?:docx?|pdf|indd|qxd|tex|odt|rtf|pptx?|xlsx?)$)",
    re.IGNORECASE,
)


def read(raw: Raw, clock: Callable[[], float] = time.monotonic) -> Found:
    """Read a PDF file.

    Args:
        raw: The file.
        clock: Seconds; passed in by tests.

    Raises:
        UnreadableInput: It is broken, or locked with a password.
        UnsupportedInput: It has no text layer.
        TooLargeInput: It has more than `MAX_PAGES` pages, more than `MAX_CHARACTERS` characters, or
            takes longer than `MAX_SECONDS`.
    """
    hush("pypdf")
    try:
        pages, title = _pages(raw, clock)
    except InputError:
        raise
    except Exception:  # noqa: BLE001  # pypdf raises whatever a broken file trips
        raise UnreadableInput(
            f"{raw.source} is a broken PDF", hint="Open it in a viewer and save it again."
        ) from None
    words = words_of("\n".join(pages))
    text, origins = _joined([reflow(page, words) for page in pages])
    if not re.search(r"\w", text):
        raise UnsupportedInput(
            f"{raw.source} is a PDF without a text layer, perhaps a scan",
            hint="Run it through a text recognition (OCR) program first.",
        )
    return Found(text, "" if _PROGRAM_TITLE.match(title) else title, origins=origins)


def _pages(raw: Raw, clock: Callable[[], float]) -> tuple[list[str], str]:
    """The text of each page, and the title that the file gives itself."""
    from pypdf import PdfReader  # noqa: PLC0415  # slow import: only when used
    from pypdf.errors import DependencyError  # noqa: PLC0415  # the same

    reader = PdfReader(io.BytesIO(raw.data))
    try:
        is_locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        is_locked = True
    if is_locked:
        raise UnreadableInput(
            f"{raw.source} is an encrypted PDF", hint="Save it without a password or protection."
        )
    if len(reader.pages) > MAX_PAGES:
        raise TooLargeInput(
            f"{raw.source} has {len(reader.pages)} pages; at most {MAX_PAGES} are read",
            hint="Give the part that matters.",
        )
    title = reader.metadata.title if reader.metadata else None
    return list(_texts(reader, raw.source, clock)), (title or "").strip()


def _texts(reader: "PdfReader", source: str, clock: Callable[[], float]) -> Iterator[str]:
    """The text of each page, within the limits of the whole."""
    ends, characters = clock() + MAX_SECONDS, 0
    for page in reader.pages:
        text = page.extract_text()
        characters += len(text)
        if characters > MAX_CHARACTERS or clock() > ends:
            raise TooLargeInput(
                f"{source} holds too much text, or takes over {MAX_SECONDS:g} seconds to read",
                hint="Give the part that matters.",
            )
        yield text


def _joined(pages: list[str]) -> tuple[str, tuple[Origin, ...]]:
    text = ""
    origins = []
    for number, page in enumerate(pages, start=1):
        if not page:
            continue
        gap = "" if not text else " " if continues(text, page) else "\n\n"
        start = len(text) + len(gap)
        text += gap + page
        origins.append(Origin(start, len(text), f"page {number}"))
    return text, tuple(origins)
