"""What does a call cost beside the network, and does a model that threads share hold?

Run it from the root of the repository: ``python -m evals.figures.load``. It needs no model and no
network, takes about two minutes, and ends with 1 when a bar is missed.

A stub endpoint in a process of its own answers in 100 ms. 32 threads put the same question: through
this library, through the bare SDK (in the very same requests, which are streamed, and in requests
that are not), through instructor, and through langextract (where there is an interpreter that has
it). Contenders take turns, so that what else runs on the machine meets all of them. Then 64 threads
share one `Model` for 10,000 calls: each answer must reach its caller, with its usage, and memory
must stay flat.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from evals.figures import stub
from summarizer.endpoint import Endpoint
from summarizer.endpoint.wire_schema import strict_schema
from summarizer.model import Budget, Message, Prompt

DELAY = 0.1
"""Seconds that the stub takes."""
AT_ONCE = 32
CALLS = 160
ROUNDS = 15
BARE = "openai, bare loop"
NOT_STREAMED = f"{BARE}, not streamed"
OURS = "this library"
BAR = 0.9
"""Of the throughput of the bare SDK with the same calls: in the very same requests, which are
streamed, and not streamed, as most loops are written."""
SHARED_BY = 64
SHARED_CALLS = 10_000
RSS_BAR = 20.0
"""Megabytes that 10,000 calls may add."""
LANGEXTRACT = Path(".evals/langextract/bin/python")
_WORKER = Path(__file__).with_name("load_langextract.py")

Call = Callable[[int], None]
"""Puts the question of this number and checks the answer."""
Seen = dict[str, list[tuple[float, float]]]
"""For each contender and round: calls per second, and milliseconds of this process for each."""


class Weather(BaseModel):
    """What is asked for."""

    sky: str
    degrees: int


def ours(url: str) -> Call:
    """One endpoint of this library, shared."""
    endpoint = Endpoint("m", base_url=f"{url}/plain/v1", api_key="none")

    def call(number: int) -> None:
        turns = (Message("system", "Tell the weather."), Message("user", f"Day #{number}#"))
        budget = Budget()
        answer = endpoint.ask(Prompt("weather@1", turns, 1, 50), Weather, budget=budget)
        check(answer.value.degrees, number)
        check(budget.spent.input_tokens, number)

    return call


def bare(url: str, *, streamed: bool) -> Call:
    """The SDK alone, with the same question, the same schema and the same type."""
    import openai  # noqa: PLC0415  # only here

    client = openai.OpenAI(base_url=f"{url}/plain/v1", api_key="none", max_retries=0)
    create: Any = client.chat.completions.create
    schema = {"name": "Weather", "strict": True, "schema": strict_schema(Weather, bounded=True)}

    def call(number: int) -> None:
        asked = {
            **_question(number),
            "max_tokens": 50,
            "seed": 0,
            "response_format": {"type": "json_schema", "json_schema": schema},
        }
        if streamed:
            options = {"stream": True, "stream_options": {"include_usage": True}}
            chunks = list(create(**asked, **options))
            parts = [choice.delta.content or "" for chunk in chunks for choice in chunk.choices]
            text, usage = "".join(parts), chunks[-1].usage
        else:
            answer = create(**asked)
            text, usage = answer.choices[0].message.content, answer.usage
        check(Weather.model_validate_json(text).degrees, number)
        check(usage.prompt_tokens, number)

    return call


def through_instructor(url: str) -> Call:
    """Instructor in the mode that sends a JSON schema, as its own documents show."""
    import instructor  # noqa: PLC0415  # only here
    import openai  # noqa: PLC0415  # the same

    client: Any = instructor.from_openai(
        openai.OpenAI(base_url=f"{url}/plain/v1", api_key="none", max_retries=0),
        mode=instructor.Mode.JSON_SCHEMA,
    )

    def call(number: int) -> None:
        answer = client.create(response_model=Weather, max_tokens=50, **_question(number))
        check(answer.degrees, number)

    return call


def _question(number: int) -> dict[str, object]:
    turns = (("system", "Tell the weather."), ("user", f"Day #{number}#"))
    messages = [{"role": role, "content": content} for role, content in turns]
    return {"model": "m", "messages": messages, "temperature": 0.0}


def check(found: int, expected: int) -> None:
    """End the run if a caller was given another one's answer."""
    if found != expected:
        raise SystemExit(f"the caller of {expected} was given {found}")


