"""One policy decides what is tried again, when, and for how long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from support.asking import GOOD, Asker
from support.openai_server import OpenAIServer, Says, Sends, refusal

from summarizer import errors
from summarizer.endpoint.retries import retry_after
from summarizer.model import Budget, Usage

BREAKS = Sends(body=b"{", breaks=True)


@pytest.mark.parametrize(
    "line",
    [*(refusal(status, "no") for status in (408, 409, 429, 500, 502, 503, 529)), BREAKS],
)
def test_a_transient_fault_is_tried_again(server: OpenAIServer, asker: Asker, line: Sends) -> None:
    server.script(line, line, Says(GOOD))
    assert asker().value.degrees == 7
    assert asker.budget.spent == Usage(3, 100, 10, 0)
    assert len(asker.slept) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (refusal(401, "no"), errors.AuthenticationFailed),
        (refusal(403, "no"), errors.AuthenticationFailed),
        (refusal(404, "no"), errors.RequestRejected),
        (refusal(400, "no", param="messages"), errors.RequestRejected),
        (refusal(429, "no", code="insufficient_quota"), errors.RateLimited),
        (Says(None, refusal="no"), errors.Refused),
        (Says(""), errors.EmptyAnswer),
        (Says('{"sky', finish="length"), errors.Truncated),
    ],
)
def test_what_would_fail_again_is_not_tried_again(
    server: OpenAIServer, asker: Asker, line: Says | Sends, expected: type[Exception]
) -> None:
    server.script(line)
    with pytest.raises(expected):
        asker()
    assert len(server.requests) == 1
    assert asker.slept == []


def test_the_tries_are_counted_whatever_the_fault(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(refusal(500, "no"), Says('{"sky": 1}'), refusal(429, "no"), Says(GOOD))
    with pytest.raises(errors.RateLimited):
        asker_with(max_tries=3)()
    assert len(server.requests) == 3


@pytest.mark.parametrize(("reasks", "requests"), [(0, 1), (1, 2), (2, 3)])
def test_a_wrong_shape_is_asked_again_only_so_often(
    server: OpenAIServer, asker_with: Callable[..., Asker], reasks: int, requests: int
) -> None:
    server.script(Says("{}"))
    with pytest.raises(errors.InvalidAnswer):
        asker_with(max_reasks=reasks)()
    assert len(server.requests) == requests


@pytest.mark.parametrize("name", ["retry-after", "Retry-After"])
def test_the_endpoint_says_how_long_to_wait(server: OpenAIServer, asker: Asker, name: str) -> None:
    server.script(refusal(429, "no", headers={name: "7"}), Says(GOOD))
    asker()
    assert asker.slept == [7.0]


def test_a_wait_over_the_cap_ends_the_tries(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(refusal(429, "no", headers={"retry-after": "61"}), Says(GOOD))
    asker = asker_with(max_wait=60)
    with pytest.raises(errors.RateLimited):
        asker()
    assert asker.slept == []


def test_pauses_grow_and_stay_under_the_cap(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(refusal(500, "no"))
    asker = asker_with(max_tries=6)
    with pytest.raises(errors.ServerFailed):
        asker()
    assert len(asker.slept) == 5
    assert all(0 <= pause <= min(2**n, 20) for n, pause in enumerate(asker.slept))


def test_a_wait_over_the_limit_in_seconds_ends_the_tries(
    server: OpenAIServer, asker_with: Callable[..., Asker]
) -> None:
    server.script(refusal(429, "no", headers={"retry-after": "30"}))
    with pytest.raises(errors.RateLimited):
        asker_with(max_seconds=20)()
    assert len(server.requests) == 1


def test_a_wait_over_the_budgets_time_ends_the_tries(server: OpenAIServer, asker: Asker) -> None:
    asker.budget = Budget(seconds=20)
    server.script(refusal(429, "no", headers={"retry-after": "30"}))
    with pytest.raises(errors.RateLimited):
        asker()
    assert asker.slept == []


def test_a_spent_budget_ends_the_tries(server: OpenAIServer, asker: Asker) -> None:
    asker.budget = Budget(calls=2)
    server.script(refusal(500, "no"))
    with pytest.raises(errors.BudgetExceeded, match="2 calls"):
        asker()
    assert len(server.requests) == 2


def test_tokens_of_a_wrong_answer_count_against_the_budget(
    server: OpenAIServer, asker: Asker
) -> None:
    asker.budget = Budget(tokens=110)
    server.script(Says("{}"), Says(GOOD))
    with pytest.raises(errors.BudgetExceeded, match="110 tokens"):
        asker()
    assert len(server.requests) == 1


def test_a_spent_budget_sends_nothing(server: OpenAIServer, asker: Asker) -> None:
    asker.budget = Budget(calls=0)
    with pytest.raises(errors.BudgetExceeded):
        asker()
    assert server.requests == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers) == seconds


def test_retry_after_can_be_a_date() -> None:
    later = datetime.now(UTC) + timedelta(seconds=90)
    found = retry_after({"retry-after": format_datetime(later, usegmt=True)})
    assert found is not None
    assert 60 < found <= 90
