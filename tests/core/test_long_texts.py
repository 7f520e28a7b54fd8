"""A text beyond the window is read in parts: nothing lost, nothing twice, one failure is one."""

from pathlib import Path
from typing import Any

import pytest
from support.longread import answer_to, fact, long_document, long_text, reads, towns_of
from support.scripted import Reply, ScriptedModel

from summarizer import Document, Summary, summarize, tokens
from summarizer.document import MAX_CHARACTERS
from summarizer.draft import Draft
from summarizer.errors import (
    AuthenticationFailed,
    ContextTooLong,
    ProviderTimeout,
    ServerFailed,
    TooLargeInput,
)
from summarizer.model import Answer, Budget, Prompt
from summarizer.pipeline import plan

FACTS = range(100, 160)
WINDOW = 12_000
"""Tokens; leaves about 3,200 for the text, which has some 13,000."""


def model(script: Any = reads, **options: Any) -> ScriptedModel:
    return ScriptedModel(script, context_tokens=WINDOW, **options)


def expected_visitors(summary: Summary) -> list[int]:
    return sorted(int(position.statement.split()[-2]) for position in summary.positions)


def test_every_fact_of_a_long_text_is_found_once_with_its_words() -> None:
    document = long_document(FACTS)
    scripted = model()
    summary = summarize(document, model=scripted)

    assert expected_visitors(summary) == list(FACTS)
    assert len(summary.actors) == len(FACTS)
    assert (summary.dropped, summary.unread) == ((), ())
    assert summary.run.calls == len(scripted.prompts) > 3
    for position in summary.positions:
        [piece] = position.evidence
        assert document.text[piece.start : piece.end] == piece.quote
        assert piece.quote == fact(int(position.statement.split()[-2]))
        assert summary.actor(position.holder).name in piece.quote


def test_every_part_fits_and_carries_the_head() -> None:
    scripted = model()
    summarize(long_document(FACTS), model=scripted)

    for prompt in scripted.prompts:
        assert tokens.of_messages(prompt.messages) + prompt.max_output_tokens <= WINDOW
        assert "Towns prepare for the summer" in prompt.messages[-1].content
        assert "Date: 2024-06-03" in prompt.messages[-1].content


def test_a_dry_run_shows_the_question_about_every_part() -> None:
    document, scripted = long_document(FACTS), model()
    planned = plan(document, profile="large", context_tokens=WINDOW)
    summarize(document, model=scripted)

    assert planned.parts == len(planned.questions) > 3
    assert set(planned.questions) == set(scripted.prompts)
    assert planned.usage.calls == len(scripted.prompts)


def test_a_text_that_fits_is_asked_for_as_before() -> None:
    scripted = ScriptedModel(reads, context_tokens=60_000)
    summarize(long_document(range(100, 130)), model=scripted)

    assert len(scripted.prompts) == 1


def fails_on(town: int, error: BaseException) -> Any:
    def script(prompt: Prompt, kind: type[Any]) -> Reply:
        shown = prompt.messages[-1].content
        return error if town in towns_of(shown) else reads(prompt, kind)

    return script


def test_a_part_that_fails_costs_only_itself_and_is_listed() -> None:
    document = long_document(FACTS)
    scripted = model(fails_on(130, ServerFailed("the server failed")))
    summary = summarize(document, model=scripted)
    [lost] = [
        towns_of(p.messages[-1].content)
        for p in scripted.prompts
        if 130 in towns_of(p.messages[-1].content)
    ]

    assert expected_visitors(summary) == sorted(set(FACTS) - set(lost))
    [unread] = summary.unread
    assert unread.reason == "the server failed"
    not_read = "\n".join(document.segments[n - 1].text for n in unread.segments)
    assert all((fact(n) in not_read) == (n in lost) for n in FACTS)
    assert "Towns prepare" not in not_read


def test_the_first_part_may_fail_too() -> None:
    document = long_document(FACTS)
    summary = summarize(document, model=model(fails_on(100, ProviderTimeout("no answer in time"))))

    assert expected_visitors(summary)[-1] == 159
    assert 1 in summary.unread[0].segments


def test_where_no_part_can_be_read_the_error_is_the_caller_s() -> None:
    with pytest.raises(ServerFailed, match="it is down"):
        summarize(long_document(FACTS), model=model(lambda *_: ServerFailed("it is down")))


def test_what_would_meet_every_part_ends_it_all() -> None:
    with pytest.raises(AuthenticationFailed):
        summarize(long_document(FACTS), model=model(fails_on(130, AuthenticationFailed("no key"))))


