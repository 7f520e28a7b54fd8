"""The table is the tests' own data: every row has its test, and nothing in it is a secret."""

from pathlib import Path

import pytest
from support.fault_endpoint import CONTENT, TRANSPORT
from support.fault_local import DISK, LINE, SIGNALS
from support.fault_row import Row
from support.struck import DOCUMENT, KEY, OUTPUT

from summarizer.cli.exit_codes import EXIT_CODES

HERE = Path(__file__)
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in HERE.parent.glob("test_*.py") if path != HERE
)
ROWS = (
    *(struck.row for struck in (*TRANSPORT, *CONTENT)),
    *LINE.values(),
    *DISK.values(),
    *SIGNALS.values(),
)


@pytest.mark.parametrize("key", [*LINE, *DISK])
def test_a_row_has_a_test(key: str) -> None:
    assert f'"{key}"' in TESTS


def test_every_stage_of_a_run_meets_both_signals() -> None:
    stages = {key.partition(", ")[2] for key in SIGNALS}
    assert stages == {"read", "wait", "answer", "pause", "repair", "parts", "pull"}
    assert set(SIGNALS) == {
        f"{sent}, {stage}" for sent in ("SIGINT", "SIGKILL") for stage in stages
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_a_row_can_be_read(row: Row) -> None:
    told = {int(code) for code, _ in EXIT_CODES} | {137}
    assert row.code in told
    assert bool(row.says) == (row.warns or row.code not in (0, 137))
    assert not (row.warns and row.code)
    assert "\n" not in row.says + row.hint
    assert not [secret for secret in (KEY, OUTPUT, DOCUMENT) if secret in "".join(row.cells)]


def test_no_fault_is_told_twice() -> None:
    faults = [row.fault for row in ROWS]
    assert len(set(faults)) == len(faults)
