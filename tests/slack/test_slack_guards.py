"""The small guards of the bot: time limits, one at a time, upkeep, quiet loggers, retries."""

import logging
import threading

import pytest
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState

from summarizer.errors import BudgetExceeded
from summarizer.slack.clients import LONGEST_WAIT, BoundedRateLimit, quiet_logger
from summarizer.slack.single_flight import SingleFlight
from summarizer.slack.time_limit import within
from summarizer.slack.upkeep import Upkeep

CANARY = "CANARY-7f3a"


def test_what_is_in_time_gives_its_value_or_its_error() -> None:
    assert within(10, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 // 0)


def test_what_is_late_is_told_and_let_go() -> None:
    go_on = threading.Event()
    with pytest.raises(BudgetExceeded):
        within(0.01, lambda: go_on.wait(10))
    go_on.set()


def test_one_key_is_held_by_one() -> None:
    flights, inside, most = SingleFlight(), 0, 0
    lock = threading.Lock()

    def work() -> None:
        nonlocal inside, most
        with flights.alone("key", 10):
            with lock:
                inside += 1
                most = max(most, inside)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == 1
    assert flights.held == 0


def test_who_has_waited_long_enough_goes_on() -> None:
    flights, order = SingleFlight(), []
    with flights.alone("key", 10), flights.alone("key", 0.01), flights.alone("other", 0.01):
        order.append("inside")
    assert order == ["inside"]
    assert flights.held == 0


def test_upkeep_goes_on_after_a_task_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fails() -> None:
        raise ValueError(CANARY)

    upkeep = Upkeep(
        ((fails, 1), (lambda: done.append("each"), 1), (lambda: done.append("third"), 3)), pulse=60
    )
    for number in range(4):
        upkeep.round(number)
    assert done == ["each", "third", "each", "each", "each", "third"]
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_a_quiet_logger_keeps_the_first_words_only(caplog: pytest.LogCaptureFixture) -> None:
    logger = quiet_logger("test", logging.ERROR)
    logger.warning("Unhandled request %s", CANARY)
    logger.error("Failed to run: %s", CANARY, exc_info=ValueError(CANARY))
    assert [one.getMessage() for one in caplog.records] == ["Failed to run"]
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    ("status", "after", "again"),
    [
        (429, "1", True),
        (429, str(LONGEST_WAIT), True),
        (429, str(LONGEST_WAIT + 1), False),
        (429, "soon", False),
        (429, "-1", False),
        (429, None, True),
        (200, "1", False),
    ],
)
def test_a_rate_limit_is_waited_for_within_reason(
    status: int, after: str | None, *, again: bool
) -> None:
    headers: dict[str, str | list[str]] = {} if after is None else {"Retry-After": [after]}
    found = BoundedRateLimit(max_retry_count=3).can_retry(
        state=RetryState(),
        request=HttpRequest(method="POST", url="https://slack.example", headers={}),
        response=HttpResponse(status_code=status, headers=headers),
    )
    assert found is again
