"""Summaries of Slack threads to show: an ordinary one, a long one, and a text without links."""

from typing import Any

from support.samples import run, strike_summary

from summarizer.schema import (
    Actor,
    Condition,
    DocumentInfo,
    Dropped,
    Evidence,
    NextStep,
    Position,
    Summary,
)
from summarizer.slack.blocks import Shown
from summarizer.slack.thread import Coverage, Skipped

REQUEST = "5f1d" * 16


def at(*minutes: int, quote: str = "We said so.") -> tuple[Evidence, ...]:
    """Evidence in the messages of these minutes."""
    return tuple(
        Evidence(
            segment=minute + 1,
            quote=quote,
            start=100 * minute,
            end=100 * minute + len(quote),
            origin=(
                f"https://acme.slack.com/archives/C0LAUNCH1/p17000{minute:05}000100"
                f"?thread_ts=1700000000.000100&cid=C0LAUNCH1"
            ),
        )
        for minute in minutes
    )


def actor(number: int, name: str, role: str = "", **changes: Any) -> Actor:
    values = {"aliases": (), "kind": "person", "evidence": at(number)}
    return Actor(**{"id": f"a{number}", "name": name, "role": role, **values, **changes})


def position(number: int, holder: str, stance: str, statement: str, **changes: Any) -> Position:
    values: dict[str, Any] = {"reported_by": None, "evidence": at(number, quote=statement)}
    said = {"id": f"p{number}", "holder": holder, "stance": stance, "statement": statement}
    return Position(**{**said, **values, **changes})


def condition(number: int, requirement: str, gates: str, **changes: Any) -> Condition:
    values: dict[str, Any] = {
        "id": f"c{number}",
        "requirement": requirement,
        "gates": gates,
        "set_by": None,
        "status": "open",
        "evidence": at(20 + number, quote=requirement),
    }
    return Condition(**{**values, **changes})


def step(number: int, action: str, **changes: Any) -> NextStep:
    values: dict[str, Any] = {
        "id": f"s{number}",
        "actors": (),
        "action": action,
        "when": "",
        "due": "",
        "certainty": "planned",
        "depends_on": (),
        "evidence": at(30 + number, quote=action),
    }
    return NextStep(**{**values, **changes})


COVERAGE = Coverage(
    read=214,
    total=214,
    people=9,
    files_read=1,
    skipped=(
        Skipped("checkout-trace.har", "kind of file that is not read"),
        Skipped("whiteboard.png", "an image"),
        Skipped("load-test.zip", "kind of file that is not read"),
    ),
    channel_name="launch-checkout",
    private=False,
    ext_shared=False,
)


def thread_summary(**changes: Any) -> Summary:
    """A team argues whether the new checkout can go out on Thursday."""
    values: dict[str, Any] = {
        "title": "Checkout launch moves to 21 March unless the refund bug is fixed by Friday",
        "gist": (
            "The payments team wants to delay the new checkout because refunds fail for split "
            "payments. Sales asks to keep the date for two signed customers. Priya Nair decides "
            "on Friday after the load test."
        ),
        "document": DocumentInfo(
            source="https://acme.slack.com/archives/C0LAUNCH1/p1700000000000100",
            title="",
            date="2024-03-13",
            characters=18_204,
            segments=402,
        ),
        "actors": (
            actor(1, "Priya Nair", "release manager", aliases=("Priya",), evidence=at(0, 4, 9)),
            actor(2, "Tomás Ferreira", "payments"),
            actor(3, "Hanna Lindqvist", "sales"),
            actor(4, "Jun Watanabe"),
            actor(5, "Northwind", kind="organisation"),
        ),
        "positions": (
            position(
                1,
                "a2",
                "opposes",
                "Shipping on Thursday while refunds of split payments fail would put money at risk",
                evidence=at(2, 14),
            ),
            position(2, "a2", "demands", "One more week for the refund fix & a second review"),
            position(3, "a3", "supports", "Keeping Thursday, with split payments switched off"),
            position(
                4,
                "a5",
                "expects",
                "The new checkout is live before its spring sale",
                reported_by="a3",
            ),
            position(5, "a4", "offers", "To run the load test on the staging cluster tonight"),
        ),
        "conditions": (
            condition(
                1,
                "The load test holds 400 orders a minute for an hour",
                "Any launch date",
                set_by="a1",
                status="met",
            ),
            condition(
                2,
                "The refund fix is merged and reviewed by Friday noon",
                "Launch on 21 March with split payments",
                set_by="a1",
            ),
            condition(3, "Northwind agrees to a later start", "Moving the date", status="failed"),
        ),
        "next_steps": (
            step(1, "Tell Northwind about the two options", actors=("a3",), certainty="proposed"),
            step(
                2,
                "Decide between 14 and 21 March",
                actors=("a1",),
                when="Friday after the load test",
                due="2024-03-15",
                certainty="scheduled",
                depends_on=("c1", "c2"),
            ),
            step(
                3,
                "Run the load test on staging",
                actors=("a4", "a2"),
                when="tonight",
                due="2024-03-13",
            ),
        ),
        "dropped": (
            Dropped(kind="position", reason="the figure 40 % is not in the cited words", item={}),
        ),
        "run": run(model="qwen3-4b-instruct", prompt="compact@1", cost_usd=None, seconds=41.3),
    }
    return Summary(**{**values, **changes})


def long_summary(items: int = 40) -> Summary:
    """A thread in which much is said: `items` positions, and as many of everything else."""
    sentence = "The rollout of region {} waits until its own numbers hold for a whole week"
    return thread_summary(
        actors=tuple(actor(n, f"Person {n}", "on call" * (n % 2)) for n in range(1, items + 1)),
        positions=tuple(
            position(n, f"a{n // 3 + 1}", "demands", sentence.format(n))
            for n in range(1, items + 1)
        ),
        conditions=tuple(
            condition(n, sentence.format(n), "Its launch") for n in range(1, items + 1)
        ),
        next_steps=tuple(
            step(n, sentence.format(n), actors=(f"a{n}",), due=f"2024-04-{n % 30 + 1:02}")
            for n in range(1, items + 1)
        ),
    )


def shown(summary: Summary | None = None, **changes: Any) -> Shown:
    values = {"summary": summary or thread_summary(), "coverage": COVERAGE, "request": REQUEST}
    return Shown(**{**values, **changes})


def text_shown() -> Shown:
    """A text that somebody pasted: no messages to link to."""
    return shown(strike_summary(), coverage=None)
