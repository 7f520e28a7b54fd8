"""Any summary, however long or hostile, is shown within every limit and calls nobody."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.blockkit import assert_sound, assert_view, objects, rich_words
from support.samples import run
from support.threads import REQUEST

from summarizer.rendering.as_markdown import escape
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
from summarizer.slack import blocks, mrkdwn
from summarizer.slack.thread import Coverage, Skipped

ATTACKS = st.sampled_from(
    [
        "<!channel>",
        "<@U1>",
        "<!subteam^S1|all>",
        "<https://evil.example|Details>",
        "*_~`",
        "```",
        "&amp;&lt;!here&gt;",
        "\u202egnol\u202c",
        "مرحبا بالعالم",
        "שלום",
        "👩‍👩‍👧‍👦🎉",
        "e" + "\u0301" * 400,
        "x" * 3_000,
        "&" * 3_000,
        "漢字" * 900,
        "\ud800",
        "\x1b[31m\x00\n\t",
        "\u200b",
        "",
        "@channel",
    ]
)
WORDS = st.lists(st.one_of(ATTACKS, st.text(max_size=20)), max_size=3).map(" ".join)
ORIGINS = st.one_of(
    st.none(),
    WORDS,
    st.integers(0, 10**6).map(lambda n: f"https://acme.slack.com/archives/C1/p{n}?cid=C1&a={n}"),
    st.just("https://acme.slack.com/" + "&" * 900),
)
EVIDENCE = st.lists(
    st.builds(
        Evidence,
        segment=st.integers(1, 9),
        quote=WORDS,
        start=st.just(0),
        end=st.just(1),
        origin=ORIGINS,
    ),
    max_size=6,
).map(tuple)
IDS = st.sampled_from(["a1", "a2", "a3", "<!here>", ""])
DUE = st.sampled_from(["", "2024-02-29", "2024-02", "2024", "<!date^1>"])


def several(item: Any, **fields: Any) -> Any:
    """Up to three of them, or a thirty of the same."""
    one = st.builds(item, evidence=EVIDENCE, **fields)
    return st.one_of(st.lists(one, max_size=3).map(tuple), one.map(lambda made: (made,) * 30)).map(
        lambda made: tuple(each.model_copy() for each in made)
    )


SUMMARIES = st.builds(
    Summary,
    title=WORDS,
    gist=WORDS,
    document=st.builds(
        DocumentInfo,
        source=st.one_of(WORDS, st.just("https://e.org/?a&b|c")),
        title=WORDS,
        date=DUE,
        characters=st.integers(0, 10**9),
        segments=st.just(1),
    ),
    actors=several(
        Actor,
        id=IDS,
        name=WORDS,
        aliases=st.lists(WORDS, max_size=3).map(tuple),
        role=WORDS,
    ),
    positions=several(
        Position, id=IDS, holder=IDS, reported_by=st.one_of(st.none(), IDS), statement=WORDS
    ),
    conditions=several(
        Condition, id=IDS, requirement=WORDS, gates=WORDS, set_by=st.one_of(st.none(), IDS)
    ),
    next_steps=several(
        NextStep,
        id=IDS,
        actors=st.lists(IDS, max_size=9).map(tuple),
        action=WORDS,
        when=WORDS,
        due=DUE,
        depends_on=st.lists(st.sampled_from(["c1", "a1", "<@U1>"]), max_size=3).map(tuple),
    ),
    dropped=st.lists(
        st.builds(
            Dropped, kind=st.sampled_from(["actor", "position"]), reason=WORDS, item=st.just({})
        ),
        max_size=30,
    ).map(tuple),
    run=st.builds(run, model=WORDS, prompt=WORDS),
)
COVERAGES = st.one_of(
    st.none(),
    st.builds(
        Coverage,
        read=st.integers(0, 10**6),
        total=st.integers(0, 10**6),
        people=st.integers(0, 999),
        files_read=st.integers(0, 99),
        skipped=st.lists(st.builds(Skipped, name=WORDS, reason=WORDS), max_size=9).map(tuple),
        channel_name=WORDS,
        private=st.booleans(),
        ext_shared=st.booleans(),
    ),
)
SHOWN = st.builds(
    blocks.Shown,
    summary=SUMMARIES,
    coverage=COVERAGES,
    request=st.sampled_from([REQUEST, "x" * 200]),
)
FEWER = settings(max_examples=15, deadline=None)


def said(summary: Summary) -> list[str]:
    """What each item says."""
    return [
        *(one.name for one in summary.actors),
        *(one.statement for one in summary.positions),
        *(one.requirement for one in summary.conditions),
        *(one.action for one in summary.next_steps),
    ]


@FEWER
@given(SHOWN, st.booleans())
def test_the_answer_is_sound_and_whole(shown: blocks.Shown, can_post: bool) -> None:  # noqa: FBT001
    """At most three messages that Slack takes; what they lack is in the Markdown."""
    replies = blocks.answer(shown, can_post=can_post)
    assert 1 <= len(replies) <= 3
    for reply in replies:
        assert_sound(reply)
    shows = "".join(rich_words(reply.blocks) for reply in replies)
    overflow = blocks.overflow_markdown(shown)
    for words in said(shown.summary):
        if overflow:
            assert escape(words) in overflow
        else:
            assert mrkdwn.plain(words).removesuffix(".") in shows


@FEWER
@given(SHOWN, st.integers(0, 4))
def test_the_windows_are_sound(shown: blocks.Shown, page: int) -> None:
    assert_view(blocks.details(shown, page))
    markdown = blocks.markdown_modal(shown)
    if markdown:
        assert_view(markdown)


@FEWER
@given(SHOWN)
def test_every_item_is_shown_once(shown: blocks.Shown) -> None:
    """Entries of lists in all messages, and what the notes say is missing, add up."""
    replies = blocks.answer(shown, can_post=False)
    entries = [
        row
        for reply in replies
        for one in objects(reply.blocks)
        if one.get("type") == "rich_text_list" and one["indent"] == 0
        for row in one["elements"]
    ]
    summary = shown.summary
    items = len(summary.positions) + len(summary.conditions) + len(summary.next_steps)
    assert len(entries) <= items
    if not blocks.overflow_markdown(shown):
        assert len(entries) == items


@FEWER
@given(WORDS, WORDS, WORDS, WORDS)
def test_notices_are_sound(message: str, hint: str, code: str, reference: str) -> None:
    assert_sound(blocks.failure(message, hint, code, reference))
    assert_sound(blocks.notice(message))
    assert_view(blocks.home(blocks.HomeState(True, 30, model=hint, command=code)))  # noqa: FBT003
