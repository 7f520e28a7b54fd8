"""What the tables say of hand-made trials."""

from collections.abc import Mapping
from typing import Any

from support.labelled import case
from support.peers import trial

from evals.cases import Case
from evals.oracle import oracle
from evals.peers import page, table
from evals.peers.trials import Spent, Trial

SENTENCE = "{name} council opposes the tunnel."
Trials = dict[tuple[str, str], Trial]


def small(name: str) -> Case:
    text = SENTENCE.format(name=name)
    position = {"holder": f"{name} council", "stance": "opposes", "statement": text}
    items = {"actors": [{"name": f"{name} council"}], "positions": [position]}
    return case(text, items, slug=name.lower())


CASES = tuple(map(small, ("Avon", "Blyth", "Calder", "Derwent")))


def right(of: Case) -> dict[str, Any]:
    return oracle(of).model_dump(mode="json")


def half(of: Case) -> dict[str, Any]:
    """Finds the actor and not the position, and misquotes."""
    name = of.text.split(" council")[0]
    actor = {"name": f"{name} council", "kind": "organisation", "role": "", "quote": "Somebody"}
    return {"title": "", "gist": "", "actors": [actor]}


def both(**fields: Any) -> Trials:
    """Ours is right everywhere; the peer finds half, for four times the tokens."""
    spent = Spent(calls=2, input_tokens=3_000, output_tokens=200, cut=1)
    more = {"spent": spent, "seconds": 40.0, **fields}
    ours = {("summarizer", of.slug): trial("summarizer", of, right(of)) for of in CASES}
    peers = {("instructor", of.slug): trial("instructor", of, half(of), **more) for of in CASES}
    return {**ours, **peers}


def cells(text: str) -> Mapping[str, list[str]]:
    """A table's rows by their first cell, without it."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 1}


def test_quality_is_that_of_the_scorer_with_its_intervals() -> None:
    rows = cells(table.quality(table.scored(both(), CASES)))
    assert list(rows) == ["system", "---", "summarizer", "instructor"]
    assert rows["summarizer"][0] == "1.00 (1.00–1.00)"
    assert rows["instructor"][:3] == ["0.75 (0.75–0.75)", "1.00 (1.00–1.00)", "0.00 (0.00–0.00)"]
    assert (rows["summarizer"][-1], rows["instructor"][-1]) == ("100%", "0%")


def test_costs_stand_beside_their_multiple_of_ours() -> None:
    rows = cells(table.costs(table.scored(both(), CASES)))
    assert rows["summarizer"][:4] == ["1,000 (1.0x)", "50 (1.0x)", "10 (1.0x)", "8 (1.0x)"]
    assert rows["instructor"][:3] == ["3,000 (3.0x)", "200 (4.0x)", "40 (4.0x)"]
    assert rows["instructor"][4:] == ["2.0", "0 of 4", "4 of 8"]


def test_processor_time_is_left_out_where_the_engine_is_elsewhere() -> None:
    rows = cells(table.costs(table.scored(both(cpu_seconds=None), CASES)))
    assert rows["instructor"][3] == "–"


def test_a_failure_counts_against_quality_and_is_named() -> None:
    trials = both()
    trials["instructor", "avon"] = trial("instructor", CASES[0], None)
    rows = table.scored(trials, CASES)
    quality = cells(table.quality(rows))["instructor"]
    assert quality[1].startswith("0.86")  # three of four actors: 6 / (6 + 1)
    assert cells(table.costs(rows))["instructor"][5] == "1 of 4"
    assert "(TimeLimit)" in cells(table.by_text(rows))["avon"][1]
    kinder = cells(table.sensitivity(rows))["instructor"]
    assert kinder[1] == "0.75 (0.75–0.75)"
    assert kinder[0] != kinder[1]


def test_a_system_that_answered_nothing_has_no_kinder_figure() -> None:
    trials = both() | {("instructor", of.slug): trial("instructor", of, None) for of in CASES}
    assert cells(table.sensitivity(table.scored(trials, CASES)))["instructor"][1] == "–"


def test_bars_are_held_against_the_best_peer() -> None:
    trials = both() | {
        ("langextract", of.slug): trial("langextract", of, {"extractions": []}, seconds=15.0)
        for of in CASES
    }
    rows = cells(table.bars(table.scored(trials, CASES)))
    assert rows["macro-F1, against `instructor`"] == [
        "1.000", "0.750", "1.33 (1.33–1.33)", "≥ 2", "no",
    ]  # fmt: skip
    assert rows["seconds, against `langextract`"][2:] == ["0.67 (0.67–0.67)", "≤ 0.5", "no"]
    tokens = rows["output tokens, against `instructor`"]
    assert tokens == ["50", "200", "0.25 (0.25–0.25)", "≤ 0.6", "yes"]


def test_ratios_are_paired_over_cases() -> None:
    """A case that is dear for both does not widen the interval."""
    trials = both()
    for number, of in enumerate(CASES, 1):
        for system, tokens in (("summarizer", 10 * number), ("instructor", 40 * number)):
            spent = Spent(calls=1, output_tokens=tokens)
            trials[system, of.slug] = trials[system, of.slug].model_copy(update={"spent": spent})
    rows = table.scored(trials, CASES)
    found = table.ratio(rows["summarizer"], rows["instructor"], "output_tokens")
    assert (found.value, found.low, found.high) == (0.25, 0.25, 0.25)


def test_only_cases_that_all_systems_have_read_are_compared() -> None:
    trials = both()
    del trials["instructor", "avon"]
    trials["summarizer", "blyth"] = trials["summarizer", "blyth"].model_copy(
        update={"text_sha256": "of another version"}
    )
    rows = table.scored(trials, CASES)
    assert [one.trial.case for one in rows["instructor"]] == ["calder", "derwent"]
    assert [one.trial.case for one in rows["summarizer"]] == ["calder", "derwent"]


def test_bars_need_both_sides() -> None:
    alone = {key: one for key, one in both().items() if key[0] == "summarizer"}
    assert list(cells(table.bars(table.scored(alone, CASES)))) == ["figure", "---"]


def test_what_was_asked_is_told_with_date_and_versions() -> None:
    rows = cells(table.about(table.scored(both(), CASES)))
    assert rows["instructor"] == ["2026-11-22", "`m`", "instructor 1.0"]


def test_nothing_read_is_said_in_words() -> None:
    assert page.told({}, CASES) == "no case has been read by all systems yet"
    assert page.told(both(), CASES).count("| system |") == 4
