"""All tables of a run, as the terminal shows them; each also stands in ``docs/peers.md``."""

from collections.abc import Iterable, Mapping

from evals.cases import Case
from evals.peers import table
from evals.peers.trials import Trial

TABLES = {
    "quality": table.quality,
    "costs": table.costs,
    "bars": table.bars,
    "sensitivity": table.sensitivity,
    "by-text": table.by_text,
    "about": table.about,
}
"""By name, in order."""


def told(trials: Mapping[tuple[str, str], Trial], cases: Iterable[Case]) -> str:
    """The tables, one after the other.

    Args:
        trials: By system and case.
        cases: All that may have been read.
    """
    rows = table.scored(trials, cases)
    if not any(rows.values()):
        return "no case has been read by all systems yet"
    return "\n".join(f"{name.replace('-', ' ')}\n\n{write(rows)}" for name, write in TABLES.items())
