"""Hold one summary against the label of its case. No model takes part."""

from functools import lru_cache

from evals.cases import Case
from evals.scoring import listing
from evals.scoring.accuracy import accuracies
from evals.scoring.claims import Claim, gold_claims, items_of_summary, produced_claims
from evals.scoring.match import Ground
from evals.scoring.pairing import compare
from evals.scoring.results import CaseScore, Figures, Share
from evals.scoring.support import is_grounded, support_faults
from evals.scoring.wording import Weights
from summarizer.draft import KINDS
from summarizer.schema import Run, Summary


def score(case: Case, summary: Summary) -> CaseScore:
    """Hold a summary against a label.

    Args:
        case: The text and its label.
        summary: What was made of the text; its evidence offsets count characters of `case.text`.
    """
    gold, ground = made_ready(case)
    produced = produced_claims(summary)
    tables = {kind: compare(_of(kind, gold), _of(kind, produced), ground) for kind in KINDS}
    lists = tuple(tables.values())
    faults = tuple(fault for claim in produced for fault in support_faults(claim))
    grounded = [is_grounded(item, case.text) for item in items_of_summary(summary)]
    written = len(produced) + len(summary.dropped)
    return CaseScore(
        case=case.slug,
        kinds={kind: listing.counts(table) for kind, table in tables.items()},
        pairs=tuple(pair for table in lists for pair in listing.matched(table)),
        omissions=tuple(one for table in lists for one in listing.omissions(table)),
        inventions=tuple(one for table in lists for one in listing.inventions(table)),
        grounded=Share(sum(grounded), len(grounded)),
        supported=_supported(produced, {fault.produced for fault in faults}),
        support_faults=faults,
        accuracies=accuracies(case, summary, lists),
        first_try=Share(max(0, written - summary.run.repairs), written),
        dropped=len(summary.dropped),
        figures=_figures(summary.run),
    )


@lru_cache(maxsize=256)
def made_ready(case: Case) -> tuple[tuple[Claim, ...], Ground]:
    """A case's labels in the form in which they are compared, and what is known of the whole."""
    gold = gold_claims(case)
    return gold, Ground.of(Weights.of(case.document), gold)


def _of(kind: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.kind == kind)


def _supported(produced: tuple[Claim, ...], faulty: set[str]) -> Share:
    told = [claim for claim in produced if claim.kind != "actor"]
    return Share(sum(claim.id not in faulty for claim in told), len(told))


def _figures(run: Run) -> Figures:
    return Figures(
        calls=run.calls,
        input_tokens=run.input_tokens,
        output_tokens=run.output_tokens,
        cached_tokens=run.cached_tokens,
        seconds=run.seconds,
        cost_usd=run.cost_usd,
    )
