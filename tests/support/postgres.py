"""A real PostgreSQL server for as long as a block runs, where the machine has the programs."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

USER = "bot"
PASSWORD = "s3cret-word"
_PATIENCE = 30.0


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, or none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextmanager
def server(bin_folder: Path) -> Iterator[URL]:
    """Start one on a free port of this machine; its data is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    identity = _not_root(folder)
    port = _free_port()
    password = folder / "password"
    password.write_text(PASSWORD)
    data = folder / "data"
    access = ["-U", USER, "-A", "scram-sha-256", f"--pwfile={password}"]
    quick = ["-c", "fsync=off", "-c", "unix_socket_directories="]
    log = (folder / "log").open("wb")
    try:
        subprocess.run(  # noqa: S603  # the one that was found
            [bin_folder / "initdb", "-D", data, "-E", "UTF8", "--locale=C", "-N", *access],
            check=True,
            stdout=log,
            stderr=log,
            cwd=folder,
            **identity,
        )
        running = subprocess.Popen(  # noqa: S603  # the same
            [bin_folder / "postgres", "-D", data, "-p", str(port), *quick],
            stdout=log,
            stderr=log,
            cwd=folder,
            **identity,
        )
        try:
            url = URL.create("postgresql", USER, PASSWORD, "127.0.0.1", port, "postgres")
            _wait_for(url, running)
            yield url
        finally:
            # At once, without writing anything down: the data is thrown away.
            running.send_signal(signal.SIGQUIT)
            running.wait(_PATIENCE)
    finally:
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def connection(url: URL) -> Iterator[psycopg.Connection]:
    """Speak to it past the code under test."""
    address = url.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as speaking:
        yield speaking


def empty(url: URL) -> None:
    """Take everything out of a database; quicker than making another one."""
    with connection(url) as speaking:
        speaking.execute("SET lock_timeout = '10s'")
        speaking.execute("DROP SCHEMA public CASCADE")
        speaking.execute("CREATE SCHEMA public")
        speaking.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _not_root(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: take another user, who then owns the folder."""
    if os.geteuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: URL, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with connection(url):
                return
        except psycopg.OperationalError:
            if time.monotonic() > deadline or running.poll() is not None:
                raise
            time.sleep(0.05)
