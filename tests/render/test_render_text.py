"""The text for a terminal: what it says, how it folds, and that no document can drive it."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from support.samples import empty_summary, saying, strike_summary

from summarizer.rendering import FORMATS, Format, Options, render, render_all, visible
from summarizer.rendering.fold import fold
from summarizer.schema import Position, Unread

SGR = re.compile(r"\x1b\[[0-9;]*m")
ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m\x90q\x9c\u202egnp.exe\u2066\u2069\r\nmore\x00\x7f"


def test_an_ordinary_summary_as_text() -> None:
    assert (
        render(strike_summary(), "text", options=Options(width=60))
        == """\
Dockworkers to vote on strike
strike.txt, 2023-03-14

The union ballots its members. The company does not comment.

Actors
  Northport Dockworkers' Union, organisation; also the
    union
  Lena Ortiz, person: union secretary
  Harbour Terminals, organisation

Positions
  Northport Dockworkers' Union
    declines: The union will not return to talks while the
      plan stands. (reported by Lena Ortiz)
  Harbour Terminals
    declines: No comment on the pay offer.

Conditions
  c1 [open] The company withdraws the night-shift plan
    for: The union returns to the table
    set by: Northport Dockworkers' Union

Next steps
  s1 [scheduled] Ballot the members on a strike
    by: Northport Dockworkers' Union
    when: on Thursday -> 2023-03-16
    hangs on: c1 (The company withdraws the night-shift
      plan)

