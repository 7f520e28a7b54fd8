"""Which line ends of a page are only the page's, and which are the author's?"""

import re

_FITS = 0.85
"""Letters differ in width: a line is full at this share of the page's widest lines."""

_BULLET = re.compile(r"(?:[-–—•◦▪*‣]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHENATED = re.compile(r"(\w+)-$")
_END_MARKS = (".", "!", "?", ":", ";", '"', "”", "»")


def reflow(page: str, words: frozenset[str]) -> str:
    """Join the lines of a page into paragraphs, one a line.

    A line is joined to the next where the next word would not have fitted on it, or where the
    next goes on in small letters. A word cut at a line end is made whole; its hyphen stays if
    the document writes the word with one elsewhere.

    Args:
        page: The text of one page.
        words: The words of the whole document, in small letters.
    """
    lines = without_page_number([line.strip() for line in page.splitlines()])
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if last and line and _goes_on(last, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line, words)
        elif line:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)


def words_of(text: str) -> frozenset[str]:
    """The different words of a text, in small letters, hyphens within words kept."""
    return frozenset(re.findall(r"\w+(?:-\w+)*", text.lower()))


def without_page_number(lines: list[str]) -> list[str]:
    """Drop a first or last line that only numbers the page."""
    shown = [line for line in lines if line]
    if len(shown) < 2:
        return lines
    for index in (0, -1):
        if _PAGE_NUMBER.fullmatch(shown[index]):
            shown[index] = ""
    return shown if "" in shown else lines


def continues(before: str, after: str) -> bool:
    """Whether a sentence goes on from the end of one page to the start of the next."""
    return bool(before) and not before.endswith(_END_MARKS) and after[:1].islower()


def _goes_on(last: str, line: str, width: int) -> bool:
    if _BULLET.match(line):
        return False
    next_word = line.split(maxsplit=1)[0]
    return len(last) + 1 + len(next_word) > _FITS * width or continues(last, line)


def _joined(paragraph: str, line: str, words: frozenset[str]) -> str:
    cut = _HYPHENATED.search(paragraph)
    if cut is None or not line[:1].islower():
        return f"{paragraph} {line}"
    end = re.match(r"\w*", line)
    with_hyphen = f"{cut.group(1)}-{end.group() if end else ''}".lower()
    return paragraph + line if with_hyphen in words else paragraph[:-1] + line
