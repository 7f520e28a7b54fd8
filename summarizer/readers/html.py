"""Web pages: trafilatura finds the article, its title and its date.

Where it finds nothing, all visible text of the page is taken.
"""

import re
from typing import Any

from summarizer import dates
from summarizer.errors import EmptyInput, TooLargeInput
from summarizer.readers.decoding import decode
from summarizer.readers.material import Found, Raw
from summarizer.readers.quiet import hush

MAX_TAGS = 100_000
"""A page with more is refused: finding the article takes 4 s here, and nearly its square beyond."""

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_INVISIBLE = frozenset({"head", "noscript", "script", "style", "svg", "template"})
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr"),
    )
)
_PRE_TAG = re.compile(r"(</?pre\b)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")


def read(raw: Raw) -> Found:
    """Read a web page.

    Raises:
        EmptyInput: The page shows no text.
        TooLargeInput: It has more than `MAX_TAGS` tags.
        UnsupportedInput: The bytes are no text.
    """
    markup = _flat(_XML_DECLARATION.sub("", decode(raw, _declared(raw.data)), count=1))
    if markup.count("<") > MAX_TAGS:
        raise TooLargeInput(
            f"{raw.source} has more than {MAX_TAGS:,} tags", hint="Give the part that matters."
        )
    found = _article(markup, raw.source)
    if not re.search(r"\w", found.text):
        found = Found(text=_visible_text(markup), title=found.title, date=found.date)
    if not re.search(r"\w", found.text):
        raise EmptyInput(
            f"{raw.source} shows no text",
            hint="If the page is built by a script, save its text to a file and give that.",
        )
    return found


def _declared(data: bytes) -> str:
    """The character set that the page names in its first bytes (HTML standard, 13.2.3.2)."""
    found = _META_CHARSET.search(data, 0, 4096) or _XML_ENCODING.match(data, 0, 1024)
    name = found.group(1).decode("ascii", "replace").lower() if found else ""
    # A name that could be read in single bytes cannot be true.
    return "utf-8" if name.startswith("utf-16") else name


def _flat(markup: str) -> str:
    """Line ends of the source are blanks to a reader, save within <pre>."""
    pieces: list[str] = []
    is_kept = False
    for piece in _PRE_TAG.split(markup):
        if _PRE_TAG.match(piece):
            is_kept = piece[1] != "/"
        pieces.append(piece if is_kept else piece.replace("\n", " "))
    return "".join(pieces)


def _article(markup: str, source: str) -> Found:
    import trafilatura  # noqa: PLC0415  # slow import: only when used

    hush("trafilatura")
    try:
        article = trafilatura.bare_extraction(
            markup,
            url=source if "://" in source else None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001  # a broken page trips it in many ways; then the page's text is taken
        return Found(text="")
    if article is None or isinstance(article, dict):
        return Found(text="")
    date = article.date or ""
    return Found(
        text=(article.text or "").strip(),
        title=article.title or "",
        date=date if dates.is_iso_date(date) else "",
    )


def _visible_text(markup: str) -> str:
    """All text of a page, with line breaks where its blocks begin and end."""
    import trafilatura  # noqa: PLC0415  # slow import: only when used

    tree = trafilatura.load_html(markup)
    if tree is None:  # a piece of a page: it is none to trafilatura
        tree = trafilatura.load_html(f"<html>{markup}</html>")
    if tree is None:
        return ""
    text = _BLANKS.sub(" ", "".join(_pieces(tree)))
    return _LINE_ENDS.sub("\n", text).strip()


def _pieces(tree: Any) -> list[str]:  # noqa: ANN401  # lxml ships no types
    """The text of a tree in reading order, without recursion: pages nest deeply."""
    pieces: list[str] = []
    todo: list[Any] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        is_shown = isinstance(node.tag, str) and node.tag not in _INVISIBLE
        edge = "" if not is_shown or node.tag in _INLINE else "\n"
        todo.append(edge + (node.tail or ""))
        if is_shown:
            todo.extend(reversed(list(node)))
            todo.append(edge + (node.text or ""))
    return pieces
