"""Do the words that a statement cites say what it says?"""

from collections.abc import Sequence

from summarizer.checks.days import days
from summarizer.checks.directions import directions
from summarizer.checks.fault import Fault
from summarizer.checks.figures import figures
from summarizer.checks.links import links
from summarizer.checks.negation import negation
from summarizer.checks.wording import wording
from summarizer.schema import Stance


def check_support(
    statement: str, evidence: str | Sequence[str], stance: Stance | None = None
) -> tuple[Fault, ...]:
    """The faults of a statement against the words that it cites; empty if none is found.

    The rules are mechanical: no fault does not prove that the statement is true. Names are not
    looked at, since a sentence may say "he" for them: see `names`.

    Args:
        statement: One sentence that a model wrote.
        evidence: The text of the cited segment, or of each.
        stance: How the holder stands to the statement, for a position.
    """
    cited = [evidence] if isinstance(evidence, str) else list(evidence)
    return (
        *wording(statement, cited),
        *links(statement, cited),
        *figures(statement, cited),
        *days(statement, cited),
        *negation(statement, cited, stance),
        *directions(statement, cited, stance),
    )
