"""Does the Slack bot acknowledge in time while its model takes a minute?

Run it from the root of the repository: ``PYTHONPATH=tests python -m evals.figures.slack_load``.
A local fake of Slack sends 500 mentions over HTTP, 20 a second and 30 % of them twice, and answers
10 % of the bot's calls with a fault; the model takes 60 seconds for each summary. Printed: how
long the bot took to acknowledge, and what came of the mentions. It ends with 1 when a bar is
missed.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import BaseModel
from support.scripted import Reply, ScriptedModel
from support.slackbot import Bot, people, read_talk, thread
from support.slackfake import Call, FakeSlack, Fault, mention
from support.slackfake.deliveries import Delivery

from summarizer.model import Prompt
from summarizer.slack.summaries import BotOptions

BAR = 1.0
"""Seconds that 99 of 100 acknowledgements must keep within."""
AT_ONCE = 64
"""Most requests that Slack has under way."""


def main() -> int:
    """Print a line for each figure; 0 if every bar is met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60.0, help="that the model takes")
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--workers", type=int, default=250)
    arguments = parser.parse_args()
    dice = random.Random(4)  # noqa: S311  # the same faults in every run

    def slow(prompt: Prompt, kind: type[BaseModel]) -> Reply:
        time.sleep(arguments.seconds)
        return read_talk(prompt, kind)

    options = BotOptions(workers=arguments.workers, queue=arguments.events)
    with FakeSlack() as slack, tempfile.TemporaryDirectory() as folder:
        people(slack)
        roots = [thread(slack) for _ in range(arguments.events)]
        asked = [mention(slack, "C100", "U1", thread_ts=root) for root in roots]
        sent = [*asked, *(one for one in asked if dice.random() < 0.3)]
        dice.shuffle(sent)
        slack.chaos = lambda call: _fault(call, dice)
        with Bot(slack, Path(folder), model=ScriptedModel(slow), options=options) as bot:
            began = time.monotonic()
            taken = _send(bot, sent, 1 / arguments.rate)
            before_the_model = time.monotonic() - began
            _wait(slack, roots)
            whole = time.monotonic() - began
        told = _told(slack)
    return _report(taken, told, roots, (before_the_model, whole))


def _fault(call: Call, dice: random.Random) -> Fault | None:
    if call.method == "auth.test" or dice.random() >= 0.1:
        return None
    status = dice.choice((500, 503, 429))
    return Fault(status, retry_after=1 if status == 429 else None)


def _send(bot: Bot, sent: list[Delivery], pause: float) -> list[float]:
    """Send at a steady pace, whatever the bot does; how long each acknowledgement took."""
    began = time.monotonic()

    def one(numbered: tuple[int, Delivery]) -> float:
        number, delivery = numbered
        time.sleep(max(0.0, began + number * pause - time.monotonic()))
        return _acknowledged(bot, delivery)

    with ThreadPoolExecutor(AT_ONCE) as senders:
        return list(senders.map(one, enumerate(sent)))


def _acknowledged(bot: Bot, delivery: Delivery) -> float:
    began = time.perf_counter()
    if bot.send(delivery).status_code != 200:
        raise SystemExit("a request was not acknowledged")
    return time.perf_counter() - began


def _told(slack: FakeSlack) -> Counter[str]:
    """What was said of each thread: its summary, or why there is none."""
    posted = [one for one in slack.posted if "Dockworkers to vote" in one["text"]]
    failed = [one for one in slack.ephemeral if "Code " in str(one["blocks"])]
    return Counter(one["thread_ts"] for one in (*posted, *failed))


def _wait(slack: FakeSlack, roots: list[str]) -> None:
    while len(_told(slack)) < len(roots):
        time.sleep(1)
    time.sleep(5)  # for what would come a second time


def _report(
    taken: list[float], told: Counter[str], roots: list[str], seconds: tuple[float, float]
) -> int:
    p99 = statistics.quantiles(taken, n=100)[98]
    once = sum(told[root] == 1 for root in roots)
    print(f"requests sent, redelivered ones included: {len(taken)} in {seconds[0]:.1f} s")
    print(f"acknowledged: median {statistics.median(taken):.3f} s, p99 {p99:.3f} s, ", end="")
    print(f"longest {max(taken):.3f} s  (bar: p99 < {BAR:g} s)")
    print(f"mentions: {len(roots)}; answered once: {once}; ", end="")
    print(f"more than once: {sum(count > 1 for count in told.values())}; ", end="")
    print(f"lost: {sum(told[root] == 0 for root in roots)}")
    print(f"all answered after {seconds[1]:.0f} s")
    return int(p99 >= BAR or once != len(roots))


if __name__ == "__main__":
    sys.exit(main())
