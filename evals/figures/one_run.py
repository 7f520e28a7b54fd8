"""Where do the seconds of one summary go, and how many tokens does it write?

Summarizes cases of about 400 words with the embedded model, each in a process of its own after a
first one that fills the kept prefix, so that the figures are those of a second run on a machine:

    python -m evals.figures.one_run [--model NAME_OR_PATH] [CASE …]

It prints a row for each text: seconds for the start of engine and parser, for reading the prompt,
for writing the answer, for the code's own work (proposals, checks, assembly), and in all; and the
tokens written against those of the same summary with every quote written out, which is what the
verbatim form of the schema makes a model write (counted by `summarizer.tokens`).
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field

from evals.cases import Case, load_cases
from summarizer import tokens
from summarizer.choosing import connect
from summarizer.model import Progress
from summarizer.pipeline import summarize
from summarizer.schema import Summary

_WORDS = range(360, 441)
_MOST = 6
_KEYS = ("start", "read", "write", "code", "seconds")


@dataclass
class Clock:
    """Seconds by stage, from the progress that the engine tells."""

    stage: str = "code"
    since: float = field(default_factory=time.monotonic)
    spent: dict[str, float] = field(default_factory=dict)

    def turn(self, stage: str) -> None:
        """Charge the time since the last turn to the stage that ends."""
        now = time.monotonic()
        self.spent[self.stage] = self.spent.get(self.stage, 0.0) + now - self.since
        self.stage, self.since = stage, now

    def told(self, progress: Progress) -> None:
        """Take the engine's stages; the end of the writing is the code's again."""
        stage = {"fetch": "start", "load": "start"}.get(progress.stage, progress.stage)
        if stage != self.stage:
            self.turn(stage)


def main() -> None:
    """Print the rows and their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--model", default="")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        [case] = load_cases(only=[arguments.one])
        print(json.dumps(_run(case, arguments.model)))
        return
    cases = load_cases(only=arguments.cases)
    chosen = [c for c in cases if arguments.cases or len(c.document.text.split()) in _WORDS]
    _in_new_process(chosen[0].slug, arguments.model)
    rows = [_in_new_process(case.slug, arguments.model) for case in chosen[:_MOST]]
    print(f"{'':28} words   start  read  write  code    all   out  quoted  share")
    for row in rows:
        print(_line(row))
    middle = sorted(rows, key=lambda row: row["seconds"])[len(rows) // 2]
    print(f"median: {middle['seconds']:.1f} s ({middle['case']})")


def _line(row: dict[str, float]) -> str:
    seconds = "  ".join(f"{row[key]:5.1f}" for key in _KEYS)
    share = row["out"] / row["quoted"]
    return (
        f"{str(row['case'])[:28]:28} {row['words']:5}  {seconds}  {row['out']:4}"
        f"  {row['quoted']:6}  {share:5.2f}"
    )


def _in_new_process(slug: str, model: str) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.figures.one_run", "--one", slug, "--model", model]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # ourselves
    row: dict[str, float] = json.loads(output.splitlines()[-1])
    return row


def _run(case: Case, model: str) -> dict[str, float | str]:
    clock = Clock(stage="start")
    connected = connect(model)
    clock.turn("code")
    summary = summarize(case.document, model=connected, on_progress=clock.told)
    clock.turn("code")
    return {
        "case": case.slug,
        "words": len(case.document.text.split()),
        **{key: clock.spent.get(key, 0.0) for key in _KEYS[:-1]},
        "seconds": sum(clock.spent.values()),
        "out": summary.run.output_tokens,
        "quoted": tokens.estimate(verbatim(summary)),
    }


def verbatim(summary: Summary) -> str:
    """The summary as a model would have to write it with every quote in full, as JSON."""
    kinds = ("actors", "positions", "conditions", "next_steps")
    items = {
        kind: [
            {
                **{
                    k: v for k, v in item.model_dump().items() if k not in {"id", "evidence", "due"}
                },
                "quotes": [place.quote for place in item.evidence[:1]],
            }
            for item in getattr(summary, kind)
        ]
        for kind in kinds
    }
    return json.dumps({"title": summary.title, "gist": summary.gist, **items}, ensure_ascii=False)


if __name__ == "__main__":
    main()
