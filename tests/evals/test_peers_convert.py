"""What a peer said is brought to a summary without making it better or worse than it is."""

import json
from typing import Any

import pytest
from support.labelled import case
from support.peers import trial

from evals.cases import load_cases
from evals.labels import GoldItem
from evals.peers import quotes
from evals.peers.convert import summary_of
from evals.peers.nearest import misquotes_placed
from evals.scoring import score
from summarizer.document import Document
from summarizer.schema import Summary

TEXT = (
    "The Northport Dockworkers’ Union will ballot its members on Thursday, secretary Lena Ortiz"
    " said. “We will not go back to the table unless the company withdraws the plan,” Ortiz said."
    " Harbour Terminals declined to comment. Harbour Terminals declined to comment."
)
STRIKE = case(
    TEXT,
    {
        "actors": [
            {"name": "Northport Dockworkers’ Union", "aliases": ["the union"]},
            {"name": "Lena Ortiz", "kind": "person"},
            {"name": "Harbour Terminals"},
        ],
        "positions": [
            {
                "holder": "Northport Dockworkers’ Union",
                "stance": "declines",
                "statement": "The union will not go back to the table.",
                "evidence": ["“We will not go back to the table unless the company"],
            }
        ],
    },
)
POSITION: dict[str, Any] = {
    "quote": "We will not go back to the table",
    "holder": "the union",
    "reported_by": "Ortiz",
    "stance": "declines",
    "statement": "The union will not return to the table.",
}
UNION: dict[str, Any] = {
    "quote": "The Northport Dockworkers' Union will ballot its members",
    "name": "Northport Dockworkers' Union",
    "kind": "organisation",
    "role": "",
    "aliases": ["the union"],
}


def quoted(**lists: list[dict[str, Any]]) -> Summary:
    return summary_of(trial("instructor", STRIKE, {"title": "", "gist": "", **lists}), STRIKE)


def extracted(*extractions: dict[str, Any]) -> Summary:
    return summary_of(trial("langextract", STRIKE, {"extractions": list(extractions)}), STRIKE)


def mention(words: str, start: int | None, **attributes: Any) -> dict[str, Any]:
    return {
        "class": "actor",
        "text": words,
        "start": start,
        "end": None if start is None else start + len(words),
        "alignment": None,
        "attributes": {"kind": "person", "role": "", "aliases": [], **attributes},
    }


@pytest.mark.parametrize(
    "quote",
    [
        "We will not go back to the table",
        '"We will not go back to the table',
        "we  will not\ngo back to the table.",
        "The Northport Dockworkers' Union",
    ],
)
def test_a_quote_is_found_whatever_its_marks_blanks_and_case(quote: str) -> None:
    (found,) = quotes.evidence_of([quote], STRIKE.document)
    assert TEXT[found.start : found.end] == found.quote
    assert found.segment == (1 if "Union" in quote else 2)


@pytest.mark.parametrize(
    "quote",
    [
        "We will go back to the table",
        "We will not go back to the tables",
        "will ballot its members … Ortiz said",
        "...",
    ],
)
def test_a_quote_with_other_words_stands_nowhere(quote: str) -> None:
    (found,) = quotes.evidence_of([quote], STRIKE.document)
    assert (found.segment, found.start, found.end, found.quote) == (0, 0, 0, quote)


def test_a_quote_points_at_every_place_that_has_it() -> None:
    found = quotes.evidence_of(["Harbour Terminals declined to comment"], STRIKE.document)
    assert len(found) == 2
    assert {one.segment for one in found} == {3}


def test_an_empty_quote_is_no_evidence() -> None:
    assert quotes.evidence_of(["", "  "], STRIKE.document) == ()


def test_names_become_references_by_the_rules_of_the_product() -> None:
    ortiz = {**UNION, "quote": "Lena Ortiz", "name": "Lena Ortiz", "kind": "person", "aliases": []}
    summary = quoted(actors=[UNION, ortiz], positions=[POSITION])
    assert [actor.id for actor in summary.actors] == ["a1", "a2"]
    assert summary.positions[0].holder == "a1"
    assert summary.positions[0].reported_by == "a2"


