"""The page of the figures says which of them `make figures` runs."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "evals" / "figures"


def test_the_page_names_what_make_figures_runs() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nfigures:")[2]
    run = re.findall(r"-m evals\.figures\.(\w+)$", recipe.partition("\n\n")[0], re.MULTILINE)
    page = (FIGURES / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"`(\w+)\.py`", page.partition("`make figures` runs")[2].partition("None")[0])

    assert told == run
    assert {"chaos", "load"} <= set(run)
    assert all(f"| `{name}.py` |" in page for name in run)
