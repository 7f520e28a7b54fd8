"""Every error that the bot raises on purpose: what a person is told, with a short code.

Messages carry no text of anyone's, no name and no token. Slack's own error words (one word,
`channel_not_found`) become one of these by `from_api`.

    SlackError                   S-SLACK    Slack refused a request
    ├── NotAllowed               S-ACCESS   the asking person may not read that conversation
    ├── NotInChannel             S-INVITE   the bot is not in it, or there is no such conversation
    ├── ThreadGone               S-GONE     the message is deleted, or never was
    ├── NothingToRead            S-EMPTY    there are no words in it
    ├── SlackUnavailable         S-BUSY     Slack asks to slow down, fails, or is out of reach
    ├── BadSlackConfig           S-SETUP    a token, a scope or a setting is wrong
    ├── QueueFull                S-QUEUE    too many summaries are waiting already
    └── StoreFailed              S-STORE    the database cannot be reached, read or written
"""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from slack_sdk.errors import SlackApiError, SlackClientError

from summarizer.errors import (
    BadConfig,
    EmptyInput,
    InputError,
    LimitError,
    ProviderError,
    RateLimited,
    SummarizerError,
)

_WORD = re.compile(r"[a-z0-9_]{1,60}")
_SCOPES = re.compile(r"[a-z:._,]{1,200}")

_GONE = frozenset({"thread_not_found", "message_not_found", "file_not_found", "file_deleted"})
_OUTSIDE = frozenset({"channel_not_found", "not_in_channel", "is_inactive"})
_BUSY = frozenset(
    {
        *("fatal_error", "internal_error", "rate_limited", "ratelimited", "request_timeout"),
        *("rollup_error", "service_unavailable", "team_added_to_org"),
    }
)
_SETUP = frozenset(
    {
        *("access_denied", "account_inactive", "ekm_access_denied", "invalid_auth"),
        *("missing_scope", "no_permission", "not_allowed_token_type", "not_authed"),
        *("org_login_required", "team_access_not_granted", "token_expired", "token_revoked"),
        *("two_factor_setup_required", "accesslimited", "enterprise_is_restricted"),
    }
)


class SlackError(SummarizerError):
    """Slack refused a request, or the bot cannot do what it was asked."""

    exit_code = ProviderError.exit_code
    short: ClassVar[str] = "S-SLACK"
    """The code that a person sees and can quote."""

    @property
    def code(self) -> str:
        """A short, stable word for messages, logs and support."""
        return self.short


class NotAllowed(SlackError, InputError):
    """The asking person may not read that conversation."""

    exit_code = InputError.exit_code
    short = "S-ACCESS"


class NotInChannel(SlackError, InputError):
    """The bot is not in that conversation, or there is none."""

    exit_code = InputError.exit_code
    short = "S-INVITE"


class ThreadGone(SlackError, InputError):
    """The message, the thread or the file is no longer there."""

    exit_code = InputError.exit_code
    short = "S-GONE"


class NothingToRead(SlackError, EmptyInput):
    """There are no words in it."""

    exit_code = EmptyInput.exit_code
    short = "S-EMPTY"


class SlackUnavailable(SlackError, RateLimited):
    """Slack asks to slow down and the last try is spent, fails, or cannot be reached."""

    exit_code = RateLimited.exit_code
    short = "S-BUSY"


class BadSlackConfig(SlackError, BadConfig):
    """A token, a scope or a setting is missing or wrong."""

    exit_code = BadConfig.exit_code
    short = "S-SETUP"


class QueueFull(SlackError, LimitError):
    """As many summaries are waiting as there is room for."""

    exit_code = LimitError.exit_code
    short = "S-QUEUE"


class StoreFailed(SlackError):
    """The database cannot be reached, read or written."""

    exit_code = ProviderError.exit_code
    short = "S-STORE"


def from_api(error: SlackApiError) -> SlackError:
    """What an answer of Slack's means to a person.

    Args:
        error: As the SDK raised it; of its answer only the status, the one-word error and the
            names of the missing scopes are used.
    """
    word, needed, status = _word(error), _field(error, "needed"), _status(error)
    if word in _OUTSIDE:
        return NotInChannel(
            "the bot is not in that conversation, or there is no such conversation",
            hint="Invite the bot to the channel (/invite) and ask again.",
        )
    if word in _GONE:
        return ThreadGone("that message is no longer there", hint="Check the link.")
    if word in _BUSY or status == 429 or status >= 500:
        return _unavailable()
    if word in _SETUP or status in (401, 403):
        scopes = f" (needs {needed})" if _SCOPES.fullmatch(needed) else ""
        return BadSlackConfig(
            f"Slack refused the bot: {word or status}{scopes}",
            hint="Ask whoever runs the bot to run `summarizer slack doctor`.",
        )
    return SlackError(
        f"Slack refused a request: {word or status}",
        hint="Try again; if it stays, tell whoever runs the bot the code.",
    )


@contextmanager
def told() -> Iterator[None]:
    """Turns whatever the SDK raises inside into a `SlackError`.

    Raises:
        SlackError: Slack refused, failed, or could not be reached.
    """
    try:
        yield
    except SlackApiError as error:
        raise from_api(error) from None
    except (OSError, http.client.HTTPException, json.JSONDecodeError, SlackClientError):
        raise _unavailable() from None


def _unavailable() -> SlackUnavailable:
    return SlackUnavailable(
        "Slack is busy or cannot be reached", hint="Try again in a minute or two."
    )


def _word(error: SlackApiError) -> str:
    """Slack's own word for it, if it is one word: anything else could be a text."""
    word = _field(error, "error")
    return word if _WORD.fullmatch(word) else ""


def _field(error: SlackApiError, name: str) -> str:
    # The SDK carries its own response, or a dict where the answer was no JSON.
    answer: Any = getattr(error.response, "data", error.response)
    value = answer.get(name) if isinstance(answer, dict) else None
    return value if isinstance(value, str) else ""


def _status(error: SlackApiError) -> int:
    response: Any = error.response
    status = response.get("status") if isinstance(response, dict) else response.status_code
    return status if isinstance(status, int) else 0
