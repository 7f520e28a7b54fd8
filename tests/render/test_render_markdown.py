"""The Markdown: a reader of Markdown sees the document's words and no markup of theirs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from support.samples import empty_summary, saying, strike_summary

from summarizer.rendering import Options, render, render_all, visible
from summarizer.rendering.as_markdown import escape

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = [
    "[click](http://evil.example)",
    "![x](http://evil.example/pixel.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<!-- comment",
    "<http://evil.example>",
    "[a]: http://evil.example",
    "# Heading",
    "x\n# Heading",
    "x\n===",
    "---",
    "- item",
    "1. item",
    "1) item",
    "+ item",
    "> quote",
    "```\ncode",
    "`code`",
    "**bold** _em_ ~~gone~~",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "&lt;b&gt; &copy; &#60;",
    "\\[x](y)",
    "    indented code",
    "$x$ and $$y$$",
    "back\\",
]


def tokens(markdown: str) -> list[Token]:
    parsed = PARSER.parse(markdown)
    return [*parsed, *(child for token in parsed for child in token.children or ())]


def kinds(markdown: str) -> set[str]:
    return {token.type for token in tokens(markdown)}


def test_an_ordinary_summary_as_markdown() -> None:
    assert (
        render(strike_summary(), "markdown")
        == """\
# Dockworkers to vote on strike

strike.txt, 2023-03-14

The union ballots its members. The company does not comment.

## Actors

- **Northport Dockworkers' Union**, organisation; also the union
- **Lena Ortiz**, person: union secretary
- **Harbour Terminals**, organisation

## Positions

- **Northport Dockworkers' Union**
  - *declines*: The union will not return to talks while the plan stands. (reported by Lena Ortiz)
- **Harbour Terminals**
  - *declines*: No comment on the pay offer.

## Conditions

- c1 (*open*): The company withdraws the night-shift plan
  - for: The union returns to the table
  - set by: Northport Dockworkers' Union

## Next steps

- s1 (*scheduled*): Ballot the members on a strike
  - by: Northport Dockworkers' Union
  - when: on Thursday -\\> 2023-03-16
  - hangs on: c1 (The company withdraws the night-shift plan)

Left out by the checks: 1 position.
"""
    )


def test_evidence_is_a_block_quote_inside_its_item_with_its_origin() -> None:
    markdown = render(strike_summary(), "markdown", options=Options(evidence=True))
    assert "\n    > We will not go back to the table — segment 1, p. 1\n" in markdown
    parsed = PARSER.parse(markdown)
    quotes = [token for token in parsed if token.type == "blockquote_open"]
    assert len(quotes) == 7
    assert all(token.level > 0 for token in quotes)


def test_an_empty_list_is_said_to_be_empty() -> None:
    assert render(empty_summary(), "markdown").count("\nNone.\n") == 4


@pytest.mark.parametrize("words", HOSTILE)
def test_no_markup_of_the_document_is_markup_of_the_summary(words: str) -> None:
    ordinary = kinds(render(strike_summary(), "markdown", options=Options(evidence=True)))
    shown = render(saying(words), "markdown", options=Options(evidence=True))
    assert kinds(shown) <= ordinary | {"text_special"}
    headings = [token.tag for token in PARSER.parse(shown) if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h2", "h2"]


@given(st.text(alphabet=st.sampled_from("\\`*_{}[]()<>#+-.!|~&$^=:/@w1 \nax;\"'")))
def test_an_escaped_text_reads_as_itself(words: str) -> None:
    html = PARSER.renderInline(escape(words))
    plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    plain = plain.replace("&amp;", "&").replace("@\u200b", "@")
    assert plain == visible(words)


@given(st.text(alphabet=st.sampled_from("#+-.)>*=_`|~:1234 \n\tab")))
def test_an_escaped_text_at_the_start_of_a_line_is_a_paragraph(words: str) -> None:
    assert {token.type for token in PARSER.parse(escape(words))} <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
    }


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("see http://evil.example", "see http\\://evil.example"),
        ("www.evil.example", "www\\.evil.example"),
        ("mailto:a", "mailto\\:a"),
        ("at 10:30", "at 10:30"),
        ("ping @channel", "ping @\u200bchannel"),
        ("a@b.example", "a@\u200bb.example"),
    ],
)
def test_what_github_would_link_or_ping_is_broken_up(words: str, shown: str) -> None:
    assert escape(words) == shown


def test_a_plain_web_address_as_source_is_a_link_and_any_other_is_not() -> None:
    assert "<https://example.org/a?b=c>" in render(saying("https://example.org/a?b=c"), "markdown")
    for words in ("https://example.org/a b", "https://example.org/><b>", "javascript:alert(1)"):
        links = {t.attrs.get("href") for t in tokens(render(saying(words), "markdown"))}
        assert links == {None}


def test_control_characters_are_shown_not_sent() -> None:
    shown = render(saying("\x1b[31m\u202ex\x9b"), "markdown", options=Options(evidence=True))
    assert not re.search("[\x1b\x9b\u202e]", shown)


def test_several_summaries_have_a_rule_between_them() -> None:
    parsed = PARSER.parse(render_all([strike_summary(), empty_summary()], "markdown"))
    assert [token.type for token in parsed].count("hr") == 1
    assert [token.tag for token in parsed if token.type == "heading_open"].count("h1") == 2
