"""Everything else that Slack sends: acknowledged, so that it is not sent again."""

import re

from slack_bolt import Ack, App

_ANYTHING = re.compile("")


def register(app: App) -> None:
    """Acknowledge what no other listener takes; for the bot's own app, registered last.

    Args:
        app: The Bolt app.
    """

    @app.event(_ANYTHING)
    def event() -> None:
        """Changes and words of others: Bolt has acknowledged them."""

    @app.action(_ANYTHING)
    @app.shortcut(_ANYTHING)
    @app.command(_ANYTHING)
    @app.view_submission(_ANYTHING)
    @app.view_closed(_ANYTHING)
    @app.options(_ANYTHING)
    def other(ack: Ack) -> None:
        ack()
