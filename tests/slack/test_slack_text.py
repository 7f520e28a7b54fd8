"""A message's words: mentions as names, signs decoded once, blocks and attachments included."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.slack.text import plain


class KnownNames:
    """Names by id; the id itself where there is none."""

    names = {  # noqa: RUF012  # never changed
        "U1": "Ada Ham",
        "W2": "Bo Lind",
        "C1": "general",
        "S1": "lawyers",
    }

    def person(self, user_id: str) -> str:
        return self.names.get(user_id, user_id)

    def channel(self, channel_id: str) -> str:
        return self.names.get(channel_id, channel_id)

    def group(self, group_id: str) -> str:
        return self.names.get(group_id, group_id)


def words(**message: Any) -> str:
    return plain(message, KnownNames())


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "elements": list(elements)}]


def said(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&amp;D &lt;3 &gt; 2", "R&D <3 > 2"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&quot;a&quot; &#38; &nbsp;", "&quot;a&quot; &#38; &nbsp;"),
        ("&lt;@U1&gt; typed by hand", "<@U1> typed by hand"),
        ("<@U1> and <@W2|bo>, please", "Ada Ham and Bo Lind, please"),
        ("see <#C1|general> and <#C1>", "see #general and #general"),
        ("<!subteam^S1|@legal> or <!subteam^S1>", "@legal or @lawyers"),
        ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
        ("by <!date^1392734382^{date}|Feb 18, 2014>", "by Feb 18, 2014"),
        ("by <!date^1392734382^{date_short}>", "by 2014-02-18"),
        ("by <!date^soon^{date_short}>.", "by ."),
        ("<!unknown^thing|shown>", "shown"),
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"),
        ("<https://example.com|the R&amp;D page>", "the R&D page"),
        ("<mailto:ada@example.com|ada@example.com>", "ada@example.com"),
        ("<mailto:ada@example.com>", "ada@example.com"),
        (":tada: shipped :+1:", ":tada: shipped :+1:"),
        ("*Decision:* we _will_ ship, ~not~ `make all`", "Decision: we will ship, ~not~ make all"),
        ("*<@U1> decides*", "Ada Ham decides"),
        ("2*3*4 snake_case_name __init__ * a *", "2*3*4 snake_case_name __init__ * a *"),
        ("`a*b*` and `*x*` and ```_y_\n*z*```", "a*b* and *x* and _y_\n*z*"),
        ("a < b, c > d", "a < b, c > d"),
        ("one\n\n\n two  \r\n\u2028three\x00\x07", "one\n two\nthree"),
        ("\ue0000\ue001 kept", "0 kept"),
        (
            "Bo\u200b L\u202eind \u2764\ufe0f\u200d\U0001f525",
            "Bo Lind \u2764\ufe0f\u200d\U0001f525",
        ),
        ("   \n ", ""),
    ],
)
def test_text_is_read_as_people_see_it(text: str, expected: str) -> None:
    assert words(text=text) == expected


def test_rich_text_is_read_once_though_the_text_repeats_it() -> None:
    blocks = rich(
        section(
            {"type": "user", "user_id": "U1"},
            said(" ships "),
            said("v1", bold=True),
            said(" "),
            {"type": "link", "url": "https://example.com", "text": "here"},
            said(" "),
            {"type": "emoji", "name": "tada"},
        )
    )

    text = "<@U1> ships *v1* <https://example.com|here> :tada:"

    assert words(text=text, blocks=blocks) == "Ada Ham ships v1 here :tada:"


def test_lists_quotes_code_and_struck_words_keep_what_they_mean() -> None:
    points = {"type": "rich_text_list", "style": "bullet", "elements": [section(said("tea"))]}
    steps = {
        "type": "rich_text_list",
        "style": "ordered",
        "offset": 1,
        "indent": 1,
        "elements": [section(said("pack")), section(said("go"))],
    }
    quote = {"type": "rich_text_quote", "elements": [said("No.\nNever.")]}
    code = {"type": "rich_text_preformatted", "elements": [said("a &lt; b")]}

    blocks = rich(section(said("we pay", strike=True), said(":\n")), points, steps, quote, code)

    assert words(text="", blocks=blocks).splitlines() == [
        *("~we pay~:", "• tea", "  2. pack", "  3. go", "> No.", "> Never.", "a &lt; b")
    ]


def test_every_element_of_rich_text_has_words() -> None:
    blocks = rich(
        section(
            {"type": "channel", "channel_id": "C1"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "broadcast", "range": "channel"},
            {"type": "date", "timestamp": 1392734382, "format": "{date}"},
            {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
            {"type": "link", "url": "https://example.com"},
            {"type": "color", "value": "#fff"},
            {"type": "of_next_year", "elements": [said("new")]},
            {"type": "also_new", "text": "words"},
        )
    )

    assert words(blocks=blocks) == (
        "#general@lawyers@channel2014-02-18thenhttps://example.com#fffnewwords"
    )


def test_blocks_of_an_app_are_read_when_the_text_is_empty() -> None:
    table = {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "who"}, {"type": "raw_text", "text": "what"}],
            [{"type": "raw_text", "text": "Ada"}, *rich(section(said("ships")))],
        ],
    }
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Build &amp; test"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "<@U1> broke *main*"},
            "fields": [{"type": "mrkdwn", "text": "*Priority*\nHigh"}],
            "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Open"}},
        },
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by <@W2>"}]},
        {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "a graph"},
        {"type": "markdown", "text": "**Bold** words"},
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Retry"}}]},
        table,
        {"type": "of_next_year", "body": {"type": "mrkdwn", "text": "new words"}},
    ]

    assert words(text="", blocks=blocks).splitlines() == [
        "Build & test",
        "Ada Ham broke main",
        "Priority",
        "High",
        "by Bo Lind",
        "a graph",
        "**Bold** words",
        "who | what",
        "Ada | ships",
        "new words",
    ]


def test_text_and_blocks_of_an_app_are_both_read_when_they_differ() -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Ada ships it on Monday."}}]

    assert words(text="Deployment 214 approved", blocks=blocks) == (
        "Deployment 214 approved\nAda ships it on Monday."
    )
    assert words(text="Ada ships it.", blocks=blocks) == "Ada ships it on Monday."


def test_attachments_are_read_with_their_fields() -> None:
    ticket = {
        "pretext": "New issue",
        "author_name": "Jira",
        "title": "<https://example.com|OPS-1> Database",
        "text": "Move it &amp; test it",
        "fields": [{"title": "Owner", "value": "<@U1>"}, {"value": "no title"}],
        "fallback": "OPS-1",
        "footer": "Jira Cloud",
    }
    bare = {"fallback": "Only the fallback"}
    empty = {"fallback": "[no preview available]"}
    nested = {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "In a block"}}]}

    assert words(attachments=[ticket, bare, empty, nested]).splitlines() == [
        "New issue",
        "Jira",
        "OPS-1 Database",
        "Move it & test it",
        "Owner: Ada Ham",
        "no title",
        "Only the fallback",
        "In a block",
    ]


def test_words_of_others_are_marked_as_shared() -> None:
    page = {"from_url": "https://example.com", "title": "Budget", "text": "Taxes will rise."}
    message = {
        "is_share": True,
        "author_name": "Bo Lind",
        "message_blocks": [{"message": {"blocks": rich(section(said("I refuse.")))}}],
    }

    assert words(text="look", attachments=[page, message]).splitlines() == [
        "look",
        "Shared link: Budget",
        "Taxes will rise.",
        "Shared message of Bo Lind: I refuse.",
    ]


KEYS = [
    *("attachments", "blocks", "elements", "fallback", "fields", "indent", "message"),
    *("message_blocks", "offset", "rows", "style", "text", "timestamp", "title", "type"),
    "user_id",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner
            | st.sampled_from(
                [
                    "rich_text",
                    "rich_text_list",
                    "section",
                    "mrkdwn",
                    "table",
                    "user",
                    "date",
                    "<@U1>",
                ]
            ),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(text=VALUES, blocks=VALUES, attachments=VALUES)
def test_no_shape_of_a_message_makes_the_reading_fail(
    text: object, blocks: object, attachments: object
) -> None:
    assert "\n\n" not in words(text=text, blocks=blocks, attachments=attachments)


def test_endless_nesting_ends() -> None:
    block: dict[str, Any] = {"type": "section", "text": "deep"}
    for _ in range(400):
        block = {"type": "section", "elements": [block]}
    element: dict[str, Any] = said("deep")
    for _ in range(400):
        element = section(element)

    assert words(text="shallow", blocks=[block, *rich(element)]) == "shallow"


@pytest.mark.parametrize("piece", ["_a ", "*a ", "`", "<a:", "```x", "~", "&amp;", "<@U1> ", "\n"])
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Were a pattern to take the square of the length, this would not end."""
    assert words(text=piece * 100_000 + "end").endswith("end")
