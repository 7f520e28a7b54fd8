"""What the bot's settings promise: names in every complaint, and never a value."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import BadConfig
from summarizer.slack.settings import VARIABLES, SlackSettings, load

KEY = Fernet.generate_key().decode()
OLD_KEY = Fernet.generate_key().decode()
FULL = {
    "SLACK_BOT_TOKEN": "xoxb-1-geheim",
    "SLACK_APP_TOKEN": "xapp-1-geheim",
    "SLACK_SIGNING_SECRET": "signing-geheim",
    "SLACK_CLIENT_ID": "111.222",
    "SLACK_CLIENT_SECRET": "client-geheim",
    "SLACK_API_URL": "http://127.0.0.1:4000/api",
    "SUMMARIZER_SLACK_DATABASE": "postgresql://bot:geheim@db/bot?application_name=geheim",
    "SUMMARIZER_SLACK_KEY": f"{KEY}, {OLD_KEY}",
    "SUMMARIZER_SLACK_KEEP_DAYS": "7",
    "SUMMARIZER_SLACK_WORKERS": "3",
    "SUMMARIZER_SLACK_QUEUE": "9",
    "SUMMARIZER_SLACK_TIMEOUT": "120",
    "SUMMARIZER_SLACK_PORT": "8080",
}


def test_nothing_set_gives_the_defaults() -> None:
    settings = load({})
    assert settings == SlackSettings()
    assert settings.api_url == "https://slack.com/api/"
    assert settings.database.drivername == "sqlite"
    assert str(settings.database.database).endswith("slack.db")
    numbers = (settings.keep_days, settings.workers, settings.queue, settings.timeout)
    assert (*numbers, settings.port) == (30, 2, 50, 600, 3000)


def test_every_variable_is_read() -> None:
    assert set(FULL) == set(VARIABLES)
    settings = load(FULL)
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == "xoxb-1-geheim"
    assert settings.api_url == "http://127.0.0.1:4000/api/"
    assert settings.database.password == "geheim"
    assert [key.get_secret_value() for key in settings.keys] == [KEY, OLD_KEY]
    numbers = (settings.keep_days, settings.workers, settings.queue, settings.timeout)
    assert (*numbers, settings.port) == (7, 3, 9, 120, 8080)
    default = SlackSettings()
    assert all(getattr(settings, name) != getattr(default, name) for name, _ in VARIABLES.values())


def test_blank_variables_count_as_unset_and_other_ones_are_not_read() -> None:
    blank = dict.fromkeys(VARIABLES, " ")
    assert load({**blank, "SLACK_TEAM": "x", "SUMMARIZER_MODEL": "y"}) == SlackSettings()


def test_no_secret_shows_in_the_repr() -> None:
    shown = f"{load(FULL)!r} {load(FULL)}"
    assert "geheim" not in shown
    assert KEY not in shown
    assert OLD_KEY not in shown


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-geheim"),
        ("SLACK_BOT_TOKEN", "xapp-geheim"),
        ("SLACK_BOT_TOKEN", "xoxb-geh eim"),
        ("SLACK_BOT_TOKEN", "xoxb-geheïm"),
        ("SLACK_APP_TOKEN", "xoxb-geheim"),
        ("SLACK_SIGNING_SECRET", "geh\neim"),
        ("SLACK_CLIENT_SECRET", "geh eim"),
        ("SLACK_CLIENT_ID", "geheim; DROP"),
        ("SLACK_API_URL", "slack.com/geheim"),
        ("SLACK_API_URL", "ftp://geheim/"),
        ("SLACK_API_URL", "http://geheim.example/api/"),
        ("SLACK_API_URL", "https://bot:geheim@slack.com/api/"),
        ("SLACK_API_URL", "https://slack.com/?geheim=1"),
        ("SLACK_API_URL", "https://[geheim"),
        ("SLACK_API_URL", "https://slack.com:geheim/"),
        ("SUMMARIZER_SLACK_DATABASE", "geheim.db"),
        ("SUMMARIZER_SLACK_DATABASE", "mysql://bot:geheim@db/bot"),
        ("SUMMARIZER_SLACK_DATABASE", "sqlite://geheim.db"),
        ("SUMMARIZER_SLACK_KEY", "geheim"),
        ("SUMMARIZER_SLACK_KEY", f"{KEY},geheim"),
        ("SUMMARIZER_SLACK_KEY", "schlüssel-geheim"),
        ("SUMMARIZER_SLACK_KEEP_DAYS", "0"),
        ("SUMMARIZER_SLACK_KEEP_DAYS", "geheim"),
        ("SUMMARIZER_SLACK_WORKERS", "-1"),
        ("SUMMARIZER_SLACK_WORKERS", "1.5"),
        ("SUMMARIZER_SLACK_QUEUE", "0"),
        ("SUMMARIZER_SLACK_TIMEOUT", "inf"),
        ("SUMMARIZER_SLACK_PORT", "70000"),
        ("SUMMARIZER_SLACK_PORT", "٣٠٠٠"),
    ],
)
def test_a_wrong_value_is_told_by_its_variable_alone(variable: str, value: str) -> None:
    with pytest.raises(BadConfig) as caught:
        load({variable: value})
    assert variable in caught.value.message
    assert "should" in caught.value.message
    assert caught.value.code == "S-SETUP"
    assert caught.value.hint
    told = f"{caught.value} {caught.value.hint}"
    assert "geheim" not in told
    assert KEY not in told
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_all_wrong_values_are_told_at_once() -> None:
    with pytest.raises(BadConfig) as caught:
        load({"SLACK_BOT_TOKEN": "x", "SUMMARIZER_SLACK_PORT": "x", "SLACK_API_URL": "x"})
    assert caught.value.message.count("should") == 3


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"),
        ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID"),
        ("SUMMARIZER_SLACK_KEY", "SUMMARIZER_SLACK_KEY"),
    ],
)
def test_what_is_half_set_up_is_told(left_out: str, named: str) -> None:
    """Tokens of other workspaces are never kept without a key."""
    with pytest.raises(BadConfig, match=named):
        load({name: value for name, value in FULL.items() if name != left_out})


def test_a_missing_key_is_told_with_the_command_that_makes_one() -> None:
    with pytest.raises(BadConfig) as caught:
        load({"SUMMARIZER_SLACK_KEY": "x"})
    assert "Fernet.generate_key()" in caught.value.hint


@pytest.mark.parametrize(
    ("given_names", "mode", "missing"),
    [
        ([], "socket", ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")),
        ([], "http", ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")),
        (["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"], "socket", ()),
        (["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"], "http", ("SLACK_SIGNING_SECRET",)),
        (
            ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SUMMARIZER_SLACK_KEY"],
            "http",
            ("SLACK_SIGNING_SECRET",),
        ),
    ],
)
def test_what_must_still_be_set_depends_on_how_the_bot_runs(
    given_names: list[str], mode: Any, missing: tuple[str, ...]
) -> None:
    settings = load({name: FULL[name] for name in given_names})
    assert settings.missing(mode) == missing


def test_a_rotated_token_is_a_bot_token_too() -> None:
    assert load({"SLACK_BOT_TOKEN": "xoxe.xoxb-1-abc"}).bot_token is not None


@given(variable=st.sampled_from(sorted(VARIABLES)), value=st.text(min_size=1, max_size=40))
def test_any_value_is_taken_or_refused_with_a_clear_error(variable: str, value: str) -> None:
    try:
        load({variable: value})
    except BadConfig as error:
        assert "SLACK" in error.message  # noqa: PT017  # either way is right
