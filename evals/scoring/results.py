"""What scoring one summary yields: counts, and the words behind them. Data only.

All of it can be written to JSON and read back with ``pydantic.TypeAdapter(CaseScore)``.
"""

from dataclasses import dataclass

from summarizer.schema import ItemKind


@dataclass(frozen=True, slots=True)
class KindScore:
    """How well one list was found."""

    tp: int
    """Vital labels that a produced item stands for."""
    fp: int
    """Produced items that stand for no label, repetitions included."""
    fn: int
    """Vital labels that no item stands for."""
    okay: int
    """Produced items that stand for an okay label: neither right nor wrong."""

    @property
    def precision(self) -> float:
        """Share of right items among those that are right or wrong; 1 if there are none."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the vital labels that were found; 1 if there are none."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Their harmonic mean, from the counts; 1 if nothing was to be found or said."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; none of none is nothing."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """A label and the produced item that stands for it."""

    kind: ItemKind
    gold: str
    """Id of the label."""
    produced: str
    """Id of the item."""
    score: float
    """How surely they are the same, from 0.5 to 1."""
    vital: bool
    """Whether the label counts."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A vital label that was not found."""

    kind: ItemKind
    gold: str
    """Id of the label."""
    words: str
    """What it says."""
    quotes: tuple[str, ...]
    """The words of the document that say it."""


@dataclass(frozen=True, slots=True)
class Invention:
    """A produced item that stands for no label."""

    kind: ItemKind
    produced: str
    """Id of the item."""
    words: str
    """What it says."""
    quotes: tuple[str, ...]
    """The words that it points at."""
    near: str
    """Id of the label that it comes nearest to; empty if there is none."""
    reason: str
    """What parts it from that label; `duplicate` if another item already stands for it."""


@dataclass(frozen=True, slots=True)
class SupportFault:
    """An item that says something else than the words that it points at."""

    kind: ItemKind
    produced: str
    """Id of the item."""
    rule: str
    """The product's rule that it breaks, such as `figure`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the run cost."""

    calls: int
    input_tokens: int
    output_tokens: int
    cached_tokens: int
    seconds: float
    cost_usd: float | None
    """None where no price is known."""


@dataclass(frozen=True, slots=True)
class CaseScore:
    """One summary, held against the label of its case."""

    case: str
    """Its slug."""
    kinds: dict[ItemKind, KindScore]
    """All four."""
    pairs: tuple[MatchedPair, ...]
    """Which item stands for which label."""
    omissions: tuple[Omission, ...]
    """The vital labels that are missing."""
    inventions: tuple[Invention, ...]
    """The items that are too many."""
    grounded: Share
    """Items whose every quote stands in the text where they say."""
    supported: Share
    """Items without a support fault."""
    support_faults: tuple[SupportFault, ...]
    """The faults."""
    accuracies: dict[str, Share]
    """On matched pairs: actor_kind, stance, certainty, due, holder."""
    first_try: Share
    """Items that were not asked again, of those written."""
    dropped: int
    """Items that the product itself gave up."""
    figures: Figures
    """What the run cost."""

    @property
    def macro_f1(self) -> float:
        """Mean of the four F1."""
        return sum(score.f1 for score in self.kinds.values()) / len(self.kinds)


def share(part: float, whole: float) -> float:
    """Part of a whole, from 0 to 1; of nothing, all."""
    return part / whole if whole else 1.0
