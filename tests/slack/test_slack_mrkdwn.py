"""Words of a document, written so that Slack shows them as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.blockkit import assert_dead

from summarizer.slack import limits, mrkdwn


@pytest.mark.parametrize(
    "live", ["<!channel>", "<@U1>", "<#C1|general>", "<!date^1^{date}|x>", "<https://e.org|here>"]
)
def test_no_control_sequence_lives(live: str) -> None:
    assert_dead(mrkdwn.escape(live))
    assert "<" not in mrkdwn.escape(live)


@pytest.mark.parametrize("marked", ["*bold*", "_slanted_", "~gone~", "`code`", "see https://e.org"])
def test_marks_are_parted_from_what_they_would_mark(marked: str) -> None:
    shown = mrkdwn.escape(marked)
    assert shown != marked
    assert shown.replace("\u200b", "") == marked


def test_marks_inside_of_words_stay_readable() -> None:
    assert mrkdwn.escape("R&D <3") == "R&amp;D &lt;3"
    assert mrkdwn.escape("line\none") == "line one"


def test_a_link_of_ours_is_live_and_its_parts_are_not() -> None:
    assert mrkdwn.link("https://e.org/?a=1&b=2", "a|b>") == ("<https://e.org/?a=1&amp;b=2|a¦b&gt;>")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://e.org/ x", "https://e.org/>", "https://e/" + "x" * 500]
)
def test_an_address_that_is_no_plain_web_address_is_no_link(url: str) -> None:
    assert mrkdwn.link(url, "here") == "here"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2023-03-16", "Thu 16 Mar 2023"),
        ("2024-12", "Dec 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("2024-02-30", "2024-02-30"),
        ("0000-01-01", "0000-01-01"),
        ("2024-W10", "2024-W10"),
        ("", ""),
        ("<!here>", "<\u2060!here>"),
    ],
)
def test_dates_are_for_people(iso: str, shown: str) -> None:
    assert mrkdwn.date(iso) == shown


@given(st.text(max_size=80), st.integers(1, 60))
def test_a_shortened_text_is_within_its_length(text: str, most: int) -> None:
    short = mrkdwn.shorten(text, most)
    assert limits.length(short) <= most
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("one two three", 9, "one two…"),
        ("abcdefghij", 5, "abcd…"),
        ("a👩‍👩‍👧b", 6, "a…"),
        ("ae\u0301e\u0301", 4, "ae\u0301…"),
        ("R&D&R", 8, "R&D…"),
        ("same", 4, "same"),
    ],
)
def test_a_text_is_cut_between_words_and_never_inside_a_character(
    text: str, most: int, short: str
) -> None:
    assert mrkdwn.shorten(text, most) == short


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [{"type": "divider"}] * 51,
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "header", "text": {"type": "plain_text", "text": ""}}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": "&" * 601}}],
        [{"type": "context", "elements": [{"type": "plain_text", "text": "x"}] * 11}],
        [{"type": "actions", "elements": []}],
        [{"type": "actions", "elements": [{"type": "button", "value": "x" * 2001}]}],
        [{"type": "rich_text", "elements": [{"type": "text", "text": "x" * 13_200}]}],
        [{"type": "markdown", "text": "x" * 12_001}],
    ],
    ids=map(str, range(10)),
)
def test_blocks_over_a_limit_are_refused_without_a_word_of_them(
    blocks: list[dict[str, object]],
) -> None:
    with pytest.raises(limits.OverLimit) as refused:
        limits.check(blocks)
    assert "xx" not in str(refused.value)
