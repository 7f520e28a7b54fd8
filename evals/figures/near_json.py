"""How much near-JSON is mended without a call, and is a complete item ever lost?

Eight real answers of a small model (``real_answers.json``) are damaged in the ways in which
models damage JSON, always the same way. Bar: 95 % mended, no complete item lost.

    python -m evals.figures.near_json
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import json_repair

from summarizer.endpoint.mend import mend

BAR = 0.95
ANSWERS = Path(__file__).with_name("real_answers.json")

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged answer and what must be read from it."""

    damage: str
    """What was done to it."""
    text: str
    """Near-JSON."""
    expected: Value
    """Everything that is complete in it."""
    cut: bool = False
    """The damage is that of a token limit."""


def main() -> int:
    """Print a line for each damage; the exit code is 1 below the bar."""
    cases = list(all_cases())
    ours, alone = outcomes(cases, _mended), outcomes(cases, _json_repair_alone)
    print(f"{'':<30}{'mend':>9}{'json-repair alone':>20}")
    for damage in dict.fromkeys(case.damage for case in cases):
        of_damage = [n for n, case in enumerate(cases) if case.damage == damage]
        for_each = (sum(found[n].mended for n in of_damage) for found in (ours, alone))
        print(f"{damage:<30}{next(for_each):>9}{next(for_each):>20}  of {len(of_damage)}")
    for name, found in (("mend", ours), ("json-repair alone", alone)):
        print(f"\n{name}: {len(cases)} cases, {_share(found):.1%} mended, {_lost(found)} lost")
    return 0 if _share(ours) >= BAR and _lost(ours) == 0 else 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case."""

    mended: bool
    """Exactly what is complete was read: no word more, fewer or other."""
    lost: int
    """Complete items that were not read."""


def outcomes(cases: list[Case], read: Callable[[Case], object]) -> list[Outcome]:
    """Read every case."""
    values = [(read(case), case.expected) for case in cases]
    return [Outcome(value == wanted, len(_missing(value, wanted))) for value, wanted in values]


def _mended(case: Case) -> object:
    result = mend(case.text, cut=case.cut)
    return result.value if result else None


def _json_repair_alone(case: Case) -> object:
    return json_repair.loads(case.text)


def _share(found: list[Outcome]) -> float:
    return sum(outcome.mended for outcome in found) / len(found)


def _lost(found: list[Outcome]) -> int:
    return sum(outcome.lost for outcome in found)


def all_cases() -> Iterator[Case]:
    """Every answer in every kind of damage."""
    for number, answer in enumerate(json.loads(ANSWERS.read_text("utf-8"))["answers"]):
        content, cut = answer["content"], answer["finish_reason"] == "length"
        whole = _whole_items(content)
        if cut:
            yield Case("cut by the real limit", content, whole | _whole_members(content), cut=True)
        for damage, function in DAMAGES.items():
            yield Case(damage, function(whole, number), whole)
        for damage, change in CHANGES.items():
            yield Case(damage, *change(whole, number))
        for tenth in (2, 3, 4, 5, 6, 7, 8, 9):
            yield _cut_at(whole, tenth)
        yield _cut_in_the_second(whole)


def _whole_items(content: str) -> Value:
    """The answer up to its last complete item, found by trying: strict JSON only."""
    ends = [len(content), *(match.end() for match in re.finditer("}", content))][::-1]
    for end in (len(content), *ends):
        for closers in ("", "]}"):
            try:
                value = json.loads(content[:end] + closers)
            except ValueError:
                continue
            return dict(value)
    raise ValueError("an answer holds no complete item")


def _whole_members(content: str) -> Value:
    """The complete strings beside the lists, and lists without a complete item."""
    strings = re.findall(r'^  ("\w+": ".*"),$', content, re.MULTILINE)
    opened = re.findall(r'^  ("\w+"): \[\n[^}]*\Z', content, re.MULTILINE)
    members = [*strings, *(f"{key}: []" for key in opened)]
    return dict(json.loads("{" + ",".join(members) + "}"))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _curly(whole: Value, _: int) -> str:
    text = _dump(whole).replace('\\"', "'")
    return re.sub('"([^"]*)"', "“\\1”", text)


def _unescaped_quotes(whole: Value, number: int) -> tuple[str, Value]:
    """Quotes round a word of a longer text, as in the document, but not escaped."""
    text = _dump(whole)
    words = list(re.finditer(r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", text))
    word = words[number * 5 % len(words)]
    marked = f"{text[: word.start()]}\1{word.group()}\1{text[word.end() :]}"
    return marked.replace("\1", '"'), json.loads(marked.replace("\1", '\\"'))


def _raw_line_ends(whole: Value, _: int) -> tuple[str, Value]:
    marked = re.sub(r"(?<=[a-z]) (?=[a-z])", "\1", _dump(whole), count=5)
    return marked.replace("\1", "\n"), json.loads(marked.replace("\1", "\\n"))


def _commented(whole: Value, number: int) -> str:
    mark = ("// the next one", "/* see [2], {3} */", "# next")[number % 3]
    return re.sub(r"^(\s*)\{$", rf"\1{mark}\n\1{{", _pretty(whole), flags=re.MULTILINE)


def _surplus_brace(whole: Value, _: int) -> str:
    """The object is closed after its first list and then goes on."""
    return _pretty(whole).replace("\n  ],\n", "\n  ]},\n", 1)


def _missing_brace(whole: Value, number: int) -> str:
    """One item is not closed before the next one opens, or before its list ends."""
    text = _pretty(whole)
    ends = list(re.finditer(r"\n    \}", text))
    end = ends[number % len(ends)]
    return text[: end.start()] + text[end.end() :]


def _missing_bracket(whole: Value, number: int) -> str:
    """A list of numbers is not closed before the next key."""
    text = _dump(whole)
    ends = list(re.finditer(r'(?<=\d)\](?=, ")', text))
    end = ends[number % len(ends)]
    return text[: end.start()] + text[end.end() :]


DAMAGES: dict[str, Callable[[Value, int], str]] = {
    "as it is": lambda whole, _: _dump(whole),
    "fence": lambda whole, _: f"```json\n{_pretty(whole)}\n```",
    "fence left open": lambda whole, _: f"Here it is:\n```\n{_pretty(whole)}",
    "prose around": lambda whole, _: (
        f"Sure [1]! Here {{as asked}}:\n{_dump(whole)}\nAnything else?"
    ),
    "thinking before": lambda whole, _: (
        f'<think>\nI write {{"actors": [...]}} first.\n</think>\n\n{_dump(whole)}'
    ),
    "end of thinking only": lambda whole, _: f"Some {{thought}}.\n</think>\n{_dump(whole)}",
    "byte-order mark": lambda whole, _: "\ufeff" + _pretty(whole),
    "trailing commas": lambda whole, _: re.sub(r"(\n *[\]}])", r",\1", _pretty(whole)),
    "Python literal": lambda whole, _: repr(whole),
    "unquoted keys": lambda whole, _: re.sub(r'"(\w+)":', r"\1:", _dump(whole)),
    "curly quotes": _curly,
    "comments": _commented,
    "no commas between items": lambda whole, _: _pretty(whole).replace("},\n", "}\n"),
    "no commas between members": lambda whole, _: re.sub(
        r'",\n( *")', r'"\n\1', _pretty(whole), count=4
    ),
    "last brackets missing": lambda whole, n: (
        _dump(whole)[:-1] if n % 2 else _dump(whole).rstrip("]}")
    ),
    "surplus brace": _surplus_brace,
    "item not closed": _missing_brace,
    "inner list not closed": _missing_bracket,
    "given twice": lambda whole, _: f"{_dump(whole)}\n\n{_pretty(whole)}",
    "as a JSON string": lambda whole, _: _dump(_dump(whole)),
    "escapes that JSON has not": lambda whole, _: _dump(whole).replace("'", r"\'"),
    "one list after the other": lambda whole, _: "\n".join(
        _dump({key: value}) for key, value in whole.items()
    ),
}
"""What is done to an answer; all of it must be read back."""


def _with_none(whole: Value, _: int) -> tuple[str, Value]:
    """Python's words for null and true, as a model that writes Python gives them."""
    value = {**whole, "title": None, "final": True}
    return repr(value), value


