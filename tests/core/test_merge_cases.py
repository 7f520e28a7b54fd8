"""What becomes of what the parts of a text say: contradictions, repetitions, references."""

from typing import Any

import pytest
from support.merging import DOCUMENT, NO_WORDS, PARTS, RUN, SAYINGS, actor, claims, saying

from summarizer.assemble import assemble
from summarizer.checks import Faulty
from summarizer.checks.fault import Fault
from summarizer.document import Document
from summarizer.draft import (
    Draft,
    DraftCondition,
    DraftNextStep,
    DraftPosition,
    Malformed,
)
from summarizer.merge import Found, merge
from summarizer.parts import Part, cut
from summarizer.repair import Repaired
from summarizer.schema import Summary


def position(part: Part, said: int, **changes: Any) -> Found:
    """One position in a part, where the part says it."""
    number = next(s.number for s in part.document.segments if s.text == SAYINGS[said])
    values = {"at": [number], "holder": "Hamm", "reported_by": "", "stance": "asserts"}
    item = DraftPosition(**{**values, "statement": SAYINGS[said], **changes})
    return Found(part, NO_WORDS, Repaired((actor("Hamm", [number]), item), (), 0))


@pytest.mark.parametrize(("one", "two"), [(0, 1), (2, 3)])
def test_what_contradicts_itself_is_told_twice_each_with_its_place(one: int, two: int) -> None:
    merged = merge([position(saying(one)[0], one), position(saying(two)[-1], two)])
    first, second = claims(merged.repaired.accepted)

    assert isinstance(first, DraftPosition)
    assert isinstance(second, DraftPosition)
    assert {first.statement, second.statement} == {SAYINGS[one], SAYINGS[two]}
    assert first.at != second.at
    assert first.holder == second.holder == "Hamm"


def test_what_all_parts_say_stands_once_with_the_evidence_of_all() -> None:
    """A sentence that a text repeats word for word is one segment, with all its places."""
    merged = merge([position(part, 4) for part in saying(4)])
    [item] = claims(merged.repaired.accepted)
    summary = assemble(DOCUMENT, merged.draft, merged.repaired, RUN)

    assert len(item.at) == 1
    assert len(summary.positions[0].evidence) == 4


def test_evidence_is_not_bounded_by_what_a_model_may_write() -> None:
    text = "\n\n".join(
        f"On day {n} the harbour stays open all night, Hamm said." for n in range(200)
    )
    parts = cut(Document.from_text(text), 200)
    found = [
        Found(
            part,
            NO_WORDS,
            Repaired(
                (
                    actor("Hamm", [1]),
                    DraftPosition(
                        at=[len(part.document.segments)], holder="Hamm", reported_by="",
                        stance="asserts", statement=SAYINGS[4],
                    ),
                ),
                (),
                0,
            ),
        )
        for part in parts
    ]  # fmt: skip
    [item] = claims(merge(found).repaired.accepted)

    assert len(parts) > 12
    assert len(item.at) == len(parts)


def test_a_condition_that_was_met_later_stands_beside_the_open_one() -> None:
    def condition(part: Part, status: Any) -> Found:
        item = DraftCondition(
            at=[4], requirement=SAYINGS[0], gates=SAYINGS[4], set_by="", status=status
        )
        return Found(part, NO_WORDS, Repaired((item,), (), 0))

    merged = merge([condition(PARTS[1], "open"), condition(PARTS[3], "met")])

    assert {getattr(item, "status", "") for item in merged.repaired.accepted} == {"open", "met"}


def test_steps_hang_on_conditions_of_other_parts() -> None:
    condition = DraftCondition(
        at=[4], requirement=SAYINGS[0], gates="the dockers return to work", set_by=""
    )
    step = DraftNextStep(
        at=[4], actors=["UD"], action="The dockers return to work", when="", certainty="conditional"
    )
    merged = merge(
        [
            Found(PARTS[1], NO_WORDS, Repaired((actor("United Dockers", [3]), condition), (), 1)),
            Found(PARTS[3], NO_WORDS, Repaired((actor("UD", [3]), step), (), 2)),
        ]
    )
    summary = assemble(DOCUMENT, merged.draft, merged.repaired, RUN)

    assert merged.repaired.asked_again == 3
    assert summary.next_steps[0].depends_on == ("c1",)
    assert [one.name for one in summary.actors] == ["United Dockers"]
    assert summary.next_steps[0].actors == ("a1",)


def test_what_does_not_stand_keeps_its_reason_and_gets_the_whole_s_numbers() -> None:
    part = PARTS[2]
    item = DraftPosition(
        at=[len(part.document.segments)],
        holder="X",
        reported_by="",
        stance="asserts",
        statement="Y",
    )
    dropped = (
        Faulty(item, "position", (Fault("unlisted-actor", "Who?"),)),
        Faulty(Malformed(reason="no", raw={"a": 1}), "actor", (Fault("malformed", "no"),)),
    )
    merged = merge(
        [Found(one, NO_WORDS, Repaired((), dropped if one is part else (), 0)) for one in PARTS]
    )
    summary = assemble(DOCUMENT, merged.draft, merged.repaired, RUN)

    assert [one.reason for one in summary.dropped] == ["Who?", "no"]
    assert summary.dropped[0].item["at"] == [max(part.own)]


def test_what_is_found_in_the_head_counts_where_its_own_part_was_not_read() -> None:
    item = DraftPosition(
        at=[1], holder="Hamm", reported_by="", stance="asserts", statement="The day begins."
    )
    found = [Found(part, NO_WORDS, Repaired((actor("Hamm", [1]), item), (), 0)) for part in PARTS]

    assert [one.at for one in claims(merge(found).repaired.accepted)] == [[1]]
    assert [one.at for one in claims(merge(found[1:]).repaired.accepted)] == [[1]]
    assert (
        claims(
            merge([Found(PARTS[0], NO_WORDS, Repaired((), (), 0)), *found[1:]]).repaired.accepted
        )
        == []
    )


def test_headline_and_gist_come_from_the_parts_in_their_order() -> None:
    drafts = [
        Draft(title="", gist="The day begins. Nobody works."),
        Draft(title="Hamm signs", gist="Hamm signs. Lind waits."),
        Draft(title="Lind waits", gist="The day begins."),
    ]
    found = [
        Found(part, draft, Repaired((), (), 0)) for part, draft in zip(PARTS, drafts, strict=False)
    ]
    merged = merge(found[::-1])

    assert merged.draft.title == "Hamm signs"
    assert merged.draft.gist == "The day begins. Hamm signs. Nobody works. Lind waits."


def test_a_text_in_one_part_is_as_it_is() -> None:
    one = position(Part.all_of(DOCUMENT), 4)
    merged = merge([one])

    assert merged.repaired is one.repaired
    assert merged.draft is one.draft
    assert isinstance(merged.repaired.accepted, tuple)
    assert not isinstance(merged, Summary)
