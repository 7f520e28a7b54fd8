"""Events come whole, however the bytes arrive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.endpoint.sse import events

STREAM = ': hello\n\ndata: {"a": "b\u2028c\x85d"}\n\nevent: x\r\ndata:two\r\ndata: lines\r\n\r\n'


@settings(deadline=None)
@given(st.integers(1, 60))
def test_events_do_not_depend_on_how_the_bytes_are_cut(width: int) -> None:
    data = STREAM.encode()
    chunks = [data[at : at + width] for at in range(0, len(data), width)]
    assert list(events(chunks)) == ['{"a": "b\u2028c\x85d"}'.encode(), b"two\nlines"]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_the_last_event_needs_no_blank_line(end: str) -> None:
    assert list(events([f"data: [DONE]{end}".encode()])) == [b"[DONE]"]
