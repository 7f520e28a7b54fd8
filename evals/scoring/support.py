"""Do the produced items say what the words that they point at say? By the product's own rules."""

from collections.abc import Iterator

from evals.scoring.claims import Claim, Item
from evals.scoring.results import SupportFault
from summarizer.checks import check_support
from summarizer.schema import Evidence, Stance


def is_grounded(item: Item, text: str) -> bool:
    """Whether an item has evidence, and all of it stands in the text where it says.

    Args:
        item: Of a summary.
        text: The document's.
    """
    return bool(item.evidence) and all(_stands(piece, text) for piece in item.evidence)


def support_faults(claim: Claim) -> Iterator[SupportFault]:
    """The rules that an item breaks against the words that it cites; see `check_support`.

    An actor breaks none: a name is compared with the label's, not held against its words. What
    a condition gates is told without the "not" of "not B unless A".
    """
    if claim.kind == "actor":
        return
    stance: Stance | None = "declines" if claim.kind == "condition" else claim.stance
    told = [text for text in (claim.text, claim.gates) if text]
    faults = [fault for text in told for fault in check_support(text, claim.quotes, stance)]
    for rule in dict.fromkeys(fault.rule for fault in faults):
        yield SupportFault(claim.kind, claim.id, rule)


def _stands(piece: Evidence, text: str) -> bool:
    return bool(piece.quote) and text[piece.start : piece.end] == piece.quote
