"""Writes the parts of pages that follow from the code: settings, errors, fields, models."""

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from support.doc_hostile import HOSTILE_TABLES
from support.doc_pages import EXAMPLE
from support.fault_tables import FAULT_TABLES

from evals.cases import load_cases
from evals.figures.agreement import rows as labellings
from evals.figures.scorer_agreement import rows as confusions
from evals.figures.scorer_agreement import verdicts
from evals.peers import page as peers
from evals.peers.table import Rows, scored
from evals.peers.trials import OUTPUTS, read_trials
from summarizer import errors
from summarizer.cli.exit_codes import EXIT_CODES
from summarizer.config import NAMES, Values, variables
from summarizer.local.catalogue import CATALOGUE, IndexFile, ModelFile, WebFile
from summarizer.model import Budget
from summarizer.prompting import available, default_for, load
from summarizer.rendering import Options, render
from summarizer.schema import Summary

_WIDTH = 80


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    cells = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def settings() -> str:
    """Every setting, its variables, its default and its meaning."""
    rows = []
    for name in NAMES:
        field = Values.model_fields[name]
        default = "" if field.default in ("", None) else f"`{json.dumps(field.default)}`"
        named = ", ".join(f"`{variable}`" for variable in variables(name))
        rows.append([f"`{name}`", named, default, str(field.description)])
    return table(["setting", "environment variable", "default", "meaning"], rows)


def exit_codes() -> str:
    """Every exit code."""
    rows = [[f"`{code}`", meaning] for code, meaning in EXIT_CODES]
    return table(["code", "meaning"], rows)


def error_tree() -> str:
    """Every error, what it derives from, when it is raised, and its exit code."""
    rows = [
        [f"`{kind.__name__}`", f"`{kind.__base__.__name__}`", _first_line(kind), _code(kind)]
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.SummarizerError) and kind.__base__
    ]
    ranked = sorted(rows, key=lambda row: (row[3], row[1] != "`SummarizerError`", row[0]))
    return table(["error", "is a", "raised when", "exit code"], ranked)


def _code(kind: type[errors.SummarizerError]) -> str:
    return f"`{kind.exit_code}`"


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").split("\n")[0]


def budget() -> str:
    """The limits of a budget."""
    meanings = (("calls", "requests"), ("tokens", "tokens, in and out together"))
    rows = [[f"`{name}`", f"`{getattr(Budget, name)}`", what] for name, what in meanings]
    rows.append(["`seconds`", f"`{Budget.seconds:g}`", "seconds since it was made"])
    return table(["limit", "default", "counts"], rows)


def prompts() -> str:
    """Every prompt set."""
    rows = []
    for name in available():
        info = load(name).info
        is_default = info.profile and default_for(info.profile) == name
        default = f"`{info.profile}` models" if is_default else ""
        rows.append([f"`{name}`", f"`{info.reading}`", default, info.description])
    return table(["prompt", "reading", "default for", "what it is"], rows)


def schema() -> str:
    """Every field of the JSON, one table for each type."""
    made = Summary.model_json_schema()
    parts = {"Summary": made, **made["$defs"]}
    order = sorted(parts, key=list(_depth_first("Summary", parts)).index)
    return "\n".join(_fields(name, parts[name]) for name in order)


def _fields(name: str, part: Mapping[str, Any]) -> str:
    rows = [
        [f"`{field}`", _type(given), str(given.get("description", "See below."))]
        for field, given in part["properties"].items()
    ]
    head = f"### {name}\n\n{part['description']}\n\n"
    return head + table(["field", "type", "meaning"], rows)


def _depth_first(name: str, parts: Mapping[str, Any]) -> Iterator[str]:
    yield name
    for given in parts[name]["properties"].values():
        for target in _targets(given):
            yield from _depth_first(target, parts)


def _targets(given: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in given:
        yield str(given["$ref"]).rpartition("/")[2]
    inners = [given["items"]] if "items" in given else given.get("anyOf", ())
    for inner in inners:
        yield from _targets(inner)


def _type(given: Mapping[str, Any]) -> str:
    if target := next(_targets(given), ""):
        named = f"[{target}](#{target.lower()})"
        return f"array of {named}" if given.get("type") == "array" else named
    if "anyOf" in given:
        return " or ".join(map(_type, given["anyOf"]))
    if "const" in given:
        return f"`{json.dumps(given['const'])}`"
    if "enum" in given:
        return ", ".join(f"`{value}`" for value in given["enum"])
    if given.get("type") == "array":
        return f"array of {_type(given['items'])}"
    return str(given["type"])


def models() -> str:
    """Every model of the catalogue."""
    rows = [
        [
            f"`{one.name}`",
            "model" if one.profile else "parser",
            f"{one.bytes / 1e6:,.0f} MB",
            one.licence,
            f"[page]({one.page})",
        ]
        for one in CATALOGUE
    ]
    return table(["name", "what", "size", "licence", "publisher"], rows)


def model_sources() -> str:
    """Where each model of the catalogue comes from, first choice first."""
    rows = [
        [f"`{one.name}`", str(number), _source(one, number - 1), f"`{one.file}`"]
        for one in CATALOGUE
        for number in range(1, len(one.sources) + 1)
    ]
    return table(["name", "tried", "source", "kept as"], rows)


def _source(model: ModelFile, number: int) -> str:
    match model.sources[number]:
        case [WebFile(url=url)]:
            return f"`{url}`"
        case [IndexFile() as only]:
            return f"package index: `{only.distribution}=={only.version}`"
        case [IndexFile() as first, *_, IndexFile() as last] as parts:
            names = f"`{first.distribution}` to `{last.distribution}`"
            return f"package index: {len(parts)} packages, {names}, version {first.version}"
        case other:
            raise AssertionError(f"no words for {other}")


def example_condition() -> str:
    """How the seed's conditions look with their evidence."""
    page = render(_example(), "text", options=Options(width=_WIDTH, evidence=True))
    start, end = page.index("Conditions\n"), page.index("Next steps\n")
    return f"```\n{page[start:end].strip()}\n```\n"


def example_json() -> str:
    """One position of the seed and one next step, as JSON."""
    data = _example().model_dump()
    excerpt = {name: data[name][-1:] for name in ("positions", "next_steps")}
    return f"```json\n{json.dumps(excerpt, indent=2, ensure_ascii=False)}\n```\n"


def _example() -> Summary:
    return Summary.model_validate_json(EXAMPLE.read_bytes())


def agreement() -> str:
    """How far two labellings of the same texts agree."""
    head, *rest = labellings()
    return table(head, rest)


def scorer_agreement() -> str:
    """How often the scorer says what a judge says."""
    head, *rest = confusions(verdicts())
    return table(head, rest)


@cache
def _peers() -> Rows:
    """The kept trials of the product and its peers, scored once for all tables."""
    return scored(read_trials(OUTPUTS), load_cases())


def _of_peers(write: Callable[[Rows], str]) -> Callable[[], str]:
    return lambda: write(_peers())


TABLES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "agreement": agreement,
        "budget": budget,
        "errors": error_tree,
        "example-condition": example_condition,
        "example-json": example_json,
        "exit-codes": exit_codes,
        **FAULT_TABLES,
        **HOSTILE_TABLES,
        "model-sources": model_sources,
        "models": models,
        **{f"peers-{name}": _of_peers(write) for name, write in peers.TABLES.items()},
        "prompts": prompts,
        "schema": schema,
        "scorer-agreement": scorer_agreement,
        "settings": settings,
    }
)
"""What can stand between ``<!-- generated: NAME -->`` and ``<!-- end -->``."""
