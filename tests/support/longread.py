"""A long text with planted facts, and a model that reads exactly what it is shown."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from summarizer.document import Document
from summarizer.model import Prompt

HEAD = (
    "Towns prepare for the summer\n\n3 June 2024. Forty towns told the Osta Gazette their plans.\n"
    + "".join(
        f"Page {page} of the paper has the plans of the towns in the north.\n"
        for page in range(2, 12)
    )
)
_FACT = re.compile(
    r"^\[(\d+)\] Mayor (Ada Ham\w+) said that (Town\w+) expects (\d+) visitors\.$", re.MULTILINE
)


def fact(n: int) -> str:
    """A sentence that nobody else says."""
    return f"Mayor Ada Ham{n} said that Town{n} expects {n} visitors."


def long_text(facts: Iterable[int], *, every: int = 12) -> str:
    """Paragraphs of filler, with a fact in each."""
    paragraphs = []
    for n in facts:
        filler = [f"The river at bend {n}-{at} was calm and green all day." for at in range(every)]
        paragraphs.append(" ".join([*filler[: every // 2], fact(n), *filler[every // 2 :]]))
    return HEAD + "\n" + "\n\n".join(paragraphs)


def long_document(facts: Iterable[int], *, every: int = 12) -> Document:
    """The same as a document."""
    return Document.from_text(long_text(facts, every=every), source="towns.txt")


def reads(prompt: Prompt, _: type[BaseModel]) -> dict[str, Any]:
    """A script that finds every fact that the prompt shows."""
    return answer_to(prompt.messages[-1].content)


def answer_to(shown: str) -> dict[str, Any]:
    """The actor and the position of each fact in the words of a prompt."""
    found = _FACT.findall(shown)
    return {
        "actors": [
            {"at": [int(at)], "name": name, "kind": "person", "role": "Mayor", "aliases": []}
            for at, name, _, _ in found
        ],
        "positions": [
            {
                "at": [int(at)], "holder": name, "reported_by": "", "stance": "expects",
                "statement": f"{town} expects {count} visitors.",
            }
            for at, name, town, count in found
        ],
        "title": "Towns prepare for the summer",
        "gist": "Forty towns told their plans.",
    }  # fmt: skip


def towns_of(shown: str) -> list[int]:
    """Which facts a prompt shows."""
    return [int(count) for _, _, _, count in _FACT.findall(shown)]
