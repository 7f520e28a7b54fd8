"""What people see of a summary."""

from typing import Any

import pytest
from support.blockkit import assert_sound, links, objects, rich_words
from support.samples import empty_summary, run
from support.threads import (
    COVERAGE,
    REQUEST,
    at,
    condition,
    long_summary,
    position,
    shown,
    step,
    text_shown,
    thread_summary,
)

from summarizer.schema import Unread
from summarizer.slack import blocks, lines, rich_blocks
from summarizer.slack.thread import Coverage, Skipped


def first_words(found: blocks.Shown, **changes: Any) -> str:
    return rich_words(blocks.answer(found, can_post=changes.get("can_post", False))[0].blocks)


def kinds(reply: blocks.Reply) -> list[str]:
    return [block["type"] for block in reply.blocks]


def test_an_ordinary_thread_is_one_message_in_the_promised_order() -> None:
    (reply,) = blocks.answer(shown(), can_post=True)
    assert_sound(reply)
    assert kinds(reply) == [
        "header",
        *["rich_text"] * 5,
        *["context"] * 3,
        "actions",
        "context_actions",
    ]
    words = rich_words(reply.blocks)
    places = [words.index(heading) for heading in ("Actors", "Positions", "Conditions", "Next")]
    assert places == sorted(places)


def test_every_item_ends_with_a_link_to_its_message() -> None:
    """Positions, conditions and steps: the first line of each entry of a list."""
    (reply,) = blocks.answer(shown(), can_post=False)
    lists = [one for one in objects(reply.blocks) if one.get("type") == "rich_text_list"]
    entries = [row for one in lists if one["indent"] == 0 for row in one["elements"]]
    assert len(entries) == 5 + 3 + 3
    assert all(row["elements"][-1]["type"] == "link" for row in entries)
    assert all(row["elements"][-1]["text"].startswith("↗") for row in entries)
    actors = reply.blocks[2]
    assert len(links([actors])) == 5


def test_an_item_said_twice_has_numbered_links() -> None:
    found = shown(
        thread_summary(positions=(position(1, "a2", "opposes", "It", evidence=at(2, 5)),))
    )
    (reply,) = blocks.answer(found, can_post=False)
    numbered = [one for one in objects(reply.blocks) if one.get("text") in ("↗1", "↗2")]
    assert [one["url"] for one in numbered] == [one.origin for one in at(2, 5)]


def test_positions_stand_below_their_holder_and_tell_who_reports_them() -> None:
    words = first_words(shown())
    assert "Northwind\nexpects: The new checkout" in words
    assert "(reported by Hanna Lindqvist)" in words
    assert words.count("Tomás Ferreira\n") == 1


def test_open_conditions_come_first_and_say_so() -> None:
    words = first_words(shown())
    assert words.index("⏳ Open: ") < words.index("❌ Failed: ") < words.index("✅ Met: ")
    assert "for: Launch on 21 March with split payments · set by: Priya Nair" in words


def test_next_steps_stand_by_their_date_with_owner_and_condition() -> None:
    words = first_words(shown())
    first = words.index("Wed 13 Mar 2024 · Run the load test")
    assert first < words.index("Fri 15 Mar 2024 · Decide") < words.index("Tell Northwind")
    assert "Priya Nair · scheduled · Friday after the load test · only if: The load test" in words


def test_the_coverage_line_says_what_was_read_and_what_was_not() -> None:
    words = first_words(shown())
    assert (
        "📖 Read 214 of 214 messages, 9 people, 1 file read, 3 files skipped: "
        "checkout-trace.har (kind of file that is not read), whiteboard.png (an image), "
        "load-test.zip (kind of file that is not read) · #launch-checkout"
    ) in words


def test_parts_of_a_long_thread_that_could_not_be_read_are_named() -> None:
    unread = Unread(segments=(4, 5, 6, 9), reason="the endpoint did not answer")
    summary = thread_summary().model_copy(update={"unread": (unread,)})
    (reply,) = blocks.answer(shown(summary), can_post=False)

    assert_sound(reply)
    assert "Not read: segments 4-6, 9 (the endpoint did not answer)." in rich_words(reply.blocks)


def test_a_cut_answer_about_a_thread_is_told() -> None:
    summary = thread_summary().model_copy(update={"cut_off": (1, 2)})
    (reply,) = blocks.answer(shown(summary), can_post=False)

    assert_sound(reply)
    said = "⚠️ The answer about segments 1-2 was cut off: items may be missing."
    assert said in rich_words(reply.blocks)
    assert "cut off" not in first_words(shown())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"read": 2_000, "total": 3_411}, "⚠️ Read only 2,000 of 3,411 messages"),
        ({"read": 1, "total": 1, "people": 1}, "Read 1 of 1 message, 1 person"),
        ({"private": True}, "🔒 launch-checkout"),
        ({"ext_shared": True}, "shared with another organisation"),
        ({"skipped": (Skipped("a.zip", "too large"),) * 9}, "9 files skipped"),
        ({"skipped": (Skipped("a.zip", "too large"),) * 9}, "a.zip (too large), 4 more"),
    ],
)
def test_the_coverage_line_is_plain_about_limits(changes: dict[str, Any], said: str) -> None:
    values = {name: getattr(COVERAGE, name) for name in Coverage.__slots__}
    assert said in first_words(shown(coverage=Coverage(**{**values, **changes})))


def test_the_cost_line_names_model_tokens_time_and_money() -> None:
    assert "🤖 qwen3-4b-instruct · compact@1 · 2 calls · 1,555 tokens · 41.3 s · price unknown" in (
        first_words(shown())
    )
    priced = thread_summary(run=run(cost_usd=0.00123, calls=1))
    assert "1 call · 1,555 tokens · 4.2 s · $0.0012" in first_words(shown(priced))


