"""Writes the counts of the page on hostile documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from support.bombs import BOMBS
from support.ssrf import forms

from evals.hostile.carriers import NOT_READ, READ
from evals.hostile.guarantees import GUARANTEES
from evals.hostile.planted import planted

_Rows = Iterable[tuple[str, ...]]


def injections() -> str:
    """How many cases there are of each kind of attack."""
    counts = Counter(case.attack.kind for case in planted())
    return _table(("attack", "cases"), [*_counted(counts), ("all", str(len(planted())))])


def carriers() -> str:
    """Where attacks stand in files."""
    rows = [(name, "no") for name in NOT_READ] + [(name, "yes, or maybe") for name in READ]
    return _table(("place in a file", "read as words of the document"), rows)


def guarantees() -> str:
    """What is checked after every case."""
    rows = [(name, promise) for name, _, promise in (one.partition(": ") for one in GUARANTEES)]
    return _table(("guarantee", "what holds"), rows)


def bombs() -> str:
    """How many bombs each reader is given."""
    rows = [
        (reader, str(len(some)), ", ".join(some).replace("_", " "))
        for reader, some in BOMBS.items()
    ]
    return _table(("reader", "files", "which"), rows)


def ssrf() -> str:
    """How many forms are tried, and how many would get in if they were let."""
    kinds = Counter(form.kind for form in forms())
    proven = Counter(form.kind for form in forms() if form.leads_in)
    rows = [(kind, str(count), str(proven[kind])) for kind, count in kinds.most_common()]
    total = ("all", str(kinds.total()), str(proven.total()))
    return _table(("form", "tried and stopped", "shown to get in where allowed"), [*rows, total])


def _counted(counts: Counter[str]) -> _Rows:
    return [(name, str(count)) for name, count in counts.most_common()]


def _table(head: tuple[str, ...], rows: _Rows) -> str:
    cells = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


HOSTILE_TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "hostile-bombs": bombs,
        "hostile-carriers": carriers,
        "hostile-guarantees": guarantees,
        "hostile-injections": injections,
        "hostile-ssrf": ssrf,
    }
)
"""What can stand between ``<!-- generated: NAME -->`` and ``<!-- end -->``."""
