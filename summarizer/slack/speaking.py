"""Who says it? A message opens with its author's name, and nobody can pass for another in it.

People paste what others wrote, and could make it up: "Bo Lind: I approve" in a message of
Ada's. Where a line or a sentence of a message opens with a participant's name and a colon, the
author's name is put before it.
"""

import re
from collections.abc import Iterable

_LINE = r"\n(?P<line>[^\w\n]*+[^\n]{0,25}?)"
_SENTENCE = r"(?<=[.!?…;:\])\"”’])[ \t]+(?P<sentence>[^\w\n]{0,40}+)"
_CLOSING = r"[\s*_~\"”')\]]{0,8}[:\uff1a]"


class Speakers:
    """The participants of one conversation.

    Args:
        names: As the authors of its messages are called.
    """

    def __init__(self, names: Iterable[str]) -> None:
        forms = sorted({_form(name) for name in names} - {""}, reverse=True)
        pattern = rf"(?:{_LINE}|{_SENTENCE})(?P<name>(?<!\w)(?:{'|'.join(forms)}){_CLOSING})"
        self._posing = re.compile(pattern, re.IGNORECASE) if forms else None

    def said(self, author: str, words: str) -> str:
        """The words of one author, as they stand in the document.

        Args:
            author: Who wrote them; or a file's name, for the words of a file.
            words: All of them.

        Returns:
            The author's name, a colon, and the words; each line of them that opens with a
            participant's name opens with the author's.
        """
        words = words.strip()
        if self._posing:
            words = self._posing.sub(rf"\n{_literal(author)}: \g<line>\g<sentence>\g<name>", words)
        return f"{author}: {words}"


def _form(name: str) -> str:
    """A pattern for a name, from its first letter on; longer names are tried first."""
    return r"\s+".join(map(re.escape, re.sub(r"^\W+", "", name).split()))


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")