def test_a_text_has_no_links_and_its_words_stand_in_the_details() -> None:
    (reply,) = blocks.answer(text_shown(), can_post=False)
    assert links(reply.blocks) == []
    assert "📖 Read 267 characters · strike.txt · Tue 14 Mar 2023" in rich_words(reply.blocks)
    assert "“will ballot its members on Thursday”" in rich_words(
        blocks.details(text_shown())["blocks"]
    )


def test_a_web_page_is_linked_in_the_line_that_says_what_was_read() -> None:
    summary = thread_summary()
    page = summary.document.model_copy(update={"source": "https://news.example/a?b=1&c=2"})
    found = shown(summary.model_copy(update={"document": page}), coverage=None)
    assert "<https://news.example/a?b=1&amp;c=2|news.example>" in first_words(found)
    assert_sound(blocks.answer(found, can_post=False)[0])


def test_a_conversation_without_items_says_so() -> None:
    (reply,) = blocks.answer(shown(empty_summary()), can_post=False)
    assert_sound(reply)
    assert "No positions, conditions or next steps were found." in rich_words(reply.blocks)


def test_the_buttons_carry_the_request_and_post_is_offered_only_where_it_can_be() -> None:
    private, public = (blocks.answer(shown(), can_post=can)[0] for can in (True, False))
    pressed = {one["action_id"]: one for one in objects(private.blocks) if "action_id" in one}
    assert list(pressed) == [
        blocks.SUMMARY_POST,
        blocks.SUMMARY_DETAILS,
        blocks.SUMMARY_MARKDOWN,
        blocks.SUMMARY_FEEDBACK,
    ]
    assert pressed[blocks.SUMMARY_POST]["value"] == REQUEST
    assert blocks.page_of(pressed[blocks.SUMMARY_DETAILS]["value"]) == (REQUEST, 0)
    thumbs = pressed[blocks.SUMMARY_FEEDBACK]
    assert blocks.feedback_of(thumbs["positive_button"]["value"]) == ("good", REQUEST)
    assert blocks.feedback_of(thumbs["negative_button"]["value"]) == ("bad", REQUEST)
    ids = [one["action_id"] for one in objects(public.blocks) if "action_id" in one]
    assert blocks.SUMMARY_POST not in ids


@pytest.mark.parametrize("value", ["", "good", "fine abc", "good ", "bad"])
def test_a_value_that_is_not_ours_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no feedback value"):
        blocks.feedback_of(value)


@pytest.mark.parametrize("value", ["", " 1", "abc x", "abc -1", "abc ²"])
def test_a_page_that_is_not_ours_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no details value"):
        blocks.page_of(value)


@pytest.mark.parametrize("request_id", ["", "a b", "x" * 201, "<!here>"])
def test_a_request_id_is_letters_and_digits(request_id: str) -> None:
    with pytest.raises(ValueError, match="a request id has"):
        shown(request=request_id)


def test_a_long_summary_folds_to_its_top_items_and_says_how_many_follow() -> None:
    replies = blocks.answer(shown(long_summary(12)), can_post=True)
    assert 1 < len(replies) <= 3
    for reply in replies:
        assert_sound(reply)
    first = rich_words(replies[0].blocks)
    assert "more below" in first
    for heading in ("Actors", "Positions", "Conditions", "Next steps"):
        assert heading in first
    assert "Positions, continued" in rich_words(replies[1].blocks)
    assert f"2 of {len(replies)} · Checkout launch" in rich_words(replies[1].blocks)
    ids = [
        one["action_id"]
        for reply in replies[1:]
        for one in objects(reply.blocks)
        if "action_id" in one
    ]
    assert ids == []


def test_what_three_messages_do_not_hold_is_in_the_markdown() -> None:
    found = shown(long_summary(60))
    replies = blocks.answer(found, can_post=True)
    assert len(replies) == 3
    assert "more items are in the Markdown of this summary." in rich_words(replies[2].blocks)
    whole = blocks.overflow_markdown(found)
    assert whole == blocks.markdown(found)
    for number in range(1, 61):
        assert f"region {number} waits" in whole
    assert blocks.overflow_markdown(shown()) == ""


def test_a_word_that_was_cut_is_whole_in_the_markdown() -> None:
    sentence = "It is said at length, " * 60
    found = shown(thread_summary(positions=(position(1, "a1", "asserts", sentence + "end"),)))
    assert "end" not in rich_words(blocks.answer(found, can_post=False)[0].blocks[3:4])
    assert f"{sentence}end" in blocks.overflow_markdown(found)


def test_the_fallback_text_tells_all_items_to_those_who_hear_it() -> None:
    (reply,) = blocks.answer(shown(), can_post=False)
    heard = reply.text.splitlines()
    assert heard[0].startswith("Checkout launch moves to 21 March")
    assert "Tomás Ferreira:" in heard
    assert "demands: One more week for the refund fix &amp; a second review" in heard
    assert not any("↗" in line or "http" in line for line in heard)


def test_names_are_plain_text_whatever_they_are() -> None:
    summary = thread_summary(
        next_steps=(step(1, "Ask <@U123>", actors=("<!channel>",)),),
        conditions=(condition(1, "<#C1>", "", set_by="<@U1>"),),
    )
    for reply in blocks.answer(shown(summary), can_post=True):
        assert_sound(reply)
    assert any(
        "channel" in rich_blocks.spoken(line.pieces) for line in lines.items(summary)[-1].lines
    )
