"""How does a model get onto this machine?

The sources are tried in order; what has arrived is kept, so that a pull goes on where the last
one stopped. The model gets its final name in one step, after its sha256 was verified.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import ModelFileError
from summarizer.local.catalogue import IndexFile, ModelFile, Source, WebFile
from summarizer.local.fetch import Network, Remote, SourceFailed, fetch
from summarizer.local.index import locate
from summarizer.local.shelf import (
    discard,
    is_installed,
    lock_path,
    path_of,
    sha256_of,
    workspace,
)
from summarizer.local.unpack import append_member, unpack_folder
from summarizer.model import OnProgress, Progress, ignore_progress

if TYPE_CHECKING:
    import httpx2

FreeSpace = Callable[[Path], int]


def free_bytes(directory: Path) -> int:
    """What is left on the directory's disk, in bytes."""
    return shutil.disk_usage(directory).free


def pull(
    model: ModelFile,
    *,
    directory: Path,
    network: Network | None = None,
    on_progress: OnProgress = ignore_progress,
    free_space: FreeSpace = free_bytes,
) -> Path:
    """Fetch and verify a model; if it is there, verify it.

    Several processes may pull at once: one works, the others wait for it.

    Args:
        model: From the catalogue.
        directory: Where models lie; made if need be.
        network: How to reach the sources; if none, as the environment says.
        on_progress: Told the bytes that have arrived (stage ``fetch``).
        free_space: Asked for the bytes left on the disk.

    Returns:
        The model's file or folder.

    Raises:
        ModelFileError: No source gave it, or it cannot be stored; the hint says what to do on
            a machine without network.
    """
    from filelock import FileLock  # noqa: PLC0415  # slow import: only when used

    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(lock_path(model, directory)):
            if _is_intact(model, directory):
                return path_of(model, directory)
            space = _Space(model, directory, free_space)
            return _from_any(space, network or Network.from_environment(), on_progress)
    except OSError as error:
        raise ModelFileError(
            f"{model.name} cannot be stored in {directory}: {error.strerror}",
            hint="Free some space, or set SUMMARIZER_CACHE to another directory.",
        ) from None


class _Space:
    """One model's place on the disk while it is being fetched."""

    def __init__(self, model: ModelFile, directory: Path, free_space: FreeSpace) -> None:
        self.model = model
        self.final = path_of(model, directory)
        self.work = workspace(model, directory)
        self._free_space = free_space

    def check(self, source: Source) -> None:
        """See that there is room: twice the model's size where it comes in archives."""
        self.work.mkdir(exist_ok=True)
        arrived = sum(file.stat().st_size for file in self.work.iterdir() if file.is_file())
        copies = 2 if any(file.member for file in source) else 1
        missing = copies * self.model.bytes - arrived - self._free_space(self.work)
        if missing > 0:
            raise ModelFileError(
                f"{missing / 1e6:.0f} MB of disk space are missing for {self.model.name}",
                hint="Free some space, or set SUMMARIZER_CACHE to a directory on another disk.",
            )

    def publish(self, built: Path) -> Path:
        """Give the finished model its name, in one step."""
        discard(self.final)
        built.replace(self.final)
        _sync_folder(self.final.parent)
        discard(self.work)
        return self.final


def _from_any(space: _Space, network: Network, on_progress: OnProgress) -> Path:
    reasons = []
    for source in space.model.sources:
        space.check(source)
        try:
            downloads = _fetch_all(source, space, network, on_progress)
            return space.publish(_build(source, downloads, space))
        except SourceFailed as failure:
            reasons.append(str(failure))
    raise ModelFileError(
        f"{space.model.name} could not be fetched: {'; '.join(reasons)}",
        hint="Try again: what has arrived is kept. On a machine without network, copy "
        f"{space.model.file} from one that has it into {space.final.parent} "
        "(summarizer model path shows where).",
    )


def _fetch_all(
    source: Source, space: _Space, network: Network, on_progress: OnProgress
) -> list[Path]:
    with network.client() as client:
        remotes = [_remote(file, space.model, network, client) for file in source]
        total = sum(remote.bytes for remote in remotes) or space.model.bytes
        done = 0
        targets = []
        for remote in remotes:
            # The hash names the download, so that what another source sent is never taken up.
            target = space.work / remote.sha256
            arrived = _reporter(done, total, on_progress)
            fetch(remote, target, client=client, network=network, on_size=arrived)
            done += target.stat().st_size
            targets.append(target)
    return targets


def _remote(
    file: WebFile | IndexFile, model: ModelFile, network: Network, client: "httpx2.Client"
) -> Remote:
    if isinstance(file, IndexFile):
        return locate(file, network.index_url, client)
    return Remote(file.url, file.sha256, 0 if file.member else model.bytes)


def _reporter(before: int, total: int, on_progress: OnProgress) -> Callable[[int], None]:
    return lambda size: on_progress(Progress("fetch", min(before + size, total), total))


def _build(source: Source, downloads: list[Path], space: _Space) -> Path:
    """Put the model together in the workspace and verify it."""
    built = space.work / "built"
    discard(built)
    if space.model.kind == "folder":
        for file, download in zip(source, downloads, strict=True):
            unpack_folder(download, file.member, built)
        return built
    if not source[0].member:
        return downloads[0]
    with built.open("wb") as out:
        for file, download in zip(source, downloads, strict=True):
            append_member(download, file.member, out, limit=space.model.bytes)
        out.flush()
        os.fsync(out.fileno())
    if sha256_of(built) != space.model.sha256:
        # Which part is wrong cannot be told, so none is kept.
        for download in (*downloads, built):
            discard(download)
        raise SourceFailed("the parts do not make up the model")
    return built


def _is_intact(model: ModelFile, directory: Path) -> bool:
    if not is_installed(model, directory):
        return False
    return model.kind == "folder" or sha256_of(path_of(model, directory)) == model.sha256


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
