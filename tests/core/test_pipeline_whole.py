"""From a text to a summary in one call: what stands, where it stands, and what it cost."""

from pathlib import Path

import pytest
from support.evidence import all_evidence
from support.scripted import ScriptedModel
from support.strike import LINES, NO_COMMENT, STEP, TEXT, WITHDRAWAL, answer, strike

from summarizer import Document, Origin, Summary, prompting, summarize
from summarizer.draft import Draft
from summarizer.errors import EmptyInput, PromptNotFound, SummarizerError
from summarizer.model import Answer, Budget, Progress, Usage
from summarizer.pipeline import plan


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarize(strike(), model=ScriptedModel([answer()], dollars_a_token=0.001))


def test_every_item_of_a_good_answer_stands(summary: Summary) -> None:
    assert [actor.name for actor in summary.actors] == [
        "Northport Dockworkers' Union",
        "Lena Ortiz",
        "Harbour Terminals",
    ]
    assert [(p.id, p.holder, p.reported_by, p.stance) for p in summary.positions] == [
        ("p1", "a1", "a2", "declines"),
        ("p2", "a3", None, "declines"),
    ]
    assert [(c.id, c.set_by, c.status) for c in summary.conditions] == [("c1", "a1", "open")]
    assert summary.dropped == ()


def test_code_resolves_the_day_and_the_doer(summary: Summary) -> None:
    [step] = summary.next_steps

    assert (step.actors, step.when, step.due, step.certainty) == (
        ("a1",), "on Thursday", "2023-03-16", "scheduled",
    )  # fmt: skip


def test_every_piece_of_evidence_is_copied_from_the_text(summary: Summary) -> None:
    found = all_evidence(summary)

    assert len(found) == 7
    assert all(found)
    for piece in (piece for pieces in found for piece in pieces):
        assert TEXT[piece.start : piece.end] == piece.quote == LINES[piece.segment - 1]


def test_the_document_is_described(summary: Summary) -> None:
    assert summary.document.model_dump() == {
        "source": "strike.txt",
        "title": "",
        "date": "2023-03-14",
        "characters": len(TEXT),
        "segments": 5,
    }


def test_the_run_tells_what_it_cost(summary: Summary) -> None:
    assert summary.run.model_dump(exclude={"seconds"}) == {
        "model": "scripted",
        "prompt": "summary@1",
        "calls": 1,
        "repairs": 0,
        "input_tokens": 100,
        "output_tokens": 20,
        "cached_tokens": 10,
        "cost_usd": pytest.approx(0.12),
    }
    assert summary.run.seconds >= 0


def test_no_price_is_no_cost() -> None:
    assert summarize(TEXT, model=ScriptedModel([answer()])).run.cost_usd is None


def test_a_conditional_step_names_what_it_hangs_on() -> None:
    step = {**STEP, "at": [4], "action": "withdraws the night-shift plan", "when": ""}
    answers = [answer(next_steps=[{**step, "certainty": "conditional"}]), answer(next_steps=[step])]
    hanging, free = (summarize(TEXT, model=ScriptedModel([one])) for one in answers)

    assert hanging.next_steps[0].depends_on == ("c1",)
    assert free.next_steps[0].depends_on == ()


def test_the_model_is_asked_what_the_prompt_set_says() -> None:
    model = ScriptedModel([answer()])
    document = strike()
    summarize(document, model=model)

    assert model.asked_for == [Draft]
    assert model.prompts == [
        prompting.load("summary@1").render(prompting.document_values(document))
    ]


def test_a_dry_run_shows_the_very_prompt() -> None:
    model = ScriptedModel([answer()])
    shown = plan(strike(), profile="large", context_tokens=model.context_tokens)
    summarize(strike(), model=model)

    assert (shown.prompt_id, shown.parts) == ("summary@1", 1)
    assert list(shown.questions) == model.prompts
    assert shown.usage.output_tokens == model.prompts[0].max_output_tokens
    assert shown.usage.input_tokens > 1000