def test_an_interrupt_lets_no_further_part_begin() -> None:
    scripted = model(lambda *_: KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        summarize(long_document(range(100, 400)), model=scripted)

    assert len(scripted.prompts) < 12


def test_a_spent_budget_leaves_what_was_read() -> None:
    budget = Budget(calls=2)
    summary = summarize(long_document(FACTS), model=model(), budget=budget)

    assert summary.positions
    assert summary.unread
    assert {part.reason for part in summary.unread} == {"the budget of 2 calls is spent"}


def test_a_part_that_is_too_long_for_the_model_after_all_is_read_in_halves() -> None:
    def script(prompt: Prompt, kind: type[Any]) -> Reply:
        shown = prompt.messages[-1].content
        return ContextTooLong("too long") if len(towns_of(shown)) > 8 else reads(prompt, kind)

    summary = summarize(long_document(FACTS), model=model(script))

    assert expected_visitors(summary) == list(FACTS)
    assert summary.unread == ()


def test_a_cut_answer_about_a_part_is_asked_for_again_in_halves() -> None:
    def script(prompt: Prompt, kind: type[Any]) -> Reply:
        whole = reads(prompt, kind)
        if len(whole["positions"]) <= 8:
            return whole
        cut = {**whole, "positions": whole["positions"][:5]}
        return Answer(Draft.model_validate(cut), truncated=True)

    summary = summarize(long_document(FACTS), model=model(script))

    assert expected_visitors(summary) == list(FACTS)
    assert summary.cut_off == ()


def test_an_answer_that_is_cut_off_however_small_the_part_is_told() -> None:
    def script(prompt: Prompt, kind: type[Any]) -> Reply:
        whole = reads(prompt, kind)
        if 130 not in towns_of(prompt.messages[-1].content):
            return whole
        return Answer(Draft.model_validate({**whole, "positions": []}), truncated=True)

    document = long_document(FACTS)
    summary = summarize(document, model=model(script))

    told = "\n".join(document.segments[n - 1].text for n in summary.cut_off)
    lost = sorted(set(FACTS) - set(expected_visitors(summary)))
    assert 130 in lost
    assert all((fact(n) in told) == (n in lost) for n in FACTS)
    assert summary.unread == ()


def test_a_cut_answer_stands_where_a_half_fails() -> None:
    def script(prompt: Prompt, kind: type[Any]) -> Reply:
        towns = towns_of(prompt.messages[-1].content)
        if len(towns) > 8:
            return Answer(Draft.model_validate(reads(prompt, kind)), truncated=True)
        return ServerFailed("it failed") if 130 in towns else reads(prompt, kind)

    document = long_document(FACTS)
    summary = summarize(document, model=model(script))

    assert expected_visitors(summary) == list(FACTS)
    assert summary.unread == ()
    told = "\n".join(document.segments[n - 1].text for n in summary.cut_off)
    assert fact(130) in told
    assert fact(150) not in told


def test_what_a_part_repeats_from_the_head_stands_once() -> None:
    text = long_text(FACTS).replace(
        "told the Osta Gazette their plans.", f"are named. {fact(7)}", 1
    )

    summary = summarize(Document.from_text(text), model=model())

    assert expected_visitors(summary) == [7, *FACTS]
    assert len(summary.positions[0].evidence) == 1


def test_what_several_parts_say_has_the_evidence_of_all() -> None:
    paragraphs = long_text(FACTS).split("\n\n")
    paragraphs[3] += f" {fact(7)}"
    paragraphs[30] += f" Again: {fact(7)}"
    paragraphs[55] += f" {fact(7)}"
    summary = summarize(Document.from_text("\n\n".join(paragraphs)), model=model(anywhere))

    assert expected_visitors(summary) == [7, *FACTS]
    [seven] = [position for position in summary.positions if "Town7 " in position.statement]
    assert len(seven.evidence) == 3


def anywhere(prompt: Prompt, _: type[Any]) -> dict[str, Any]:
    """Reads facts that follow other words too."""
    return answer_to(prompt.messages[-1].content.replace("Again: ", ""))


class Tokenizing(ScriptedModel):
    """One whose tokens are characters."""

    def count_tokens(self, text: str) -> int:
        return len(text)


def test_a_model_s_own_tokenizer_decides() -> None:
    scripted = Tokenizing(reads, context_tokens=WINDOW)
    summary = summarize(long_document(FACTS), model=scripted, budget=Budget(calls=200))

    assert expected_visitors(summary) == list(FACTS)
    longest = max(len(prompt.messages[-1].content) for prompt in scripted.prompts)
    assert longest < WINDOW - 6_000 - 2_000


def test_a_text_of_50_megabytes_is_refused_with_a_clear_word(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text("All work and no play makes a long text. " * 1_250_000)

    for source in (path, path.read_text()):
        with pytest.raises(TooLargeInput, match=r"larger than|more than") as refused:
            summarize(source, model=ScriptedModel())
        assert refused.value.hint == "Give the part that matters."


def test_a_text_of_the_greatest_length_is_cut_into_parts() -> None:
    line = "The river was calm and green. "
    text = "\n".join(f"{n} {line}" for n in range(MAX_CHARACTERS // 10 // (len(line) + 8)))
    scripted = model(lambda *_: {"actors": []})
    summary = summarize(Document.from_text(text), model=scripted, budget=Budget(calls=5))

    assert len(summary.unread) > 10
