"""Summaries to show: an ordinary one, and one whose document is hostile."""

from typing import Any

from summarizer.schema import (
    Actor,
    Condition,
    DocumentInfo,
    Dropped,
    Evidence,
    NextStep,
    Position,
    Run,
    Summary,
)

STRIKE = (
    "The Northport Dockworkers' Union will ballot its members on Thursday, union secretary Lena "
    'Ortiz said on Tuesday. "We will not go back to the table unless the company withdraws the '
    'night-shift plan," Ortiz said. Harbour Terminals declined to comment on its pay offer.'
)


def evidence(quote: str, text: str = STRIKE, *, origin: str | None = None) -> Evidence:
    start = text.index(quote)
    return Evidence(segment=1, quote=quote, start=start, end=start + len(quote), origin=origin)


def run(**changes: Any) -> Run:
    values: dict[str, Any] = {
        "model": "scripted",
        "prompt": "summary@1",
        "calls": 2,
        "repairs": 1,
        "input_tokens": 1234,
        "output_tokens": 321,
        "cached_tokens": 1000,
        "seconds": 4.25,
        "cost_usd": 0.00123,
    }
    return Run(**{**values, **changes})


def strike_summary(**changes: Any) -> Summary:
    """The labelling guide's worked example, with one item dropped."""
    said = evidence("union secretary Lena Ortiz said", origin="p. 1")
    values: dict[str, Any] = {
        "title": "Dockworkers to vote on strike",
        "gist": "The union ballots its members. The company does not comment.",
        "document": DocumentInfo(
            source="strike.txt",
            title="Port talks stall",
            date="2023-03-14",
            characters=len(STRIKE),
            segments=3,
        ),
        "actors": (
            Actor(
                id="a1",
                name="Northport Dockworkers' Union",
                aliases=("the union",),
                kind="organisation",
                role="",
                evidence=(evidence("The Northport Dockworkers' Union"),),
            ),
            Actor(
                id="a2",
                name="Lena Ortiz",
                aliases=(),
                kind="person",
                role="union secretary",
                evidence=(said,),
            ),
            Actor(
                id="a3",
                name="Harbour Terminals",
                aliases=(),
                kind="organisation",
                role="",
                evidence=(evidence("Harbour Terminals"),),
            ),
        ),
        "positions": (
            Position(
                id="p1",
                holder="a1",
                reported_by="a2",
                stance="declines",
                statement="The union will not return to talks while the plan stands.",
                evidence=(evidence("We will not go back to the table", origin="p. 1"),),
            ),
            Position(
                id="p2",
                holder="a3",
                reported_by=None,
                stance="declines",
                statement="No comment on the pay offer.",
                evidence=(evidence("declined to comment on its pay offer"),),
            ),
        ),
        "conditions": (
            Condition(
                id="c1",
                requirement="The company withdraws the night-shift plan",
                gates="The union returns to the table",
                set_by="a1",
                status="open",
                evidence=(evidence("unless the company withdraws the night-shift plan"),),
            ),
        ),
        "next_steps": (
            NextStep(
                id="s1",
                actors=("a1",),
                action="Ballot the members on a strike",
                when="on Thursday",
                due="2023-03-16",
                certainty="scheduled",
                depends_on=("c1",),
                evidence=(evidence("will ballot its members on Thursday"),),
            ),
        ),
        "dropped": (
            Dropped(
                kind="position",
                reason="the figure 5,000 is not in the cited words",
                item={"holder": "Harbour Terminals", "statement": "It offers 5,000."},
            ),
        ),
        "run": run(),
    }
    return Summary(**{**values, **changes})


def empty_summary() -> Summary:
    """A text in which nobody holds or plans anything."""
    return strike_summary(
        gist="", actors=(), positions=(), conditions=(), next_steps=(), dropped=()
    )


def saying(words: str) -> Summary:
    """A summary in which everything that comes from the document is `words`."""
    one = (Evidence(segment=1, quote=words, start=0, end=len(words), origin=words),)
    return strike_summary(
        title=words,
        gist=words,
        document=DocumentInfo(source=words, title=words, date="", characters=9, segments=1),
        actors=(
            Actor(id="a1", name=words, aliases=(words,), kind="group", role=words, evidence=one),
        ),
        positions=(
            Position(
                id="p1",
                holder="a1",
                reported_by="a1",
                stance="asserts",
                statement=words,
                evidence=one,
            ),
        ),
        conditions=(
            Condition(
                id="c1", requirement=words, gates=words, set_by="a1", status="open", evidence=one
            ),
        ),
        next_steps=(
            NextStep(
                id="s1",
                actors=("a1",),
                action=words,
                when=words,
                due="",
                certainty="planned",
                depends_on=("c1",),
                evidence=one,
            ),
        ),
        dropped=(Dropped(kind="actor", reason=words, item={"name": words}),),
    )
