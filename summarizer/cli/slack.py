"""``summarizer slack``: the bot for Slack, from its manifest to its running."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from summarizer.cli.notes import Notes

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from summarizer.cli.wiring import Wiring
    from summarizer.model import Model
    from summarizer.slack.settings import SlackSettings
    from summarizer.slack.store import Store

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_LIBRARIES = frozenset({"cheroot", "cryptography", "slack_bolt", "slack_sdk", "sqlalchemy"})
_UNUSABLE = 4


@click.group(context_settings=_SETTINGS, no_args_is_help=False)
def slack() -> None:
    """A bot that summarizes where the talk is; docs/slack.md has the whole way to it."""


@slack.command()
@click.option("--minimal", is_flag=True, help="Public channels only, with the fewest scopes.")
@click.option("--url", default="", metavar="URL", help="The bot's address: for HTTP.")
def manifest(*, minimal: bool, url: str) -> None:
    """Print the manifest that makes the app in Slack; for Socket Mode unless --url is given."""
    with _room():
        from summarizer.slack import manifest as manifests  # noqa: PLC0415  # only when used

        text = manifests.text(
            "minimal" if minimal else "full", mode="http" if url else "socket", url=url
        )
    click.echo(text, nl=False)


@slack.command()
@click.option("--mode", type=click.Choice(["socket", "http"]), help="How Slack reaches the bot.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--health", is_flag=True, help="Answer GET /health over Socket Mode, too.")
@click.pass_obj
def run(wiring: "Wiring", mode: str | None, host: str, *, health: bool) -> None:
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C).

    Without --mode it is Socket Mode if SLACK_APP_TOKEN is set, else HTTP.
    """
    with _room():
        from summarizer.slack.run import Way  # noqa: PLC0415  # only when used
        from summarizer.slack.run import run as run_bot  # noqa: PLC0415
        from summarizer.slack.summaries import Summaries  # noqa: PLC0415

        settings = _settings()
        is_http = mode == "http" if mode else settings.app_token is None
        way = Way("http" if is_http else "socket", host, health)
        _log_to_stderr()
        summaries = Summaries.from_settings(settings, model=_model(wiring))
        left = run_bot(settings, summaries, _told_to_stop(), way)
    if left:
        Notes().say(f"{left} summaries are not finished; they go on with the next start")


@slack.command()
@click.pass_obj
def doctor(wiring: "Wiring") -> int:
    """Show whether tokens, scopes, events, database and model are as the bot needs them.

    The exit code is 0 if it can run as things stand, else 4.
    """
    with _room():
        from summarizer.slack.clients import new_client  # noqa: PLC0415  # only when used
        from summarizer.slack.doctor import examine  # noqa: PLC0415

        settings = _settings()
        findings = examine(
            settings,
            lambda token: new_client(token, settings.api_url),
            lambda: _model(wiring),
        )
    for finding in findings:
        click.echo(f"{'ok' if finding.ok else 'missing':<7}  {finding.what}")
        if finding.hint:
            click.echo(f"{'':<7}  {finding.hint}")
    return 0 if all(finding.ok for finding in findings) else _UNUSABLE


@slack.command()
@click.argument("channel")
@click.option("--days", type=click.FloatRange(0.01, 366), default=1.0, show_default=True)
@click.option("--post", is_flag=True, help="Post it in the channel; else it is printed.")
@click.option("--team", default="", metavar="ID", help="Which workspace, where there are several.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.pass_obj
def digest(
    wiring: "Wiring", channel: str, days: float, team: str, *, post: bool, quiet: bool
) -> None:
    """Summarize the last days of a channel, by its id (C0123456789), for cron or by hand."""
    notes = Notes(quiet)
    with _room(), _store() as (settings, store):
        from summarizer.rendering import Options, render  # noqa: PLC0415  # only when used
        from summarizer.slack import digest as digests  # noqa: PLC0415
        from summarizer.slack.errors import NothingToRead  # noqa: PLC0415

        client = _client(settings, store, team)
        try:
            with notes.progress(channel) as on_progress:
                kept = digests.digest(
                    client,
                    digests.last_days(channel, days),
                    model=_model(wiring),
                    on_progress=on_progress,
                )
        except NothingToRead:
            notes.say("nothing was written in that time")
            return
        if post:
            digests.publish(client, kept, store)
        else:
            click.echo(render(kept.summary, "markdown", options=Options(evidence=True)), nl=False)


@contextmanager
def _room() -> Iterator[None]:
    """Say how to install the bot, where it is not."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        from summarizer.errors import BadConfig  # noqa: PLC0415  # only when used

        raise BadConfig(
            f"the Slack bot is not installed: there is no {error.name}",
            hint='Install this project with its extra: pip install ".[slack]"',
        ) from None


@contextmanager
def _store() -> "Iterator[tuple[SlackSettings, Store]]":
    from summarizer.slack.store import Store  # noqa: PLC0415  # only when used

    settings = _settings()
    store = Store.open(settings.database)
    try:
        yield settings, store
    finally:
        store.close()


def _settings() -> "SlackSettings":
    from summarizer.slack.settings import load  # noqa: PLC0415  # only when used

    return load(os.environ)


def _model(wiring: "Wiring") -> "Model":
    from summarizer.config import load  # noqa: PLC0415  # slow import: pydantic

    return wiring.connect(load())


def _client(settings: "SlackSettings", store: "Store", team: str) -> "WebClient":
    from summarizer.slack.clients import of_tokens  # noqa: PLC0415  # only when used
    from summarizer.slack.errors import BadSlackConfig  # noqa: PLC0415
    from summarizer.slack.installations import installation_store  # noqa: PLC0415

    if settings.bot_token:
        token = settings.bot_token.get_secret_value()
        return of_tokens(token, None, settings.api_url)("", "")
    if not (settings.client_id and team):
        raise BadSlackConfig(
            "it is not known which workspace is meant",
            hint="Set SLACK_BOT_TOKEN; or SLACK_CLIENT_ID, and give --team.",
        )
    installed = installation_store(store.engine, client_id=settings.client_id, keys=settings.keys)
    return of_tokens(None, installed, settings.api_url)(team, "")


def _told_to_stop() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _log_to_stderr() -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("summarizer").setLevel(logging.INFO)
