"""Every exception of the layers below, as one of ours.

Nothing of the original is kept: bodies, prompts and answers sit in those exceptions. Where
one is raised, it is raised outside the handler, so that not even ``__context__`` holds it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpcore2
import httpx2
import openai
import pydantic
import tenacity
from instructor.core import exceptions as instructor_errors
from openai.lib.azure import MutuallyExclusiveAuthError

from summarizer.endpoint import no_connection
from summarizer.endpoint.ladder import Complaint
from summarizer.errors import (
    AuthenticationFailed,
    BadConfig,
    BudgetExceeded,
    ConnectionFailed,
    ContentFiltered,
    ContextTooLong,
    InvalidAnswer,
    ProviderTimeout,
    RateLimited,
    RequestRejected,
    ServerFailed,
    SummarizerError,
    Truncated,
)

# Most special first within a family; a class is looked up along its bases.
OURS: dict[type[BaseException], type[SummarizerError]] = {
    openai.AuthenticationError: AuthenticationFailed,
    openai.OAuthError: AuthenticationFailed,
    openai.PermissionDeniedError: AuthenticationFailed,
    openai.RateLimitError: RateLimited,
    openai.BadRequestError: RequestRejected,
    openai.NotFoundError: RequestRejected,
    openai.ConflictError: RequestRejected,
    openai.UnprocessableEntityError: RequestRejected,
    openai.APIStatusError: RequestRejected,
    openai.InternalServerError: ServerFailed,
    openai.APIResponseValidationError: ServerFailed,
    openai.APITimeoutError: ProviderTimeout,
    openai.APIConnectionError: ConnectionFailed,
    openai.WebSocketConnectionClosedError: ConnectionFailed,
    openai.WebSocketQueueFullError: ConnectionFailed,
    openai.LengthFinishReasonError: Truncated,
    openai.ContentFilterFinishReasonError: ContentFiltered,
    openai.InvalidWebhookSignatureError: ServerFailed,
    openai.APIError: ServerFailed,
    MutuallyExclusiveAuthError: BadConfig,
    openai.OpenAIError: BadConfig,
    instructor_errors.IncompleteOutputException: Truncated,
    instructor_errors.TokenBudgetExceeded: BudgetExceeded,
    instructor_errors.TokenUsageUnavailableError: BudgetExceeded,
    instructor_errors.TokenBudgetError: BudgetExceeded,
    instructor_errors.InstructorRetryException: InvalidAnswer,
    instructor_errors.ValidationError: InvalidAnswer,
    instructor_errors.AsyncValidationError: InvalidAnswer,
    instructor_errors.ResponseParsingError: InvalidAnswer,
    instructor_errors.MultimodalError: InvalidAnswer,
    instructor_errors.ProviderError: ServerFailed,
    instructor_errors.ConfigurationError: BadConfig,
    instructor_errors.ModeError: BadConfig,
    instructor_errors.ClientError: BadConfig,
    instructor_errors.InstructorError: InvalidAnswer,
    httpx2.TimeoutException: ProviderTimeout,
    httpx2.UnsupportedProtocol: BadConfig,
    httpx2.LocalProtocolError: BadConfig,
    httpx2.InvalidURL: BadConfig,
    httpx2.DecodingError: ServerFailed,
    httpx2.TooManyRedirects: ServerFailed,
    httpx2.HTTPError: ConnectionFailed,
    httpx2.StreamError: ConnectionFailed,
    httpcore2.LocalProtocolError: BadConfig,
    httpcore2.UnsupportedProtocol: BadConfig,
    UnicodeEncodeError: BadConfig,
    json.JSONDecodeError: ServerFailed,
    pydantic.ValidationError: InvalidAnswer,
    tenacity.RetryError: InvalidAnswer,
}
"""Our class for each class of the layers below."""

_SAID: dict[type[SummarizerError], tuple[str, str]] = {
    AuthenticationFailed: (
        "the endpoint refused the key",
        "Check the key and what it may use.",
    ),
    RateLimited: (
        "the endpoint asks to slow down",
        "Wait, or lower the number of parallel calls; a used-up quota needs the provider.",
    ),
    RequestRejected: (
        "the endpoint refused the request",
        "Check the model's name, the address and the extra fields.",
    ),
    ContextTooLong: (
        "the prompt is longer than the model's window",
        "Set the model's context size, or summarize a shorter text.",
    ),
    ContentFiltered: (
        "the provider's content filter stopped the answer",
        "Try another model or provider.",
    ),
    ServerFailed: (
        "the endpoint failed, or what it sent is no API answer",
        "Try again later; check the address.",
    ),
    ProviderTimeout: (
        "the endpoint did not answer in time",
        "Raise the time limit, or try again later.",
    ),
    ConnectionFailed: (
        "there was no connection to the endpoint, or it broke",
        "Check the address, the network and, with https, the certificates of this system.",
    ),
    BadConfig: (
        "no request can be made with these settings",
        "Check the address, and the key for blanks, line ends and non-ASCII characters.",
    ),
    InvalidAnswer: (
        "the model's answer is not of the asked shape",
        "Try a model that takes a JSON schema, or a larger one.",
    ),
    Truncated: (
        "the answer was cut off before one item was complete",
        "Raise the limit of output tokens.",
    ),
    BudgetExceeded: ("the budget is spent", "Raise the limit, or summarize a shorter text."),
}

_RETRIED_STATUSES = frozenset({408, 409, 429})
_TRANSIENT = (ConnectionFailed, ProviderTimeout)
_TOO_LONG = (
    "context_length_exceeded",
    "exceed_context_size",
    "context length",
    "context size",
    "context window",
    "maximum context",
    "prompt is too long",
    "too many tokens",
    "input is too long",
)
_FILTERED = ("content_filter", "content_policy", "responsibleai")
_QUOTA = ("insufficient_quota", "billing")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one request."""

    error: SummarizerError
    """What the caller is told if no further try helps."""
    transient: bool = False
    """The same request may work later."""
    headers: Mapping[str, str] | None = None
    """Of the refusal; they may say when to try again."""
    complaint: Complaint | None = None
    """What the endpoint said of a request that it does not understand."""


