"""Files that were made to break a parser, read in a process with limits: it answers in words."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bombs import BOMBS
from support.feeding import KINDS, feed, lead_to, samples
from support.feeding import pdf as pages
from support.limited import Task, Worker, worker

from summarizer import errors
from summarizer.readers import Raw, pdf, read_bytes

CRASHES = Path(__file__).with_name("crashes")
ANSWERS = {
    "read",
    *(
        kind.__name__
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.InputError)
    ),
}
_ALL = [(reader, name) for reader, bombs in BOMBS.items() for name in bombs]


@pytest.fixture(scope="module")
def limited() -> Iterator[Worker]:
    if sys.platform != "linux":
        pytest.skip("the limits are those of Linux")
    with worker() as one:
        yield one


@pytest.mark.parametrize(("reader", "bomb"), _ALL)
def test_a_bomb_is_read_or_refused_within_the_limits(
    reader: str, bomb: str, limited: Worker
) -> None:
    """Else the kernel ends the process, or denies it memory."""
    assert limited.run(Task(bomb, reader)).said in ANSWERS


def test_the_limits_are_real(limited: Worker) -> None:
    assert limited.run(Task("long_line", "greedy")).said == "MemoryError"
    assert limited.run(Task("long_line", "endless", seconds=1)).said == "killed"


@pytest.mark.parametrize("reader", KINDS)
def test_the_samples_are_read_by_the_reader_that_they_are_meant_for(reader: str) -> None:
    for sample in samples(reader):
        assert feed(sample, reader) == "read"
    expected = {"mail": "email"}.get(reader, reader)
    assert {lead_to(sample, reader) for sample in samples(reader)} == {expected}


_PIECES = st.sampled_from(
    b"\x00 \xff\xfe \xed\xa0\x80 < > --b\n \n\n --> %PDF- obj {{7}} ]]> <!-- &#0; &#xD800;"
    b" =?utf-8?q?=ff?= stream\n \x1b[2J".split(b" ")
)


@st.composite
def spoilt(draw: st.DrawFn, reader: str) -> bytes:
    """A good file with a few places cut out, doubled, or overwritten."""
    data = bytearray(draw(st.sampled_from(samples(reader))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = at + draw(st.integers(0, 40))
        data[at:end] = draw(
            st.one_of(_PIECES, st.binary(max_size=8), st.just(bytes(data[at:end]) * 2))
        )
    return bytes(data)


@pytest.mark.parametrize("reader", KINDS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_the_bytes_a_document_or_one_of_our_errors_comes_of_it(
    reader: str, data: st.DataObject
) -> None:
    feed(data.draw(st.one_of(spoilt(reader), st.binary(max_size=400))), reader)


@pytest.mark.parametrize(
    "crash", sorted(CRASHES.glob("*/*")), ids=lambda crash: f"{crash.parent.name}/{crash.name}"
)
def test_what_once_broke_a_reader_is_read_or_refused(crash: Path) -> None:
    assert feed(crash.read_bytes(), crash.parent.name) in ANSWERS


@pytest.mark.parametrize("bomb", ["billion_laughs", "quadratic_entities", "external_entity"])
def test_entities_are_not_expanded_nor_files_fetched(bomb: str) -> None:
    text = read_bytes(Raw(BOMBS["html"][bomb](), "a.html", "text/html")).text
    assert "The union will vote" in text
    assert "root:" not in text
    assert "haha" not in text


def test_a_piece_of_a_page_is_read() -> None:
    """Mail programs send ``<p>We vote.</p>`` and nothing around it."""
    assert read_bytes(Raw(b"<p>We vote.</p>", "a.html", "text/html")).text == "We vote."


def test_a_pdf_that_takes_too_long_is_refused_between_two_pages() -> None:
    seconds = iter((0.0, 1.0, pdf.MAX_SECONDS + 1.0))
    raw = Raw(pages("We vote.", "They vote.", "Who votes?"), "a.pdf")
    with pytest.raises(errors.TooLargeInput, match="120 seconds"):
        pdf.read(raw, clock=lambda: next(seconds))


@pytest.mark.parametrize(
    ("reader", "bomb"),
    [
        ("text", "as_much_as_is_read"),
        ("html", "many_tags"),
        ("html", "open_tags"),
        ("mail", "many_parts"),
        ("mail", "many_parts_without_a_body"),
        ("pdf", "pages_that_share_a_stream"),
    ],
)
def test_what_is_over_a_limit_is_refused_before_it_is_parsed(
    reader: str, bomb: str, limited: Worker
) -> None:
    assert limited.run(Task(bomb, reader)).said == "TooLargeInput"
