"""Which prompt suits which document: a guided one needs English and the parser."""

from pathlib import Path

import pytest
from support.obliging import obliging
from support.scripted import ScriptedModel
from support.strike import TEXT, answer, strike

from summarizer import prompting, reading, summarize
from summarizer.document import Document
from summarizer.model import Budget, Session
from summarizer.parts import Part
from summarizer.pipeline import plan
from summarizer.propose import parsing

GERMAN = (
    "Die Gewerkschaft wird am Donnerstag ihre Mitglieder abstimmen lassen, sagte die Sekretärin "
    "Lena Ortiz am Dienstag. Das Unternehmen wollte sich zu seinem Angebot nicht äußern."
)
FRENCH = (
    "Le syndicat consultera ses membres jeudi, a déclaré mardi la secrétaire Lena Ortiz. "
    "L'entreprise n'a pas voulu commenter son offre de salaire."
)
RUSSIAN = "Делегация вылетает в Стамбул, сообщил журналистам Дмитрий Песков в пятницу."
CHINESE = "代表团将于周一抵达伊斯坦布尔。备忘录不会公开。"


@pytest.mark.parametrize("text", [TEXT, "The mayor said that it is not for sale."])
def test_english_is_told_by_its_common_words(text: str) -> None:
    assert parsing.is_english(Document.from_text(text))


@pytest.mark.parametrize("text", [GERMAN, FRENCH, RUSSIAN, CHINESE, "x", "1 2 3"])
def test_other_languages_are_not_english(text: str) -> None:
    assert not parsing.is_english(Document.from_text(text))


@pytest.mark.parametrize("text", [GERMAN, FRENCH, RUSSIAN, CHINESE])
def test_another_language_is_read_whole(text: str) -> None:
    model = ScriptedModel([{"actors": []}], profile="small")
    summary = summarize(text, model=model)

    assert summary.run.prompt == reading.WITHOUT_PARSER == "compact@1"


def test_english_without_the_parser_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    summary = summarize(TEXT, model=ScriptedModel([answer()], profile="small"))

    assert summary.run.prompt == "compact@1"
    assert plan(strike(), profile="small", context_tokens=8_192).prompt_id == "compact@1"


@pytest.mark.usefixtures("parser")
def test_english_with_the_parser_is_guided() -> None:
    guided = prompting.default_for("small")

    assert reading.fitting(strike(), guided) == guided
    assert plan(strike(), profile="small", context_tokens=8_192).prompt_id == guided


@pytest.mark.parametrize("text", [TEXT, GERMAN])
def test_a_whole_prompt_suits_every_document(text: str) -> None:
    assert reading.fitting(Document.from_text(text), "summary@1") == "summary@1"


@pytest.mark.usefixtures("parser")
def test_a_large_model_may_be_guided_when_asked_to() -> None:
    model = ScriptedModel(obliging(), profile="large")

    assert summarize(TEXT, model=model, prompt="guided@1").run.prompt == "guided@1"


def test_a_whole_reading_is_one_question_for_a_draft() -> None:
    model = ScriptedModel([answer()])
    draft = reading.read(Part.all_of(strike()), "summary@1", Session(model, Budget())).value

    assert len(draft.positions) == 2
    assert model.prompts == [reading.question(strike(), "summary@1")]
