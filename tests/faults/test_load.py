"""One model for 64 threads: each answer reaches its caller, and nothing piles up."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from evals.figures import load, stub
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.model import Budget, Message, Prompt

CALLS = 1_500


def test_64_threads_share_a_model_and_memory_stays_flat() -> None:
    """`ours` checks each answer and its usage against its question."""
    with stub.running(0.0) as url:
        call = load.ours(url)
        load.calls_per_second(call, 400, load.SHARED_BY)
        before = load.rss()
        load.calls_per_second(call, CALLS, load.SHARED_BY)
        grown = load.rss() - before
        answered = stub.stats(url)
    assert answered["most_in_flight"] <= load.SHARED_BY
    assert grown < load.RSS_BAR


def test_a_wrong_answer_would_be_seen() -> None:
    with pytest.raises(SystemExit, match="the caller of 8 was given 7"):
        load.check(7, 8)


@pytest.mark.parametrize(
    ("rates", "met"),
    [((95, 100, 100), True), ((89, 100, 90), False), ((95, 90, 110), False)],
)
def test_the_bar_is_held_against_the_streamed_and_the_other_loop(
    rates: tuple[float, float, float],
    met: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    names = (load.OURS, load.BARE, load.NOT_STREAMED)
    seen: load.Seen = {name: [(rate, 1.0)] for name, rate in zip(names, rates, strict=True)}
    assert load.keeps_up(seen) is met


def ask(endpoint: Endpoint, number: int) -> int:
    turns = (Message("user", f"Day #{number}#"),)
    answer = endpoint.ask(Prompt("weather@1", turns, 0, 50), load.Weather, budget=Budget())
    return answer.value.degrees


def test_callers_wait_for_a_free_connection() -> None:
    """Back-pressure: who comes when all are taken waits in its own thread; there is no queue."""
    limits = httpx2.Limits(max_connections=4)
    with stub.running(0.02) as url, httpx2.Client(limits=limits, trust_env=False) as client:
        options = EndpointOptions(http_client=client, timeout=30)
        endpoint = Endpoint("m", base_url=f"{url}/plain/v1", api_key="none", options=options)
        with ThreadPoolExecutor(32) as pool:
            found = list(pool.map(lambda number: ask(endpoint, number), range(1, 65)))
        answered = stub.stats(url)
    assert found == list(range(1, 65))
    assert answered["most_in_flight"] == 4


def test_nothing_runs_on_when_the_last_answer_is_there() -> None:
    """Clean shutdown: a model has no thread, so there is none to stop."""
    before = set(threading.enumerate())
    with stub.running(0.0) as url:
        endpoint = Endpoint("m", base_url=f"{url}/plain/v1", api_key="none")
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda number: ask(endpoint, number), range(1, 33)))
    assert set(threading.enumerate()) == before
