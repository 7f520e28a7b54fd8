"""What is a case, and how is it read from its folder?

A case is ``evals/cases/<slug>/`` with ``source.txt``, ``meta.toml`` and ``label.json``. It is read
strictly: either everything is right, or `InvalidCases` lists every fault of every case.
"""

import json
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evals import label_rules
from evals.label_rules import Fault, Found, Reading
from evals.labels import ITEM_TYPES, Label, Meta
from summarizer.document import Document

CASES = Path(__file__).with_name("cases")
"""Where the cases of this project are."""

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CaseFault:
    """Something wrong in a case."""

    case: str
    """Its slug."""
    fault: Fault
    """What, and where."""

    def __str__(self) -> str:
        if not self.fault.file:
            return f"{self.case}: {self.fault.message}"
        return f"{self.case}/{self.fault.file}: {self.fault.path}: {self.fault.message}"


class InvalidCases(Exception):
    """Cases that cannot be used. The message has one line for each fault.

    Args:
        faults: All that were found.
    """

    exit_code = 2

    def __init__(self, faults: Iterable[CaseFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, eq=False)
class Case:
    """A text, where it comes from, and what a correct summary of it holds."""

    slug: str
    """Name of its folder."""
    text: str
    """The source; evidence offsets count its characters."""
    meta: Meta
    """Title, date, origin, licence."""
    label: Label
    """What a summary should hold."""

    @cached_property
    def document(self) -> Document:
        """What is given to the summarizer."""
        return Document.from_text(
            self.text, source=self.slug, title=self.meta.title, date=self.meta.date.isoformat()
        )


def load_cases(root: Path = CASES, only: Collection[str] = ()) -> tuple[Case, ...]:
    """Read the cases of a folder, in the order of their slugs.

    Args:
        root: A folder of cases.
        only: Slugs; if empty, all.

    Raises:
        InvalidCases: A case has a fault, there is none, or there is none of such a name.
    """
    present = {folder.name for folder in root.iterdir() if folder.is_dir()} if root.is_dir() else ()
    faults = [_missing(slug) for slug in sorted(set(only) - set(present))]
    if not present:
        faults.append(CaseFault(str(root), Fault("", "", "there are no cases here")))
    cases: list[Case] = []
    for slug in sorted(set(present) & set(only) if only else present):
        try:
            cases.append(load_case(root / slug))
        except InvalidCases as invalid:
            faults += invalid.faults
    if faults:
        raise InvalidCases(faults)
    return tuple(cases)


def load_case(folder: Path) -> Case:
    """Read one case.

    Args:
        folder: Its folder; the name is the slug.

    Raises:
        InvalidCases: With all faults of the case.
    """
    faults: list[Fault] = []
    text = _read(folder / "source.txt", faults)
    if text is not None and not text.strip():
        faults.append(Fault("source.txt", "$", "it is empty"))
    meta = _meta(folder / "meta.toml", faults)
    label = load_label(folder / "label.json", text or "", faults)
    if faults or text is None or meta is None or label is None:
        raise InvalidCases(CaseFault(folder.name, fault) for fault in faults)
    return Case(folder.name, text, meta, label)


def load_label(path: Path, text: str, faults: list[Fault]) -> Label | None:
    """Read a label of a text.

    Args:
        path: Its file.
        text: The source; if empty, quotes are not looked up.
        faults: What is wrong is added here.

    Returns:
        The label, or none if its shape is wrong.
    """
    raw = _read(path, faults)
    if raw is None:
        return None
    try:
        value = json.loads(raw, object_pairs_hook=_without_repeated_keys)
    except ValueError as error:
        faults.append(Fault(path.name, "$", f"this is no JSON: {error}"))
        return None
    label = _validated(Label, raw, path.name, faults)
    faults += label_rules.faults(_reading(value, text, path.name))
    return label


def _meta(path: Path, faults: list[Fault]) -> Meta | None:
    raw = _read(path, faults)
    if raw is None:
        return None
    try:
        value = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(path.name, "$", f"this is no TOML: {error}"))
        return None
    return _validated(Meta, value, path.name, faults)


def _read(path: Path, faults: list[Fault]) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        faults.append(Fault(path.name, "$", "it is not UTF-8"))
    except OSError as error:
        faults.append(Fault(path.name, "$", f"it cannot be read: {error.strerror}"))
    return None


def _validated(model: type[T], value: object, file: str, faults: list[Fault]) -> T | None:
    try:
        if isinstance(value, str):
            return model.model_validate_json(value)
        return model.model_validate(value)
    except ValidationError as error:
        faults += (
            Fault(file, _path(fault["loc"]), fault["msg"])
            for fault in error.errors(include_url=False, include_input=False)
        )
    return None


def _reading(value: Any, text: str, file: str) -> Reading:  # noqa: ANN401  # any JSON
    """What the rules can look at in a label, whatever else is wrong with it."""
    found: list[Found] = []
    ids: list[tuple[str, str]] = []
    for name, item_type in ITEM_TYPES.items():
        items = value.get(name) if isinstance(value, dict) else None
        for number, item in enumerate(items if isinstance(items, list) else ()):
            path = f"$.{name}[{number}]"
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                ids.append((path, item["id"]))
            try:
                found.append(Found(path, item_type.model_validate_json(json.dumps(item))))
            except ValidationError:
                continue
    return Reading(found, ids, text, file)


def _path(loc: Iterable[int | str]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)


def _without_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if repeated := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"the key {min(repeated)!r} stands twice in one object")
    return dict(pairs)


def _missing(slug: str) -> CaseFault:
    return CaseFault(slug, Fault("", "", "there is no case of this name"))
