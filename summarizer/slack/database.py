"""How the bot reaches its database, and what it says when it cannot.

SQLite serves one machine; several machines share a PostgreSQL. What a driver says can hold
addresses and parameters, so no error here repeats it.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from tenacity import retry, retry_if_exception, stop_after_delay, wait_fixed

from summarizer.slack.errors import BadSlackConfig, StoreFailed
from summarizer.slack.tables import METADATA, SCHEMA, VERSION

PATIENCE = 10.0
"""How long to wait for a lock that another process holds, in seconds."""

_LOCK = 7_305_808_868
"""Of PostgreSQL's advisory locks, ours: any number that nobody else uses."""
_SUPPORTED = "Use sqlite:////absolute/path.db or postgresql://USER:PASSWORD@HOST/NAME."
_SQLITE_REASONS = {
    "SQLITE_BUSY": "another process holds it locked",
    "SQLITE_LOCKED": "another process holds it locked",
    "SQLITE_READONLY": "it is read-only",
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_NOTADB": "the file is no SQLite database",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_PERM": "there is no permission",
}
"""https://www.sqlite.org/rescode.html; extended codes begin with these."""
_POSTGRES_REASONS = {
    "25006": "it is read-only",
    "28": "it refuses the user or the password",
    "3D": "there is no database of that name",
    "42501": "the user lacks a permission",
    "53": "it has no room or no connection left",
    "57": "it is shutting down or stopped the query",
}
"""https://www.postgresql.org/docs/current/errcodes-appendix.html; codes begin with these."""


def connect(url: str | URL) -> Engine:
    """An engine for the bot's tables and the installations.

    A SQLite file and its folder are made if need be, for their owner's eyes only.

    Raises:
        BadSlackConfig: The URL is none, or of a database that the bot cannot use.
        StoreFailed: The SQLite file cannot be opened.
    """
    found = address(url)
    return _sqlite(found) if found.get_backend_name() == "sqlite" else _postgres(found)


def address(url: str | URL) -> URL:
    """Check that this is a database the bot can use, without going there.

    Raises:
        BadSlackConfig: It is not; the message does not repeat it.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise BadSlackConfig("the database URL cannot be read", hint=_SUPPORTED) from None
    dialect = found.get_backend_name()
    if dialect not in ("sqlite", "postgresql"):
        raise BadSlackConfig(f"{dialect!r} is no database for the bot", hint=_SUPPORTED)
    if dialect == "sqlite" and (found.host or found.username):
        raise BadSlackConfig("the SQLite URL has too few slashes", hint=_SUPPORTED)
    return found


@contextmanager
def told() -> Iterator[None]:
    """Turn what SQLAlchemy raises into one plain sentence.

    Raises:
        StoreFailed: The block raised a database error.
    """
    try:
        yield
    except SQLAlchemyError as error:
        reason = _reason(error)
        raise StoreFailed(
            f"the bot's database cannot be used: {reason}",
            hint="Look at SUMMARIZER_SLACK_DATABASE and at the database it names.",
        ) from None


def create_tables(engine: Engine) -> None:
    """Make the bot's tables if they are not there.

    Raises:
        BadSlackConfig: Another version of the bot made them.
        StoreFailed: The database cannot be read or written.
    """
    with told(), alone(engine) as connection:
        METADATA.create_all(connection)
        version = connection.execute(select(SCHEMA.c.version)).scalar_one_or_none()
        if version not in (None, VERSION):
            raise BadSlackConfig(
                f"the bot's database is of version {version}, this is for version {VERSION}",
                hint="Run the summarizer that made it, or name another SUMMARIZER_SLACK_DATABASE.",
            )
        # Written at every start, so that a read-only database is noticed then.
        connection.execute(delete(SCHEMA))
        connection.execute(insert(SCHEMA).values(version=VERSION))


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that one process at a time can hold: for making tables."""
    with engine.begin() as connection:
        # On SQLite every transaction that writes is alone: see `_begin`.
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection


