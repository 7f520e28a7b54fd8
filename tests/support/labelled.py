"""Cases and summaries in a few words, for scoring one against the other."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from evals.cases import Case
from evals.labels import Label, Meta
from summarizer.document import Document
from summarizer.schema import DocumentInfo, Run, Summary

_META = Meta(
    title="An invented text",
    date=dt.date(2023, 3, 14),
    source="invented",
    licence="CC0",
    kind="test",
    labelled_by="nobody",
    labelled_on=dt.date(2023, 3, 14),
)
LISTS = {"actors": "a", "positions": "p", "conditions": "c", "next_steps": "s"}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "actors": {"aliases": [], "kind": "organisation", "role": ""},
    "positions": {"reported_by": None, "stance": "asserts"},
    "conditions": {"set_by": None, "status": "open"},
    "next_steps": {"actors": [], "when": "", "due": "", "certainty": "planned", "depends_on": []},
}

Items = Mapping[str, Iterable[Mapping[str, Any]]]
"""For each list its items; what they leave out is filled in, the evidence with the whole text."""


def case(text: str, items: Items, slug: str = "invented") -> Case:
    """A case; holders and doers are given by name."""
    lists = _filled(text, items)
    for found in lists.values():
        for item in found:
            item.setdefault("vital", True)
    return Case(slug, text, _META, Label.model_validate_json(json.dumps(lists)))


def summary(text: str, items: Items, **run: Any) -> Summary:
    """A summary of a text; evidence is given as quotes, each of them a segment."""
    lists = _filled(text, items)
    for found in lists.values():
        for item in found:
            item.pop("vital", None)
            item["evidence"] = [
                piece for quote in item["evidence"] for piece in _evidence(quote, text)
            ]
    return Summary.model_validate(
        {
            "title": "",
            "gist": "",
            "document": DocumentInfo(source="", title="", date="", characters=0, segments=0),
            "dropped": run.pop("dropped", ()),
            "run": Run.model_validate(
                {
                    "model": "m", "prompt": "p@1", "calls": 1, "repairs": 0, "input_tokens": 10,
                    "output_tokens": 5, "cached_tokens": 0, "seconds": 1.0, "cost_usd": None, **run,
                }
            ),
            **lists,
        }
    )  # fmt: skip


def _filled(text: str, items: Items) -> dict[str, list[dict[str, Any]]]:
    lists: dict[str, list[dict[str, Any]]] = {}
    for name, letter in LISTS.items():
        lists[name] = [
            {"id": f"{letter}{number}", "evidence": [text], **_DEFAULTS[name], **item}
            for number, item in enumerate(items.get(name, ()), 1)
        ]
    known = {actor["name"]: actor["id"] for actor in lists["actors"]}
    for found in (lists["positions"], lists["conditions"], lists["next_steps"]):
        for item in found:
            for field in ("holder", "reported_by", "set_by"):
                if item.get(field):
                    item[field] = known.get(item[field], item[field])
            if "actors" in item:
                item["actors"] = [known.get(actor, actor) for actor in item["actors"]]
    return lists


def _evidence(quote: str, text: str) -> list[dict[str, Any]]:
    """The segments of a text that a quote touches."""
    start = text.index(quote)
    document = Document.from_text(text)
    numbers = [
        segment.number
        for segment in document.segments
        if any(place.start < start + len(quote) and start < place.end for place in segment.places)
    ]
    return [piece.model_dump() for piece in document.evidence(numbers)]
