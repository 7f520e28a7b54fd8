"""What Slack sends: one file for each way in.

Every listener does the same: what was sent is marked as seen and its job stored, then it is
acknowledged, and only then is anything said.
"""

from slack_bolt import App

from summarizer.slack.listeners import actions, agent, home, mention, shortcut, slash
from summarizer.slack.listeners.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Register every listener of the bot.

    Args:
        app: Any Bolt app.
        desk: What the listeners share.
    """
    for way_in in (mention, shortcut, slash, agent, home, actions):
        way_in.register(app, desk)
