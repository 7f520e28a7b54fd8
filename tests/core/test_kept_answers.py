"""Where answers about parts are kept is a setting, and each model has its own."""

from pathlib import Path

import pytest
from support.longread import answer_to

from summarizer.choosing import kept_answers
from summarizer.config import load
from summarizer.draft import Draft
from summarizer.model import Answer, Message, Prompt

PROMPT = Prompt("summary@1", (Message("user", "[1] The union votes."),), 0, 100)
ANSWER = Answer(Draft.model_validate(answer_to("")))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "parts"


def test_they_lie_in_the_user_s_cache_directory(cache: Path) -> None:
    kept = kept_answers(load({"base_url": "https://a.example/v1"}, environ={}))
    assert kept
    kept.keep("m", PROMPT, Draft, ANSWER)
    assert len(list(cache.glob("*.json"))) == 1


def test_they_can_be_switched_off(cache: Path) -> None:
    off = {"SUMMARIZER_KEEP_PARTS": "false", "SUMMARIZER_BASE_URL": "https://a.example/v1"}
    assert kept_answers(load(environ=off)) is None
    assert not cache.exists()


def test_two_addresses_share_nothing() -> None:
    a, b = (
        kept_answers(load({"base_url": url, "model": "m"}, environ={}))
        for url in ("https://a.example/v1", "https://b.example/v1")
    )
    assert a
    assert b
    a.keep("m", PROMPT, Draft, ANSWER)
    assert (a.find("m", PROMPT, Draft), b.find("m", PROMPT, Draft)) == (ANSWER, None)


def test_another_file_under_the_same_path_shares_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF one")
    first = kept_answers(load({"model": str(path)}, environ={}))
    path.write_bytes(b"GGUF another")
    second = kept_answers(load({"model": str(path)}, environ={}))
    assert first
    assert second
    first.keep("own", PROMPT, Draft, ANSWER)
    assert second.find("own", PROMPT, Draft) is None


def test_without_the_model_nothing_is_kept_and_nothing_fails() -> None:
    assert kept_answers(load(environ={})) is None
