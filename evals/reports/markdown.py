"""A report for the summary of a CI job: scores, the gate's word, then the worst cases.

GitHub refuses a step's summary above 1 MiB, so what does not fit is left out, and that is said.
"""

from collections.abc import Iterator

from evals.reports import figures
from evals.reports.readings import SIGNS, Reading, Row, Side
from evals.reports.report import CaseReport, Report
from evals.runs import show
from summarizer.rendering.as_markdown import escape

LIMIT = 900_000
"""Bytes of the whole."""
_WORDS = 400
"""Characters of a claim or quote that are shown."""
_RESERVE = 200
"""Bytes kept for the line that says what was cut."""


def markdown(report: Report, limit: int = LIMIT) -> str:
    """The report as GitHub's Markdown.

    Args:
        report: What to write.
        limit: Bytes, in UTF-8, that it never exceeds.
    """
    blocks = [_head(report), _metrics(report), _ruling(report), _left_out(report)]
    cases = [_case(case) for case in report.cases]
    made = [*filter(None, blocks), "## Cases, the worst first", *cases]
    room = limit - _RESERVE
    kept: list[str] = []
    for block in made:
        room -= len(block.encode("utf-8", "replace")) + 2
        if room < 0:
            break
        kept.append(block)
    if cut := len(made) - len(kept):
        cases_cut = min(cut, len(cases))
        kept.append(f"Cut to stay below {limit:,} bytes: {cases_cut} of {len(cases)} cases.")
    return "\n\n".join(kept) + "\n"


def _head(report: Report) -> str:
    lines = [f"- {_cut(line)}" for line in show.run_lines(report.run)]
    return "\n".join((f"# {_cut(report.run.id)}", "", *lines))


def _metrics(report: Report) -> str:
    if not report.run.scores:
        return "No summary was made: there are no scores."
    lines = ["| metric | value | 95 % interval |", "|---|---:|---|"]
    for name, one in report.run.scores.metrics.items():
        lines.append(f"| {escape(name)} | {figures.number(one.value)} | {figures.interval(one)} |")
    return "\n".join(lines)


def _ruling(report: Report) -> str:
    ruling = report.ruling
    if not ruling:
        return ""
    lines = [f"## Against {_cut(report.baseline)}: {show.gate_word(ruling)}", ""]
    lines += [f"- {_cut(reason)}" for reason in ruling.reasons]
    if ruling.comparison:
        lines += ["", "| metric | before | after | difference | verdict |", "|---|--:|--:|---|---|"]
        for one in ruling.comparison.metrics.values():
            before, after = figures.number(one.before), figures.number(one.after)
            row = (escape(one.metric), before, after, figures.change(one), one.verdict or "none")
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def _left_out(report: Report) -> str:
    lines = [f"- left out: {_cut(slug)}: {_cut(why)}" for slug, why in report.left_out.items()]
    return "\n".join(lines)


def _case(case: CaseReport) -> str:
    score = figures.share(case.metrics["micro_f1"]) if case.metrics else figures.NOT_MEASURED
    was = f", {figures.share(case.before['micro_f1'])} before" if case.before else ""
    lines = [f"### {escape(case.case.slug)}: micro-F1 {score}{was}"]
    for failure in case.failures:
        blame = "provider" if failure.infra else "model"
        lines.append(f"- failed ({blame}): {_cut(failure.code)}: {_cut(failure.message)}")
    for one in case.readings:
        lines += _reading(one, named=len(case.readings) > 1)
    lines += [f"- against the baseline: {_cut(show.change_line(one))}" for one in case.changes]
    return "\n".join((lines[0], "", *lines[1:]))


def _reading(one: Reading, *, named: bool) -> Iterator[str]:
    repeat = f"repeat {one.repeat + 1}: " if named else ""
    right, missing, invented = (one.count(s) for s in ("matched", "missing", "invented"))
    yield f"- {repeat}{right} matched, {missing} missing, {invented} invented"
    for row in one.rows:
        if row.state in ("missing", "invented"):
            yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    side = row.label or row.item
    if side is None:
        return
    kind = row.kind.replace("_", " ")
    note = f" ({_cut(row.note)})" if row.note else ""
    yield f"  - {SIGNS[row.state]} **{row.state}** {kind}: {_claim(side)}{note}"
    yield from (f"    - source: “{_cut(quote)}”" for quote in side.quotes[:3])


def _claim(side: Side) -> str:
    return _cut(": ".join(filter(None, (side.who, side.words))))


def _cut(words: str) -> str:
    """On one line, nothing in it Markdown, and not longer than is read."""
    return escape(words if len(words) <= _WORDS else f"{words[:_WORDS]}…")
