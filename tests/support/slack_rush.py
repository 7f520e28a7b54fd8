"""Run as a process: opens a store, marks events and begins jobs as fast as it can.

``python slack_rush.py URL OWNER COUNT`` prints what this process was the first to get.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from support.slack_jobs import job

from summarizer.slack.store import Store

if __name__ == "__main__":
    url, owner, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store = Store.open(url)
    events = [f"Ev{number}" for number in range(count)]
    # Everybody wants all events under two keys, in different orders.
    orders = [events, events[::-1]]
    with ThreadPoolExecutor(2) as threads:
        new = threads.map(
            lambda order: [
                each for each in order if store.first_time(each, f"{each}/again", job=job(each))
            ],
            orders,
        )
        marked = [each for order in new for each in order]
    begun = [each.id for each in store.unfinished() if store.begin(each.id, owner)]
    store.close()
    print(json.dumps({"marked": marked, "begun": begun}))  # noqa: T201  # its answer
