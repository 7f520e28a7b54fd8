"""Every error that the library raises on purpose, as one tree.

A message names the thing that failed and carries no source text, no model output and no
secret; ``hint`` says what to do next.

    SummarizerError
    ├── InputError               exit 3   the source cannot be read
    │   ├── UnreadableInput               no such file, no permission, broken file
    │   ├── UnsupportedInput              a kind of file that no reader takes
    │   ├── EmptyInput                    nothing to read in it
    │   ├── TooLargeInput                 over a size limit
    │   ├── BlockedURL                    the URL guard refused an address
    │   └── FetchFailed                   the page could not be had
    ├── ConfigurationError       exit 4   something must be set up first
    │   ├── BadConfig                     a setting has a wrong value
    │   ├── NoModel                       no model is configured or present
    │   ├── ModelFileError                a model file is missing, broken or unreachable
    │   ├── PromptNotFound                no such prompt or version
    │   └── AuthenticationFailed          the key is missing or refused
    ├── LimitError               exit 5   a limit was reached
    │   ├── RateLimited                   the provider says: slow down
    │   └── BudgetExceeded                our own limit in calls, tokens or seconds
    ├── ProviderError            exit 6   the provider or the network failed
    │   ├── ConnectionFailed              no connection, or it broke
    │   ├── ProviderTimeout               no answer in time
    │   ├── ServerFailed                  5xx, or an answer that is no API answer
    │   ├── RequestRejected               4xx: the provider refused the request
    │   └── ContextTooLong                the prompt is longer than the model's window
    ├── OutputError              exit 7   the model's answer cannot be used
    │   ├── Refused                       the model declined
    │   ├── ContentFiltered               the provider's filter stopped the answer
    │   ├── Truncated                     cut off before one item was complete
    │   ├── EmptyAnswer                   no choices, or nothing in them
    │   └── InvalidAnswer                 not of the asked shape, after the last try
    └── StrictNotMet             exit 8   --strict, and something was dropped, not read or cut off
"""

from typing import ClassVar


class SummarizerError(Exception):
    """Base of all errors of this library.

    Args:
        message: One sentence that names the thing; free of source text and secrets.
        hint: One sentence that says what to do, empty if there is nothing to say.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def code(self) -> str:
        """The class name: a stable word for logs, JSON errors and support."""
        return type(self).__name__


class InputError(SummarizerError):
    """The source cannot be read."""

    exit_code = 3


class UnreadableInput(InputError):
    """No such file, no permission, or a broken file."""


class UnsupportedInput(InputError):
    """A kind of file or content that no reader takes."""


class EmptyInput(InputError):
    """The source holds no text."""


class TooLargeInput(InputError):
    """The source is over a size limit."""


class BlockedURL(InputError):
    """The URL guard refused the address, the scheme or the port."""


class FetchFailed(InputError):
    """The page could not be had: an HTTP error, a time-out, a wrong content type."""


class ConfigurationError(SummarizerError):
    """Something must be set up first."""

    exit_code = 4


class BadConfig(ConfigurationError):
    """A setting has a wrong value or an unknown name."""


class NoModel(ConfigurationError):
    """No model is configured and none is present."""


class ModelFileError(ConfigurationError):
    """A model file is missing, broken, or cannot be fetched."""


class PromptNotFound(ConfigurationError):
    """There is no prompt of that name and version."""


class AuthenticationFailed(ConfigurationError):
    """The provider's key is missing or was refused."""


class LimitError(SummarizerError):
    """A limit was reached."""

    exit_code = 5


class RateLimited(LimitError):
    """The provider asked to slow down and the last try is spent."""


class BudgetExceeded(LimitError):
    """The caller's own limit in calls, tokens or seconds is reached."""


class ProviderError(SummarizerError):
    """The provider or the network failed."""

    exit_code = 6


class ConnectionFailed(ProviderError):
    """No connection, or it broke."""


class ProviderTimeout(ProviderError):
    """No answer in time."""


class ServerFailed(ProviderError):
    """The server failed (5xx), or what came back is no API answer."""


class RequestRejected(ProviderError):
    """The provider refused the request (4xx other than 401, 403 and 429)."""


class ContextTooLong(ProviderError):
    """The prompt is longer than the model's context window."""


class OutputError(SummarizerError):
    """The model's answer cannot be used."""

    exit_code = 7


class Refused(OutputError):
    """The model declined to answer."""


class ContentFiltered(OutputError):
    """The provider's content filter stopped the answer."""


class Truncated(OutputError):
    """The answer was cut off before one item was complete."""


class EmptyAnswer(OutputError):
    """The answer holds no choices, or nothing in them."""


class InvalidAnswer(OutputError):
    """The answer is not of the asked shape, after the last try."""


class StrictNotMet(SummarizerError):
    """``--strict`` was asked and something was dropped, not read or cut off."""

    exit_code = 8