def put(
    connection: Connection,
    table: Table,
    key: Mapping[str, object],
    values: Mapping[str, object],
    *,
    only_if: ColumnElement[bool] | None = None,
) -> bool:
    """Insert a row, or update the one with this key; one statement, so nobody comes between.

    Args:
        connection: In a transaction.
        table: Whose primary key is `key`.
        key: Columns of the primary key.
        values: The other columns.
        only_if: Leave a row that is there unless this holds of it.

    Returns:
        Whether anything was written.
    """
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    query = make(table).values({**key, **values})
    query = query.on_conflict_do_update(index_elements=list(key), set_=dict(values), where=only_if)
    # Not rowcount, which is unknown after an INSERT: a row that was left alone is not returned.
    return connection.execute(query.returning(*table.primary_key)).first() is not None


def scrub(engine: Engine) -> None:
    """Take what was deleted out of SQLite's write-ahead log too, as far as nobody reads it.

    Raises:
        StoreFailed: The database cannot be written.
    """
    if engine.dialect.name != "sqlite":
        return
    with told(), engine.connect().execution_options(begins=False) as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _sqlite(found: URL) -> Engine:
    path = found.database or ""
    in_memory = path in ("", ":memory:") or "mode=memory" in path
    if not in_memory and not path.startswith("file:"):
        _make_private(Path(path))
    # A database in memory is one connection, lent to one thread at a time.
    room = {"pool_size": 1, "max_overflow": 0} if in_memory else {}
    patience = {} if "timeout" in found.query else {"timeout": PATIENCE}
    engine = create_engine(
        found.set(drivername="sqlite"),
        poolclass=QueuePool,
        pool_timeout=PATIENCE * 3,
        hide_parameters=True,
        connect_args={"check_same_thread": False, **patience},
        **room,
    )
    event.listen(engine, "connect", _set_up)
    if not in_memory:
        try:
            with told():
                _write_ahead(engine)  # before `_begin`: not within a transaction
        except StoreFailed:
            engine.dispose()
            raise
    event.listen(engine, "begin", _begin)
    return engine


def _postgres(found: URL) -> Engine:
    try:
        # Without a server an attempt ends after PATIENCE, not after the system's two minutes.
        return create_engine(
            found.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": int(PATIENCE)},
        )
    except ModuleNotFoundError:
        raise BadSlackConfig(
            "PostgreSQL needs the package psycopg", hint='Run: pip install "psycopg[binary]"'
        ) from None


def _make_private(path: Path) -> None:
    """Make the file before SQLite does: its own would be readable by everybody."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreFailed(
            f"the bot's database {path} cannot be opened: {error.strerror}",
            hint="Set SUMMARIZER_SLACK_DATABASE to a file that this user may write.",
        ) from None


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver shall not begin transactions: `_begin` does
    # What is deleted is overwritten, so that a forgotten summary is not in the file any more.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    """Begin with the write lock, which waits its turn; taken later it can fail at once."""
    options = connection.get_execution_options()
    if options.get("begins", True):
        connection.exec_driver_sql("BEGIN" if options.get("reads") else "BEGIN IMMEDIATE")


@retry(
    retry=retry_if_exception(lambda error: "locked" in str(error)),
    stop=stop_after_delay(PATIENCE),
    wait=wait_fixed(0.05),
    reraise=True,
)
def _write_ahead(engine: Engine) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    The switch needs the file alone and, unlike a transaction, does not wait for that by itself.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _reason(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else None
    name = getattr(cause, "sqlite_errorname", None) or ""
    state = getattr(cause, "sqlstate", None) or ""
    if found := _begins(name, _SQLITE_REASONS) or _begins(state, _POSTGRES_REASONS):
        return found
    if isinstance(error, OperationalError) and not (name or state):
        return "the server is out of reach, refuses this user, or has no such database"
    return name or state or type(cause or error).__name__


def _begins(code: str, reasons: dict[str, str]) -> str:
    return next((reason for start, reason in reasons.items() if code.startswith(start)), "")
