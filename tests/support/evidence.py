"""All the evidence of a summary, for tests that hold each piece against the text."""

from summarizer.schema import Evidence, Summary


def all_evidence(summary: Summary) -> list[tuple[Evidence, ...]]:
    """The evidence of each item, of all four lists."""
    return [
        *(actor.evidence for actor in summary.actors),
        *(position.evidence for position in summary.positions),
        *(condition.evidence for condition in summary.conditions),
        *(step.evidence for step in summary.next_steps),
    ]
