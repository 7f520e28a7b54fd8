"""Somebody or something that may turn out to be an actor."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from summarizer.propose.lexicon import METONYMS, OFFICERS, SPOKES
from summarizer.schema import ActorKind


@dataclass(eq=False)
class Figure:
    """Somebody or something that may be an actor."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    """Forms of the name and how often each stands."""
    role: str = ""
    """The words before or after the name: "Kremlin spokesman"."""
    segments: list[int] = field(default_factory=list)
    """Numbers of the segments that name it, in order."""
    as_place: int = 0
    """How often it only tells where something is: a place that was taken for a person."""
    acts: int = 0
    """How often it is the subject of a clause that reports, holds or does something."""
    holds: int = 0
    """How many positions it holds."""
    title: Literal["", "he", "she"] = ""
    """Which pronoun goes for a person, where "Mr" or "Ms" tells it."""
    pronoun: Literal["", "he", "she"] = ""
    """Which one was last taken for the person."""
    body: "Figure | None" = None
    """Whom it was seen to speak for, where its role does not name it."""

    @property
    def name(self) -> str:
        """The fullest form: a country before its capital, then most words, then most often."""
        countries = set(METONYMS.values())
        return max(
            self.names,
            key=lambda name: (
                name.lower() in countries, len(name.split()), self.names[name], len(name)
            ),
        )  # fmt: skip

    @property
    def takes_part(self) -> bool:
        """Whether it does something, or is a person of whom the text says more than a name.

        A body that is but a common noun ("the company") takes part only if it holds something.
        """
        known = bool(self.role) or len(self.segments) > 1
        if self.name.islower() and " " not in self.name and self.kind != "group":
            return self.holds > 0 and self.kind != "person"
        return self.acts > 0 or (self.kind == "person" and known)

    @property
    def is_spokes(self) -> bool:
        """Whether it speaks for somebody else."""
        return bool(set(self.role.lower().split()) & SPOKES)

    @property
    def is_officer(self) -> bool:
        """Whether it leads or works for a body, and may speak for it."""
        told_by = self.name if self.kind == "group" else self.role
        return bool(set(told_by.lower().split()) & OFFICERS)
