"""Where do models lie on this machine, and which are there?

A model's file or folder has its final name only after it was verified, so being there under
that name and with the right size is proof enough for every run; `verify` reads it all again.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from summarizer.errors import ModelFileError
from summarizer.local.catalogue import CATALOGUE, ModelFile, find

GGUF_MAGIC = b"GGUF"
"""First bytes of a model file, by the GGUF specification."""
PIPELINE_FILE = "meta.json"
"""What every spaCy pipeline's folder holds."""


def models_directory() -> Path:
    """Where models are kept: ``$SUMMARIZER_CACHE/models``, else in the user's cache directory."""
    from platformdirs import user_cache_dir  # noqa: PLC0415  # slow import: only when used

    root = os.environ.get("SUMMARIZER_CACHE") or user_cache_dir("summarizer", appauthor=False)
    return Path(root) / "models"


def path_of(model: ModelFile, directory: Path) -> Path:
    """Where the model lies, or would lie."""
    return directory / model.file


def is_installed(model: ModelFile, directory: Path) -> bool:
    """Whether it is there and has the right size."""
    path = path_of(model, directory)
    if model.kind == "folder":
        return (path / PIPELINE_FILE).is_file()
    return path.is_file() and path.stat().st_size == model.bytes


def installed(directory: Path, models: Iterable[ModelFile] = CATALOGUE) -> list[ModelFile]:
    """The known models that are there."""
    return [model for model in models if is_installed(model, directory)]


def verify(model: ModelFile, directory: Path) -> None:
    """Read the whole model again and compare its sha256 (about 2 s for 1 GB).

    A folder has no hash of its own: its archive was verified before it was unpacked.

    Raises:
        ModelFileError: It is not there, or is not what the catalogue says.
    """
    path = path_of(model, directory)
    if not is_installed(model, directory) or (
        model.kind == "file" and sha256_of(path) != model.sha256
    ):
        raise ModelFileError(
            f"{model.name} is missing or damaged at {path}",
            hint=f"Fetch it again: summarizer model pull {model.name}",
        )


def remove(model: ModelFile, directory: Path) -> bool:
    """Delete the model and whatever was fetched of it; say whether anything was there.

    Raises:
        ModelFileError: It is being fetched just now, or cannot be deleted.
    """
    if not directory.is_dir():
        return False
    from filelock import FileLock, Timeout  # noqa: PLC0415  # slow import: only when used

    try:
        with FileLock(lock_path(model, directory), timeout=0):
            model_there = discard(path_of(model, directory))
            return discard(workspace(model, directory)) or model_there
    except Timeout:
        raise ModelFileError(f"{model.name} is being fetched by another process") from None
    except OSError as error:
        raise ModelFileError(f"cannot delete {model.name}: {error.strerror}") from None


def resolve_model(name_or_path: str, directory: Path) -> Path:
    """The GGUF file that a user means, by its name in the catalogue or by its path.

    Args:
        name_or_path: A name without separators and ``.gguf``, or a path.
        directory: Where fetched models lie.

    Raises:
        ModelFileError: An unknown name, a model that was not fetched, a path to nothing, or a
            file that is no GGUF file.
    """
    is_path = name_or_path.endswith(".gguf") or Path(name_or_path).name != name_or_path
    if is_path:
        return checked_gguf(Path(name_or_path).expanduser())
    model = find(name_or_path)
    if not is_installed(model, directory):
        raise ModelFileError(
            f"{model.name} is not on this machine",
            hint=f"Fetch it once ({model.bytes / 1e9:.1f} GB): summarizer model pull {model.name}",
        )
    return checked_gguf(path_of(model, directory))


def checked_gguf(path: Path) -> Path:
    """The same path, if a GGUF file is there.

    Raises:
        ModelFileError: There is none.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(len(GGUF_MAGIC))
    except OSError as error:
        raise ModelFileError(
            f"cannot read the model file {path}: {error.strerror}",
            hint="Give a model's name or the path of a GGUF file.",
        ) from None
    if magic != GGUF_MAGIC:
        raise ModelFileError(
            f"{path} is no GGUF file", hint="Give a model's name or the path of a GGUF file."
        )
    return path


def lock_path(model: ModelFile, directory: Path) -> Path:
    """The file whose lock is held while the model is changed."""
    return directory / f".{model.name}.lock"


def workspace(model: ModelFile, directory: Path) -> Path:
    """Where downloads wait until the model is whole; kept after a failure, to go on from."""
    return directory / f".{model.name}.download"


def discard(path: Path) -> bool:
    """Delete a file or a folder; say whether it was there."""
    if path.is_dir():
        shutil.rmtree(path)
        return True
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def sha256_of(path: Path) -> str:
    """The file's sha256, in hexadecimal; memory stays flat."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