Left out by the checks: 1 position.
"""
    )


def test_evidence_is_shown_under_its_item_and_reasons_at_the_end() -> None:
    text = render(strike_summary(), "text", options=Options(width=100, evidence=True))
    lines = [line.strip() for line in text.splitlines()]
    declines = lines.index("declines: No comment on the pay offer.")
    assert lines[declines + 1] == '[1] "declined to comment on its pay offer"'
    assert '[1] "We will not go back to the table" (p. 1)' in lines
    assert lines[-1] == "position: the figure 5,000 is not in the cited words"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_parts_that_were_not_read_are_told_with_their_reason(form: Format) -> None:
    unread = (
        Unread(segments=(7,), reason="no answer in time"),
        Unread(segments=(9, 10, 11, 13, 20, 22, 24, 26, 28), reason="the server failed"),
    )
    page = render(strike_summary(unread=unread), form).replace("\\", "")
    lines = [line for line in page.splitlines() if line]

    assert lines[-2:] == [
        "Not read: segment 7 (no answer in time).",
        "Not read: segments 9-11, 13, 20, 22, 24, … (the server failed).",
    ]


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    ("cut_off", "said"),
    [
        ((1, 2, 3), "The answer was cut off: items may be missing."),
        ((2,), "The answer about segment 2 was cut off: items may be missing."),
        ((1, 2), "The answer about segments 1-2 was cut off: items may be missing."),
    ],
)
def test_a_cut_answer_is_told_in_the_last_line(
    form: Format, cut_off: tuple[int, ...], said: str
) -> None:
    page = render(strike_summary(cut_off=cut_off), form).replace("\\", "")
    assert page.splitlines()[-1] == said
    assert "cut off" not in render(strike_summary(), form)


def test_an_empty_list_is_said_to_be_empty() -> None:
    text = render(empty_summary(), "text")
    assert text.count("\n  none\n") == 4
    assert "Left out" not in text


def test_positions_of_one_holder_stand_together_in_order_of_first_appearance() -> None:
    first, second = strike_summary().positions
    third = Position(**{**first.model_dump(), "id": "p3", "statement": "A third one."})
    text = render(strike_summary(positions=(first, second, third)), "text")
    positions = text[text.index("\nPositions") : text.index("\nConditions")]
    assert positions.count("Northport Dockworkers' Union") == 1
    assert positions.index("A third one.") < positions.index("Harbour Terminals")


def test_an_id_without_an_actor_is_shown_as_it_is() -> None:
    text = render(strike_summary(actors=()), "text")
    assert "(reported by a2)" in text
    assert "by: a1" in text


def test_colour_changes_no_word() -> None:
    plain = render(strike_summary(), "text", options=Options(evidence=True))
    coloured = render(strike_summary(), "text", options=Options(evidence=True, colour=True))
    assert "\x1b" not in plain
    assert SGR.search(coloured)
    assert SGR.sub("", coloured) == plain


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR"])
def test_colour_is_the_callers_choice_not_the_environments(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "1")
    assert "\x1b" not in render(strike_summary(), "text", options=Options(colour=False))
    assert "\x1b" in render(strike_summary(), "text", options=Options(colour=True))


@pytest.mark.parametrize("colour", [False, True])
def test_a_hostile_document_cannot_drive_the_terminal(*, colour: bool) -> None:
    options = Options(evidence=True, colour=colour)
    text = SGR.sub("", render(saying(ESCAPES), "text", options=options))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "␛[2J" in text


def test_rich_markup_and_emoji_codes_in_a_document_are_words() -> None:
    text = render(saying("[bold]x[/bold] :smile: [link=http://a]y[/link]"), "text")
    assert "[bold]x[/bold] :smile: [link=http://a]y[/link]" in text


@pytest.mark.parametrize(
    "words",
    [
        "short words only and many of them " * 6,
        "中文字符" * 40,
        "日本語 mixed with English words そして日本語 " * 6,
        "https://example.org/" + "a" * 200,
        "هذا نص عربي طويل بعض الشيء " * 8,
        "e\u0301" * 100,
        "👨‍👩‍👧" * 50,
        "\u200d" * 90,
    ],
)
@pytest.mark.parametrize("width", [1, 30, 47, 80])
def test_no_line_is_wider_than_the_page(words: str, width: int) -> None:
    text = render(saying(words), "text", options=Options(width=width, evidence=True))
    assert max(map(cell_len, text.splitlines())) <= max(width, 30)


def test_wide_characters_fill_the_line_after_a_word() -> None:
    """Chinese has no blanks: a line ends where it is full, not before the first character."""
    text = render(saying("中" * 60), "text", options=Options(width=40))
    offered = text[text.index("    asserts: ") :].splitlines()
    assert cell_len(offered[0]) >= 37


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("aa bbbb中", ["aa bbbb", "中"]),
        ("aa bbbbbb", ["aa", "bbbbbb"]),
        ("aaaaaaaaa", ["aaaaaaa", "aa"]),
        ("中中中中a", ["中中中", "中a"]),
        ("", [""]),
    ],
)
def test_where_lines_of_seven_cells_end(words: str, lines: list[str]) -> None:
    assert [line.plain for line in fold(Text(words), 7)] == lines


def test_folding_keeps_a_character_and_its_marks_together() -> None:
    text = render(saying("👨‍👩‍👧" * 50), "text", options=Options(width=31))
    assert not any(line.strip().startswith("\u200d") for line in text.splitlines())


@given(st.text(max_size=200), st.integers(30, 90))
def test_folding_loses_no_word(words: str, width: int) -> None:
    text = render(saying(words or "x"), "text", options=Options(width=width))
    assert visible(words).replace(" ", "") in re.sub(r"\s", "", text)


@given(st.text())
def test_visible_is_one_printable_line_and_idempotent(words: str) -> None:
    shown = visible(words)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", shown)
    assert visible(shown) == shown
    shown.encode()


def test_joiners_and_marks_that_languages_need_stay() -> None:
    for words in ("\u0646\u0645\u06cc\u200c\u062e", "\u0915\u094d\u200d\u0937", "a\u200eb\u200f"):
        assert visible(words) == words


def test_several_summaries_have_a_rule_between_them() -> None:
    text = render_all([strike_summary(), empty_summary()], "text")
    assert text.count("\n\n----------------------------------------\n\n") == 1


def test_the_list_of_formats_is_the_type() -> None:
    assert get_args(Format) == FORMATS


def test_words_that_the_document_repeats_are_shown_once() -> None:
    summary = strike_summary()
    position = summary.positions[0]
    repeated = position.model_copy(update={"evidence": position.evidence[:1] * 2})
    shown = render(
        summary.model_copy(update={"positions": (repeated,)}),
        "text",
        options=Options(width=200, evidence=True),
    )
    assert shown.count("said 2 times") == 1
