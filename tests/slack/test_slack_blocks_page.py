"""The blocks as a person would see them, in a real browser: Debian's Chromium."""

import shutil
from collections.abc import Iterator

import pytest
from support.blockkit_html import message_page, view_page
from support.samples import saying
from support.threads import long_summary, shown, text_shown

from summarizer.slack import blocks

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]

PAGES = {
    "thread": message_page(one.blocks for one in blocks.answer(shown(), can_post=True)),
    "text": message_page(one.blocks for one in blocks.answer(text_shown(), can_post=False)),
    "long": message_page(one.blocks for one in blocks.answer(shown(long_summary()), can_post=True)),
    "hostile": message_page(
        one.blocks for one in blocks.answer(shown(saying("<img src=x> " * 300)), can_post=True)
    ),
    "details": view_page(blocks.details(shown())),
    "home": view_page(blocks.home(blocks.HomeState(private_first=True, keep_days=30))),
}


@pytest.fixture(scope="module")
def page() -> Iterator[sync_api.Page]:
    with sync_api.sync_playwright() as playwright:
        # The sandbox needs rights that a container's root does not have.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("width", [375, 760])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(page: sync_api.Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.set_content(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_summary_reads_from_the_headline_to_the_buttons(page: sync_api.Page) -> None:
    page.set_content(PAGES["thread"])
    seen = page.locator(".block").all_inner_texts()
    assert seen[0].startswith("Checkout launch moves to 21 March")
    assert "Tomás Ferreira" in seen[3]
    assert page.locator("button").all_inner_texts()[:3] == [
        "Post to thread",
        "Details",
        "Copy as Markdown",
    ]


def test_every_arrow_leads_to_a_message(page: sync_api.Page) -> None:
    page.set_content(PAGES["thread"])
    arrows = page.locator("a")
    assert arrows.count() == 5 + 6 + 3 + 3
    for arrow in arrows.all():
        assert (arrow.get_attribute("href") or "").startswith("https://acme.slack.com/archives/")
        assert arrow.inner_text().startswith("↗")


def test_what_a_document_says_is_words_here_too(page: sync_api.Page) -> None:
    page.set_content(PAGES["hostile"])
    assert page.locator("img").count() == 0
    assert "<img src=x>" in page.locator("body").inner_text()
