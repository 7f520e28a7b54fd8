"""A guided text beyond the window: code proposes from all of it, the model is asked once."""

from typing import Any

from support.obliging import obliging
from support.scripted import ScriptedModel

from summarizer import Document, Summary, summarize, tokens
from summarizer.pipeline import plan
from summarizer.propose.parsing import Parser

PLANTED = {
    "first": "Mayor Ada Hamm said she would oppose the new dam.",
    "middle": "Chancellor Bo Lind demanded that the ferry line be reopened.",
    "last": "The Osta River Commission will vote on the lock on Friday.",
}
FILLER = "The weather in the valley was mild, and the fields along the old road lay quiet. "


def long_text(words: int = 12_000) -> str:
    lines = [f"{FILLER}Page {n} of the report is about the weather." for n in range(words // 26)]
    for at, planted in zip((3, len(lines) // 2, len(lines) - 3), PLANTED.values(), strict=True):
        lines[at] = planted
    return "\n\n".join(("The valley report", "3 June 2024", *lines))


def read(text: str, **options: Any) -> tuple[Summary, ScriptedModel]:
    model = ScriptedModel(obliging(), profile="small", context_tokens=8_192, **options)
    return summarize(Document.from_text(text), model=model), model


def test_what_is_planted_is_found_wherever_it_stands(parser: Parser) -> None:
    assert parser
    summary, model = read(long_text())
    text = long_text()
    found = {
        piece.quote for item in (*summary.positions, *summary.next_steps) for piece in item.evidence
    }

    assert set(PLANTED.values()) <= found
    assert summary.run.calls == 1
    assert summary.unread == ()
    [prompt] = model.prompts
    assert tokens.of_messages(prompt.messages) < 8_192 - prompt.max_output_tokens
    for item in (*summary.positions, *summary.next_steps, *summary.actors):
        for piece in item.evidence:
            assert text[piece.start : piece.end] == piece.quote


def test_a_dry_run_shows_the_one_question(parser: Parser) -> None:
    assert parser
    planned = plan(Document.from_text(long_text()), profile="small", context_tokens=8_192)
    _, model = read(long_text())

    assert planned.parts > 3
    assert list(planned.questions) == model.prompts


def test_more_items_than_one_list_holds_are_all_there(parser: Parser) -> None:
    assert parser
    said = [f"Mayor Ada Hamm said she would oppose dam number {n}." for n in range(120)]
    pages = [[f"Page {n}-{m} is about the mild weather." for m in range(8)] for n in range(120)]
    summary, model = read(
        "\n\n".join(" ".join([*page, one]) for page, one in zip(pages, said, strict=True))
    )

    assert len(summary.positions) == 120
    [prompt] = model.prompts
    shown = prompt.messages[-1].content
    assert "dam number 2." in shown or "dam number 0." in shown
    assert "dam number 117." in shown, "the choices come from all of the text"


def test_a_long_text_without_an_item_is_asked_for_a_headline_within_the_window(
    parser: Parser,
) -> None:
    assert parser
    summary, model = read(FILLER * 2_000)

    assert summary.positions == ()
    assert tokens.of_messages(model.prompts[0].messages) < 8_192
