"""What must be set up for the bot, and what may be: environment variables only.

Secrets come from the environment, as Slack's own samples have it, and are never flags.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from platformdirs import user_data_path
from pydantic import SecretStr
from sqlalchemy import URL

from summarizer.slack import database
from summarizer.slack.errors import BadSlackConfig

Mode = Literal["socket", "http"]
"""How Slack reaches the bot: over a websocket that the bot opens, or by requests to it."""

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_KEY_COMMAND = (
    'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)


def default_database() -> URL:
    """The SQLite file in the user's data directory."""
    path = user_data_path("summarizer", appauthor=False) / "slack.db"
    return URL.create("sqlite", database=str(path))


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """The settings of the bot. Made by `load`; secrets do not show in its repr."""

    bot_token: SecretStr | None = None
    """Token of the bot in one workspace, `xoxb-…`; not needed where people install the app."""
    app_token: SecretStr | None = None
    """App-level token for Socket Mode, `xapp-…`."""
    signing_secret: SecretStr | None = None
    """Slack signs its HTTP requests with it."""
    client_id: str = ""
    """Of the Slack app; set it to let several workspaces install the bot."""
    client_secret: SecretStr | None = None
    """Goes with the client id."""
    api_url: str = "https://slack.com/api/"
    """Where Slack's Web API is; ends with a slash."""
    database: URL = field(default_factory=default_database, repr=False)
    """SQLite or PostgreSQL, as a SQLAlchemy URL; it may hold a password."""
    keys: tuple[SecretStr, ...] = ()
    """Fernet keys for the installations' tokens: the first encrypts, all decrypt."""
    keep_days: int = 30
    """How long summaries and feedback are kept, in days."""
    workers: int = 2
    """How many summaries are made at once."""
    queue: int = 50
    """How many requests may wait."""
    timeout: float = 600.0
    """Longest time for one summary, in seconds."""
    port: int = 3000
    """Where the bot listens for HTTP requests."""

    def missing(self, mode: Mode) -> tuple[str, ...]:
        """The variables that must still be set before the bot can run in this mode."""
        needed: dict[str, object] = {
            "SLACK_BOT_TOKEN": self.bot_token or self.client_id,
            "SLACK_APP_TOKEN": self.app_token or mode == "http",
            "SLACK_SIGNING_SECRET": self.signing_secret or mode == "socket",
        }
        return tuple(name for name, value in needed.items() if not value)


def load(env: Mapping[str, str]) -> SlackSettings:
    """Read the settings; a variable that is unset or blank has its default.

    Raises:
        BadSlackConfig: Values are wrong, or do not go together. The message names every such
            variable and never a value.
    """
    values: dict[str, Any] = {}
    faults: list[str] = []
    for name, (setting, read) in VARIABLES.items():
        if written := env.get(name, "").strip():
            try:
                values[setting] = read(written)
            except ValueError as error:
                faults.append(f"{name} {error}")
    faults.extend(_apart(SlackSettings(**values)) if not faults else ())
    if faults:
        hint = f"For a key run: {_KEY_COMMAND}" if "SLACK_KEY" in " ".join(faults) else ""
        raise BadSlackConfig(
            "; ".join(faults), hint=hint or "Set the variables named above, and start again."
        )
    return SlackSettings(**values)


def _apart(settings: SlackSettings) -> Iterable[str]:
    """What is half set up."""
    if bool(settings.client_id) != bool(settings.client_secret):
        yield "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET should be set together"
    if settings.client_id and not settings.keys:
        yield (
            "SUMMARIZER_SLACK_KEY should be set where SLACK_CLIENT_ID is: "
            "tokens of workspaces are kept encrypted"
        )


def _secret(prefix: str = "") -> Callable[[str], SecretStr]:
    # Rotated tokens carry another prefix before theirs: xoxe.xoxb-….
    shape = re.compile(rf"(xoxe\.)?{prefix}[\x21-\x7e]+" if prefix else r"[\x21-\x7e]+")

    def read(value: str) -> SecretStr:
        if not shape.fullmatch(value):
            begins = f"begin with {prefix} and " if prefix else ""
            raise ValueError(f"should {begins}be printable ASCII without blanks")
        return SecretStr(value)

    return read


def _client_id(value: str) -> str:
    if not re.fullmatch(r"[\w.\-]{1,32}", value, re.ASCII):
        raise ValueError("should be the app's client id: two numbers with a dot between them")
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("should be a web address") from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query:
        raise ValueError("should be a web address without password and query")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise ValueError("should begin with https://: tokens are sent there")
    return value.rstrip("/") + "/"


def _database(value: str) -> URL:
    try:
        return database.address(value)
    except BadSlackConfig as error:
        raise ValueError(f"should be a database URL: {error.message}") from None


def _keys(value: str) -> tuple[SecretStr, ...]:
    written = [key.strip() for key in value.split(",") if key.strip()]
    try:
        for key in written:
            Fernet(key)
    except ValueError:
        raise ValueError("should be Fernet keys with commas between them") from None
    return tuple(SecretStr(key) for key in written)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise ValueError(f"should be a whole number from {least} to {most}")
        return int(value)

    return read


VARIABLES: dict[str, tuple[str, Callable[[str], object]]] = {
    "SLACK_BOT_TOKEN": ("bot_token", _secret("xoxb-")),
    "SLACK_APP_TOKEN": ("app_token", _secret("xapp-")),
    "SLACK_SIGNING_SECRET": ("signing_secret", _secret()),
    "SLACK_CLIENT_ID": ("client_id", _client_id),
    "SLACK_CLIENT_SECRET": ("client_secret", _secret()),
    "SLACK_API_URL": ("api_url", _web_address),
    "SUMMARIZER_SLACK_DATABASE": ("database", _database),
    "SUMMARIZER_SLACK_KEY": ("keys", _keys),
    "SUMMARIZER_SLACK_KEEP_DAYS": ("keep_days", _whole(1, 3650)),
    "SUMMARIZER_SLACK_WORKERS": ("workers", _whole(1, 64)),
    "SUMMARIZER_SLACK_QUEUE": ("queue", _whole(1, 10_000)),
    "SUMMARIZER_SLACK_TIMEOUT": ("timeout", _whole(1, 86_400)),
    "SUMMARIZER_SLACK_PORT": ("port", _whole(1, 65_535)),
}
"""Every variable: the setting that it fills, and how its value is read."""
