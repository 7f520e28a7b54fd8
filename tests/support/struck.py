"""A text that meets a fault, with a canary in everything that is secret."""

import json
from typing import Any

KEY = "sk-KEYCANARY"
"""Of the endpoint."""
OUTPUT = "OUTCANARY"
"""In everything that a model or an endpoint writes and that is no summary."""
DOCUMENT = "Kestrelgate"
"""A word of the text that meets the fault, in each of its sentences."""

TEXT = f"""{DOCUMENT}, 4 May 2024.
The {DOCUMENT} Water Board will meet on Thursday, chair Ada Lindqvist said.
Lindqvist opposes the {DOCUMENT} dam.
The board will sign the {DOCUMENT} contract only if the ministry pays.
"""

ACTORS: list[dict[str, Any]] = [
    {
        "at": [2],
        "name": f"{DOCUMENT} Water Board",
        "kind": "organisation",
        "role": "",
        "aliases": [],
    },
    {"at": [2], "name": "Ada Lindqvist", "kind": "person", "role": "chair", "aliases": []},
]
CONDITION: dict[str, Any] = {
    "at": [4],
    "requirement": "the ministry pays",
    "gates": f"the board signs the {DOCUMENT} contract",
    "set_by": f"{DOCUMENT} Water Board",
    "status": "open",
}
STEP: dict[str, Any] = {
    "at": [2],
    "actors": [f"{DOCUMENT} Water Board"],
    "action": "meets on Thursday",
    "when": "on Thursday",
    "certainty": "scheduled",
}
POSITION: dict[str, Any] = {
    "at": [3],
    "holder": "Ada Lindqvist",
    "reported_by": "",
    "stance": "opposes",
    "statement": f"Lindqvist opposes the {DOCUMENT} dam.",
}
DRAFT: dict[str, Any] = {
    "actors": ACTORS,
    "conditions": [CONDITION],
    "next_steps": [STEP],
    "positions": [POSITION],
    "title": f"{DOCUMENT} Water Board will meet on Thursday",
    "gist": "",
}
GOOD = json.dumps(DRAFT)
WHOLE = {"actors": 2, "conditions": 1, "next_steps": 1, "positions": 1}
"""How many items a whole summary has."""


def spared(name: str) -> str:
    """A text that meets no fault."""
    return f"{name} council, 4 May 2024.\n{name} council opposes the tunnel.\n"


def spared_draft(name: str) -> str:
    """The answer to it."""
    actor = {"at": [2], "name": f"{name} council", "kind": "organisation", "role": ""}
    position = {
        "at": [2],
        "holder": f"{name} council",
        "reported_by": "",
        "stance": "opposes",
        "statement": f"{name} council opposes the tunnel.",
    }
    return json.dumps({"actors": [actor], "positions": [position], "title": "", "gist": ""})
