"""Which words are put to the model?

A prompt set is a folder ``prompts/NAME/vN``: ``prompt.toml`` (what it is for), ``system.md``,
``user.md.jinja`` and worked ``examples/*.json``. A published version is never edited.

A document enters a template only as a value, rendered in a sandbox: braces in it stay braces.
What a chat template would take for a control token (``<|im_start|>``) is broken up, and every
segment is put on one line, so that a text cannot pose as a turn or as another segment.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.control import broken_up
from summarizer.document import Document
from summarizer.errors import PromptNotFound
from summarizer.model import Message, Profile, Prompt

Reading = Literal["whole", "guided", "repair"]
"""``whole``: one question for everything. ``guided``: code proposes, the model disposes.
``repair``: only what failed is asked again."""

_ID = re.compile(r"[a-z][a-z0-9_-]*@[1-9][0-9]*")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)


class PromptInfo(BaseModel):
    """The file ``prompt.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    description: str
    """What this version is for, and how it differs from the one before."""
    reading: Reading
    """How the document is read with it."""
    profile: Profile | None = None
    """The profile whose default it is; none if it must be asked for by name."""
    max_output_tokens: int = Field(gt=0)
    """Where an answer is cut off."""


class Example(BaseModel):
    """A worked example: what the template is given, and the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    values: dict[str, Any]
    """The template's variables."""
    answer: dict[str, Any]
    """What the model should have written."""


@dataclass(frozen=True)
class PromptSet:
    """A version of a prompt, read from its folder."""

    id: str
    """NAME@VERSION."""
    info: PromptInfo
    system: str
    """The system turn."""
    user: str
    """The Jinja template of the user turn."""
    examples: tuple[Example, ...]
    sha256: str
    """Of all its files; a changed prompt has another."""

    def render(self, values: Mapping[str, Any]) -> Prompt:
        """Fill the template with a document's values.

        Args:
            values: What the template names, such as `document_values` gives.

        Returns:
            System turn, a pair of turns for each example, and the user's turn. Everything but
            the last is the same for every document.
        """
        static = [Message("system", self.system)]
        for example in self.examples:
            static += [
                Message("user", self._turn(example.values)),
                Message("assistant", compact_json(example.answer)),
            ]
        return Prompt(
            id=self.id,
            messages=(*static, Message("user", self._turn(values))),
            static=len(static),
            max_output_tokens=self.info.max_output_tokens,
        )

    def _turn(self, values: Mapping[str, Any]) -> str:
        rendered: str = _template(self.user).render(values)
        return rendered.strip()


def compact_json(value: object) -> str:
    """JSON without blanks: every one would be a token."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def inert(text: str) -> str:
    """A text as one printable line without control tokens; for a template, never for quotes."""
    visible = _UNPRINTABLE.sub("", re.sub(r"\s+", " ", text))
    return broken_up(visible)


def document_values(document: Document, numbers: tuple[int, ...] = ()) -> dict[str, Any]:
    """What a template may say of a document.

    Args:
        document: What is summarized.
        numbers: Only these segments; all if empty.
    """
    return {
        "title": inert(document.title),
        "date": document.date,
        "segments": [
            {"number": segment.number, "text": inert(segment.text)}
            for segment in document.segments
            if not numbers or segment.number in numbers
        ],
    }


@cache
def load(prompt_id: str) -> PromptSet:
    """The prompt set of this name and version.

    Raises:
        PromptNotFound: There is none, or its files are broken.
    """
    if not _ID.fullmatch(prompt_id):
        raise PromptNotFound(
            f"{prompt_id!r} is no prompt", hint="Write NAME@VERSION, such as summary@1."
        )
    name, _, version = prompt_id.partition("@")
    folder = prompts_folder() / name / f"v{version}"
    if not folder.is_dir():
        raise PromptNotFound(
            f"there is no prompt {prompt_id}", hint=f"There are {', '.join(available())}."
        )
    return read_set(prompt_id, folder)


def read_set(prompt_id: str, folder: Path) -> PromptSet:
    """The prompt set in a folder.

    Args:
        prompt_id: What to call it, NAME@VERSION.
        folder: Holds ``prompt.toml``, ``system.md``, ``user.md.jinja`` and ``examples/``.

    Raises:
        PromptNotFound: A file is missing or broken.
    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    try:
        return PromptSet(
            id=prompt_id,
            info=PromptInfo.model_validate(tomllib.loads(files["prompt.toml"].decode())),
            system=files["system.md"].decode().strip(),
            user=files["user.md.jinja"].decode(),
            examples=tuple(
                Example.model_validate_json(data)
                for path, data in files.items()
                if path.startswith("examples/")
            ),
            sha256=_digest(files),
        )
    except (KeyError, ValueError) as error:
        raise PromptNotFound(f"the prompt {prompt_id} is broken: {type(error).__name__}") from error


def available() -> tuple[str, ...]:
    """Every prompt that there is, as NAME@VERSION."""
    found = (path.parent for path in prompts_folder().glob("*/v*/prompt.toml"))
    return tuple(sorted(f"{folder.parent.name}@{folder.name[1:]}" for folder in found))


def default_for(profile: Profile) -> str:
    """The newest prompt whose ``prompt.toml`` names this profile."""
    fitting = [prompt for prompt in available() if load(prompt).info.profile == profile]
    return max(fitting, key=lambda prompt: int(prompt.partition("@")[2]))


def prompts_folder() -> Path:
    """Where the prompts are: inside an installed wheel, else at the top of the source tree."""
    installed = Path(str(resources.files("summarizer"))) / "_prompts"
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / "prompts"


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, data in files.items():
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


@cache
def _template(source: str) -> Any:  # noqa: ANN401  # jinja2 is imported only when used
    from jinja2 import StrictUndefined  # noqa: PLC0415  # slow import: only when used
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    # Autoescaping is for HTML; a model would read "&amp;" as written.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(source)
