"""What people see around a summary: windows, the App Home, failures, stages."""

import pytest
from support.blockkit import assert_sound, assert_view, links, objects, rich_words
from support.threads import REQUEST, long_summary, shown, text_shown, thread_summary

from summarizer.model import Progress
from summarizer.slack import blocks
from summarizer.slack.kept import without_words


def test_details_show_the_words_of_each_item_with_their_link() -> None:
    view = blocks.details(shown())
    assert_view(view)
    quotes = [one for one in objects(view["blocks"]) if one.get("type") == "rich_text_quote"]
    assert all(one["elements"][-1]["type"] == "link" for one in quotes)
    assert "“Keeping Thursday, with split payments switched off”\u00a0↗" in rich_words(
        view["blocks"]
    )
    assert "; also Priya" in rich_words(view["blocks"])


def test_a_kept_summary_has_no_quotes_and_its_details_still_link() -> None:
    view = blocks.details(shown(without_words(thread_summary())))
    assert_view(view)
    words = rich_words(view["blocks"])
    assert "“" not in words
    assert words.count("↗") == len(links(view["blocks"])) >= 5 + 6 + 3 + 3
    assert "Left out by the checks: 1 position." in words


def test_details_turn_pages_until_everything_was_shown() -> None:
    found = shown(long_summary(30))
    seen, page = "", 0
    for turned in range(30):
        view = blocks.details(found, page)
        assert_view(view)
        seen += rich_words(view["blocks"])
        (turn,) = [one for one in objects(view["blocks"]) if one.get("type") == "button"]
        request, page = blocks.page_of(turn["value"])
        assert request == REQUEST
        if page == 0:
            break
        assert turn["text"]["text"].startswith(f"Next page ({turned + 2} of ")
    assert turn["text"]["text"] == f"First page (1 of {turned + 1})"
    for number in range(1, 31):
        assert seen.count(f"“The rollout of region {number} waits") == 3
    assert "Left out by the checks" in seen
    assert blocks.details(found, 99) == blocks.details(found, turned)


def test_the_markdown_has_a_window_or_is_sent_as_a_file() -> None:
    view = blocks.markdown_modal(text_shown())
    assert view is not None
    assert_view(view)
    assert blocks.markdown(text_shown()) in rich_words(view["blocks"])
    assert blocks.markdown_modal(shown(long_summary())) is None


@pytest.mark.parametrize("on", [True, False])
def test_the_home_tells_how_to_ask_what_is_kept_and_how_the_switch_stands(*, on: bool) -> None:
    view = blocks.home(blocks.HomeState(private_first=on, keep_days=7, command="/tldr"))
    assert_view(view)
    (switch,) = [one for one in objects(view) if one.get("action_id") == blocks.HOME_SWITCH]
    assert ("initial_options" in switch) == on
    assert blocks.private_first_of({"selected_options": switch["options"]})
    assert not blocks.private_first_of({"selected_options": []})
    words = rich_words(view["blocks"])
    assert "/tldr [message link | web address | text]" in words
    assert "kept for 7 days, then deleted." in words


def test_a_failure_is_one_clear_line_with_a_code() -> None:
    reply = blocks.failure(
        "you cannot read that channel", "Ask to be invited", "S-ACCESS", "7f3a91"
    )
    assert_sound(reply)
    assert reply.text == ("You cannot read that channel. Ask to be invited. (S-ACCESS · 7f3a91)")
    assert "⚠️ You cannot read that channel. Ask to be invited." in rich_words(reply.blocks)
    assert_sound(blocks.failure("", "", "", ""))


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (3, "⏳ 3 summaries ahead of yours."),
        (1, "⏳ 1 summary ahead of yours."),
        (0, "⏳ Your summary is next."),
    ],
)
def test_waiting_says_how_many_are_ahead(ahead: int, said: str) -> None:
    assert blocks.waiting(ahead).text == said
    assert_sound(blocks.waiting(ahead))


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("load", 0, 0), "starting the model"),
        (Progress("read", 45, 100), "reading, 45 %"),
        (Progress("read", 0, 100), "reading"),
        (Progress("write", 90, 4_000), "writing the summary"),
        (Progress("fetch", 5, 0), "fetching the model"),
        (Progress("other", 3, 2), "working"),
    ],
)
def test_a_stage_is_a_few_words(progress: Progress, said: str) -> None:
    assert blocks.stage(progress) == said


def test_the_markdown_to_copy_calls_nobody() -> None:
    summary = thread_summary().model_copy(update={"title": "<@U1> and <!channel>"})
    view = blocks.markdown_modal(shown(summary))

    assert view
    assert_view(view)
