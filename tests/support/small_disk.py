"""A disk of 64 kB for one command: a file system of its own, in a namespace of its own.

Where the kernel does not allow that, tests that need it are skipped.
"""

import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.ending import Ended

SMALL = "mount -t tmpfs -o size=64k tmpfs full"


def may_mount() -> bool:
    command = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    try:
        return not subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603  # a fixed command
    except OSError:
        return False


on_a_disk = pytest.mark.skipif(not may_mount(), reason="no file system can be mounted here")


def on_disk(prepare: str, command: Sequence[str]) -> Ended:
    """Run a command where `full` is a small disk; its files are listed in `listing` afterwards."""
    Path("full").mkdir(exist_ok=True)
    after = "code=$?; find full -type f -printf '%P %s\\n' > listing; exit $code"
    script = f"{SMALL} && {prepare} && {{ {shlex.join(command)}; {after}; }}"
    done = subprocess.run(  # noqa: S603  # our own program
        ["unshare", "-rm", "sh", "-c", script],  # noqa: S607  # as `may_mount` found it
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
