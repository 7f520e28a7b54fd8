"""What the store says when its database is missing, broken, locked, full or foreign."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL
from support import postgres
from support.slack_jobs import ADDRESS, job, kept

from summarizer.errors import BadConfig
from summarizer.slack import database
from summarizer.slack.errors import BadSlackConfig, StoreFailed
from summarizer.slack.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with something in it."""
    path = tmp_path / "bot.db"
    store = Store.open(f"sqlite:///{path}")
    for number in range(50):
        store.keep(kept(f"k{number}"))
    store.close()
    return path


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bot.db",
        "mysql://bot:geheim@db/bot",
        "postgres://bot:geheim@db/bot",
        "postgresql://bot:geheim@db:none/bot",
        "sqlite://bot:geheim@db/x",
        "sqlite://bot.db",
    ],
)
def test_a_url_that_is_no_use_is_named_without_its_password(url: str) -> None:
    with pytest.raises(BadConfig) as caught:
        Store.open(url)
    assert caught.value.code == "S-SETUP"
    assert "geheim" not in str(caught.value) + caught.value.hint
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(StoreFailed, match="no SQLite database") as caught:
        Store.open(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear Sir")
    assert "SUMMARIZER_SLACK_DATABASE" in caught.value.hint


def test_a_damaged_file_is_told(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    file.write_bytes(content)

    def look() -> None:
        with closing(Store.open(f"sqlite:///{file}")) as store:
            store.kept("k1")

    with pytest.raises(StoreFailed, match="damaged"):
        look()


def test_a_read_only_database_is_told(file: Path) -> None:
    with pytest.raises(StoreFailed, match="read-only"):
        Store.open(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_locked_database_is_told_after_some_patience(file: Path) -> None:
    store = Store.open(f"sqlite:///{file}?timeout=0.05")
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match="another process holds it locked"):
            store.first_time("Ev1")
        other.execute("COMMIT")
        assert store.first_time("Ev1")
    finally:
        other.close()
        store.close()


def test_a_full_disk_is_told(file: Path) -> None:
    store = Store.open(f"sqlite:///{file}")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFailed, match="disk is full"):
        store.keep(kept("x" * 100_000))
    store.close()


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="Is a directory"):
        Store.open(f"sqlite:///{tmp_path}")


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}/folder/bot.db")


def test_the_file_and_its_folder_are_their_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bot.db"
    store = Store.open(f"sqlite:///{path}")
    store.first_time("Ev1")
    found = [path.parent, *path.parent.iterdir()]
    assert len(found) > 2
    assert {stat.S_IMODE(each.stat().st_mode) & 0o077 for each in found} == {0}
    store.close()


def test_a_database_of_another_version_is_left_alone(url: URL) -> None:
    store = Store.open(url)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE summarizer_schema SET version = 7")
    store.close()
    with pytest.raises(BadSlackConfig, match="of version 7"):
        Store.open(url)


def test_what_a_driver_says_is_not_repeated(store: Store) -> None:
    """Its message would hold the row: an address, a place."""
    store.add(job())
    with pytest.raises(StoreFailed) as caught:
        store.add(job())
    told = str(caught.value) + caught.value.hint
    assert ADDRESS not in told
    assert "INSERT" not in told
    assert caught.value.__suppress_context__
    assert caught.value.code == "S-STORE"


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StoreFailed, match="server is out of reach") as caught:
        Store.open("postgresql://bot:geheim@127.0.0.1:1/bot")
    assert "geheim" not in str(caught.value) + caught.value.hint


@pytest.mark.parametrize("change", [{"password": "geheim"}, {"database": "none"}])
def test_a_server_that_refuses_is_told(postgres_server: URL, change: dict[str, str]) -> None:
    with pytest.raises(StoreFailed, match="refuses this user, or has no such database") as caught:
        Store.open(postgres_server.set(**change))
    assert "geheim" not in str(caught.value)


def test_a_store_goes_on_when_the_server_dropped_its_connections(postgres_url: URL) -> None:
    store = Store.open(postgres_url)
    store.first_time("Ev1")
    with postgres.connection(postgres_url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert not store.first_time("Ev1")
    store.close()


def test_a_user_without_rights_is_told(postgres_url: URL) -> None:
    with postgres.connection(postgres_url) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    with pytest.raises(StoreFailed, match="lacks a permission"):
        Store.open(postgres_url.set(username="guest", password="guest"))


def test_an_engine_is_given_back_when_its_tables_cannot_be_made(tmp_path: Path) -> None:
    """Otherwise the open connection would be a warning, and warnings are errors here."""
    path = tmp_path / "bot.db"
    database.connect(f"sqlite:///{path}").dispose()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreFailed, match="locked"):
        Store.open(f"sqlite:///{path}?timeout=0.05")
    other.close()
