"""The table of faults, as docs/faults.md shows it: from the very rows that the tests hold."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from support.fault_endpoint import CONTENT, TRANSPORT
from support.fault_local import DISK, LINE, SIGNALS
from support.fault_row import HEADS, Row


def _table(rows: Iterable[Row]) -> str:
    lines = [HEADS, ["---"] * len(HEADS), *(row.cells for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


FAULT_TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "faults-transport": lambda: _table(struck.row for struck in TRANSPORT),
        "faults-line": lambda: _table(LINE.values()),
        "faults-content": lambda: _table(struck.row for struck in CONTENT),
        "faults-disk": lambda: _table(DISK.values()),
        "faults-signals": lambda: _table(SIGNALS.values()),
    }
)
"""Each part of the table."""
