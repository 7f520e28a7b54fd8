"""Each row of the table: what an endpoint does, and what is seen, kept and spent then."""

import pytest
from support.fault_endpoint import CONTENT, TRANSPORT, Struck
from support.fault_run import Run, Striking
from support.openai_server import OpenAIServer

from summarizer.schema import Summary

ROWS = (*TRANSPORT, *CONTENT)


def counts(summary: Summary | None) -> tuple[int, int, int, int]:
    if summary is None:
        return (0, 0, 0, 0)
    lists = (summary.actors, summary.conditions, summary.next_steps, summary.positions)
    return tuple(map(len, lists))  # type: ignore[return-value]  # four of them


@pytest.mark.parametrize("struck", ROWS, ids=lambda struck: struck.row.fault)
def test_a_fault_ends_as_the_table_says(server: OpenAIServer, cli: Run, struck: Struck) -> None:
    """The text between two others meets the fault; those are summarized whatever happens."""
    striking = Striking(*struck.does)
    server.script(striking)

    seen = cli(server.url, "Avon.txt", "struck.txt", "Blyth.txt", timeout=struck.timeout)

    row = struck.row
    summary = seen.summaries.get("struck.txt")
    line = [(row.says, row.hint, "struck.txt")] if row.says else []
    assert said(seen.warnings) == (line if row.warns else [])
    assert said(seen.errors) == ([] if row.warns else line)
    assert seen.code == row.code
    assert counts(summary) == struck.kept
    assert len(summary.dropped if summary else ()) == struck.dropped
    assert seen.calls == {"Avon.txt": 1, "struck.txt": row.calls, "Blyth.txt": 1}
    assert len(striking.requests) == row.calls
    assert struck.waits in (None, tuple(seen.waits))
    assert {"Avon.txt", "Blyth.txt"} <= seen.summaries.keys()
    assert seen.leaks() == []


def said(faults: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(fault["message"], fault["hint"], fault["source"]) for fault in faults]
