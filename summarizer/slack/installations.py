"""Who installed the bot, with tokens that nobody can read off the database.

slack_sdk's stores keep tokens in the clear; here they pass through Fernet on their way in and
out (https://cryptography.io/en/latest/fernet/).
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from logging import Logger
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, MetaData, Table, Text, delete, select, update

from summarizer.slack import database
from summarizer.slack.errors import BadSlackConfig

STATE_SECONDS = 600
"""How long a person may take to install the app, in seconds."""

_SECRETS = (
    "bot_token",
    "bot_refresh_token",
    "user_token",
    "user_refresh_token",
    "incoming_webhook_url",
    "incoming_webhook_configuration_url",
)
_Record = TypeVar("_Record", Bot, Installation)
_LOG = logging.getLogger(__name__)


def installation_store(
    engine: Engine, *, client_id: str, keys: Sequence[SecretStr]
) -> "EncryptedInstallationStore":
    """The installations in the bot's database; makes their tables if need be.

    What an older key encrypted is encrypted anew with the first one, so that the older key can
    be dropped after one start.

    Args:
        engine: From `Store.engine`.
        client_id: Of the Slack app.
        keys: Fernet keys: the first encrypts, all decrypt.

    Raises:
        BadSlackConfig: There is no key, or an installation is encrypted with another one.
        StoreFailed: The database cannot be read or written.
    """
    cipher = _Cipher(keys)
    inner = _WideTables(client_id, engine, logger=_LOG)
    with database.told(), database.alone(engine) as connection:
        inner.metadata.create_all(connection)
        for table in (inner.bots, inner.installations):
            columns = [table.c[name] for name in _SECRETS if name in table.c]
            for row in connection.execute(select(table.c.id, *columns)).mappings().all():
                new = {column.name: cipher.renewed(row[column.name]) for column in columns}
                connection.execute(update(table).where(table.c.id == row["id"]).values(**new))
    return EncryptedInstallationStore(inner, cipher)


def state_store(engine: Engine) -> "SingleUseStateStore":
    """The states of installations under way; makes their table if need be.

    Raises:
        StoreFailed: The database cannot be read or written.
    """
    states = SingleUseStateStore(STATE_SECONDS, engine, logger=_LOG)
    with database.told(), database.alone(engine) as connection:
        states.metadata.create_all(connection)
    return states


class EncryptedInstallationStore(InstallationStore):
    """Passes tokens and webhook addresses on encrypted, and gives them back as they were.

    Args:
        inner: Where the installations are; it needs room for longer tokens.
        cipher: Encrypts and decrypts.
    """

    def __init__(self, inner: InstallationStore, cipher: "_Cipher") -> None:
        self._inner = inner
        self._cipher = cipher

    @property
    def logger(self) -> Logger:
        """Where slack_sdk logs; what it logs here holds no token."""
        return self._inner.logger

    def save(self, installation: Installation) -> None:
        """Remember an installation, and its bot.

        Raises:
            StoreFailed: The database cannot be written.
        """
        with database.told():
            self._inner.save(self._cipher.sealed(installation))

    def save_bot(self, bot: Bot) -> None:
        """Remember a bot; its token was renewed.

        Raises:
            StoreFailed: The database cannot be written.
        """
        with database.told():
            self._inner.save_bot(self._cipher.sealed(bot))

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace or organisation, or none.

        Raises:
            BadSlackConfig: Its token was encrypted with another key.
            StoreFailed: The database cannot be read.
        """
        with database.told():
            bot = self._inner.find_bot(
                enterprise_id=enterprise_id,
                team_id=team_id,
                is_enterprise_install=is_enterprise_install,
            )
        return self._cipher.opened(bot) if bot else None

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The newest installation of a workspace or organisation (by this person), or none.

        Raises:
            BadSlackConfig: Its tokens were encrypted with another key.
            StoreFailed: The database cannot be read.
        """
        with database.told():
            installation = self._inner.find_installation(
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                is_enterprise_install=is_enterprise_install,
            )
        return self._cipher.opened(installation) if installation else None

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a bot: its token was revoked.

        Raises:
            StoreFailed: The database cannot be written.
        """
        with database.told():
            self._inner.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget the installations of a workspace (by this person).

        Raises:
            StoreFailed: The database cannot be written.
        """
        with database.told():
            self._inner.delete_installation(
                enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
            )


class SingleUseStateStore(SQLAlchemyOAuthStateStore):
    """As slack_sdk's, but two requests at once cannot both use a state, and no state is logged."""

    def issue(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401  # slack_sdk's signature
        """A new state; those that nobody came back with are cleared away.

        Raises:
            StoreFailed: The database cannot be written.
        """
        with database.told():
            with self.engine.begin() as connection:
                lapsed = self.oauth_states.c.expire_at <= _now()
                connection.execute(delete(self.oauth_states).where(lapsed))
            return super().issue(*args, **kwargs)

    def consume(self, state: str) -> bool:
        """Whether this state was issued, is not too old, and was not used before.

        Raises:
            StoreFailed: The database cannot be written.
        """
        columns = self.oauth_states.c
        valid = (columns.state == state) & (columns.expire_at > _now())
        with database.told(), self.engine.begin() as connection:
            return connection.execute(delete(self.oauth_states).where(valid)).rowcount == 1


class _WideTables(SQLAlchemyInstallationStore):
    """With room for encrypted tokens: slack_sdk's columns take 200 characters."""

    @classmethod
    def build_installations_table(cls, metadata: MetaData, table_name: str) -> Table:
        return _widened(super().build_installations_table(metadata, table_name))

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        return _widened(super().build_bots_table(metadata, table_name))


class _Cipher:
    """Encrypts the secret fields of records; the first key encrypts, all decrypt."""

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        if not keys:
            raise BadSlackConfig(
                "tokens of workspaces are kept encrypted, and there is no key for that",
                hint="Set SUMMARIZER_SLACK_KEY to a Fernet key.",
            )
        self._keys = MultiFernet([Fernet(key.get_secret_value()) for key in keys])

    def sealed(self, record: _Record) -> _Record:
        """A copy with its secrets encrypted."""
        return self._copied(record, lambda value: self._keys.encrypt(value.encode()))

    def opened(self, record: _Record) -> _Record:
        """A copy with its secrets in the clear."""
        return self._copied(record, lambda value: self._keys.decrypt(value.encode()))

    def renewed(self, value: str | None) -> str | None:
        """A secret that any key encrypted, encrypted with the first."""
        with _wrong_key():
            return self._keys.rotate(value.encode()).decode() if value else value

    def _copied(self, record: _Record, change: Callable[[str], bytes]) -> _Record:
        record = copy(record)
        with _wrong_key():
            for name in _SECRETS:
                if value := getattr(record, name, None):
                    setattr(record, name, change(value).decode())
        return record


@contextmanager
def _wrong_key() -> Iterator[None]:
    try:
        yield
    except InvalidToken:
        raise BadSlackConfig(
            "the tokens in the database are encrypted with another SUMMARIZER_SLACK_KEY",
            hint="Append that key to the variable after a comma; if it is lost, empty the tables "
            "slack_bots and slack_installations, and let people install the bot again.",
        ) from None


def _widened(table: Table) -> Table:
    for name in _SECRETS:
        if name in table.c:
            table.c[name].type = Text()
    return table


def _now() -> datetime:
    """As slack_sdk writes times: in UTC, without saying so."""
    return datetime.now(tz=UTC).replace(tzinfo=None)
