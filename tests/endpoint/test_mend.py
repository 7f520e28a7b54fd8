"""Near-JSON is read; what is not JSON stays unread; a half item is never kept."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.endpoint.brackets import MAX_DEPTH
from summarizer.endpoint.mend import MAX_CHARACTERS, MendResult, mend

NEAR_JSON = {
    "a fence": ('```json\n{"a": 1}\n```', {"a": 1}),
    "a fence left open": ('Here:\n```\n{"a": 1}', {"a": 1}),
    "a fence inside a string": ('{"a": "``` x ```",}', {"a": "``` x ```"}),
    "prose around": ('As in [1], {so}: {"a": 1} Done [2].', {"a": 1}),
    "thinking": ('<think>{"a": 9}</think>{"a": 1}', {"a": 1}),
    "the end of thinking": ('so {"a": 9}\n</think>\n{"a": 1}', {"a": 1}),
    "such a mark inside a string": ('{"a": "</think>{}",}', {"a": "</think>{}"}),
    "a byte-order mark": ('\ufeff{"a": 1}', {"a": 1}),
    "trailing commas": ('{"a": [1, 2,],}', {"a": [1, 2]}),
    "single quotes": ("{'a': 'Biden's plan', 'b': \"it's\"}", {"a": "Biden's plan", "b": "it's"}),
    "curly quotes": ('{“a”: “b, “c””, “d”: “e "f"”}', {"a": "b, “c”", "d": 'e "f"'}),
    "unescaped quotes": (
        '{"a": "he said "no", then left", "b": 1}',
        {"a": 'he said "no", then left', "b": 1},
    ),
    "unquoted keys": ("{a: 1, b_c: 'd'}", {"a": 1, "b_c": "d"}),
    "Python": ("{'a': True, 'b': None, 'c': False}", {"a": True, "b": None, "c": False}),
    "comments": ('{"a": 1, // [x\n "b": 2 /* {y */, # {z\n "c": 3}', {"a": 1, "b": 2, "c": 3}),
    "an address": ('{"a": "http://b/c#d", "e": [1,]}', {"a": "http://b/c#d", "e": [1]}),
    "raw line ends": ('{"a": "b\nc"}', {"a": "b\nc"}),
    "missing commas": ('{"a": [{"x": 1} {"x": 2}] "b": 3}', {"a": [{"x": 1}, {"x": 2}], "b": 3}),
    "missing closers": ('{"a": [{"x": 1}, {"x": "y"', {"a": [{"x": 1}, {"x": "y"}]}),
    "a surplus closer": ('{"a": [1]}, "b": [2]}', {"a": [1], "b": [2]}),
    "an unclosed item": ('{"a": [{"x": 1, {"x": 2}]}', {"a": [{"x": 1}, {"x": 2}]}),
    "an unclosed list": ('{"a": [{"at": [1, "x": 2}]}', {"a": [{"at": [1], "x": 2}]}),
    "doubled braces": ('{{"a": 1}}', {"a": 1}),
    "given twice": ('{"a": [1]}\n{"a": [1]}', {"a": [1]}),
    "in two objects": ('{"a": [1]}\n{"b": [2]}', {"a": [1], "b": [2]}),
    "a JSON string": (json.dumps('{"a": 1}'), {"a": 1}),
    "a list of objects": ('Sure: [{"a": 1}, {"a": 2},]', [{"a": 1}, {"a": 2}]),
}


@pytest.mark.parametrize(("text", "value"), NEAR_JSON.values(), ids=NEAR_JSON)
def test_near_json_is_read(text: str, value: object) -> None:
    assert mend(text, cut=False) == MendResult(value, changed=True, incomplete=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        "I saw [some] {thing} and {} and [] [1], [2].",
        "See [the note] (page {3}).",
        '<think>{"a": 1}',
        "null",
        "12",
        '"a"',
        "```python\nprint()\n```",
    ],
)
def test_prose_stays_unread(text: str) -> None:
    assert mend(text, cut=False) is None
    assert mend(text, cut=True) is None


CUT = {
    "in a string": ('{"a": [{"x": 1}, {"x": 2, "y": "ab', {"a": [{"x": 1}]}),
    "after a string": ('{"a": [{"x": 1}, {"x": "ab"', {"a": [{"x": 1}]}),
    "in a number": ('{"a": [{"x": 1}, {"x": 2', {"a": [{"x": 1}]}),
    "in an inner list": ('{"a": [{"x": 1}, {"at": [1, 2', {"a": [{"x": 1}]}),
    "after an item": ('{"a": [{"x": 1}, {"x": 2}', {"a": [{"x": 1}, {"x": 2}]}),
    "after a comma": ('{"a": [{"x": 1},', {"a": [{"x": 1}]}),
    "after a key": ('{"a": [{"x": 1}], "b":', {"a": [{"x": 1}]}),
    "in a key": ('{"a": [{"x": 1}], "b', {"a": [{"x": 1}]}),
    "in a second list": ('{"a": [{"x": 1}], "b": [{"y', {"a": [{"x": 1}], "b": []}),
    "in a word": ('{"a": 1, "b": tru', {"a": 1}),
    "in a last number": ('{"a": 1, "b": 12', {"a": 1}),
    "in the headline": ('{"a": [{"x": 1}], "title": "Half of', {"a": [{"x": 1}]}),
    "in single quotes": ("{'a': [{'x': 'b'}, {'x': 'c", {"a": [{"x": "b"}]}),
    "in an inner object": ('{"a": {"b": [{"x": 1}, {"x"', {"a": {"b": [{"x": 1}]}}),
    "in a wrapping list": ('[{"a": [{"x": 1}, {"x": 2', [{"a": [{"x": 1}]}]),
    "in a fence": ('```json\n{"a": [{"x": 1}, {"x', {"a": [{"x": 1}]}),
    "at an escape": ('{"a": [{"x": 1}, {"x": "b\\', {"a": [{"x": 1}]}),
    "in a comment": ('{"a": [{"x": 1}, /* then', {"a": [{"x": 1}]}),
    "with brackets in words": ('{"a": [{"x": "}]"}, {"x": "{[', {"a": [{"x": "}]"}]}),
    "at once": ('{"a": [{"x"', {"a": []}),
}


@pytest.mark.parametrize(("text", "value"), CUT.values(), ids=CUT)
def test_a_cut_answer_keeps_complete_items_and_no_half_ones(text: str, value: object) -> None:
    assert mend(text, cut=True) == MendResult(value, changed=True, incomplete=True)


@pytest.mark.parametrize("text", ['{"a": [{"x": 1}, {"x": "half of', '{"a": [{"x": 1}], "b":'])
def test_a_half_item_is_dropped_even_if_the_endpoint_says_nothing_of_a_limit(text: str) -> None:
    assert mend(text, cut=False) == MendResult({"a": [{"x": 1}]}, changed=True, incomplete=True)


def test_a_complete_answer_that_hit_the_limit_lacks_nothing() -> None:
    assert mend('{"a": 1}\n\n', cut=True) == MendResult({"a": 1}, changed=False, incomplete=False)


ITEM = st.fixed_dictionaries({"at": st.lists(st.integers(0, 99), max_size=3), "words": st.text()})
DRAFT = st.fixed_dictionaries({"a": st.lists(ITEM, max_size=4), "b": st.lists(ITEM, max_size=4)})


@settings(deadline=None)
@given(DRAFT, st.data())
def test_wherever_it_is_cut_every_complete_item_stays_and_nothing_is_invented(
    draft: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(draft, ensure_ascii=False)
    stop = data.draw(st.integers(1, len(text)))

    result = mend(text[:stop], cut=True)

    value = result.value if result else {}
    assert isinstance(value, dict)
    at = 0
    for key, items in draft.items():
        ends = []
        for item in items:
            dumped = json.dumps(item, ensure_ascii=False)
            at = text.index(dumped, at) + len(dumped)
            ends.append(at)
        assert value.get(key, []) == [i for i, end in zip(items, ends, strict=True) if end <= stop]


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.lists(st.text() | st.integers() | st.none()), max_size=4))
def test_json_is_read_as_it_is(value: dict[str, Any]) -> None:
    expected = MendResult(value, changed=False, incomplete=False)
    assert mend(json.dumps(value), cut=False) == expected


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.lists(st.text()), min_size=1, max_size=4))
def test_words_are_not_changed_by_mending_what_is_round_them(value: dict[str, Any]) -> None:
    """Escapes after an escaped quote are where json-repair goes wrong on its own."""
    near = json.dumps(value).replace("]", "],")
    words = "".join([*value, *(word for words in value.values() for word in words)])
    if "]" not in words:
        assert mend(near, cut=False) == MendResult(value, changed=True, incomplete=False)


@settings(deadline=None)
@given(st.text(alphabet="{}[]\"'“”:,/*#\\ a1\n<>`(", max_size=60), st.booleans())
def test_any_text_can_be_read(text: str, cut: bool) -> None:  # noqa: FBT001  # drawn
    result = mend(text, cut=cut)
    assert result is None or isinstance(result.value, dict | list)


HOSTILE = {
    "lists": "[" * 1_000_000,
    "objects": '{"a":' * 200_000,
    "short of the limit": '{"a":' * (MAX_CHARACTERS // 5),
    "deep": '{"a":' * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1) + ",",
    "closers": '{"a": 1' + "]" * 190_000,
    "quotes": '{"a": "' + 'b" c" ' * 10_000,
    "backslashes": '{"a": "' + "\\" * 190_000,
    "parentheses": '{"a": ' + "( " * 90_000,
    "blanks": '{"a": 1}' + " " * 190_000 + "x",
    "comments": '{"a": 1 ' + "/*" * 90_000,
    "fences": "```json\n{" * 15_000,
    "tags": "<think>" * 25_000,
    "objects in a row": '{"a": 1,}' * 2_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    """Not slow and not too deep for the interpreter's stack: either would hang or raise."""
    mend(text, cut=True)
    mend(text, cut=False)


def test_what_is_deeper_than_any_schema_stays_unread() -> None:
    assert mend('{"a":' * (MAX_DEPTH + 1) + "1", cut=False) is None


def test_near_json_of_real_answers_is_mended_to_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    script = Path(__file__).parents[2] / "evals" / "figures" / "near_json.py"
    assert runpy.run_path(str(script))["main"]() == 0
    assert "100.0% mended, 0 lost" in capsys.readouterr().out