def test_a_cut_answer_keeps_its_complete_items_and_is_told() -> None:
    cut = Answer(Draft.model_validate({"actors": answer()["actors"]}), truncated=True)
    summary = summarize(TEXT, model=ScriptedModel([cut]))

    assert len(summary.actors) == 3
    assert (summary.positions, summary.dropped, summary.unread) == ((), (), ())
    assert summary.cut_off == tuple(range(1, summary.document.segments + 1))


def test_a_text_in_which_nothing_is_found_gives_an_empty_summary() -> None:
    summary = summarize("Rain fell.", model=ScriptedModel([{"actors": []}]))

    assert (summary.actors, summary.title, summary.gist) == ((), "Rain fell.", "")


def test_text_path_and_document_are_sources(tmp_path: Path) -> None:
    path = tmp_path / "strike.txt"
    path.write_text(TEXT)
    sources = (TEXT, path, strike())
    summaries = [summarize(source, model=ScriptedModel([answer()])) for source in sources]

    assert [s.document.source for s in summaries] == ["text", str(path), "strike.txt"]
    assert len({s.positions for s in summaries}) == 1


def test_origins_reach_the_evidence() -> None:
    document = Document.from_text(TEXT, origins=[Origin(0, len(TEXT), "https://chat/p1")])
    summary = summarize(document, model=ScriptedModel([answer()]))

    assert summary.conditions[0].evidence[0].origin == "https://chat/p1"


def test_what_is_said_twice_has_both_places() -> None:
    summary = summarize(f"{TEXT}\n{LINES[4]}", model=ScriptedModel([answer()]))

    assert [piece.quote for piece in summary.positions[1].evidence] == [LINES[4], LINES[4]]


def test_the_same_position_twice_is_one() -> None:
    summary = summarize(TEXT, model=ScriptedModel([answer(positions=[NO_COMMENT, NO_COMMENT])]))

    assert len(summary.positions) == 1


def test_a_wrong_number_is_mended_without_a_call() -> None:
    drifted = {**WITHDRAWAL, "at": [5]}
    summary = summarize(TEXT, model=ScriptedModel([answer(conditions=[drifted])]))

    assert [piece.segment for piece in summary.conditions[0].evidence] == [4]
    assert summary.run.calls == 1


def test_an_unknown_prompt_and_an_empty_text_fail_before_any_call() -> None:
    model = ScriptedModel()

    with pytest.raises(PromptNotFound):
        summarize(TEXT, model=model, prompt="summary@99")
    with pytest.raises(EmptyInput):
        summarize(" ", model=model)
    assert model.prompts == []


def test_an_error_of_the_first_call_is_the_caller_s_and_the_cost_stays_readable() -> None:
    budget = Budget()

    with pytest.raises(SummarizerError, match="it went wrong"):
        summarize(TEXT, model=ScriptedModel([SummarizerError("it went wrong")]), budget=budget)
    assert budget.spent == Usage(1, 100, 20, 10)


def test_a_megabyte_with_everything_in_it_is_summarized() -> None:
    text = TEXT + "".join(f"\nTown {n} pays {'x' * 200}." for n in range(4_700))
    first = "declined to comment on its pay offer"
    model = ScriptedModel(
        lambda prompt, _: answer() if first in prompt.messages[-1].content else {"actors": []}
    )
    summary = summarize(text, model=model, budget=Budget(calls=1_000))

    assert len(text) > 1_000_000
    assert (len(summary.actors), len(summary.positions), summary.dropped) == (3, 2, ())
    assert summary.document.segments == 4_705


def test_progress_is_told() -> None:
    seen: list[Progress] = []
    summarize(TEXT, model=ScriptedModel([answer()]), on_progress=seen.append)

    assert [progress.stage for progress in seen] == ["read", "write"]
