"""The guided reading of the seed: code alone finds what must be found, whatever the model says."""

import pytest
from support.evidence import all_evidence
from support.obliging import obliging
from support.scripted import ScriptedModel

from summarizer import Summary, summarize
from summarizer.document import Document
from summarizer.schema import NextStep, Position

pytestmark = pytest.mark.usefixtures("parser")


@pytest.fixture(scope="module")
def model() -> ScriptedModel:
    return ScriptedModel(obliging("A volcano erupted over Lisbon."), profile="small")


@pytest.fixture(scope="module")
def summary(seed: Document, model: ScriptedModel) -> Summary:
    return summarize(seed, model=model)


def forms(summary: Summary, actor_id: str | None) -> tuple[str, ...]:
    """All that the actor is called."""
    actor = summary.actor(actor_id or "")
    return (actor.name, *actor.aliases)


def position(summary: Summary, *words: str) -> Position:
    [found] = [
        position
        for position in summary.positions
        if all(word in position.statement for word in words)
    ]
    return found


def step(summary: Summary, words: str) -> NextStep:
    return next(step for step in summary.next_steps if words in step.action)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Dmitry Peskov", "person"),
        ("Russian delegation", "group"),
        ("Vladimir Putin", "person"),
        ("Donald Trump", "person"),
        ("Volodymyr Zelensky", "person"),
        ("Moscow", "government"),
    ],
)
def test_the_actors(summary: Summary, form: str, kind: str) -> None:
    [found] = [actor for actor in summary.actors if form in forms(summary, actor.id)]

    assert found.kind == kind


def test_the_spokesman_s_role(summary: Summary) -> None:
    [peskov] = [actor for actor in summary.actors if actor.name == "Dmitry Peskov"]

    assert peskov.role == "Kremlin spokesman"
    assert "Peskov" in peskov.aliases


def test_the_memorandum_will_not_be_published(summary: Summary) -> None:
    found = position(summary, "memorandum", "made public")

    assert found.stance == "declines"
    assert "Moscow" in forms(summary, found.holder)
    assert "Dmitry Peskov" in forms(summary, found.reported_by)


def test_what_is_expected_of_istanbul(summary: Summary) -> None:
    found = position(summary, "draft memoranda will be discussed")

    assert found.stance == "expects"
    assert "Moscow" in forms(summary, found.holder)
    assert "Dmitry Peskov" in forms(summary, found.reported_by)


def test_putin_favours_contacts_and_peskov_tells_it(summary: Summary) -> None:
    found = position(summary, "contacts at the highest level")

    assert found.stance == "supports"
    assert "Vladimir Putin" in forms(summary, found.holder)
    assert "Dmitry Peskov" in forms(summary, found.reported_by)


@pytest.mark.parametrize(
    ("requirement", "gates"),
    [
        ("productive negotiations", "contacts between Russian President Vladimir Putin"),
        ("result is achieved", "contacts at the highest level"),
    ],
)
def test_no_contacts_at_the_highest_level_without_a_result(
    summary: Summary, requirement: str, gates: str
) -> None:
    [found] = [c for c in summary.conditions if requirement in c.requirement]

    assert gates in found.gates
    assert found.status == "open"


def test_the_delegation_leaves(summary: Summary) -> None:
    found = step(summary, "leave for Istanbul")

    assert "Russian delegation" in forms(summary, *found.actors)
    assert found.certainty == "planned"


def test_it_is_ready_on_monday_the_second_of_june(summary: Summary) -> None:
    found = step(summary, "ready")

    assert (found.when, found.due) == ("on Monday morning", "2025-06-02")
    assert "Russian delegation" in forms(summary, *found.actors)


def test_what_the_text_says_twice_has_both_places(summary: Summary) -> None:
    found = position(summary, "memorandum", "made public")

    assert len({piece.start for piece in found.evidence}) >= 2


def test_every_item_has_its_words_and_nothing_was_dropped(summary: Summary, seed: Document) -> None:
    found = all_evidence(summary)

    assert all(found)
    for piece in (piece for pieces in found for piece in pieces):
        assert seed.text[piece.start : piece.end] == piece.quote
    assert summary.dropped == ()


def test_one_small_question_is_put(summary: Summary, model: ScriptedModel, seed: Document) -> None:
    [prompt] = model.prompts

    assert summary.run.prompt == prompt.id == "guided@1"
    assert all(f"[{segment.number}] " in prompt.messages[-1].content for segment in seed.segments)


def test_words_that_the_text_does_not_carry_are_replaced_by_code_s(summary: Summary) -> None:
    assert "volcano" not in summary.gist + summary.title
    assert "be ready on Monday" in summary.gist  # the first step, which the model picked
    assert "result is achieved" in summary.gist or "productive negotiations" in summary.gist
    assert summary.title


SUPPORTED = "The Russian delegation of negotiators is leaving for Istanbul."


def test_words_that_the_cited_segment_carries_are_used(seed: Document) -> None:
    model = ScriptedModel(obliging(SUPPORTED), profile="small")
    summary = summarize(seed, model=model)

    assert SUPPORTED in summary.gist
    assert summary.title == SUPPORTED


def long_text() -> str:
    """Far more than a small window holds; every fifth sentence carries an item."""
    return "\n".join(
        f"Mayor Ada Ham wants town number {n} to build a bridge."
        if n % 5 == 0
        else f"In town number {n} there was rain in the night, and the river rose a little again."
        for n in range(300)
    )


def test_a_text_that_is_too_long_is_shown_in_parts_that_carry_items() -> None:
    model = ScriptedModel(obliging(), profile="small", context_tokens=4096)
    summary = summarize(long_text(), model=model)
    shown = model.prompts[0].messages[-1].content

    assert summary.positions
    assert "wants town number 0 " in shown
    assert "rain in the night" not in shown
