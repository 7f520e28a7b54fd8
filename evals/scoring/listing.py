"""From a compared list to its counts, its omissions and its inventions."""

from collections.abc import Iterator
from typing import Literal, get_args

from evals.scoring.claims import Claim
from evals.scoring.match import Match, Reason
from evals.scoring.pairing import Table
from evals.scoring.results import Invention, KindScore, MatchedPair, Omission

_REASONS: tuple[Reason | Literal["duplicate"], ...] = get_args(Reason)


def counts(table: Table) -> KindScore:
    """Right, wrong, missing, and neither."""
    vital = sum(table.gold[row].vital for row, _ in table.pairs)
    return KindScore(
        tp=vital,
        fp=len(table.produced) - len(table.pairs),
        fn=sum(one.vital for one in table.gold) - vital,
        okay=len(table.pairs) - vital,
    )


def matched(table: Table) -> Iterator[MatchedPair]:
    """Which item stands for which label."""
    for row, column in table.pairs:
        gold, produced = table.gold[row], table.produced[column]
        score = round(table.match(row, column).score, 4)
        yield MatchedPair(gold.kind, gold.id, produced.id, score, gold.vital)


def omissions(table: Table) -> Iterator[Omission]:
    """The vital labels that no item stands for."""
    rows = {row for row, _ in table.pairs}
    for row, gold in enumerate(table.gold):
        if gold.vital and row not in rows:
            yield Omission(gold.kind, gold.id, _words(gold), gold.quotes)


def inventions(table: Table) -> Iterator[Invention]:
    """The items that stand for no label, each with the label that it comes nearest to."""
    columns = {column for _, column in table.pairs}
    for column, produced in enumerate(table.produced):
        if column not in columns:
            near, reason = _nearest(table, column)
            yield Invention(
                produced.kind, produced.id, _words(produced), produced.quotes, near, reason
            )


def _nearest(table: Table, column: int) -> tuple[str, str]:
    """Id of the label that an unmatched item comes nearest to, and what parts them."""
    rows = [(gold, table.match(row, column)) for row, gold in enumerate(table.gold)]
    if not rows:
        return "", ""
    gold, match = max(rows, key=lambda found: _nearness(found[1]))
    if match.is_match:
        return gold.id, "duplicate"
    return ("", match.reason) if match.reason in ("evidence", "name") else (gold.id, match.reason)


def _nearness(match: Match) -> tuple[bool, float, int]:
    return match.is_match, match.score, _REASONS.index(match.reason)


def _words(claim: Claim) -> str:
    return f"{claim.text} → {claim.gates}" if claim.gates else claim.text
