"""How are files of a run written? Whole, or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from evals.runs.errors import Unusable


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step; its folder is made if need be.

    Raises:
        Unusable: It cannot be written; an old file is left as it was.
    """
    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise Unusable(f"{path} cannot be written: {error.strerror}") from None