def test_a_holder_who_is_not_listed_is_named_by_being_one() -> None:
    summary = quoted(positions=[POSITION])
    assert [actor.name for actor in summary.actors] == ["the union"]
    assert summary.positions[0].holder == summary.actors[0].id
    assert summary.positions[0].reported_by is None


def test_a_position_of_nobody_is_kept_and_matches_nothing() -> None:
    summary = quoted(actors=[UNION], positions=[{**POSITION, "holder": ""}])
    assert summary.positions[0].holder == ""
    assert score(STRIKE, summary).kinds["position"].tp == 0


def test_doers_who_are_not_listed_are_left_out() -> None:
    step = {
        "quote": "will ballot its members on Thursday",
        "actors": ["the union", "somebody else"],
        "action": "ballots its members",
        "when": "on Thursday",
        "certainty": "scheduled",
    }
    summary = quoted(actors=[UNION], next_steps=[step])
    assert summary.next_steps[0].actors == ("a1",)
    assert summary.next_steps[0].due == ""


def test_a_misquoted_item_is_kept_and_is_not_grounded() -> None:
    altered = {**POSITION, "quote": "We will go back to the table unless the company withdraws"}
    summary = quoted(actors=[UNION], positions=[altered])
    found = score(STRIKE, summary)
    assert summary.positions[0].evidence[0].quote == altered["quote"]
    assert (found.grounded.right, found.grounded.total) == (1, 2)
    assert found.kinds["position"].tp == 0
    assert found.kinds["position"].fp == 1


def test_a_misquote_that_is_placed_can_match_but_stays_ungrounded() -> None:
    altered = {**POSITION, "quote": "We will never go back to the table unless the company bends"}
    summary = quoted(actors=[UNION], positions=[altered])
    placed = misquotes_placed(summary, STRIKE.document)
    found = score(STRIKE, placed)
    assert found.kinds["position"].tp == 1
    assert found.grounded.right == 1
    assert misquotes_placed(placed, STRIKE.document) == placed


def test_a_misquote_without_a_word_of_the_text_stays_nowhere() -> None:
    summary = quoted(positions=[{**POSITION, "quote": "Zebras gallop"}])
    assert misquotes_placed(summary, STRIKE.document) == summary


def test_the_mentions_of_an_actor_become_one_actor_with_all_its_forms() -> None:
    summary = extracted(
        mention("Ortiz", TEXT.index("Ortiz")),
        mention("Lena Ortiz", TEXT.index("Lena"), aliases=["the secretary"]),
        mention("Harbour Terminals", TEXT.index("Harbour"), kind="organisation"),
        mention("Ortiz", TEXT.rindex("Ortiz")),
    )
    assert [actor.name for actor in summary.actors] == ["Lena Ortiz", "Harbour Terminals"]
    assert set(summary.actors[0].aliases) == {"Ortiz", "the secretary"}
    assert len(summary.actors[0].evidence) == 3
    assert score(STRIKE, summary).grounded.right == 2


def test_an_extraction_that_could_not_be_placed_is_kept_and_is_not_grounded() -> None:
    summary = extracted(mention("Marek Dahl", None))
    assert summary.actors[0].evidence[0].segment == 0
    assert score(STRIKE, summary).grounded.right == 0


def test_an_altered_extraction_keeps_its_words_at_the_place_that_the_peer_gave() -> None:
    """Such a match is called fuzzy there: the user is shown the altered words."""
    words = "We will go back to the table"
    start = TEXT.index("We will")
    one = {
        **mention(words, start),
        "class": "position",
        "end": start + len("We will not go back to the table"),
        "attributes": {"holder": "the union", "stance": "declines", "statement": ""},
    }
    summary = extracted(mention("Northport Dockworkers’ Union", 4, aliases=["the union"]), one)
    position = summary.positions[0]
    assert position.evidence[0].quote == words
    assert position.evidence[0].start == start
    assert position.statement == words
    assert score(STRIKE, summary).grounded.right == 1


