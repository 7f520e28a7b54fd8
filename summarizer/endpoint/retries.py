"""When is a request tried again, and after what pause? The only retry policy there is.

The SDK's own retries are off; instructor runs this policy.
"""

import math
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

import pydantic
from instructor.core.exceptions import ResponseParsingError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    wait_random_exponential,
)

from summarizer.endpoint.faults import RequestFailed
from summarizer.endpoint.options import EndpointOptions
from summarizer.model import Budget

_WRONG_SHAPE = (pydantic.ValidationError, ResponseParsingError)


def policy(options: EndpointOptions, budget: Budget) -> Retrying:
    """The policy for one question.

    Transient faults are tried again after what the endpoint asks for, else after a random
    pause that doubles; an answer of the wrong shape at once.
    """
    return Retrying(
        retry=retry_if_exception(_worth_another_try(options.max_reasks)),
        wait=_pause,
        stop=_no_more_tries(options, budget),
        sleep=options.sleep,
        reraise=True,
    )


def _no_more_tries(options: EndpointOptions, budget: Budget) -> Callable[[RetryCallState], bool]:
    def decide(state: RetryCallState) -> bool:
        pause = state.upcoming_sleep
        return (
            state.attempt_number >= options.max_tries
            or pause > options.max_wait
            or pause >= budget.seconds_left
            or (state.seconds_since_start or 0.0) + pause >= options.max_seconds
        )

    return decide


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that an endpoint asks to wait.

    Args:
        headers: Of its answer; ``retry-after-ms`` or ``retry-after``, the latter in seconds or
            as an HTTP date (RFC 9110, 10.2.3), which is held against its own ``date``.

    Returns:
        None where it asks for nothing that can be understood.
    """
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1_000
    value = headers.get("retry-after", "")
    seconds = _number(value)
    return seconds if seconds is not None else _until(value, headers.get("date", ""))


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _until(date: str, now: str) -> float | None:
    """Seconds from one HTTP date to another; the endpoint's clock counts, not this machine's."""
    try:
        moment = parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
    try:
        since = parsedate_to_datetime(now).timestamp()
    except (ValueError, OverflowError):
        since = time.time()
    return max(0.0, moment - since)


def _worth_another_try(reasks_left: int) -> Callable[[BaseException], bool]:
    left = reasks_left

    def decide(error: BaseException) -> bool:
        nonlocal left
        if isinstance(error, _WRONG_SHAPE):
            left -= 1
            return left >= 0
        return isinstance(error, RequestFailed) and error.fault.transient

    return decide


_BACK_OFF = wait_random_exponential(multiplier=1, max=20)


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, RequestFailed):
        return 0.0
    asked = retry_after(error.fault.headers) if error.fault.headers else None
    return _BACK_OFF(state) if asked is None else asked
