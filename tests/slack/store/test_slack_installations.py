"""What is promised of installations: each workspace its token, and none to be read at rest."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import URL, MetaData, select, update

from summarizer.slack.errors import BadSlackConfig, StoreFailed
from summarizer.slack.installations import (
    EncryptedInstallationStore,
    SingleUseStateStore,
    installation_store,
    state_store,
)
from summarizer.slack.store import Store

NEW, OLD = (SecretStr(Fernet.generate_key().decode()) for _ in range(2))
SECRETS = {
    "bot_token": "xoxb-geheim-" + "b" * 45,
    # Rotated tokens are much longer than others.
    "bot_refresh_token": "xoxe-1-geheim-" + "r" * 300,
    "user_token": "xoxp-geheim-" + "u" * 60,
    "user_refresh_token": "xoxe-1-geheim-" + "s" * 300,
    "incoming_webhook_url": "https://hooks.slack.com/services/geheim",
    "incoming_webhook_configuration_url": "https://acme.slack.com/services/geheim",
}


def installation(team: str = "T1", **changes: Any) -> Installation:
    values: dict[str, Any] = {
        "app_id": "A1",
        "team_id": team,
        "team_name": "Acme",
        "bot_id": "B1",
        "bot_user_id": "UBOT",
        "bot_scopes": ["chat:write", "commands"],
        "bot_token_expires_at": 1_700_043_200,
        "user_id": "U1",
        "user_scopes": ["search:read"],
        "user_token_expires_at": 1_700_043_200,
        "installed_at": 1_700_000_000.0,
        **SECRETS,
    }
    return Installation(**{**values, **changes})


def opened(store: Store, *keys: SecretStr, client_id: str = "1.2") -> EncryptedInstallationStore:
    return installation_store(store.engine, client_id=client_id, keys=keys)


def stored(store: Store) -> str:
    """All that is in all tables, past the code under test."""
    tables = MetaData()
    tables.reflect(store.engine)
    with store.engine.connect() as connection:
        return str([connection.execute(select(table)).all() for table in tables.sorted_tables])


def bot_token(installations: EncryptedInstallationStore, team: str) -> str | None:
    bot = installations.find_bot(enterprise_id=None, team_id=team)
    found = installations.find_installation(enterprise_id=None, team_id=team)
    assert (bot and bot.bot_token) == (found and found.bot_token)
    return bot.bot_token if bot else None


def test_an_installation_comes_back_as_it_was_saved(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation())
    found = installations.find_installation(enterprise_id=None, team_id="T1")
    bot = installations.find_bot(enterprise_id=None, team_id="T1")
    assert found
    assert bot
    assert found.to_dict() == installation().to_dict()
    assert bot.to_dict() == installation().to_bot().to_dict()


def test_saving_changes_nothing_of_what_is_saved(store: Store) -> None:
    """Bolt goes on to use it."""
    given = installation()
    opened(store, NEW).save(given)
    assert given.to_dict() == installation().to_dict()


def test_no_secret_is_in_the_database(store: Store) -> None:
    opened(store, NEW).save(installation())
    assert "Acme" in stored(store)
    assert "geheim" not in stored(store)


def test_what_was_not_given_stays_empty(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation(**{**dict.fromkeys(SECRETS), "bot_token": "xoxb-1"}))
    found = installations.find_installation(enterprise_id=None, team_id="T1")
    assert found
    assert (found.bot_token, found.user_token, found.bot_refresh_token) == ("xoxb-1", None, None)


def test_each_workspace_has_its_own_token(store: Store) -> None:
    installations = opened(store, NEW)
    for team in ("T1", "T2"):
        installations.save(installation(team, bot_token=f"xoxb-{team}"))
    assert bot_token(installations, "T1") == "xoxb-T1"
    assert bot_token(installations, "T2") == "xoxb-T2"
    assert bot_token(installations, "T3") is None


def test_an_organisation_is_found_from_each_of_its_workspaces(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation("", team_id=None, enterprise_id="E1", is_enterprise_install=1))
    bot = installations.find_bot(enterprise_id="E1", team_id="T1", is_enterprise_install=True)
    assert bot
    assert bot.bot_token == SECRETS["bot_token"]


def test_another_app_in_the_same_database_has_its_own(store: Store) -> None:
    opened(store, NEW, client_id="1.2").save(installation())
    assert bot_token(opened(store, NEW, client_id="3.4"), "T1") is None


def test_the_newest_installation_counts(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation())
    again = installation(bot_token="xoxb-new", user_id="U2", installed_at=1_700_000_001.0)
    installations.save(again)
    assert bot_token(installations, "T1") == "xoxb-new"
    first = installations.find_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert first
    assert (first.user_id, first.bot_token) == ("U1", "xoxb-new")


def test_a_renewed_token_replaces_the_old_one(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation())
    bot = installations.find_bot(enterprise_id=None, team_id="T1")
    assert bot
    bot.bot_token = "xoxe.xoxb-renewed"
    installations.save_bot(bot)
    found = installations.find_bot(enterprise_id=None, team_id="T1")
    assert found
    assert found.bot_token == "xoxe.xoxb-renewed"


def test_a_workspace_that_removed_the_bot_is_gone_and_no_other(store: Store) -> None:
    installations = opened(store, NEW)
    for team in ("T1", "T2"):
        installations.save(installation(team))
    installations.delete_all(enterprise_id=None, team_id="T1")
    assert bot_token(installations, "T1") is None
    assert bot_token(installations, "T2") == SECRETS["bot_token"]


def test_a_person_who_withdraws_takes_only_their_installation(store: Store) -> None:
    installations = opened(store, NEW)
    installations.save(installation(user_id="U1"))
    installations.save(installation(user_id="U2", installed_at=1_700_000_001.0))
    installations.delete_installation(enterprise_id=None, team_id="T1", user_id="U2")
    found = installations.find_installation(enterprise_id=None, team_id="T1")
    assert found
    assert found.user_id == "U1"


def test_without_a_key_nothing_is_opened(store: Store) -> None:
    with pytest.raises(BadSlackConfig, match="there is no key") as caught:
        opened(store)
    assert "SUMMARIZER_SLACK_KEY" in caught.value.hint


def test_another_key_is_told_at_the_start(store: Store) -> None:
    opened(store, OLD).save(installation())
    with pytest.raises(BadSlackConfig, match="another SUMMARIZER_SLACK_KEY") as caught:
        opened(store, NEW)
    assert caught.value.__suppress_context__
    assert "geheim" not in str(caught.value) + caught.value.hint


def test_another_key_is_told_when_a_token_is_asked_for(store: Store) -> None:
    late = opened(store, NEW)
    opened(store, OLD).save(installation())
    with pytest.raises(BadSlackConfig, match="another SUMMARIZER_SLACK_KEY"):
        late.find_installation(enterprise_id=None, team_id="T1")
    with pytest.raises(BadSlackConfig, match="another SUMMARIZER_SLACK_KEY"):
        late.find_bot(enterprise_id=None, team_id="T1")


def test_tokens_that_were_never_encrypted_are_not_used(store: Store) -> None:
    opened(store, NEW)
    SQLAlchemyInstallationStore("1.2", store.engine).save(installation(**dict.fromkeys(SECRETS)))
    with store.engine.begin() as connection:
        bots = SQLAlchemyInstallationStore("1.2", store.engine).bots
        connection.execute(update(bots).values(bot_token="xoxb-plain"))
    with pytest.raises(BadSlackConfig, match="another SUMMARIZER_SLACK_KEY"):
        opened(store, NEW)


def test_after_one_start_with_both_keys_the_old_one_can_go(store: Store) -> None:
    opened(store, OLD).save(installation())
    assert bot_token(opened(store, NEW, OLD), "T1") == SECRETS["bot_token"]
    assert bot_token(opened(store, NEW), "T1") == SECRETS["bot_token"]
    with pytest.raises(BadSlackConfig):
        opened(store, OLD)


def test_a_database_that_cannot_be_read_is_told(sqlite_url: URL) -> None:
    store = Store.open(sqlite_url)
    installations = opened(store, NEW)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE slack_installations")
    with pytest.raises(StoreFailed) as caught:
        installations.save(installation())
    assert "geheim" not in str(caught.value)
    with pytest.raises(StoreFailed):
        installations.find_installation(enterprise_id=None, team_id="T1")
    store.close()


@pytest.fixture
def states(store: Store) -> SingleUseStateStore:
    return state_store(store.engine)


def test_a_state_is_good_once(states: SingleUseStateStore) -> None:
    state, other = states.issue(), states.issue()
    assert states.consume(state)
    assert not states.consume(state)
    assert states.consume(other)


@pytest.mark.parametrize("state", ["", "unknown", "' OR 1=1 --", None])
def test_a_state_that_was_not_issued_is_no_good(states: SingleUseStateStore, state: Any) -> None:
    states.issue()
    assert not states.consume(state)


def test_a_state_is_good_for_one_of_many_at_once(states: SingleUseStateStore) -> None:
    state = states.issue()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(states.consume, [state] * 16)).count(True) == 1


def test_a_state_that_is_too_old_is_no_good_and_cleared_away(states: SingleUseStateStore) -> None:
    state = states.issue()
    past = datetime.now(tz=UTC).replace(tzinfo=None) - timedelta(seconds=1)
    with states.engine.begin() as connection:
        connection.execute(update(states.oauth_states).values(expire_at=past))
    assert not states.consume(state)
    states.issue()
    with states.engine.connect() as connection:
        assert len(connection.execute(select(states.oauth_states)).all()) == 1


def test_no_state_and_no_token_is_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    states, installations = state_store(store.engine), opened(store, NEW)
    state = states.issue()
    states.consume(state)
    installations.save(installation())
    installations.find_installation(enterprise_id=None, team_id="T1")
    assert state not in caplog.text
    assert "geheim" not in caplog.text
