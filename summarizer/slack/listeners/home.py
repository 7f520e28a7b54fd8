"""The App Home: how to use the bot, what it keeps, and a switch."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from summarizer.slack import blocks, errors
from summarizer.slack.blocks import HOME_SWITCH, HomeState
from summarizer.slack.listeners.desk import Desk
from summarizer.slack.store import Preference


def register(app: App, desk: Desk) -> None:
    """Show the home, and do what its switch says.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """

    def publish(context: BoltContext, client: WebClient) -> None:
        team, user = context.team_id or "", context.user_id or ""
        with desk.guarded():
            state = HomeState(desk.store.preference(team, user).private_first, desk.keep_days)
            with errors.told():
                client.views_publish(user_id=user, view=blocks.home(state))

    @app.event("app_home_opened", matchers=[_is_home], middleware=[desk.once()])
    def opened(context: BoltContext, client: WebClient) -> None:
        publish(context, client)

    @app.block_action(HOME_SWITCH, middleware=[desk.once()])
    def switched(ack: Ack, action: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        with desk.guarded():
            chosen = Preference(private_first=blocks.private_first_of(action))
            desk.store.set_preference(context.team_id or "", context.user_id or "", chosen)
        publish(context, client)


def _is_home(event: Mapping[str, Any]) -> bool:
    return event.get("tab") == "home"
