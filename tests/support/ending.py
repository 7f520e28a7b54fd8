"""How a run of the command line ended, and the program that tests run."""

import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = [sys.executable, str(Path(__file__).resolve().parent / "wires.py")]


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str
