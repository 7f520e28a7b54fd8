"""The bot as a process: it runs until it is told to stop, and stops cleanly."""

import contextlib
import logging
import threading
from dataclasses import dataclass
from typing import Protocol

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

from summarizer.slack import errors
from summarizer.slack.app import build
from summarizer.slack.clients import new_client, quiet_logger
from summarizer.slack.settings import Mode, SlackSettings
from summarizer.slack.summaries import Summaries
from summarizer.slack.web import WebServer, application, health

_LOG = logging.getLogger(__name__)

GRACE = 25.0
"""Seconds that running summaries get when the bot stops; containers are killed after 30 or so."""


class Connection(Protocol):
    """What Slack reaches the bot by."""

    def start(self) -> None:
        """Take requests from now on."""

    def close(self) -> None:
        """Take no more."""


class Socket:
    """Slack reaches the bot over a websocket that the bot opens.

    Args:
        app: The Bolt app.
        settings: With the app-level token.
    """

    def __init__(self, app: App, settings: SlackSettings) -> None:
        token = settings.app_token.get_secret_value() if settings.app_token else ""
        self._handler = SocketModeHandler(
            app,
            token,
            logger=quiet_logger("socket", logging.ERROR),
            web_client=new_client(None, settings.api_url),
        )

    def start(self) -> None:
        """Connect.

        Raises:
            SlackError: Slack refused the token, or cannot be reached.
        """
        with errors.told():
            self._handler.connect()  # type: ignore[no-untyped-call]

    def is_connected(self) -> bool:
        """Whether Slack reaches the bot now."""
        return bool(self._handler.client.is_connected())

    def close(self) -> None:
        """Disconnect, and end the threads of the connection."""
        self._handler.close()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Way:
    """How Slack reaches the bot, and others see how it is."""

    mode: Mode = "socket"
    """Over a websocket, or by requests."""
    host: str = "127.0.0.1"
    """Address to listen at."""
    health: bool = False
    """Whether `GET /health` is answered over Socket Mode, too."""


def run(
    settings: SlackSettings, summaries: Summaries, stop: threading.Event, way: Way | None = None
) -> int:
    """Run the bot.

    Args:
        settings: See `summarizer.slack.settings.load`.
        summaries: The bot; it is closed in the end.
        stop: Set it to end the bot.
        way: How Slack reaches it.

    Returns:
        How many summaries are not finished; they go on with the next start.

    Raises:
        SlackError: A setting is missing or wrong, or Slack or the database cannot be reached.
    """
    way = way or Way()
    left = 0
    try:
        app = build(settings, summaries, mode=way.mode)
        with contextlib.ExitStack() as open_things:
            # Last in, first out: Slack is let go of before those who listen to it.
            open_things.callback(app.listener_runner.listener_executor.shutdown)
            for connection in connections(app, settings, way):
                open_things.callback(connection.close)
                connection.start()
            summaries.start()
            _LOG.info("the bot runs (%s)", way.mode)
            stop.wait()
            _LOG.info("the bot stops")
    finally:
        left = summaries.close(GRACE)
    return left


def connections(app: App, settings: SlackSettings, way: Way) -> list[Connection]:
    """What the bot is reached by, not yet started."""
    if way.mode == "http":
        return [WebServer(application(app), way.host, settings.port)]
    socket = Socket(app, settings)
    if way.health:
        return [socket, WebServer(health(socket.is_connected), way.host, settings.port)]
    return [socket]
