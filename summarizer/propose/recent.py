"""Who was spoken of last, and whom can "he", "it" or "they" mean?"""

from typing import Literal

from summarizer.propose.figure import Figure

_REACH = 2
"""Sentences back that "it" and "they" go: further ones are too often about something else."""

Pronoun = Literal["he", "she"]


class Recent:
    """The figures that the sentences before told of, the last ones last."""

    def __init__(self) -> None:
        self.now = 0
        """Number of the segment that is being read."""
        self.pair: tuple[Figure, ...] = ()
        """Who was last named together: "both sides"."""
        self.quoted: Figure | None = None
        """Whose quotation the sentence belongs to: "he" in it is somebody else."""
        self._people: list[Figure] = []
        self._body: Figure | None = None
        self._several: tuple[Figure, ...] = ()
        self._told_at: dict[int, int] = {}
        self._thing_at = 0

    @property
    def last_person(self) -> Figure | None:
        """The one whom the text told of last."""
        return self._people[-1] if self._people else None

    @property
    def last_body(self) -> Figure | None:
        """The last one that is no person."""
        return self._body

    def tell_of(self, figure: Figure) -> None:
        """Note that the text tells of somebody."""
        self._told_at[id(figure)] = self.now
        if figure.kind == "person":
            self._people = [who for who in self._people if who is not figure] + [figure]
        else:
            self._body = figure
            self._several = (figure,)

    def tell_of_several(self, figures: tuple[Figure, ...]) -> None:
        """Note who did something together."""
        self._several = figures

    def tell_of_thing(self) -> None:
        """Note that the sentence is about what cannot act: "it" in the next one is that."""
        self._thing_at = self.now

    def person(self, pronoun: Pronoun, *, but: Figure | None = None) -> Figure | None:
        """Whom "he" or "she" means: the last one who goes by it, and is not this one."""
        barred = (but, self.quoted)
        last_first = [who for who in reversed(self._people) if who not in barred]
        fitting = [who for who in last_first if who.title in {"", pronoun}]
        agreeing = [who for who in fitting if (who.title or who.pronoun) in {"", pronoun}]
        meant = next(iter((*agreeing, *fitting)), None)
        if meant:
            meant.pronoun = pronoun
        return meant

    def body(self) -> Figure | None:
        """What "it" means; none if the sentence before was about a thing."""
        is_thing = self._thing_at and self._thing_at == self.now - 1
        return self._body if self._body and not is_thing and self._is_near(self._body) else None

    def several(self) -> tuple[Figure, ...]:
        """Whom "they" means, if it is more than one."""
        near = all(self._is_near(figure) for figure in self._several)
        return self._several if near and len(self._several) > 1 else ()

    def _is_near(self, figure: Figure) -> bool:
        return self.now - self._told_at.get(id(figure), 0) <= _REACH
