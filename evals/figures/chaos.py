"""Is anything lost when one document of five meets a fault?

Run it from the root of the repository: ``python -m evals.figures.chaos``. It needs no model and no
network, and ends with 1 when a document is lost, comes twice, holds another one's words, or costs
more than its budget.

An endpoint in a process of its own strikes 20 % of the documents (see `chaos_faults`). 32 threads
share one `Model`; each takes the next document when it is done with the last, so that nothing
queues up.
"""

import argparse
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evals.figures import stub
from evals.figures.chaos_faults import TIMEOUT, fault_of, passes, text_of
from summarizer import summarize
from summarizer.document import Document
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.errors import SummarizerError
from summarizer.model import Budget, Model

DOCUMENTS = 1_000
THREADS = 32
CALLS = 6
"""Budget of one document."""
SECONDS = 60.0
"""The same."""


@dataclass
class Outcome:
    """What came of the documents. Threads share it."""

    results: list[tuple[int, str]] = field(default_factory=list)
    """Number, and what its summary says."""
    failures: list[tuple[int, str]] = field(default_factory=list)
    """Number, and the error's class."""
    calls: Counter[int] = field(default_factory=Counter)
    """Requests for each document, as its budget counted them."""

    def complaints(self, documents: int) -> list[str]:
        """Everything that should not have happened."""
        seen = Counter(number for number, _ in (*self.results, *self.failures))
        done = {number for number, _ in self.results}
        said = [f"{n} is lost" for n in range(1, documents + 1) if not seen[n]]
        said += [f"{n} came {times} times" for n, times in seen.items() if times > 1]
        said += [f"{n} was given: {words}" for n, words in self.results if _number(words) != n]
        said += [
            f"{n} ({fault_of(n)}) is a {'result' if n in done else 'failure'}"
            for n in seen
            if passes(n) != (n in done)
        ]
        said += [f"{n} took {calls} calls" for n, calls in self.calls.items() if calls > CALLS]
        return said


def _number(words: str) -> int:
    found = re.search(r"bridge (\d+)", words)
    return int(found[1]) if found else 0


def run(url: str, documents: int, threads: int = THREADS) -> Outcome:
    """Summarize all documents, several at a time.

    Args:
        url: Of the stub.
        documents: How many; numbered from 1.
        threads: How many at a time.
    """
    options = EndpointOptions(timeout=TIMEOUT)
    model = Endpoint("m", base_url=f"{url}/chaos/v1", api_key="none", options=options)
    outcome = Outcome()
    numbers = iter(range(1, documents + 1))
    lock = threading.Lock()
    workers = [
        threading.Thread(target=_work, args=(numbers, lock, model, outcome)) for _ in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return outcome


def _work(numbers: Iterator[int], lock: threading.Lock, model: Model, outcome: Outcome) -> None:
    while True:
        with lock:
            number = next(numbers, None)
        if number is None:
            return
        _one(number, model, outcome)


def _one(number: int, model: Model, outcome: Outcome) -> None:
    budget = Budget(calls=CALLS, seconds=SECONDS)
    document = Document.from_text(text_of(number), source=f"{number}.txt")
    try:
        summary = summarize(document, model=model, budget=budget)
    except SummarizerError as error:
        outcome.failures.append((number, error.code))
    else:
        outcome.results.append((number, " ".join(one.statement for one in summary.positions)))
    outcome.calls[number] = budget.spent.calls


def main() -> int:
    """Print what came of the run; 0 if nothing was lost, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    documents = parser.parse_args().documents
    began = time.perf_counter()
    with stub.running(0.02) as url:
        outcome = run(url, documents)
        seconds = time.perf_counter() - began
        answered = stub.stats(url)
    complaints = outcome.complaints(documents)
    if answered["calls"] != outcome.calls.total():
        complaints.append(f"charged {outcome.calls.total()} calls of {answered['calls']}")
    struck = sum(bool(fault_of(number)) for number in range(1, documents + 1))
    print(f"{documents} documents, {struck} of them struck, {THREADS} threads")
    print(f"{len(outcome.results)} summaries, {len(outcome.failures)} listed failures:")
    for code, count in sorted(Counter(code for _, code in outcome.failures).items()):
        print(f"  {code:<22}{count:>5}")
    print(f"{outcome.calls.total()} calls, at most {max(outcome.calls.values())} for one document")
    print(f"{answered['most_in_flight']} at once at most, {seconds:.1f} s")
    print("\n".join(complaints) or "nothing is lost, nothing came twice, no budget was passed")
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
