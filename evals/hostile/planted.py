"""Which cases are there? Every attack in a real text, and four of them in every part of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from evals.cases import CASES
from evals.hostile.attacks import Attack, attacks
from evals.hostile.carriers import NOT_READ, READ, in_text
from summarizer.document import Document
from summarizer.readers import Raw, read_bytes

_PLACES = ("first", "middle", "last")
_IN_FILES = ("direct order 1", "chat-template token 1", "planted link 1", "Jinja 1")
"""Attacks that are put into every part of a file."""
TEXT_CHARACTERS = 900
"""About how much of a case's text is used: enough to hold items, quick to read."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A real text with an attack in it."""

    name: str
    """Unique."""
    attack: Attack
    carrier: str
    """Where in the file it stands."""
    text: str
    """Without the attack."""
    raw: Raw
    """The file."""

    def document(self) -> Document:
        """The file as it is read."""
        return read_bytes(self.raw)


@cache
def planted() -> tuple[Planted, ...]:
    """All cases, in a fixed order."""
    return (*_in_texts(), *_in_files())


def _in_texts() -> Iterator[Planted]:
    real = texts()
    for number, attack in enumerate(attacks()):
        text, place = real[number % len(real)], number % len(_PLACES)
        raw = in_text(text, attack.words, place)
        carrier = f"text, {_PLACES[place]}"
        yield Planted(f"{attack.name} ({carrier})", attack, carrier, text, raw)


def _in_files() -> Iterator[Planted]:
    real = texts()
    chosen = [attack for attack in attacks() if attack.name in _IN_FILES]
    for turn, (carrier, build) in enumerate({**NOT_READ, **READ}.items()):
        for number, attack in enumerate(chosen):
            text = real[(turn + number) % len(real)]
            raw = build(text, attack.words)
            yield Planted(f"{attack.name} ({carrier})", attack, carrier, text, raw)


@cache
def texts() -> tuple[str, ...]:
    """The beginnings of the real English texts among the cases."""
    folders = [folder for folder in sorted(CASES.iterdir()) if not folder.name.startswith("adv-")]
    return tuple(_beginning((folder / "source.txt").read_text("utf-8")) for folder in folders)


def _beginning(text: str) -> str:
    kept = ""
    for paragraph in text.strip().split("\n\n"):
        if len(kept) > TEXT_CHARACTERS // 3 and len(kept) + len(paragraph) > TEXT_CHARACTERS:
            break
        kept += f"\n\n{paragraph}" if kept else paragraph
    return kept
