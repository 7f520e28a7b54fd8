"""Cases are read strictly: what is wrong is named with its file and place, all at once."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evals import case_schema
from evals.__main__ import COMMANDS, main
from evals.cases import CASES, InvalidCases, load_case, load_cases

TEXT = "The union will ballot its members on\nThursday, Lena Ortiz said. It wants 4 % more pay."
META = """
title = "A strike"
date = 2023-03-14
source = "invented"
licence = "CC0"
kind = "test"
labelled_by = "nobody"
labelled_on = 2023-03-14
"""
ROOT = Path(__file__).parents[2]


def good_label() -> dict[str, Any]:
    quote = {"evidence": ["It wants 4 % more pay."], "vital": True}
    actor = {"aliases": [], "kind": "organisation", "role": "", **quote}
    return {
        "actors": [
            {"id": "a1", "name": "The union", **actor},
            {"id": "a2", "name": "Lena Ortiz", **actor, "kind": "person"},
        ],
        "positions": [
            {
                "id": "p1", "holder": "a1", "reported_by": "a2", "stance": "demands",
                "statement": "The union wants more pay.", **quote,
            }
        ],
        "conditions": [
            {
                "id": "c1", "requirement": "r", "gates": "g", "set_by": "a1", "status": "open",
                **quote,
            }
        ],
        "next_steps": [
            {
                "id": "s1", "actors": ["a1"], "action": "ballot", "when": "On Thursday",
                "due": "2023-03-16", "certainty": "scheduled", "depends_on": [], **quote,
            }
        ],
    }  # fmt: skip


def write(folder: Path, label: object, *, text: str = TEXT, meta: str = META) -> Path:
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(text)
    (folder / "meta.toml").write_text(meta)
    (folder / "label.json").write_text(label if isinstance(label, str) else json.dumps(label))
    return folder


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(InvalidCases) as caught:
        load_case(folder)
    return str(caught.value).splitlines()


def test_every_case_of_the_project_is_right_and_its_quotes_are_in_its_text() -> None:
    cases = load_cases()
    assert len(cases) >= 45
    for case in cases:
        for item in (*case.label.actors, *case.label.positions, *case.label.next_steps):
            assert all(quote in case.text for quote in item.evidence)
        assert case.document.date == case.meta.date.isoformat()


def test_a_right_case_is_read_and_a_time_may_differ_in_case_and_line_breaks(tmp_path: Path) -> None:
    case = load_case(write(tmp_path / "strike", good_label()))
    assert case.slug == "strike"
    assert case.label.positions[0].holder == "a1"
    assert case.label.next_steps[0].when == "On Thursday"


def _set(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(label: Any) -> None:
        for step in path[:-1]:
            label = label[step]
        label[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (_set("positions", 0, "colour", to="red"), "$.positions[0].colour", "Extra"),
        (_set("extra", to=[]), "$.extra", "Extra"),
        (_set("positions", 0, "stance", to="likes"), "$.positions[0].stance", "'supports'"),
        (_set("positions", 0, "vital", to="yes"), "$.positions[0].vital", "boolean"),
        (_set("positions", 0, "evidence", to=[]), "$.positions[0].evidence", "at least 1"),
        (_set("positions", 0, "id", to="x1"), "$.positions[0].id", "pattern"),
        (_set("actors", 1, "id", to="a1"), "$.actors[1].id", "used 2 times"),
        (
            _set("positions", 0, "evidence", to=["It wants 5 % more pay."]),
            "$.positions[0].evidence[0]",
            'not in the source: "It wants 5',
        ),
        (_set("actors", 0, "evidence", to=[TEXT, TEXT]), "$.actors[0].evidence[1]", "twice"),
        (_set("positions", 0, "holder", to="a9"), "$.positions[0].holder", "no actor 'a9'"),
        (_set("positions", 0, "holder", to="c1"), "$.positions[0].holder", "no actor 'c1'"),
        (_set("positions", 0, "reported_by", to="a9"), "$.positions[0].reported_by", "no actor"),
        (_set("positions", 0, "reported_by", to="a1"), "$.positions[0].reported_by", "null"),
        (_set("conditions", 0, "set_by", to="a9"), "$.conditions[0].set_by", "no actor"),
        (_set("next_steps", 0, "actors", to=["a9"]), "$.next_steps[0].actors[0]", "no actor"),
        (_set("positions", 0, "statement", to="w " * 25 + "w"), "$.positions[0].statement", "26"),
        (_set("next_steps", 0, "when", to="on Friday"), "$.next_steps[0].when", "not in the"),
        (_set("next_steps", 0, "due", to="2023-02-30"), "$.next_steps[0].due", "no date"),
        (_set("next_steps", 0, "due", to="in May"), "$.next_steps[0].due", "pattern"),
        (_set("next_steps", 0, "when", to=""), "$.next_steps[0].due", "`when`"),
        (_set("next_steps", 0, "certainty", to="conditional"), "$.next_steps[0].depends_on", ""),
        (_set("next_steps", 0, "depends_on", to=["c1"]), "$.next_steps[0].certainty", "is cond"),
        (_set("next_steps", 0, "depends_on", to=["c7"]), "$.next_steps[0].depends_on[0]", "c7"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_file_and_place(
    tmp_path: Path, change: Callable[[Any], None], place: str, words: str
) -> None:
    label = good_label()
    change(label)
    found = faults_of(write(tmp_path / "strike", label))
    assert any(line.startswith(f"strike/label.json: {place}: ") and words in line for line in found)


@pytest.mark.parametrize("due", ["2023-03-16", "2023-03", "2023"])
def test_a_due_date_may_be_a_day_a_month_or_a_year(tmp_path: Path, due: str) -> None:
    label = good_label()
    label["next_steps"][0]["due"] = due
    assert load_case(write(tmp_path / "strike", label)).label.next_steps[0].due == due


def test_all_faults_of_a_case_come_at_once_those_of_shape_and_those_of_sense(
    tmp_path: Path,
) -> None:
    label = good_label()
    label["actors"][0]["kind"] = "ship"
    label["positions"][0] |= {"holder": "a9", "statement": "w " * 29 + "w"}
    label["next_steps"][0]["evidence"] = ["No such words."]
    found = faults_of(write(tmp_path / "strike", label, meta=META.replace('"CC0"', '""')))
    places = {line.split(": ")[1] for line in found}
    assert places >= {
        "$.licence", "$.actors[0].kind", "$.positions[0].holder", "$.next_steps[0].evidence[0]",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("label.json", b"{", "this is no JSON"),
        ("label.json", b'{"actors": [], "actors": []}', "stands twice"),
        ("label.json", b"[]", "$"),
        ("label.json", b"\xff\xfe", "not UTF-8"),
        ("meta.toml", b"title = ", "this is no TOML"),
        ("meta.toml", META.encode() + b"mood = 'good'\n", "$.mood"),
        ("source.txt", b" \n", "empty"),
        ("source.txt", None, "cannot be read"),
        ("meta.toml", None, "cannot be read"),
        ("label.json", None, "cannot be read"),
    ],
)
def test_a_broken_or_missing_file_is_named(
    tmp_path: Path, file: str, content: bytes | None, words: str
) -> None:
    folder = write(tmp_path / "strike", good_label())
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    assert any(line.startswith(f"strike/{file}: ") and words in line for line in faults_of(folder))


def test_faults_of_all_cases_come_at_once_and_an_unknown_name_is_one(tmp_path: Path) -> None:
    write(tmp_path / "one", "{")
    write(tmp_path / "two", "{")
    write(tmp_path / "right", good_label())
    with pytest.raises(InvalidCases) as caught:
        load_cases(tmp_path, ["one", "two", "three"])
    assert {fault.case for fault in caught.value.faults} == {"one", "two", "three"}
    assert [case.slug for case in load_cases(tmp_path, ["right"])] == ["right"]


def test_a_folder_without_cases_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InvalidCases, match="no cases"):
        load_cases(tmp_path / "nowhere")


def test_check_counts_what_is_right_and_ends_with_2_where_something_is_wrong(
    tmp_path: Path,
) -> None:
    write(tmp_path / "strike", good_label())
    good = CliRunner().invoke(main, ["check", "--cases", str(tmp_path)])
    assert good.exit_code == 0
    assert good.stdout.startswith("1 cases are right: 2 actors (2 vital), 1 positions (1 vital)")
    write(tmp_path / "broken", "{")
    bad = CliRunner().invoke(main, ["check", "--cases", str(tmp_path)])
    assert (bad.exit_code, bad.stdout) == (2, "")
    assert bad.stderr.startswith("broken/label.json: $: this is no JSON")


def test_label_opens_a_case_with_nothing_labelled_that_check_then_asks_about(
    tmp_path: Path,
) -> None:
    source = tmp_path / "strike.txt"
    source.write_text(f"Dockworkers to vote\n14 March 2023\n{TEXT}\n")
    made = CliRunner().invoke(
        main, ["label", str(source), "--by", 'Ann "A"', "--cases", str(tmp_path / "cases")]
    )
    assert made.exit_code == 0, made.output
    label = Path(made.stdout.strip())
    assert TEXT in (label.parent / "source.txt").read_text()
    written = json.loads(label.read_text())
    assert {name: written[name] for name in ("actors", "positions")} == {
        "actors": [],
        "positions": [],
    }
    places = {line.split(": ")[1] for line in faults_of(label.parent)}
    assert places == {"$.source", "$.licence", "$.kind"}
    again = CliRunner().invoke(main, ["label", str(source), "--cases", str(tmp_path / "cases")])
    assert again.exit_code == 2
    assert "already" in again.stderr


@pytest.mark.parametrize("slug", ["../up", "Upper", "a b", "-"])
def test_label_refuses_a_name_that_is_no_slug(tmp_path: Path, slug: str) -> None:
    source = tmp_path / "strike.txt"
    source.write_text(TEXT)
    made = CliRunner().invoke(
        main, ["label", str(source), f"--slug={slug}", "--cases", str(tmp_path / "cases")]
    )
    assert made.exit_code == 2
    assert not (tmp_path / "cases").exists()


def test_the_schema_for_editors_is_in_step_with_the_models() -> None:
    assert case_schema.SCHEMA.read_text() == case_schema.rendered(), "run: python -m evals schema"


def test_help_lists_every_command_and_loads_none_of_them() -> None:
    code = (
        "import sys; from evals.__main__ import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print('scipy' in sys.modules, 'summarizer' in sys.modules)"
    )
    shown = subprocess.run(  # noqa: S603  # our own code, in a process that has loaded nothing
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert all(name in shown for name in COMMANDS)
    assert shown.endswith("False False\n")


def test_every_command_can_be_loaded() -> None:
    for name in COMMANDS:
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_cases_stand_where_the_loader_looks() -> None:
    assert CASES == ROOT / "evals" / "cases"
