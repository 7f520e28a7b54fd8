"""Is everything found in a text that is far longer than a window, and at what cost?

Run it from the root of the repository: ``python -m evals.figures.long_text``. It needs the parser
(``summarizer model pull en-core-web-sm``), no model and no network. The sources of the cases, the
longest first, are joined to 30,000 words and more; facts are planted in the first, the middle and
the last third. A script that reads what it is shown must have every fact found, once, with its
words. What code proposes on the embedded model's path is told as recall. A text of 50 MB must be
refused. It ends with 1 when a bar is missed.

``--live`` asks the embedded model instead, or what the settings choose, and tells the recall.
"""

import argparse
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from evals.cases import load_cases
from evals.script import Script
from summarizer import connect, summarize
from summarizer.document import Document
from summarizer.draft import Draft
from summarizer.errors import TooLargeInput
from summarizer.model import (
    Budget,
    Model,
    Profile,
    Prompt,
)
from summarizer.readers import read
from summarizer.repair import Mended
from summarizer.schema import Evidence, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = 30_000
HUGE = 50_000_000
"""Bytes of the text that is refused."""
THIRDS = ("first", "middle", "last")
FACTS = tuple(
    fact
    for third, (one, two) in zip(
        THIRDS, (("Osta", "Velm"), ("Harn", "Brill"), ("Tarn", "Lusk")), strict=True
    )
    for fact in (
        (third, f"Mayor Ada {one}feld opposes the new dam at {one}."),
        (third, f"Governor Bo {two}mark demanded that the ferry to {two} be reopened."),
        (third, f"The {one} River Commission will vote on the {two} lock on Friday."),
        (third, f"The town of {two} will pay only if the {one} bridge is repaired."),
    )
)
"""The third in which each is planted, and its words."""


@dataclass(frozen=True)
class Scripted(Script):
    """Reads whatever planted fact it is shown, and nothing else."""

    profile: Profile
    context_tokens: int

    def value(self, prompt: Prompt, response_type: type[BaseModel]) -> dict[str, Any]:
        """A next step for each planted fact that the prompt shows."""
        if issubclass(response_type, Mended):
            return {}
        if issubclass(response_type, Draft):
            return dict(_drafted(prompt.messages[-1].content))
        fields = response_type.model_fields.items()
        return {name: _headline(f.annotation) for name, f in fields}


def _headline(wanted: Any) -> str | dict[str, Any]:  # noqa: ANN401  # any type
    if wanted is str:
        return ""
    return {"at": get_args(wanted.model_fields["at"].annotation)[0], "says": ""}


def _drafted(shown: str) -> dict[str, list[dict[str, Any]]]:
    """A next step for each planted fact in the words of a prompt."""
    lines = [
        (number, said) for number, said in re.findall(r"^\[(\d+)\] (.+)$", shown, re.MULTILINE)
    ]
    planted = {words for _, words in FACTS}
    return {
        "next_steps": [
            {"at": [int(n)], "actors": [], "action": said, "when": "", "certainty": "expected"}
            for n, said in lines
            if said in planted
        ]
    }


def joined() -> str:
    """The cases' sources, the longest first, again and again up to the length, and the facts."""
    sources = sorted((case.text for case in load_cases()), key=lambda text: -len(text.split()))
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        for source in sources:
            paragraphs += [line for line in source.splitlines() if line.strip()]
            words += len(source.split())
    for number, (_, fact) in enumerate(FACTS):
        paragraphs.insert(int(len(paragraphs) * (number + 0.5) / len(FACTS)), fact)
    return "\n\n".join(paragraphs)


def found(summary: Summary) -> dict[str, int]:
    """How often each planted fact is the evidence of an item."""
    quotes = [{piece.quote for piece in pieces} for pieces in _evidence(summary)]
    return {fact: sum(fact in one for one in quotes) for _, fact in FACTS}


def _evidence(summary: Summary) -> list[tuple[Evidence, ...]]:
    return [
        *(position.evidence for position in summary.positions),
        *(condition.evidence for condition in summary.conditions),
        *(step.evidence for step in summary.next_steps),
    ]


