"""Can the bot run as it is set up? Tokens, scopes, events, database, keys and model, one by one.

Asks Slack who the tokens belong to and opens what the bot would open; posts nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from summarizer.errors import SummarizerError
from summarizer.model import Model
from summarizer.slack import errors
from summarizer.slack.errors import BadSlackConfig, SlackError
from summarizer.slack.installations import installation_store
from summarizer.slack.scopes import BOT_SCOPES, CONNECTIONS, EVENTS, EXTRA, MINIMAL
from summarizer.slack.settings import SlackSettings
from summarizer.slack.store import Store

ClientFactory = Callable[[str], WebClient]
"""A token to a client that carries it."""

_INSTALL = "Add it under “OAuth & Permissions” of the app and install the app again."
_SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    ok: bool
    """False: the bot cannot run before it is mended."""
    what: str
    """What was found; never a token, a password or a name of a person."""
    hint: str = ""
    """What to do; with `ok` it is advice."""


def examine(
    settings: SlackSettings, client_factory: ClientFactory, connect: Callable[[], Model]
) -> list[Finding]:
    """Look at everything that the bot needs.

    Args:
        settings: As read from the environment.
        client_factory: Makes the clients for the tokens.
        connect: Makes the model, as the bot would.

    Returns:
        The findings, in the order in which one would mend them.
    """
    return [
        *_bot_token(settings, client_factory),
        *_app_token(settings, client_factory),
        *_signing_secret(settings),
        *_database(settings),
        *_model(connect),
    ]


def _bot_token(settings: SlackSettings, client_factory: ClientFactory) -> Iterator[Finding]:
    if settings.client_id:
        yield _good("workspaces install the bot themselves (SLACK_CLIENT_ID is set)")
        return
    if settings.bot_token is None:
        hint = "Copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” of the app."
        yield _bad("SLACK_BOT_TOKEN is not set", hint)
        return
    try:
        with errors.told():
            answer = client_factory(settings.bot_token.get_secret_value()).auth_test()
    except SlackError as error:
        yield _fault("SLACK_BOT_TOKEN", error)
        return
    yield _good(f"SLACK_BOT_TOKEN: the bot is in workspace {answer.get('team_id')}")
    yield from _scopes(_granted(answer))


def _granted(answer: SlackResponse) -> frozenset[str]:
    """The scopes of a token, from the header that Slack sends with every answer."""
    values = [value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"]
    return frozenset(scope.strip() for scope in ",".join(values).split(",") if scope.strip())


def _scopes(granted: frozenset[str]) -> Iterator[Finding]:
    if not granted:
        yield _good("scopes: Slack did not say which the token has")
        return
    for scope in sorted(MINIMAL - granted):
        yield _bad(f"scope {scope} is missing", _INSTALL)
    for scope, loss in EXTRA.items():
        if scope not in granted:
            yield _good(f"scope {scope} is not granted: {loss}", _INSTALL)
    for scope in sorted(granted - set(BOT_SCOPES)):
        hint = "Least privilege: take it away under “OAuth & Permissions”."
        yield _good(f"scope {scope} is granted and not used", hint)
    heard = [event for event, needed in EVENTS.items() if needed <= granted]
    hint = "Slack does not tell an app its subscriptions: compare “Event Subscriptions”."
    yield _good(f"events that the scopes allow: {', '.join(heard)}", hint)


def _app_token(settings: SlackSettings, client_factory: ClientFactory) -> Iterator[Finding]:
    if settings.app_token is None:
        if settings.signing_secret is None:
            hint = (
                f"For Socket Mode make an app-level token (xapp-…) with {CONNECTIONS}, under "
                "“Basic Information”. For HTTP copy the signing secret from the same page."
            )
            missing = "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set"
            yield _bad(missing, hint)
        return
    token = settings.app_token.get_secret_value()
    try:
        with errors.told():
            client_factory(token).apps_connections_open(app_token=token)
    except SlackError as error:
        hint = f"It needs the scope {CONNECTIONS}, and Socket Mode must be on for the app."
        yield _bad(f"SLACK_APP_TOKEN: {error.message}", hint)
    else:
        yield _good("SLACK_APP_TOKEN: Slack opens a Socket Mode connection")


def _signing_secret(settings: SlackSettings) -> Iterator[Finding]:
    if settings.signing_secret is None:
        return
    usual = len(settings.signing_secret.get_secret_value()) == _SECRET_LENGTH
    hint = "" if usual else f"Slack's have {_SECRET_LENGTH} characters: was all of it copied?"
    yield _good("SLACK_SIGNING_SECRET is set; only a request from Slack can prove it", hint)


def _database(settings: SlackSettings) -> Iterator[Finding]:
    name = settings.database.render_as_string(hide_password=True)
    try:
        store = Store.open(settings.database)
    except SlackError as error:
        yield _fault(f"database {name}", error)
        return
    try:
        yield _good(f"database {name}: can be read and written")
        yield from _keys(settings, store)
    finally:
        store.close()


def _keys(settings: SlackSettings, store: Store) -> Iterator[Finding]:
    if not settings.client_id:
        return
    try:
        installation_store(store.engine, client_id=settings.client_id, keys=settings.keys)
    except SlackError as error:
        yield _fault("SUMMARIZER_SLACK_KEY", error)
    else:
        yield _good("SUMMARIZER_SLACK_KEY: opens the kept tokens of every workspace")


def _model(connect: Callable[[], Model]) -> Iterator[Finding]:
    try:
        model = connect()
    except SummarizerError as error:
        yield _fault("model", error)
    else:
        yield _good(f"model: {model.name}")


def _good(what: str, hint: str = "") -> Finding:
    return Finding(ok=True, what=what, hint=hint)


def _bad(what: str, hint: str) -> Finding:
    return Finding(ok=False, what=what, hint=hint)


def _fault(topic: str, error: SummarizerError) -> Finding:
    own = isinstance(error, BadSlackConfig) and "slack doctor" in error.hint
    hint = "Copy it anew from the app's page, or install the app again." if own else error.hint
    return _bad(f"{topic}: {error.message}", hint)
