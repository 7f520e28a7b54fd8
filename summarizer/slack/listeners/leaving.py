"""A workspace removes the bot: its tokens and all that is kept of it are deleted."""

from typing import Any

from slack_bolt import App, BoltContext

from summarizer.slack.store import Store


def register(app: App, store: Store) -> None:
    """Forget workspaces that remove the bot, and people who take their consent back.

    Args:
        app: The bot's own app.
        store: What is kept.
    """

    @app.event("app_uninstalled")
    def uninstalled(context: BoltContext) -> None:
        team = context.team_id or ""
        if app.installation_store is not None:
            app.installation_store.delete_all(enterprise_id=context.enterprise_id, team_id=team)
        store.forget_team(team)

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any], context: BoltContext) -> None:
        installed, tokens = app.installation_store, event.get("tokens") or {}
        if installed is None:
            return
        team, enterprise = context.team_id or "", context.enterprise_id
        for user in tokens.get("oauth") or ():
            installed.delete_installation(enterprise_id=enterprise, team_id=team, user_id=str(user))
        if tokens.get("bot"):
            installed.delete_bot(enterprise_id=enterprise, team_id=team)