def calls_per_second(call: Call, calls: int = CALLS, at_once: int = AT_ONCE) -> float:
    """Throughput, connections being open already.

    Args:
        call: What is measured.
        calls: How many.
        at_once: Threads.
    """
    ready = threading.Barrier(at_once + 1)
    numbers = iter(range(1, calls + 1))
    lock = threading.Lock()

    def work(number: int) -> None:
        call(number)
        ready.wait()
        while True:
            with lock:
                following = next(numbers, None)
            if following is None:
                return
            call(following)

    with ThreadPoolExecutor(at_once) as pool:
        working = [pool.submit(work, number) for number in range(1, at_once + 1)]
        ready.wait()
        began = time.perf_counter()
        for one in working:
            one.result()
        return calls / (time.perf_counter() - began)


def with_langextract(python: Path, url: str, calls: int) -> tuple[float, float]:
    """The same of langextract, in its own interpreter."""
    words = [str(python), str(_WORKER), f"{url}/extract/v1", str(calls), str(AT_ONCE)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  # ourselves
    told = json.loads(done.stdout.splitlines()[-1])
    return float(told["per_second"]), float(told["cpu_ms"])


def throughput(url: str, rounds: int, calls: int, langextract: Path) -> bool:
    """Print the table; say whether the bar is met."""
    contenders = {
        NOT_STREAMED: bare(url, streamed=False),
        BARE: bare(url, streamed=True),
        OURS: ours(url),
        "instructor": through_instructor(url),
    }
    seen: Seen = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            seen[name].append(_measured(call, calls))
    if langextract.exists():
        seen["langextract"] = [with_langextract(langextract, url, calls) for _ in range(rounds)]
    _print_table(seen, rounds)
    if "langextract" not in seen:
        print(f"{'langextract':<32} skipped: there is no {langextract}")
    return keeps_up(seen)


def _print_table(seen: Seen, rounds: int) -> None:
    print(f"{AT_ONCE} at once, {DELAY * 1000:.0f} ms each, medians of {rounds} rounds")
    heads = f"{'of bare':>9}{'of not streamed':>17}{'ms of CPU a call':>18}"
    print(f"{'':<32}{'calls/s':>8}{heads}")
    print(f"{'no overhead at all':<32}{AT_ONCE / DELAY:>8.0f}")
    for name, found in seen.items():
        rate, cpu = (statistics.median(column) for column in zip(*found, strict=True))
        streamed, not_streamed = _share(found, seen[BARE]), _share(found, seen[NOT_STREAMED])
        print(f"{name:<32}{rate:>8.0f}{streamed:>9.0%}{not_streamed:>17.0%}{cpu:>18.2f}")


def keeps_up(seen: Seen) -> bool:
    """Say whether this library meets the bar against both bare loops.

    Args:
        seen: At least `OURS`, `BARE` and `NOT_STREAMED`.
    """
    met = [
        _said(f"throughput, of {loop}", _share(seen[OURS], seen[loop]), BAR, least=True)
        for loop in (BARE, NOT_STREAMED)
    ]
    return all(met)


def _measured(call: Call, calls: int) -> tuple[float, float]:
    """Calls per second, and milliseconds of this process for each."""
    before = time.process_time()
    rate = calls_per_second(call, calls)
    return rate, (time.process_time() - before) / (calls + AT_ONCE) * 1000


def _share(found: Sequence[tuple[float, float]], base: Sequence[tuple[float, float]]) -> float:
    """Of the bare SDK's throughput: rounds are held against their own, as machines have moods."""
    pairs = zip(found, base, strict=True)
    return statistics.median(one[0] / other[0] for one, other in pairs)


def shared(url: str, calls: int) -> bool:
    """64 threads share one model; print how memory grew; say whether the bar is met."""
    call = ours(url)
    calls_per_second(call, 1_000, SHARED_BY)
    before = rss()
    rate = calls_per_second(call, calls, SHARED_BY)
    grown = rss() - before
    print(f"\n{calls} calls by {SHARED_BY} threads, one model: {rate:.0f} calls/s")
    print(f"memory: {before:.1f} MB before, {grown:+.1f} MB after; every answer was its caller's")
    return _said("memory growth in MB", grown, RSS_BAR, least=False)


def rss() -> float:
    """Memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _said(what: str, found: float, bar: float, *, least: bool) -> bool:
    met = found >= bar if least else found < bar
    print(
        f"{what}: {found:.2f}, bar {'>=' if least else '<'} {bar:g}: {'met' if met else 'MISSED'}"
    )
    return met


def main() -> int:
    """Print both tables; 0 if both bars are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--shared-calls", type=int, default=SHARED_CALLS)
    parser.add_argument("--langextract", type=Path, default=LANGEXTRACT)
    asked = parser.parse_args()
    with stub.running(DELAY) as url:
        fast = throughput(url, asked.rounds, asked.calls, asked.langextract)
    with stub.running(0.0) as url:
        flat = shared(url, asked.shared_calls)
    return int(not (fast and flat))


if __name__ == "__main__":
    sys.exit(main())
