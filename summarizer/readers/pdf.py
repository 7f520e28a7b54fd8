"""PDF files: the text of each page, with the page as its origin.

A PDF's own date is when the file was made, often not when the text was written: it is not
used. Its own title is used unless a program put it there.
"""

import io
import re

from summarizer.document import Origin
from summarizer.errors import InputError, TooLargeInput, UnreadableInput, UnsupportedInput
from summarizer.readers.material import Found, Raw
from summarizer.readers.quiet import hush
from summarizer.readers.reflow import continues, reflow, words_of

MAX_PAGES = 1_000
"""A file with more pages is refused: it is a book, and reading it takes minutes."""

_PROGRAM_TITLE = re.compile(
    r"\s*(?:untitled|microsoft|powerpoint|word\b|document\d*$|slide \d|\(?anonymous|\(?unspecified"
    r"|.*\.(?:docx?|pdf|indd|qxd|tex|odt|rtf|pptx?|xlsx?)$)",
    re.IGNORECASE,
)


def read(raw: Raw) -> Found:
    """Read a PDF file.

    Raises:
        UnreadableInput: It is broken, or locked with a password.
        UnsupportedInput: It has no text layer.
        TooLargeInput: It has more than `MAX_PAGES` pages.
    """
    hush("pypdf")
    try:
        pages, title = _pages(raw)
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


def _pages(raw: Raw) -> tuple[list[str], str]:
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
    return [page.extract_text() for page in reader.pages], (title or "").strip()


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
