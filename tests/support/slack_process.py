"""The bot in a process of its own: ``python slack_process.py slow|quick``, with its environment.

``slow``: its model never answers. It ends as the command line's bot ends.
"""

import os
import signal
import sys
import threading

from support.scripted import ScriptedModel
from support.slackbot import Gate, read_talk

from summarizer.slack.run import Way, run
from summarizer.slack.settings import load
from summarizer.slack.summaries import Summaries


def main(pace: str) -> int:
    model = ScriptedModel(Gate() if pace == "slow" else read_talk)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    settings = load(os.environ)
    left = run(settings, Summaries.from_settings(settings, model=model), stop, Way("socket"))
    sys.stdout.write(f"{left} left\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
