"""The terminal, Markdown and JUnit faces: what they say, how long they are, and hostile words."""

import base64
import hashlib
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree as ET

import lxml.html
import pytest
from markdown_it import MarkdownIt
from rich.console import Console
from support.reports import BUG, DOWN, a_run, bad, good, one_case, trial

from evals.reports.html import html
from evals.reports.junit import junit
from evals.reports.markdown import LIMIT, markdown
from evals.reports.report import CASE_METRICS, build
from evals.reports.terminal import terminal, write

CASES = [one_case(f"c{number:02}") for number in range(12)]
GOOD = a_run(*(trial(one, good(one)) for one in CASES), name="before")
BAD = a_run(*(trial(one, bad(one)) for one in CASES))
ONE = build(a_run(trial(CASES[0], bad(CASES[0])), trial(CASES[1], DOWN)), CASES)
WORSE = build(BAD, CASES, GOOD)
MANY = replace(WORSE, cases=WORSE.cases * 200)


def parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml.encode())  # noqa: S314  # our own


def test_the_terminal_shows_intervals_the_worst_cases_and_the_gates_word() -> None:
    said = terminal(WORSE)
    assert "micro_f1" in said
    assert " to " in said
    assert "gate: fail (worse)" in said
    assert "− missing position: The port · supports: The port backs the plan." in said  # noqa: RUF001
    assert "+ invented position: The union · asserts: A fee is due" in said


def test_hostile_words_cannot_steer_the_terminal() -> None:
    file = StringIO()
    write(ONE, Console(file=file, force_terminal=True, color_system=None))
    assert not set("\x1b\x00\u202e") & set(terminal(ONE))
    assert "\x1b[31mred" not in file.getvalue()


def test_markdown_puts_the_source_words_beside_the_claim() -> None:
    said = markdown(WORSE)
    assert "fail (worse)" in said
    claim = said.index("**missing** position: The port")
    assert "“The port backs the plan.”" in said[claim : claim + 200]


def test_hostile_words_are_only_words_in_markdown() -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown(ONE))
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline"}
    assert "@all" not in markdown(ONE)


@pytest.mark.parametrize("limit", [LIMIT, 20_000, 3_000, 300])
def test_markdown_is_never_longer_than_the_limit_and_says_what_was_cut(limit: int) -> None:
    assert LIMIT <= 900_000
    said = markdown(MANY, limit)
    assert len(markdown(MANY, 10_000_000)) > LIMIT
    assert len(said.encode()) <= limit
    assert "Cut to stay below" in said.splitlines()[-1]


def test_junit_has_a_case_for_each_metric_and_adds_up() -> None:
    root = parsed(junit(WORSE))
    assert root.tag == "testsuites"
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"gate", *(one.slug for one in CASES)}
    names = [test.get("name") for test in suites["c00"].iter("testcase")]
    assert names == ["answer", *CASE_METRICS]
    for suite in root:
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert suite.get(name) == str(len(suite.findall(f".//{tag}")))
    assert root.get("failures") == str(len(root.findall(".//failure")))


def test_junit_follows_the_order_of_xunit2() -> None:
    """Of a test case: at most one outcome, then the output; of a suite: properties first."""
    for report in (WORSE, ONE):
        for suite in parsed(junit(report)):
            tags = [child.tag for child in suite]
            assert tags == sorted(tags)  # properties, testcase: as the schema has them
            assert set(tags) <= {"properties", "testcase"}
            assert {"name", "tests", "errors", "failures", "skipped", "time", "timestamp"} <= set(
                suite.keys()
            )
            for test in suite.iter("testcase"):
                assert set(test.keys()) == {"name", "classname", "time"}
                inner = [child.tag for child in test]
                outcomes = {"failure", "error", "skipped"}
                assert sum(tag in outcomes for tag in inner) <= 1
                assert inner in ([], *([tag] for tag in outcomes), ["system-out"]) or (
                    inner[1:] == ["system-out"]
                )


def test_a_regression_is_a_failure_in_the_gate_and_in_the_cases_that_lost() -> None:
    root = parsed(junit(WORSE))
    failed = {
        (test.get("classname"), test.get("name"))
        for test in root.iter("testcase")
        if test.find("failure") is not None
    }
    assert ("gate", "verdict") in failed
    assert ("c00", "position_f1") in failed
    assert ("c00", "actor_f1") not in failed


def test_one_case_that_lost_is_no_failure_while_the_gate_passes() -> None:
    trials = [trial(CASES[0], bad(CASES[0])), *(trial(one, good(one)) for one in CASES[1:])]
    report = build(a_run(*trials), CASES, GOOD)
    assert report.ruling
    assert report.ruling.exit_code == 0
    assert parsed(junit(report)).get("failures") == "0"


def test_the_providers_failure_is_an_error_and_the_models_own_is_skipped() -> None:
    run = a_run(trial(CASES[0], DOWN), trial(CASES[1], BUG), trial(CASES[2], good(CASES[2])))
    suites = {suite.get("name"): suite for suite in parsed(junit(build(run, CASES)))}
    assert [suites[slug].get("errors") for slug in ("c00", "c01", "c02")] == ["1", "0", "0"]
    assert suites["c01"].get("failures") == "0"
    assert suites["c02"].get("skipped") == "0"
    error = suites["c00"].find("testcase/error")
    assert error is not None
    assert error.get("type") == "ServerFailed"


def test_a_repeat_that_the_provider_failed_is_an_error_beside_the_figures() -> None:
    one = CASES[0]
    report = build(a_run(trial(one, good(one)), trial(one, DOWN, 1)), CASES)
    (suite,) = parsed(junit(report))
    assert suite.get("errors") == "1"
    assert suite.get("skipped") == "0"


def test_hostile_words_are_only_words_in_the_page() -> None:
    page = lxml.html.document_fromstring(html(ONE))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //iframe | //a | //*[@style] | //*[@src]")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert "49" not in html(ONE)[html(ONE).index("{{ 7*7") :][:20]
    assert not set("\x00\x1b\u202e") & set(html(ONE))


def test_the_policy_names_the_style_and_the_script_by_hash() -> None:
    page = lxml.html.document_fromstring(html(ONE))
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    for tag in ("style", "script"):
        (words,) = page.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_a_run_without_a_summary_has_all_four_faces() -> None:
    report = build(a_run(trial(CASES[0], DOWN)), CASES)
    assert "no scores" in markdown(report)
    assert "no scores" in html(report)
    assert "micro_f1 not measured" in terminal(report)
    assert parsed(junit(report)).get("errors") == "1"


def test_junit_holds_no_hostile_characters() -> None:
    assert not set("\x00\x1b\u202e\ufffe") & set(junit(ONE))
