"""A report as one HTML page that needs nothing else: no network, no other file.

All words of texts, labels and summaries are escaped by the template engine; the page's policy
allows its own style and script, each named by its hash, and nothing more.
"""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.reports import figures
from evals.reports.highlight import shown, stretches
from evals.reports.readings import SIGNS, STATES, TITLES
from evals.reports.report import Report
from evals.reports.trend import HEIGHT, WIDTH, curve
from evals.runs import show
from evals.scoring.aggregate import PER_SUMMARY
from summarizer.rendering.visible import visible

_HERE = Path(__file__).parent
_IN_TREND = ("micro_f1", "macro_f1", "supported")


def html(report: Report) -> str:
    """The report as an HTML page."""
    style, script = (_HERE / name for name in ("page.css", "page.js"))
    css, js = style.read_text(encoding="utf-8"), script.read_text(encoding="utf-8")
    curves = [curve(name, report.trend) for name in _IN_TREND] if len(report.trend) > 1 else []
    page = _environment().get_template("page.html.j2")
    return page.render(
        report=report,
        policy=_policy(css, js),
        css=css,
        js=js,
        lines=list(show.run_lines(report.run)),
        curves=curves,
        size=(WIDTH, HEIGHT),
        per_summary=PER_SUMMARY,
    )


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "visible": visible,
        "exactly": shown,
        "number": figures.number,
        "share": figures.share,
        "interval": figures.interval,
        "change": figures.change,
        "change_line": show.change_line,
        "spaced": lambda name: name.replace("_", " "),
    }
    made.globals |= {
        "stretches": stretches,
        "SIGNS": SIGNS,
        "STATES": STATES,
        "TITLES": TITLES,
        "gate_word": show.gate_word,
    }
    return made


def _policy(css: str, js: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{digest}"
