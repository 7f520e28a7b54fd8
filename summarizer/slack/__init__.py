"""The Slack bot: summaries where the talk is, every claim linked to the message that says it.

`Summaries` can be added to any Bolt app. Needs the extra ``slack``.
"""

from summarizer.slack.store import Store
from summarizer.slack.summaries import BotOptions, Summaries

__all__ = ["BotOptions", "Store", "Summaries"]
