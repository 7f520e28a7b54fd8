"""What the store promises where several threads and processes use one database."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import URL, select, update
from support import slack_rush
from support.slack_jobs import job, kept

from summarizer.slack.installations import installation_store, state_store
from summarizer.slack.store import Store
from summarizer.slack.tables import SCHEMA

KEY = SecretStr(Fernet.generate_key().decode())
PROCESSES = 3
EVENTS = [f"Ev{number}" for number in range(40)]
ROOT = Path(__file__).resolve().parents[3]


def rush(url: URL) -> list[dict[str, list[str]]]:
    """Let the processes loose at once; what each was the first to get."""
    command = [sys.executable, slack_rush.__file__, url.render_as_string(hide_password=False)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    running = [
        subprocess.Popen(  # noqa: S603  # our own script
            [*command, f"owner-{number}", str(len(EVENTS))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
        )
        for number in range(PROCESSES)
    ]
    answers = [process.communicate(timeout=60) for process in running]
    assert [errors.decode() for _, errors in answers] == [""] * PROCESSES
    return [json.loads(answer) for answer, _ in answers]


def test_processes_that_open_a_fresh_database_at_once_share_the_work(url: URL) -> None:
    """One makes the tables; no event is taken twice, no job begun twice, and none is lost."""
    answers = rush(url)
    marked = sorted(each for answer in answers for each in answer["marked"])
    begun = sorted(each for answer in answers for each in answer["begun"])
    store = Store.open(url)
    left = [each.id for each in store.unfinished()]
    store.close()
    assert marked == sorted(EVENTS)
    assert sorted(begun + left) == sorted(EVENTS)
    assert begun


def test_threads_that_write_and_read_at_once_do_not_fail(store: Store) -> None:
    def work(number: int) -> bool:
        store.keep(kept(f"k{number % 5}"))
        store.add(job(f"j{number}"))
        store.set_preference("T1", f"U{number % 3}", store.preference("T1", "U1"))
        store.unfinished()
        return store.begin(f"j{number}", "one") and store.kept(f"k{number % 5}") is not None

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(work, range(64)))


def test_a_database_in_memory_serves_threads() -> None:
    store = Store.open("sqlite://")
    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(lambda _: store.first_time("Ev1"), range(20)))[-2:] == [
            False,
            True,
        ]
    store.close()


def test_a_fresh_database_can_be_opened_many_times_at_once(url: URL) -> None:
    together = threading.Barrier(8)

    def open_one(_: int) -> bool:
        together.wait(10)
        store = Store.open(url)
        installation_store(store.engine, client_id="1.2", keys=[KEY])
        state_store(store.engine)
        try:
            return store.first_time("Ev1")
        finally:
            store.close()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(open_one, range(8))).count(True) == 1


def test_who_reads_and_then_writes_is_not_overtaken(sqlite_url: URL) -> None:
    """SQLite would refuse the write if another came between; slack_sdk's stores work like that."""
    store = Store.open(sqlite_url)

    def count(_: int) -> None:
        with store.engine.begin() as connection:
            found = connection.execute(select(SCHEMA.c.version)).scalar_one()
            connection.execute(update(SCHEMA).values(version=found + 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(100)))
    with store.engine.connect() as connection:
        assert connection.execute(select(SCHEMA.c.version)).scalar_one() == 101
    store.close()
