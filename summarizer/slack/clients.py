"""How is Slack's Web API called? One client for each workspace, patient within bounds.

429 is waited for as Slack asks, as long as that is bearable; 500 and 503 are tried again.
"""

import logging
import re
import ssl
from collections.abc import Callable
from functools import cache
from typing import Protocol

from slack_sdk import WebClient
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.oauth.installation_store import InstallationStore

from summarizer.slack.errors import BadSlackConfig

LONGEST_WAIT = 60
"""Longest `Retry-After` that is waited for, in seconds; the jobs behind would wait, too."""
_TIMEOUT = 30
"""Longest wait for an answer of Slack's, in seconds."""

ClientFor = Callable[[str, str], WebClient]
"""A workspace and its organisation (may be empty) to the client that holds the bot's token."""


def quiet_logger(name: str, level: int = logging.CRITICAL) -> logging.Logger:
    """A logger for Bolt and the SDK, which log what they were sent; our own log says what failed.

    Args:
        name: Last part of its name.
        level: Least level that it lets through.
    """
    logger = logging.getLogger(f"summarizer.slack.{name}")
    logger.setLevel(level)
    logger.addFilter(_shortened)
    return logger


def _shortened(record: logging.LogRecord) -> bool:
    """Keep the first words of what is logged: what follows them was sent by somebody."""
    said = re.split(r"[:(<{\n]", record.getMessage(), maxsplit=1)[0]
    record.msg, record.args, record.exc_info = said.strip(), (), None
    return True


class BoundedRateLimit(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks, unless that is longer than `LONGEST_WAIT`."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if not super()._can_retry(state=state, request=request, response=response, error=error):
            return False
        headers = response.headers if response else {}
        asked = [value for name, value in headers.items() if name.lower() == "retry-after"]
        seconds = str(asked[0][0]) if asked else "1"
        return seconds.isdecimal() and int(seconds) <= LONGEST_WAIT


def retry_handlers() -> list[RetryHandler]:
    """What is tried again, and how often at most."""
    return [
        ConnectionErrorRetryHandler(max_retry_count=2),
        BoundedRateLimit(max_retry_count=3),
        ServerErrorRetryHandler(max_retry_count=3),
    ]


@cache
def tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than a request."""
    return ssl.create_default_context()


def new_client(token: str | None, base_url: str = WebClient.BASE_URL) -> WebClient:
    """A client for one token.

    Args:
        token: The bot's; none for calls that need none.
        base_url: Where the Web API is; ends with a slash.
    """
    return WebClient(
        token=token,
        base_url=base_url,
        timeout=_TIMEOUT,
        ssl=tls(),
        retry_handlers=retry_handlers(),
        logger=quiet_logger("sdk"),
    )


def impatient(client: WebClient) -> WebClient:
    """A client with the same token that tries once and waits for little: for what is no loss."""
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=5,
        ssl=tls(),
        retry_handlers=[],
        logger=quiet_logger("sdk"),
    )


class _HasClient(Protocol):
    """The parts of a Bolt `App` that say which token is whose."""

    @property
    def client(self) -> WebClient: ...
    @property
    def installation_store(self) -> InstallationStore | None: ...


def of_app(app: _HasClient) -> ClientFor:
    """Clients with the tokens that a Bolt app knows.

    Args:
        app: It holds one token, or a store of installations.
    """
    return of_tokens(app.client.token, app.installation_store, app.client.base_url)


def of_tokens(token: str | None, store: InstallationStore | None, base_url: str) -> ClientFor:
    """Clients with one token, or with that of each workspace.

    Args:
        token: Used for every workspace where there is no store.
        store: The installations; its tokens are read anew for every job, as they may be revoked.
        base_url: Where the Web API is.
    """

    def client_for(team: str, enterprise: str) -> WebClient:
        if store is None:
            return new_client(token, base_url)
        bot = store.find_bot(enterprise_id=enterprise or None, team_id=team or None)
        if bot is None and enterprise:
            bot = store.find_bot(enterprise_id=enterprise, team_id=None, is_enterprise_install=True)
        if bot is None or not bot.bot_token:
            raise BadSlackConfig(
                "the app is not installed in this workspace any more",
                hint="Ask an administrator of the workspace to install it again.",
            )
        return new_client(bot.bot_token, base_url)

    return client_for
