"""Which model is asked, and why."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from summarizer.choosing import (
    DEFAULT_ENDPOINT_MODEL,
    OPENAI_URL,
    choose,
    connect,
    expected_price,
    is_loopback,
)
from summarizer.config import Settings, load
from summarizer.errors import BadConfig, ModelFileError, NoModel
from summarizer.local.catalogue import DEFAULT
from summarizer.model import Usage

KEY = {"OPENAI_API_KEY": "sk-invented"}
URL = "http://localhost:8080/v1"


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SUMMARIZER_MODEL", "SUMMARIZER_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def settings(
    environ: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
    file: str = "",
    tmp_path: Path | None = None,
) -> Settings:
    environ = dict(environ or {})
    if file and tmp_path:
        (tmp_path / "c.toml").write_text(file)
        environ["SUMMARIZER_CONFIG"] = str(tmp_path / "c.toml")
    return load(flags, environ=environ)


@pytest.mark.parametrize(
    ("environ", "flags", "file", "expected"),
    [
        ({}, {}, "", ("embedded", DEFAULT.name, "")),
        (KEY, {}, "", ("endpoint", DEFAULT_ENDPOINT_MODEL, OPENAI_URL)),
        ({"OPENAI_BASE_URL": URL}, {}, "", ("endpoint", DEFAULT_ENDPOINT_MODEL, URL)),
        ({"SUMMARIZER_MODEL": "m"}, {}, "", ("endpoint", "m", OPENAI_URL)),
        ({"SUMMARIZER_MODEL": DEFAULT.name, **KEY}, {}, "", ("embedded", DEFAULT.name, "")),
        (KEY, {"model": "x/y.gguf"}, "", ("embedded", "x/y.gguf", "")),
        (KEY, {"model": "m"}, "", ("endpoint", "m", OPENAI_URL)),
        ({"SUMMARIZER_MODEL": DEFAULT.name}, {"model": "m"}, "", ("endpoint", "m", OPENAI_URL)),
        ({}, {"base_url": URL}, "", ("endpoint", DEFAULT_ENDPOINT_MODEL, URL)),
        ({}, {"base_url": URL, "model": DEFAULT.name}, "", ("endpoint", DEFAULT.name, URL)),
        (
            {"SUMMARIZER_BASE_URL": URL},
            {"model": DEFAULT.name},
            "",
            ("embedded", DEFAULT.name, ""),
        ),
        ({}, {}, f'model = "m"\nbase_url = "{URL}"', ("endpoint", "m", URL)),
        (KEY, {}, 'model = "m"', ("endpoint", "m", OPENAI_URL)),
        ({}, {"base_url": URL}, f'model = "{DEFAULT.name}"', ("endpoint", DEFAULT.name, URL)),
    ],
)
def test_which_model_is_asked(
    environ: dict[str, str],
    flags: dict[str, object],
    file: str,
    expected: tuple[str, str, str],
    tmp_path: Path,
) -> None:
    choice = choose(settings(environ, flags, file, tmp_path))
    assert (choice.kind, choice.name, choice.base_url) == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (KEY, ("endpoint", DEFAULT_ENDPOINT_MODEL, OPENAI_URL)),
        ({"OPENAI_BASE_URL": URL}, ("endpoint", DEFAULT.name, URL)),
        ({"SUMMARIZER_MODEL": "other"}, ("endpoint", "other", OPENAI_URL)),
        ({}, ("embedded", DEFAULT.name, "")),
    ],
)
def test_the_environment_beats_a_local_model_in_the_users_file(
    environ: dict[str, str], expected: tuple[str, str, str], tmp_path: Path
) -> None:
    choice = choose(settings(environ, {}, f'model = "{DEFAULT.name}"', tmp_path))
    assert (choice.kind, choice.name, choice.base_url) == expected


@pytest.mark.parametrize(
    ("environ", "flags", "reason"),
    [
        ({}, {}, "no model, endpoint or key is set"),
        ({}, {"model": DEFAULT.name}, "model is set by flag"),
        ({"SUMMARIZER_MODEL": "m"}, {}, "model is set by environment SUMMARIZER_MODEL"),
        (KEY, {}, "api_key is set by environment OPENAI_API_KEY"),
        ({}, {"base_url": URL}, "base_url is set by flag"),
    ],
)
def test_the_reason_names_the_setting_that_decided(
    environ: dict[str, str], flags: dict[str, object], reason: str
) -> None:
    assert choose(settings(environ, flags)).reason == reason


def test_the_profile_is_small_in_this_process_and_large_elsewhere_unless_set() -> None:
    assert choose(settings()).profile == "small"
    assert choose(settings(KEY)).profile == "large"
    assert choose(settings({**KEY, "SUMMARIZER_PROFILE": "small"})).profile == "small"
    # An embedded model is always asked small questions.
    assert choose(settings({"SUMMARIZER_PROFILE": "large"})).profile == "small"


@pytest.mark.parametrize(
    ("base_url", "loopback"),
    [
        ("http://localhost:1/v1", True),
        ("http://LOCALHOST./v1", True),
        ("http://a.localhost/v1", True),
        ("http://127.3.2.1/v1", True),
        ("http://[::1]:9/v1", True),
        ("http://localhost.evil.example/v1", False),
        ("http://127.0.0.1.evil.example/v1", False),
        ("http://192.168.0.2/v1", False),
        ("http://models.example/v1", False),
    ],
)
def test_a_key_over_plain_http_to_another_machine_is_cautioned(
    base_url: str, *, loopback: bool
) -> None:
    assert is_loopback(base_url) is loopback
    assert bool(choose(settings(KEY, {"base_url": base_url})).caution) is not loopback
    assert not choose(settings({}, {"base_url": base_url})).caution
    secure = base_url.replace("http:", "https:")
    assert not choose(settings(KEY, {"base_url": secure})).caution


def test_the_caution_is_a_warning_of_connect() -> None:
    with pytest.warns(UserWarning, match="the key is sent unencrypted"):
        connect("m", base_url="http://models.example/v1", settings=settings(KEY))


def test_an_endpoint_is_made_from_the_settings() -> None:
    model = connect(settings=settings({**KEY, "SUMMARIZER_CONTEXT_TOKENS": "999"}))
    assert (model.name, model.profile, model.context_tokens) == (
        DEFAULT_ENDPOINT_MODEL,
        "large",
        999,
    )
    assert "sk-invented" not in repr(model)


def test_what_connect_is_given_beats_the_settings() -> None:
    assert connect("m", base_url=URL, settings=settings({"SUMMARIZER_MODEL": "n"})).name == "m"
    with pytest.raises(BadConfig, match="base_url in argument"):
        connect(base_url="nowhere", settings=settings())


def test_a_model_file_is_made_an_embedded_model(tmp_path: Path) -> None:
    (tmp_path / "own.gguf").write_bytes(b"GGUF....")
    model = connect(str(tmp_path / "own.gguf"), settings=settings(KEY))
    assert (model.name, model.profile) == ("own", "small")
    assert model.price(Usage(1, 1000, 1000)) == 0.0


def test_a_model_that_was_not_fetched_is_said_with_the_command() -> None:
    with pytest.raises(NoModel, match="not on this machine") as caught:
        connect(settings=settings())
    assert "summarizer model pull" in caught.value.hint


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.gguf").write_bytes(b"text")
    with pytest.raises(ModelFileError, match="is no GGUF file"):
        connect(str(tmp_path / "own.gguf"), settings=settings())


def test_an_unknown_name_without_key_and_address_is_no_model() -> None:
    """A misspelt local name must not become a request to somebody."""
    with pytest.raises(NoModel, match="is no local model, and there is no key") as caught:
        connect("qwen2.5-coder-1.5", settings=settings())
    assert DEFAULT.name in caught.value.hint


def test_the_default_endpoint_model_has_a_known_price_and_a_local_server_none() -> None:
    usage = Usage(1, 1_000_000, 0)
    assert expected_price(choose(settings(KEY)), usage)
    assert expected_price(choose(settings({}, {"base_url": URL})), usage) is None
    assert expected_price(choose(settings()), usage) == 0.0
