"""How much of a summary is right? See ``docs/scoring.md`` for the rules, with examples."""

from evals.scoring.aggregate import Estimate, Scores, aggregate
from evals.scoring.match import Match, matches
from evals.scoring.results import CaseScore, KindScore, Share
from evals.scoring.scorer import score

__all__ = [
    "CaseScore",
    "Estimate",
    "KindScore",
    "Match",
    "Scores",
    "Share",
    "aggregate",
    "matches",
    "score",
]
