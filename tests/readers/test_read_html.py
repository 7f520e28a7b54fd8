"""Web pages: the article, its title and date; never an exception of the parser."""

import pytest

from summarizer.errors import EmptyInput
from summarizer.readers import Raw, read_bytes

SENTENCE = "The union will ballot its members on Thursday, its secretary said on Tuesday."


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_is_taken_without_what_stands_around_it(article: str) -> None:
    document = read_bytes(Raw(article.encode(), "page.html"))
    assert [segment.text for segment in document.segments] == [
        (
            "The Northport Dockworkers' Union will ballot its 4,200 members on Thursday, union"
            " secretary Lena Ortiz said on Tuesday."
        ),
        "“We will not go back to the table unless the company withdraws the plan,” Ortiz said.",
    ]
    assert document.title == "Dockworkers to ballot on strike"
    assert document.date == "2023-03-14"


def test_the_day_of_first_publication_counts_not_that_of_the_last_change() -> None:
    head = (
        '<meta property="article:modified_time" content="2024-05-06T09:00:00Z">'
        '<meta property="article:published_time" content="2023-03-14T09:00:00Z">'
    )
    assert read_bytes(Raw(_page(f"<p>{SENTENCE}</p>", head))).date == "2023-03-14"


def test_a_copyright_year_is_no_date() -> None:
    body = f"<article><p>{SENTENCE}</p></article><footer>© 2019 Port Times</footer>"
    assert read_bytes(Raw(_page(body))).date == ""


def test_the_urls_date_counts_where_the_page_tells_none() -> None:
    raw = Raw(_page(f"<p>{SENTENCE}</p>"), "https://example.org/2023/03/14/ballot.html")
    assert read_bytes(raw).date == "2023-03-14"


@pytest.mark.parametrize("tag", ["p", "div", "pre"])
def test_lines_wrapped_in_the_source_make_no_segments(tag: str) -> None:
    wrapped = SENTENCE.replace(" on Tuesday", "\non Tuesday")
    segments = read_bytes(Raw(_page(f"<{tag}>{wrapped}</{tag}>"))).segments
    assert [" ".join(segment.text.split()) for segment in segments] == [SENTENCE]


def test_a_page_that_trafilatura_finds_nothing_in_gives_its_visible_text() -> None:
    body = "<footer>We vote<b>d</b>\n today.<p>No\n more.</p></footer><script>hidden()</script>"
    assert read_bytes(Raw(_page(body))).text == "We voted today.\nNo more."


def test_deep_nesting_trips_no_parser() -> None:
    deep = "<p>We vote today.</p>" + "<div>" * 5000 + "words" + "</div>" * 5000
    assert "We vote today." in read_bytes(Raw(_page(deep))).text


@pytest.mark.parametrize(
    "body",
    ["", "<script>render('words')</script>", "<p> </p>", "<img alt=''>", "<style>p{}</style>"],
)
def test_a_page_without_text_is_empty_and_the_hint_says_what_to_do(body: str) -> None:
    with pytest.raises(EmptyInput, match="shows no text") as caught:
        read_bytes(Raw(_page(body)))
    assert "script" in caught.value.hint


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8_r"),
        ('<meta charset="utf-16">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_pages_own_character_set_is_respected(head: str, encoding: str) -> None:
    sentence = "Профсоюз проголосует в четверг, сообщил секретарь."
    data = _page(f"<p>{sentence}</p>", head).decode().encode(encoding)
    assert read_bytes(Raw(data)).text == sentence


def test_the_servers_character_set_wins_over_the_pages() -> None:
    data = _page("<p>Görüşmelere dönmeyecek, dedi.</p>", "<meta charset=koi8-r>")
    data = data.decode().encode("cp1254")
    raw = Raw(data, content_type="text/html; charset=windows-1254")
    assert read_bytes(raw).text == "Görüşmelere dönmeyecek, dedi."


def test_xhtml_with_an_encoding_declaration_is_read() -> None:
    data = (
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml">'
        "<body><p>Le café a voté hier.</p></body></html>"
    ).encode("iso-8859-1")
    assert read_bytes(Raw(data)).text == "Le café a voté hier."


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>We vote today",
        b"<html><body><p>We vote today</div></table></p><p",
        b"<html><body><p>We vote today</p><!-- never closed",
        b"<html><body><p>We vote today</p>\x00\x01</body>",
        b"<html><body><p>We vote today &#x110000; &bogus; &#0;</p>",
    ],
)
def test_broken_markup_is_read(data: bytes) -> None:
    assert "We vote today" in read_bytes(Raw(data)).text