class RequestFailed(Exception):
    """Carries a fault through instructor and tenacity; never leaves this room."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.error.message)
        self.fault = fault


def said(kind: type[SummarizerError], *, detail: str = "") -> SummarizerError:
    """The error of a class, with its standing message.

    Args:
        kind: One of the classes that this room raises.
        detail: A number or word of ours, such as ``HTTP 404``.
    """
    message, hint = _SAID[kind]
    return kind(f"{message} ({detail})" if detail else message, hint=hint)


def fault_of(error: Exception) -> Fault:
    """What an exception raised by one request means.

    Raises:
        LookupError: It belongs to no layer below.
    """
    if isinstance(error, openai.APIStatusError):
        return fault_of_status(error.status_code, error.body, error.response.headers)
    causes = (error.__cause__, error) if isinstance(error, openai.APIConnectionError) else (error,)
    kinds = [kind for kind in map(_kind, causes) if kind]
    if not kinds:
        raise LookupError(type(error).__name__)
    # The SDK calls every failure a connection error; a cause that lies in the settings is told.
    kind = BadConfig if BadConfig in kinds else kinds[-1]
    if kind is ConnectionFailed and (known := no_connection.reason(error)):
        return Fault(known[0], transient=known[1])
    return Fault(said(kind), transient=issubclass(kind, _TRANSIENT))


def fault_of_status(status: int, body: object, headers: Mapping[str, str] | None = None) -> Fault:
    """What an HTTP status with an error body means."""
    complaint = Complaint.read(body)
    detail = f"HTTP {status}"
    if _says(complaint, _TOO_LONG) or status == 413:
        return Fault(said(ContextTooLong, detail=detail))
    if status < 500 and _says(complaint, _FILTERED):
        return Fault(said(ContentFiltered, detail=detail))
    if status in (401, 403):
        return Fault(said(AuthenticationFailed, detail=detail))
    if status == 429:
        spent = _says(complaint, _QUOTA)
        return Fault(said(RateLimited, detail=detail), transient=not spent, headers=headers)
    if status >= 500 or status in _RETRIED_STATUSES:
        return Fault(said(ServerFailed, detail=detail), transient=True, headers=headers)
    probing = complaint if status in (400, 422) else None
    return Fault(said(RequestRejected, detail=detail), complaint=probing)


def ours(error: Exception) -> Exception:
    """What to raise for whatever came out of instructor.

    Returns:
        One of our errors; or the exception itself if it is not of the layers below, such as
        one that the caller's `on_progress` raised.
    """
    for inner in _chain(error):
        if isinstance(inner, RequestFailed):
            return inner.fault.error
        if isinstance(inner, SummarizerError) or _kind(inner) is None:
            return inner
    innermost = list(_chain(error))[-1]
    return fault_of(innermost).error


def _chain(error: BaseException) -> Iterable[Exception]:
    """The exception and what instructor or tenacity wrapped in it."""
    wrappers = (instructor_errors.InstructorRetryException, tenacity.RetryError)
    while isinstance(error, Exception):
        yield error
        cause = error.__cause__ if isinstance(error, wrappers) else None
        if cause is None:
            return
        error = cause


def _kind(error: BaseException | None) -> type[SummarizerError] | None:
    return next((OURS[base] for base in type(error).__mro__ if base in OURS), None)


def _says(complaint: Complaint, words: Iterable[str]) -> bool:
    said_by_endpoint = complaint.words.lower()
    return any(word in said_by_endpoint for word in words)
