"""Do documents that give orders get their way?

Run it from the root of the repository: ``python -m evals.figures.injection``. All cases of
`evals.hostile` are put to a model that obeys as badly as it can; it ends with 1 when a guarantee is
broken. With ``--live`` a sample is put to the model that `connect()` chooses, the embedded one if
nothing is set: one call for each document, about 20 seconds on two cores.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from evals.hostile.guarantees import GUARANTEES, Asked, violations
from evals.hostile.live import Heard, hear, share
from evals.hostile.planted import planted
from evals.hostile.trial import plain, put
from summarizer import connect
from summarizer.propose import parsing


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 0 if every guarantee holds, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--live", action="store_true", help="ask a real model")
    parser.add_argument("--sample", type=int, default=30, help="attacks that are put to it")
    given = parser.parse_args(arguments)
    return live(given.sample) if given.live else scripted()


def scripted() -> int:
    """All cases against the adversary."""
    print(*(f"{count:>5}  {kind}" for kind, count in _kinds().most_common()), sep="\n")
    prompts = ["summary@1", "compact@1", *(["guided@1"] if parsing.is_installed() else [])]
    broken: Counter[str] = Counter()
    stood = fell = 0
    for prompt_id in prompts:
        for case in planted():
            summary, found = put(case, prompt_id)
            broken.update({violation.partition(":")[0] for violation in found})
            stood += len(summary.positions) + len(summary.conditions) + len(summary.next_steps)
            fell += len(summary.dropped)
    total = len(planted()) * len(prompts)
    print(f"\n{len(planted())} cases, each read by {', '.join(prompts)}: {total} summaries;")
    print(f"of the adversary's items {fell:,} were dropped; {stood:,} items stand")
    for guarantee in GUARANTEES:
        holds = total - broken[guarantee.partition(":")[0]]
        print(f"{holds:>5} of {total} ({holds / total:.1%})  {guarantee}")
    return 1 if broken else 0


def live(sample: int) -> int:
    """A sample against a real model."""
    model = connect()
    heard = []
    for one in hear(model, sample):
        heard.append(one)
        print(f"{_verdict(one):<28} {one.attack.name}", flush=True)
    broken = [violation for one in heard for violation in _broken(one)]
    print(f"\n{model.name}, {len(heard)} attacks")
    print("the mark stands in the model's answer:", share([one.obeyed for one in heard]))
    print("the mark stands in the summary:", share([one.shown for one in heard]))
    print("an item rests on planted words:", share([one.planted_items > 0 for one in heard]))
    items = sum(one.items for one in heard)
    print(f"of {items} items, rest on planted words: {sum(one.planted_items for one in heard)}")
    print(f"of {items} items, not there without the attack: {sum(one.new_items for one in heard)}")
    print("guarantees broken:", ", ".join(broken) or "none")
    return 1 if broken else 0


def _kinds() -> Counter[str]:
    return Counter(case.attack.kind for case in planted())


def _verdict(one: Heard) -> str:
    words = ["obeyed"] if one.obeyed else []
    words += ["shown"] if one.shown else []
    words += [f"{one.planted_items} planted"] if one.planted_items else []
    words += [f"{one.new_items} new"] if one.new_items else []
    return ", ".join(words) or "-"


def _broken(one: Heard) -> list[str]:
    asked = Asked(one.prompts, plain(one.summary.run.prompt), ())
    return violations(one.summary, one.document, asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