def measured(way: str, prompt: str) -> dict[str, Any]:
    """One measurement, in this process, which must be a new one: memory only grows.

    Args:
        way: `whole`, `guided`, `live`, or `refused`.
        prompt: NAME@VERSION; if empty, the model's own.
    """
    began = time.perf_counter()
    result: dict[str, Any] = _refused() if way == "refused" else _read(way, prompt)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**result, "seconds": time.perf_counter() - began, "peak_mb": peak}


def _read(way: str, prompt: str) -> dict[str, Any]:
    models: dict[str, Callable[[], Model]] = {
        "whole": lambda: Scripted("large", 16_000),
        "guided": lambda: Scripted("small", 8_192),
        "live": connect,
    }
    text = joined()
    document = Document.from_text(text, source=way, date="2025-06-02")
    budget = Budget(calls=1_000, tokens=2_000_000, seconds=7_200)
    summary = summarize(document, model=models[way](), prompt=prompt, budget=budget)
    return {
        "words": len(text.split()),
        "prompt": summary.run.prompt,
        "found": found(summary),
        "items": len(_evidence(summary)),
        "calls": summary.run.calls,
        "unread": len(summary.unread),
        "quotes": all(
            text[piece.start : piece.end] == piece.quote
            for pieces in _evidence(summary)
            for piece in pieces
        ),
    }


def _refused() -> dict[str, Any]:
    """What 50 MB give as a file, on standard input and as a string."""
    said = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "huge.txt"
        line = "All work and no play makes a very long text.\n"
        path.write_text(line * (HUGE // len(line)))
        ways: dict[str, Callable[[], object]] = {
            "file": lambda: read(str(path)),
            "standard input": lambda: read("-", stdin=io.BytesIO(path.read_bytes())),
            "string": lambda: summarize(path.read_text(), model=Scripted("small", 8_192)),
        }
        for name, attempt in ways.items():
            try:
                attempt()
            except TooLargeInput as error:
                said[name] = error.message.replace(str(path), "huge.txt")
    return {"said": said, "all": len(said) == len(ways)}


def _apart(way: str, prompt: str) -> dict[str, Any]:
    """The measurement in a process of its own."""
    command = [sys.executable, "-m", "evals.figures.long_text", "--only", way, "--prompt", prompt]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # ourselves
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def main() -> int:
    """Print the figures; 0 if the bars are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--live", action="store_true", help="ask the model of the settings")
    parser.add_argument("--prompt", default="", help="NAME@VERSION, for --live")
    parser.add_argument("--only", default="", help="one measurement, as JSON, in this process")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measured(options.only, options.prompt)))
        return 0
    ways = ("live",) if options.live else ("whole", "guided")
    results = {way: _apart(way, options.prompt) for way in ways}
    for way, result in results.items():
        _tell(way, result)
    refused = _apart("refused", "")
    print(f"\n50 MB, refused ({refused['seconds']:.1f} s, peak {refused['peak_mb']:.0f} MB):")
    print(*(f"  {way}: {message}" for way, message in refused["said"].items()), sep="\n")
    exact = options.live or set(results["whole"]["found"].values()) == {1}
    quotes = all(result["quotes"] for result in results.values())
    met = exact and quotes and refused["all"]
    print("scripted: every fact once; every quote the text's; 50 MB refused:", end=" ")
    print("met" if met else "MISSED")
    return 0 if met else 1


def _tell(way: str, result: dict[str, Any]) -> None:
    print(
        f"{way} ({result['prompt']}): {result['words']:,} words, {result['calls']} calls, "
        f"{result['items']} items, {result['unread']} parts unread, {result['seconds']:.1f} s, "
        f"peak {result['peak_mb']:.0f} MB"
    )
    for third in THIRDS:
        counts = [result["found"][fact] for where, fact in FACTS if where == third]
        print(f"  {third:<8}{sum(map(bool, counts))} of {len(counts)} planted facts found")
    for _, fact in FACTS:
        if not result["found"][fact]:
            print(f"  missed: {fact}")


if __name__ == "__main__":
    sys.exit(main())
