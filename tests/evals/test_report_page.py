"""The HTML page in a real browser: Debian's Chromium, without a window."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from support.reports import DOWN, TEXT, a_run, bad, good, one_case, trial

from evals.reports.highlight import shown
from evals.reports.html import html
from evals.reports.report import Report, build

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]


@dataclass
class Opened:
    """A page, and what it did that it should not."""

    page: sync_api.Page
    said: list[str] = field(default_factory=list)
    """Messages on the console, errors and dialogs."""
    requests: list[str] = field(default_factory=list)
    """Addresses that are not the page's own."""


def a_report() -> Report:
    """With a comparison, a trend, and a case that failed."""
    cases = [one_case("harbour"), one_case("ferry"), one_case("down")]
    run = a_run(trial(cases[0], bad(cases[0])), trial(cases[1], good(cases[1])))
    old = a_run(*(trial(one, good(one)) for one in cases[:2]), name="older-" + "x" * 60)
    made = build(run, cases, old, [old])
    assert made.ruling
    assert made.ruling.comparison
    failed = build(a_run(trial(cases[2], DOWN)), cases)
    return replace(made, cases=(*made.cases, *failed.cases))


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        # The sandbox needs rights that a container's root does not have.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Opened]:
    """The page of a run with every state, in a window as wide as a small phone."""
    file = tmp_path / "report.html"
    file.write_text(html(a_report()), encoding="utf-8", newline="")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    found = Opened(page)
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("dialog", lambda dialog: (found.said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: found.requests.append(request.url))
    page.goto(file.as_uri())
    found.requests.remove(file.as_uri())
    yield found
    page.close()
    assert found.said == []
    assert [url for url in found.requests if not url.startswith("data:")] == []


def test_a_case_opens_by_click_and_by_keyboard(opened: Opened) -> None:
    page = opened.page
    first = page.locator("#case-harbour")
    first.locator("summary").click()
    assert first.get_attribute("open") is not None
    second = page.locator("#case-ferry")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentElement.id") == "case-ferry":
            break
    page.keyboard.press("Enter")
    assert second.get_attribute("open") is not None


def test_highlights_are_at_the_right_characters(opened: Opened) -> None:
    case = opened.page.locator("#case-harbour")
    case.locator("summary").click()
    assert case.locator(".text").evaluate("one => one.textContent") == shown(TEXT)
    marks = case.locator("mark").evaluate_all(
        "all => all.map(one => [+one.dataset.start, +one.dataset.end, one.textContent])"
    )
    assert marks
    for start, end, words in marks:
        assert words == shown(TEXT[start:end])


@pytest.mark.parametrize(
    ("state", "words", "style"),
    [
        ("matched", "The union opposes the plan 🎉.", "solid"),
        ("missing", "The port backs the plan.", "dotted"),
        ("invented", "A fee is due.", "dashed"),
    ],
)
def test_states_are_told_apart_by_more_than_colour(
    opened: Opened, state: str, words: str, style: str
) -> None:
    case = opened.page.locator("#case-harbour")
    case.locator("summary").click()
    marks = case.locator(f"mark.{state}")
    assert words in "".join(marks.all_text_contents())
    drawn = marks.first.evaluate("one => getComputedStyle(one).textDecorationStyle")
    assert drawn == style
    assert case.locator(f".row.{state} .tag.{state}").first.inner_text().endswith(state)


def test_a_chosen_item_shows_its_evidence_by_keyboard_and_again_hides_it(opened: Opened) -> None:
    case = opened.page.locator("#case-harbour")
    case.locator("summary").click()
    button = case.locator("button[data-key=label-p2]")
    button.focus()
    opened.page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert "".join(case.locator("mark.on").all_text_contents()) == "The port backs the plan."
    opened.page.keyboard.press("Space")
    assert case.locator("mark.on").count() == 0


def test_the_theme_follows_the_system_and_the_switch(opened: Opened) -> None:
    page = opened.page
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.locator("#theme").click()
    assert page.evaluate(ground) == light
    page.locator("#theme").click()
    assert page.evaluate(ground) == dark


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 740})
    for summary in opened.page.locator("details > summary").all():
        summary.click()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_to_a_case_opens_it(opened: Opened) -> None:
    opened.page.evaluate("location.hash = 'case-harbour'")
    opened.page.wait_for_selector("#case-harbour[open]")


def test_the_policy_refuses_what_is_not_the_pages_own(opened: Opened) -> None:
    """A script that got in would not run, and nothing can be sent."""
    ran = opened.page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const sent = await fetch("http://127.0.0.1:9/").then(() => true, () => false);
            return [Boolean(window.ran), sent];
        }"""
    )
    assert ran == [False, False]
    refused = [line for line in opened.said if "Content Security Policy" in line]
    assert len(refused) >= 2
    opened.said.clear()
    opened.requests.clear()
