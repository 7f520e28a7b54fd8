"""`-o FILE`: whole, or not at all."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from support.ending import Ended

from summarizer.cli import output

Cli = Callable[..., Ended]
Text = Callable[..., str]


def test_a_failed_run_leaves_the_old_file(cli: Cli, text: Text, tmp_path: Path) -> None:
    old = tmp_path / "out.txt"
    old.write_text("old")
    assert cli("-o", "out.txt", text("Refused")).code == 7
    assert old.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.txt", "text.txt"]


def test_a_failed_write_leaves_the_old_file_and_no_remains(tmp_path: Path) -> None:
    """The new name is a folder with something in it: the last step fails."""
    target = tmp_path / "out.txt"
    target.mkdir()
    (target / "kept").write_text("old")
    with pytest.raises(click.ClickException, match="cannot write"):
        output.write("new", str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_file_is_replaced_in_one_step(cli: Cli, text: Text, tmp_path: Path) -> None:
    """Who has the old file open goes on reading the old content."""
    (tmp_path / "out.txt").write_text("old")
    with (tmp_path / "out.txt").open() as reader:
        assert cli("-o", "out.txt", text("A strike")).code == 0
        assert reader.read() == "old"
    assert (tmp_path / "out.txt").read_text().startswith("A strike\n")


def test_sources_that_were_done_are_written_though_another_failed(
    cli: Cli, text: Text, tmp_path: Path
) -> None:
    assert cli("-o", "out.txt", text("One", "1"), text("Refused", "2")).code == 7
    assert (tmp_path / "out.txt").read_text().startswith("One\n")


def test_the_result_is_utf8_and_never_coloured(
    cli: Cli, text: Text, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert cli("-o", "out.txt", text("Żółć 中文")).code == 0
    content = (tmp_path / "out.txt").read_bytes()
    assert content.startswith("Żółć 中文\n".encode())
    assert b"\x1b" not in content


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_permissions_are_the_old_files_or_those_of_the_umask(
    cli: Cli, text: Text, tmp_path: Path
) -> None:
    before = os.umask(0o027)
    try:
        assert cli("-o", "new.txt", text("A strike")).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640
    (tmp_path / "new.txt").chmod(0o604)
    assert cli("-o", "new.txt", "text.txt").code == 0
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o604


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
def test_a_link_stays_a_link_and_a_device_is_never_replaced(
    cli: Cli, text: Text, tmp_path: Path
) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert cli("-o", "link.txt", text("A strike")).code == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text().startswith("A strike")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert cli("-o", "pipe", "text.txt").code == 0
    assert os.read(reader, 8) == b"A strike"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_dash_is_standard_output(cli: Cli, text: Text) -> None:
    assert cli("-o", "-", text("A strike")).out.startswith("A strike\n")


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_without_a_terminal(environ: dict[str, str], *, wanted: bool) -> None:
    assert not sys.stdout.isatty()
    assert output.wants_colour("-", environ) is wanted
    assert output.wants_colour("file", environ) is False
