"""A report as JUnit XML (xunit2): a test case per case and metric, its repeats together.

A trial that the provider failed is an ``<error>``. A ``<failure>`` is a regression: the metric is
judged worse by the gate and, of a single case, the case itself lost. So the file is red only where
the gate is, and names the cases to look at. A model's own failure is skipped: it has no figure.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from evals.reports import figures
from evals.reports.readings import SIGNS
from evals.reports.report import CASE_METRICS, CaseReport, Report
from evals.runs.compare import GATED
from evals.runs.errors import PASS, WORSE
from evals.runs.gate import Ruling
from evals.runs.result import Failure
from summarizer.rendering.visible import visible

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """The report as an XML document."""
    worse = _worse(report.ruling)
    suites = [_suite(case, worse) for case in report.cases]
    if report.ruling:
        suites.insert(0, _gate(report, report.ruling, worse))
    root = ET.Element("testsuites", name=_safe(report.run.id))
    started = report.run.started.replace(microsecond=0, tzinfo=None).isoformat()
    for suite in suites:
        _counted(suite, started)
        root.append(suite)
    _counted_in_all(root, suites)
    ET.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _worse(ruling: Ruling | None) -> frozenset[str]:
    """The metrics for which the gate fails the run."""
    if not ruling or not ruling.comparison or ruling.exit_code != WORSE:
        return frozenset()
    metrics = ruling.comparison.metrics
    return frozenset(name for name in GATED if metrics[name].verdict == "worse")


def _gate(report: Report, ruling: Ruling, worse: Iterable[str]) -> ET.Element:
    suite = ET.Element("testsuite", name="gate")
    properties = ET.SubElement(suite, "properties")
    for name, one in (report.run.scores.metrics if report.run.scores else {}).items():
        value = f"{figures.number(one.value)} ({figures.interval(one)})"
        ET.SubElement(properties, "property", name=_safe(name), value=value)
    verdict = _test(suite, "gate", "verdict")
    reasons = "\n".join(ruling.reasons)
    if ruling.exit_code == WORSE:
        _outcome(verdict, "failure", ruling.verdict, reasons)
    elif ruling.exit_code != PASS:
        _outcome(verdict, "error", f"exit code {ruling.exit_code}", reasons)
    for name, found in (ruling.comparison.metrics if ruling.comparison else {}).items():
        test = _test(suite, "gate", name)
        told = f"{figures.number(found.before)} to {figures.number(found.after)}"
        told = f"{told}, {figures.change(found)}, {found.verdict or 'no verdict'}"
        if name in worse:
            _outcome(test, "failure", "worse", told)
        ET.SubElement(test, "system-out").text = _safe(told)
    return suite


def _suite(case: CaseReport, worse: frozenset[str]) -> ET.Element:
    slug = case.case.slug
    suite = ET.Element("testsuite", name=_safe(slug))
    answer = _test(suite, slug, "answer", case.seconds)
    _failures(answer, case.failures)
    for name in CASE_METRICS:
        test = _test(suite, slug, name)
        if name not in case.metrics:
            _outcome(test, "skipped", "no summary", "there is nothing to measure")
            continue
        now, before = case.metrics[name], case.before.get(name)
        was = "" if before is None else f", {figures.share(before)} before"
        if name in worse and before is not None and now < before:
            _outcome(test, "failure", "worse", f"{figures.share(now)}{was}")
        ET.SubElement(test, "system-out").text = f"{figures.share(now)}{was}"
    if wrong := "\n".join(_wrong(case)):
        ET.SubElement(answer, "system-out").text = wrong
    return suite


def _failures(test: ET.Element, failures: tuple[Failure, ...]) -> None:
    """Xunit2 has one outcome for each test case: the provider's failures come first."""
    if not failures:
        return
    told = "\n".join(f"{one.code}: {one.message}" for one in failures)
    infra = [one for one in failures if one.infra]
    _outcome(test, "error" if infra else "skipped", (infra or list(failures))[0].code, told)


def _wrong(case: CaseReport) -> Iterable[str]:
    for one in case.readings:
        for row in one.rows:
            side = row.label or row.item
            if side and row.state in ("missing", "invented"):
                words = ": ".join(filter(None, (side.who, side.words)))
                yield _safe(f"#{one.repeat + 1} {SIGNS[row.state]} {row.state} {row.kind}: {words}")


def _test(suite: ET.Element, of: str, name: str, seconds: float = 0.0) -> ET.Element:
    fields = {"classname": _safe(of), "name": _safe(name), "time": f"{seconds:.3f}"}
    return ET.SubElement(suite, "testcase", fields)


def _outcome(test: ET.Element, tag: str, what: str, told: str) -> None:
    """Every line of it is made safe to show and to parse."""
    lines = "\n".join(_safe(line) for line in told.splitlines())
    message = lines.partition("\n")[0]
    ET.SubElement(test, tag, type=_safe(what), message=message).text = lines


def _counted(suite: ET.Element, started: str) -> None:
    tests = suite.findall("testcase")
    suite.set("tests", str(len(tests)))
    for name, tag in (("errors", "error"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(sum(test.find(tag) is not None for test in tests)))
    suite.set("time", f"{sum(float(test.get('time', 0)) for test in tests):.3f}")
    suite.set("timestamp", started)
    suite.set("hostname", "evals")


def _counted_in_all(root: ET.Element, suites: list[ET.Element]) -> None:
    for name in ("tests", "errors", "failures"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in suites)))


def _safe(text: str) -> str:
    """On one line, with nothing that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", visible(text))
