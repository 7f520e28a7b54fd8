"""`summarizer doctor`: which model would be asked, why, and what is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.ending import Ended

from summarizer.cli import doctor

Cli = Callable[..., Ended]
SECRET = "sk-invented-0123456789"


def test_a_missing_model_is_4_and_says_how_to_get_it(cli: Cli) -> None:
    ended = cli("doctor")
    assert ended.code == 4
    assert ended.err == ""
    assert "qwen2.5-coder-1.5b, embedded: no model, endpoint or key is set" in ended.out
    assert "missing: the model qwen2.5-coder-1.5b is not on this machine" in ended.out
    assert "summarizer model pull" in ended.out


def test_a_key_is_enough_and_is_never_shown(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    ended = cli("doctor")
    assert ended.code == 0
    assert "gpt-5-mini, endpoint: api_key is set by environment OPENAI_API_KEY" in ended.out
    assert "key            present" in ended.out
    assert SECRET not in ended.out + ended.err


def test_a_model_file_is_enough(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "own.gguf").write_bytes(b"GGUF....")
    ended = cli("doctor", "--model", "own.gguf")
    assert ended.code == 0
    assert "own.gguf, embedded: model is set by flag" in ended.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--model", "none.gguf"], "cannot read the model file none.gguf"),
        (["--model", "gpt-5"], "missing: set OPENAI_API_KEY"),
        (["--base-url", "nowhere"], "missing: base_url in flag: should be a web address"),
    ],
)
def test_what_is_missing_is_named(cli: Cli, words: list[str], said: str) -> None:
    ended = cli("doctor", *words)
    assert ended.code == 4
    assert said in ended.out


def test_an_endpoint_of_ones_own_needs_no_key(cli: Cli) -> None:
    assert cli("doctor", "--base-url", "http://localhost:8080/v1").code == 0


def test_settings_are_shown_with_their_origin(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_CALLS", "9")
    path = tmp_path / "c.toml"
    path.write_text(f'api_key = "{SECRET}"\n')
    path.chmod(0o644)
    monkeypatch.setenv("SUMMARIZER_CONFIG", str(path))
    shown = cli("doctor").out
    assert "9 (environment SUMMARIZER_MAX_CALLS)" in shown
    assert f"set ({path})" in shown
    assert f"warning: others can read it: chmod 600 {path}" in shown
    assert SECRET not in shown


def test_a_broken_settings_file_is_reported_not_raised(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "c.toml").write_text("= 1")
    monkeypatch.setenv("SUMMARIZER_CONFIG", str(tmp_path / "c.toml"))
    ended = cli("doctor")
    assert ended.code == 4
    assert "is no TOML" in ended.out


def test_a_misspelt_variable_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MODLE", "x")
    assert "SUMMARIZER_MODLE" in cli("doctor").out


def test_an_unencrypted_key_is_warned_of(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    shown = cli("doctor", "--base-url", "http://models.example/v1").out
    assert "warning: the key is sent unencrypted to http://models.example/v1" in shown


@pytest.mark.parametrize(
    ("found", "level"),
    [("1.16.9", "warning"), ("0.9", "warning"), ("1.17.0", "ok"), ("2.0.0rc1", "ok"), ("", "ok")],
)
def test_an_old_instructor_is_warned_of(found: str, level: str) -> None:
    assert doctor.library_finding("instructor", found).level == level
