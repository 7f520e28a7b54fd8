"""The JSON: whole, stable, valid, and harmless on a terminal."""

import json
import re

import pytest
from support.samples import empty_summary, saying, strike_summary

from summarizer.rendering import render, render_all
from summarizer.schema import Dropped, Summary, Unread


@pytest.mark.parametrize("summary", [strike_summary(), empty_summary()])
def test_json_reads_back_as_the_same_summary(summary: Summary) -> None:
    assert Summary.model_validate_json(render(summary, "json")) == summary


def test_the_order_of_keys_is_that_of_the_schema() -> None:
    assert list(json.loads(render(strike_summary(), "json"))) == list(Summary.model_fields)


def test_letters_of_all_scripts_are_written_as_they_are() -> None:
    assert '"title": "Żółć 中文 عربي"' in render(saying("Żółć 中文 عربي"), "json")


def test_characters_that_drive_a_terminal_are_escaped_and_none_is_lost() -> None:
    words = "\x1b[2J\x9b31m\u202ex\u2066\u2028\x7f\x00 \u200f"
    text = render(saying(words), "json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text)
    assert Summary.model_validate_json(text).gist == words


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {1: ["\udfff"]}])
def test_what_json_cannot_hold_is_replaced_in_a_dropped_item(value: object) -> None:
    dropped = Dropped(kind="actor", reason="r", item={"x": value})
    text = render(strike_summary(dropped=(dropped,)), "json")
    text.encode()
    assert "NaN" not in text
    assert "Infinity" not in text
    Summary.model_validate_json(text)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_several_summaries_are_an_array(count: int) -> None:
    read = json.loads(render_all([strike_summary()] * count, "json"))
    assert [Summary.model_validate(one) for one in read] == [strike_summary()] * count


def test_what_was_not_read_or_cut_off_is_there_and_may_be_missing_in_older_json() -> None:
    unread = (Unread(segments=(4, 5), reason="no answer in time"),)
    data = json.loads(render(strike_summary(unread=unread, cut_off=(1, 2)), "json"))

    assert data["unread"] == [{"segments": [4, 5], "reason": "no answer in time"}]
    assert data["cut_off"] == [1, 2]
    older = {key: value for key, value in data.items() if key not in ("unread", "cut_off")}
    read = Summary.model_validate(older)
    assert (read.unread, read.cut_off) == ((), ())
