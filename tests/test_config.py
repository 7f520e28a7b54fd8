"""Where settings come from, which one counts, and what a wrong one is told."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from summarizer import config
from summarizer.config import load
from summarizer.errors import BadConfig

SECRET = "sk-invented-0123456789"


@pytest.fixture(autouse=True)
def no_file_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nowhere"))


def environ_with(tmp_path: Path, content: str, **variables: str) -> dict[str, str]:
    path = tmp_path / "config.toml"
    path.write_text(content, encoding="utf-8")
    return {"SUMMARIZER_CONFIG": str(path), **variables}


def test_without_anything_the_defaults_hold() -> None:
    settings = load(environ={})
    assert settings.model == ""
    assert settings.api_key is None
    assert settings.fetch is True
    assert {settings.origin(name) for name in config.NAMES} == {"default"}


def test_a_flag_beats_the_environment_that_beats_the_file(tmp_path: Path) -> None:
    environ = environ_with(
        tmp_path, 'model = "file"\nprompt = "file@1"\nmax_calls = 3\n', SUMMARIZER_MODEL="env"
    )
    environ["SUMMARIZER_PROMPT"] = "env@1"
    settings = load({"model": "flag", "base_url": ""}, environ=environ)
    assert (settings.model, settings.prompt, settings.max_calls) == ("flag", "env@1", 3)
    assert settings.origin("model") == "flag"
    assert settings.origin("prompt") == "environment SUMMARIZER_PROMPT"
    assert settings.origin("max_calls") == str(tmp_path / "config.toml")
    assert settings.origin("base_url") == "default"


def test_the_users_file_is_found_below_xdg_config_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "summarizer"
    folder.mkdir()
    (folder / "config.toml").write_text("fetch = false\n")
    assert load(environ={}).fetch is False


def test_nothing_is_read_from_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A .env or a config file in a stranger's folder must not redirect a key."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("OPENAI_BASE_URL=http://evil.example/v1\n")
    for name in ("config.toml", "summarizer.toml", ".summarizer.toml"):
        (tmp_path / name).write_text('base_url = "http://evil.example/v1"\n')
    (tmp_path / "pyproject.toml").write_text('[tool.summarizer]\nbase_url = "http://evil.example"')
    assert load(environ={}).base_url == ""


@pytest.mark.parametrize(
    ("environ", "name", "value", "origin"),
    [
        ({"OPENAI_BASE_URL": "http://a/v1"}, "base_url", "http://a/v1", "OPENAI_BASE_URL"),
        (
            {"OPENAI_BASE_URL": "http://a/v1", "SUMMARIZER_BASE_URL": "http://b/v1"},
            "base_url",
            "http://b/v1",
            "SUMMARIZER_BASE_URL",
        ),
        ({"OPENAI_API_KEY": f"{SECRET}\n"}, "api_key", SecretStr(SECRET), "OPENAI_API_KEY"),
        ({"SUMMARIZER_FETCH": "off"}, "fetch", False, "SUMMARIZER_FETCH"),
        ({"SUMMARIZER_MAX_CALLS": "7"}, "max_calls", 7, "SUMMARIZER_MAX_CALLS"),
        ({"SUMMARIZER_MAX_TOKENS": "7"}, "max_tokens", 7, "SUMMARIZER_MAX_TOKENS"),
        ({"SUMMARIZER_MAX_SECONDS": "7.5"}, "max_seconds", 7.5, "SUMMARIZER_MAX_SECONDS"),
        ({"SUMMARIZER_TIMEOUT": "7"}, "timeout", 7.0, "SUMMARIZER_TIMEOUT"),
        ({"SUMMARIZER_PROFILE": "small"}, "profile", "small", "SUMMARIZER_PROFILE"),
        ({"SUMMARIZER_CONTEXT_TOKENS": "9"}, "context_tokens", 9, "SUMMARIZER_CONTEXT_TOKENS"),
    ],
)
def test_what_the_environment_can_set(
    environ: dict[str, str], name: str, value: object, origin: str
) -> None:
    settings = load(environ=environ)
    assert getattr(settings, name) == value
    assert settings.origin(name) == f"environment {origin}"


def test_an_empty_variable_counts_as_not_set() -> None:
    settings = load(environ={"OPENAI_API_KEY": "", "SUMMARIZER_MODEL": " "})
    assert settings.api_key is None
    assert settings.origin("model") == "default"


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    settings = load(environ=environ_with(tmp_path, f'api_key = "{SECRET}"\n'))
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == SECRET
    for shown in (repr(settings), str(settings), settings.model_dump_json(), f"{settings!r}"):
        assert SECRET not in shown


def test_the_limits_make_a_fresh_budget() -> None:
    settings = load(environ={"SUMMARIZER_MAX_CALLS": "2", "SUMMARIZER_MAX_TOKENS": "30"})
    budget = settings.budget()
    assert (budget.calls, budget.tokens, budget.seconds) == (2, 30, 900.0)
    assert settings.budget() is not budget


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        ('modle = "x"', "unknown setting 'modle' in {file}", "Did you mean model?"),
        ("zzz = 1", "unknown setting 'zzz' in {file}", "The settings are model, base_url"),
        ("[budget]\ncalls = 1", "unknown setting 'budget' in {file}", "The settings are"),
        ("origins = {}", "unknown setting 'origins' in {file}", "The settings are"),
        (
            'max_calls = "many"',
            "max_calls in {file}: should be a valid integer",
            "Write for example max_calls = 60.",
        ),
        ('max_calls = "60"', "max_calls in {file}: should be a valid integer", "max_calls = 60"),
        ("max_calls = true", "max_calls in {file}: should be a valid integer", "max_calls = 60"),
        ("max_calls = 0", "max_calls in {file}: should be greater than 0", "max_calls = 60"),
        ("timeout = nan", "timeout in {file}: should be", "timeout = 60"),
        ("model = 5", "model in {file}: should be a valid string", 'model = "gpt-5-mini"'),
        ('fetch = "no"', "fetch in {file}: should be a valid boolean", "fetch = false"),
        ('profile = "huge"', "profile in {file}: should be 'small' or 'large'", "profile = "),
        ('base_url = "localhost:1"', "base_url in {file}: should be a web address", "http://"),
        ('base_url = "ftp://a"', "base_url in {file}: should be a web address", "http://"),
        ('base_url = "http://[::1"', "base_url in {file}: should be a web address", "http://"),
        ('base_url = "http://a:b@c"', "base_url in {file}: should hold no password", "http://"),
        (f'api_key = "{SECRET} x"', "api_key in {file}: should be printable ASCII", 'api_key = "'),
        ("model = ", "{file} is no TOML (at ", "model = "),
        ("model", "{file} is no TOML (at ", "model = "),
    ],
)
def test_a_wrong_file_is_told_the_file_the_key_and_what_to_write(
    tmp_path: Path, content: str, message: str, hint: str
) -> None:
    environ = environ_with(tmp_path, content)
    with pytest.raises(BadConfig) as caught:
        load(environ=environ)
    assert caught.value.message.startswith(message.format(file=tmp_path / "config.toml"))
    assert hint in caught.value.hint
    assert SECRET not in f"{caught.value.message}{caught.value.hint}{caught.value.__cause__}"


@pytest.mark.parametrize(
    ("variable", "value", "hint"),
    [
        ("SUMMARIZER_MAX_CALLS", "many", "Write for example SUMMARIZER_MAX_CALLS=60."),
        ("SUMMARIZER_FETCH", "perhaps", "Write for example SUMMARIZER_FETCH=false."),
        ("OPENAI_BASE_URL", "nowhere", "OPENAI_BASE_URL=http://localhost:8080/v1"),
        ("OPENAI_API_KEY", f"{SECRET}\u00e9", "OPENAI_API_KEY=..."),
        ("SUMMARIZER_MAX_SECONDS", "inf", "SUMMARIZER_MAX_SECONDS=900"),
    ],
)
def test_a_wrong_variable_is_named_and_its_value_is_not(
    variable: str, value: str, hint: str
) -> None:
    with pytest.raises(BadConfig) as caught:
        load(environ={variable: value})
    assert f"environment {variable}" in caught.value.message
    assert hint in caught.value.hint
    assert SECRET not in caught.value.message
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_wrong_value_from_the_caller_is_named() -> None:
    with pytest.raises(BadConfig, match=r"^base_url in flag: should be a web address"):
        load({"base_url": "x"}, environ={})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="which SUMMARIZER_CONFIG names"):
        load(environ={"SUMMARIZER_CONFIG": str(tmp_path / "none.toml")})


def test_a_folder_or_another_encoding_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        load(environ={"SUMMARIZER_CONFIG": str(tmp_path)})
    (tmp_path / "latin.toml").write_bytes('model = "é"'.encode("latin-1"))
    with pytest.raises(BadConfig, match="is not UTF-8"):
        load(environ={"SUMMARIZER_CONFIG": str(tmp_path / "latin.toml")})


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MODEL", "from-the-process")
    assert os.environ["SUMMARIZER_MODEL"] == load().model
