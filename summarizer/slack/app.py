"""A Bolt app with nothing but the bot in it, for one workspace or for many."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.error import BoltError
from slack_bolt.oauth.oauth_settings import OAuthSettings

from summarizer.slack import errors
from summarizer.slack.clients import new_client, quiet_logger
from summarizer.slack.errors import BadSlackConfig
from summarizer.slack.installations import installation_store, state_store
from summarizer.slack.listeners import ignore, leaving
from summarizer.slack.scopes import BOT_SCOPES
from summarizer.slack.settings import Mode, SlackSettings
from summarizer.slack.summaries import Summaries
from summarizer.slack.verify import Verification

_LISTENERS = 32
"""Listeners that run at once; Bolt's five would keep each other from acknowledging."""


def build(settings: SlackSettings, summaries: Summaries, *, mode: Mode = "socket") -> App:
    """Make the app.

    Args:
        settings: With a client id, workspaces install the app themselves; else it is in one.
        summaries: The bot.
        mode: How Slack reaches it.

    Raises:
        BadSlackConfig: A setting is missing, or Slack refuses the token.
        SlackError: Slack or the database cannot be reached.
    """
    if missing := settings.missing(mode):
        raise BadSlackConfig(
            f"not set: {', '.join(missing)}", hint="`summarizer slack doctor` says what is what."
        )
    try:
        with errors.told():
            app = _bolt_app(settings, summaries)
    except BoltError:
        raise BadSlackConfig(
            "Slack refused the bot's token",
            hint="Copy it anew from the app's page “OAuth & Permissions”.",
        ) from None
    app.error(_failed)
    leaving.register(app, summaries.store)
    summaries.add_to(app)
    ignore.register(app)
    return app


def _bolt_app(settings: SlackSettings, summaries: Summaries) -> App:
    secret = settings.signing_secret
    return App(
        # Bolt takes it for the name of a logger, whose level it sets.
        name="summarizer-bolt",
        logger=_bolt_logger(),
        listener_executor=ThreadPoolExecutor(_LISTENERS, thread_name_prefix="listener"),
        # In its place ours; over Socket Mode there is nothing to verify.
        request_verification_enabled=False,
        before_authorize=Verification(secret.get_secret_value()) if secret else None,
        **(_many(settings, summaries) if settings.client_id else _one(settings)),
    )


def _bolt_logger() -> logging.Logger:
    # Its warnings tell who made the app that the environment holds a token, and whom it ignores.
    return quiet_logger("bolt", logging.ERROR)


def _one(settings: SlackSettings) -> dict[str, Any]:
    token = settings.bot_token.get_secret_value() if settings.bot_token else None
    return {"client": new_client(token, settings.api_url)}


def _many(settings: SlackSettings, summaries: Summaries) -> dict[str, Any]:
    engine = summaries.store.engine
    installed = installation_store(engine, client_id=settings.client_id, keys=settings.keys)
    secret = settings.client_secret.get_secret_value() if settings.client_secret else ""
    client, logger = new_client(None, settings.api_url), _bolt_logger()
    return {
        "client": client,
        "installation_store": installed,
        "authorize": InstallationStoreAuthorize(
            logger=logger,
            installation_store=installed,
            client_id=settings.client_id,
            client_secret=secret,
            bot_only=True,
            # By token: one that is revoked is no longer in the store, and not looked up.
            cache_enabled=True,
            client=client,
        ),
        "oauth_settings": OAuthSettings(
            client_id=settings.client_id,
            client_secret=secret,
            scopes=BOT_SCOPES,
            installation_store=installed,
            installation_store_bot_only=True,
            state_store=state_store(engine),
            logger=logger,
        ),
    }


def _failed(error: Exception) -> BoltResponse:
    """Slack shall deliver it again; the error's message is not logged."""
    _bolt_logger().error("a request failed (%s)", type(error).__name__)
    return BoltResponse(status=500, body="")
