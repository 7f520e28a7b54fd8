"""`summarizer slack doctor` finds what is missing or wrong, and shows no secret."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot
from support.scripted import ScriptedModel
from support.slackfake import FakeSlack

from summarizer.errors import NoModel
from summarizer.model import Model
from summarizer.slack.doctor import Finding, examine
from summarizer.slack.installations import installation_store
from summarizer.slack.scopes import BOT_SCOPES, MINIMAL
from summarizer.slack.settings import load
from summarizer.slack.store import Store

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
}


class Clinic:
    """A set-up to examine."""

    def __init__(self, slack: FakeSlack, folder: Path) -> None:
        self.slack = slack
        self.env = {
            **SECRETS,
            "SLACK_API_URL": slack.url,
            "SUMMARIZER_SLACK_DATABASE": f"sqlite:///{folder / 'bot.db'}",
        }
        slack.workspaces["T1"].scopes = frozenset(BOT_SCOPES)

    def connect(self) -> Model:
        return ScriptedModel(name="scripted-model")

    def examine(self) -> list[Finding]:
        return examine(
            load(self.env),
            lambda token: WebClient(token, base_url=self.slack.url, retry_handlers=[]),
            self.connect,
        )

    def bad(self) -> str:
        """What must be mended, with the hints, in one text."""
        return "\n".join(f"{one.what} → {one.hint}" for one in self.examine() if not one.ok)


@pytest.fixture
def clinic(slack: FakeSlack, tmp_path: Path) -> Clinic:
    return Clinic(slack, tmp_path)


def test_a_set_up_that_works_has_only_good_findings(clinic: Clinic) -> None:
    findings = clinic.examine()
    assert all(one.ok for one in findings)
    words = "\n".join(one.what for one in findings)
    for part in ("workspace T1", "Socket Mode", "SIGNING_SECRET", "bot.db", "scripted-model"):
        assert part in words
    assert "app_mention, app_uninstalled, message.im" in words
    assert {call.method for call in clinic.slack.calls} == {"auth.test", "apps.connections.open"}
    assert clinic.slack.posted == []


def test_a_finding_that_is_bad_says_what_to_do(clinic: Clinic) -> None:
    clinic.env = {"SUMMARIZER_SLACK_DATABASE": clinic.env["SUMMARIZER_SLACK_DATABASE"]}
    findings = [one for one in clinic.examine() if not one.ok]
    assert [one.what for one in findings] == [
        "SLACK_BOT_TOKEN is not set",
        "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
    ]
    assert all(one.hint for one in findings)


def test_a_token_that_slack_refuses_is_found_and_not_shown(clinic: Clinic) -> None:
    clinic.env["SLACK_BOT_TOKEN"] = "xoxb-wrong-token"
    clinic.env["SLACK_APP_TOKEN"] = "xapp-wrong-token"
    bad = clinic.bad()
    assert "SLACK_BOT_TOKEN: Slack refused the bot: invalid_auth" in bad
    assert "SLACK_APP_TOKEN: Slack refused the bot: invalid_auth" in bad
    assert "wrong-token" not in bad
    assert "slack doctor" not in bad


def test_a_revoked_token_and_one_without_connections_are_found(clinic: Clinic) -> None:
    clinic.slack.revoke()
    clinic.slack.app_scopes.clear()
    bad = clinic.bad()
    assert "token_revoked" in bad
    assert "missing_scope" in bad
    assert "connections:write" in bad


def test_slack_out_of_reach_is_told(clinic: Clinic) -> None:
    clinic.slack.fail("auth.test", status=503, times=2)
    assert "Slack is busy or cannot be reached" in clinic.bad()


@pytest.mark.parametrize("scope", sorted(MINIMAL))
def test_a_scope_without_which_nothing_works_is_bad(clinic: Clinic, scope: str) -> None:
    clinic.slack.workspaces["T1"].scopes -= {scope}
    assert f"scope {scope} is missing" in clinic.bad()


def test_the_minimal_scopes_are_enough_and_the_losses_are_told(clinic: Clinic) -> None:
    clinic.slack.workspaces["T1"].scopes = MINIMAL
    findings = clinic.examine()
    assert all(one.ok for one in findings)
    lost = [one.what for one in findings if "is not granted" in one.what]
    assert len(lost) == len(BOT_SCOPES) - len(MINIMAL)
    assert "scope files:read is not granted: attached files are not read" in lost
    assert any("app_mention, app_uninstalled, tokens_revoked" in one.what for one in findings)


def test_a_scope_too_many_is_told(clinic: Clinic) -> None:
    clinic.slack.workspaces["T1"].scopes |= {"channels:manage"}
    told = [one for one in clinic.examine() if "channels:manage" in one.what]
    assert [(one.ok, "Least privilege" in one.hint) for one in told] == [(True, True)]


def test_a_signing_secret_of_another_length_is_doubted(clinic: Clinic) -> None:
    clinic.env["SLACK_SIGNING_SECRET"] = "0123"
    told = [one for one in clinic.examine() if "SIGNING_SECRET" in one.what]
    assert "32 characters" in told[0].hint


def test_a_database_that_cannot_be_opened_is_found(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database at all, but long enough to look like one" * 9)
    assert "is no SQLite database" in clinic.bad()


def test_a_database_password_is_not_shown(clinic: Clinic) -> None:
    clinic.env["SUMMARIZER_SLACK_DATABASE"] = "postgresql://bot:hunter2@127.0.0.1:1/bot"
    assert "postgresql://bot:***@127.0.0.1:1/bot" in clinic.bad()
    assert "hunter2" not in str(clinic.examine())


def test_many_workspaces_need_the_key_that_their_tokens_were_kept_with(clinic: Clinic) -> None:
    first, second = (Fernet.generate_key().decode() for _ in range(2))
    del clinic.env["SLACK_BOT_TOKEN"]
    clinic.env |= {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}
    clinic.env["SUMMARIZER_SLACK_KEY"] = first
    settings = load(clinic.env)
    store = Store.open(settings.database)
    kept = installation_store(store.engine, client_id="1.2", keys=settings.keys)
    kept.save_bot(
        Bot(
            app_id="A1",
            team_id="T1",
            bot_token="xoxb-1",
            bot_id="BBOT",
            bot_user_id="UBOT",
            installed_at=1.0,
        )
    )
    store.close()
    assert clinic.bad() == ""
    clinic.env["SUMMARIZER_SLACK_KEY"] = second
    assert "another SUMMARIZER_SLACK_KEY" in clinic.bad()
    assert second not in clinic.bad()


def test_a_model_that_is_not_there_is_found(clinic: Clinic) -> None:
    def connect() -> Model:
        raise NoModel("the model is not on this machine", hint="Fetch it once.")

    clinic.connect = connect  # type: ignore[method-assign]
    assert clinic.bad() == "model: the model is not on this machine → Fetch it once."


def test_no_finding_shows_a_secret(clinic: Clinic) -> None:
    shown = str(clinic.examine())
    assert not any(secret in shown for secret in SECRETS.values())
