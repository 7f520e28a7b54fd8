"""When are two requests the same? When nothing that shapes the answer differs."""

import pytest

from summarizer.slack.conversation import Place
from summarizer.slack.jobs import request_key

ROOT, LAST = "1700000000.000100", "1700000009.000100"
PLACE = Place(team="T1", channel="C1", thread_ts=ROOT)
KEY = request_key(PLACE, LAST, "compact@1", "gpt")


def test_the_same_request_has_the_same_key_in_every_process() -> None:
    assert KEY == "f896c181d613ebb4ed60af747b28987a3183c5a4dc5d5da3e364d2f2bd065961"


@pytest.mark.parametrize(
    "other",
    [
        request_key(Place("T2", "C1", ROOT), LAST, "compact@1", "gpt"),
        request_key(Place("T1", "C2", ROOT), LAST, "compact@1", "gpt"),
        request_key(Place("T1", "C1", "1700000000.000200"), LAST, "compact@1", "gpt"),
        request_key(PLACE, "1700000009.000200", "compact@1", "gpt"),
        request_key(PLACE, LAST, "compact@2", "gpt"),
        request_key(PLACE, LAST, "compact@1", "qwen"),
        # The parts do not run into each other.
        request_key(Place("T1C", "1", ROOT), LAST, "compact@1", "gpt"),
        request_key(PLACE, f"{LAST}compact@1", "", "gpt"),
    ],
)
def test_a_request_that_differs_in_anything_has_another_key(other: str) -> None:
    assert other != KEY


def test_a_page_is_asked_for_by_a_workspace() -> None:
    """What one workspace asked is not told to another."""
    address = "https://example.org/news"
    keys = {request_key(address, "", "p", "m", team=team) for team in ("", "T1", "T2")}
    assert len(keys) == 3


def test_a_key_tells_nothing_of_the_place() -> None:
    assert len(KEY) == 64
    assert set(KEY) <= set("0123456789abcdef")