CHANGES: dict[str, Callable[[Value, int], tuple[str, Value]]] = {
    "unescaped quotes": _unescaped_quotes,
    "raw line ends in strings": _raw_line_ends,
    "None and True": _with_none,
}
"""What puts other words into an answer; the changed answer must be read."""


def _cut_at(whole: Value, tenth: int) -> Case:
    """Stopped by a token limit at so many tenths of its length."""
    text = _dump(whole)
    stop = len(text) * tenth // 10
    return Case(f"cut at {tenth} tenths", text[:stop], _complete_before(whole, stop), cut=True)


def _complete_before(whole: Value, stop: int) -> Value:
    """What ends before an offset of the dumped answer."""
    text, kept, at = _dump(whole), {}, 0
    for key, value in whole.items():
        at = text.index(_dump(key), at) + len(_dump(key)) + len(": ")
        if isinstance(value, list):
            at += 1
            if at <= stop:
                kept[key] = [item for item in value if (at := _end(text, item, at)) <= stop]
        else:
            at = _end(text, value, at)
            if at <= stop:
                kept[key] = value
    return kept


def _end(text: str, value: object, at: int) -> int:
    dumped = _dump(value)
    return text.index(dumped, at) + len(dumped)


def _cut_in_the_second(whole: Value) -> Case:
    """Given twice, and the limit fell into the second copy."""
    text = _dump(whole)
    return Case("cut in a second copy", f"{text}\n{text[: len(text) // 2]}", whole, cut=True)


def _missing(value: object, expected: Value) -> list[object]:
    found = value if isinstance(value, dict) else {}
    return [
        item
        for key, items in expected.items()
        if isinstance(items, list)
        for item in items
        if item not in found.get(key, [])
    ]


if __name__ == "__main__":
    sys.exit(main())