@pytest.mark.parametrize("kind", ["position", "condition", "next_step"])
def test_missing_and_misshapen_attributes_are_filled_with_what_costs_least(kind: str) -> None:
    attributes = {"holder": 7, "stance": "shouts", "actors": "Lena Ortiz", "aliases": None}
    one = {**mention("Harbour Terminals declined", None), "class": kind, "attributes": attributes}
    summary = extracted(mention("Lena Ortiz", TEXT.index("Lena")), one)
    items = {
        "position": [(p.statement, p.stance) for p in summary.positions],
        "condition": [(c.requirement, c.status) for c in summary.conditions],
        "next_step": [(s.action, s.actors) for s in summary.next_steps],
    }
    rest = {"position": "asserts", "condition": "open", "next_step": ("a1",)}
    assert items[kind] == [("Harbour Terminals declined", rest[kind])]


def test_a_failure_is_a_summary_with_nothing_in_it() -> None:
    failed = trial("instructor", STRIKE, None, failure="IncompleteOutputException")
    summary = summary_of(failed, STRIKE)
    found = score(STRIKE, summary)
    assert (found.kinds["actor"].tp, found.kinds["actor"].fn) == (0, 3)
    assert summary.run.output_tokens == 50


def test_complete_items_of_a_cut_answer_can_be_saved_for_a_second_look() -> None:
    text = json.dumps({"actors": [UNION, UNION], "title": "A title"})
    failed = trial("instructor", STRIKE, None, failure="IncompleteOutputException")
    cut = failed.model_copy(update={"last_text": text[: text.rindex('"kind"')]})
    assert [actor.name for actor in summary_of(cut, STRIKE, mend_cut=True).actors] == [
        UNION["name"]
    ]
    assert not summary_of(cut, STRIKE).actors
    assert not summary_of(failed, STRIKE, mend_cut=True).actors


def test_our_own_summary_is_taken_as_it_is() -> None:
    ours = quoted(actors=[UNION]).model_dump(mode="json")
    assert summary_of(trial("summarizer", STRIKE, ours), STRIKE).actors[0].id == "a1"


@pytest.mark.parametrize("slug", ["adv-spokesman-principal", "amazon-fires-g7-2019", "adv-dates"])
def test_conversion_costs_a_peer_nothing(slug: str) -> None:
    """One that says what the label says is right everywhere, in either peer's form."""
    (of,) = load_cases(only=[slug])
    names = {actor.id: actor.name for actor in of.label.actors}
    items = {
        "actors": [_written(item, names) for item in of.label.actors],
        "positions": [_written(item, names) for item in of.label.positions],
        "conditions": [_written(item, names) for item in of.label.conditions],
        "next_steps": [_written(item, names) for item in of.label.next_steps],
    }
    answer = {"title": "", "gist": "", **items}
    found = score(of, summary_of(trial("instructor", of, answer), of))
    assert found.macro_f1 == 1.0
    assert found.grounded.right == found.grounded.total


def _written(item: GoldItem, names: dict[str, str]) -> dict[str, Any]:
    """A label as bare instructor would write it."""
    fields = item.model_dump(exclude={"id", "vital", "evidence", "due", "depends_on"})
    for name in ("holder", "reported_by", "set_by"):
        if name in fields:
            fields[name] = names.get(fields[name] or "", "")
    if "actors" in fields:
        fields["actors"] = [names[actor] for actor in fields["actors"]]
    return {**fields, "quote": item.evidence[0]}


def test_a_quote_over_two_segments_belongs_to_the_first() -> None:
    document = Document.from_text("One came early. Two came late.")
    (found,) = quotes.evidence_of(["came early. Two came"], document)
    assert found.segment == 1
