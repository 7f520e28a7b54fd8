"""Permalinks: every form that people paste is read, nothing else is; building is the inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.slack import links
from summarizer.slack.links import MessageLink

ACME = "https://acme.slack.com/archives"
ROOT = "1700000000.123456"
REPLY = "1700000100.000200"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (
            "https://acme.slack.com/archives/C0123ABC/p1700000000123456",
            MessageLink("C0123ABC", ROOT, ""),
        ),
        (
            f"{ACME}/C0123ABC/p1700000100000200?thread_ts=1700000000.123456&cid=C0123ABC",
            MessageLink("C0123ABC", REPLY, ROOT),
        ),
        (
            f"<{ACME}/G01AB/p1700000100000200?thread_ts=1700000000.123456&amp;cid=G01AB|label>",
            MessageLink("G01AB", REPLY, ROOT),
        ),
        (
            " <https://acme.enterprise.slack.com/archives/D0123ABC/p1700000000123456/> ",
            MessageLink("D0123ABC", ROOT, ""),
        ),
        (
            "https://app.slack.com/client/T1/C0123ABC/p1700000000123456",
            MessageLink("C0123ABC", ROOT, ""),
        ),
        (
            "https://app.slack.com/client/T1/C0123ABC/thread/C0123ABC-1700000000.123456",
            MessageLink("C0123ABC", ROOT, ROOT),
        ),
        (
            "https://acme.slack-gov.com/archives/C0123ABC/p1700000000123456",
            MessageLink("C0123ABC", ROOT, ""),
        ),
        (
            "https://acme.slack.com/archives/C0123ABC/p1700000000123456?thread_ts=yesterday",
            MessageLink("C0123ABC", ROOT, ""),
        ),
    ],
)
def test_the_forms_of_a_permalink_are_read(url: str, found: MessageLink) -> None:
    assert links.parse(url) == found


@pytest.mark.parametrize(
    "url",
    [
        "",
        "the thread above",
        "https://example.com/archives/C0123ABC/p1700000000123456",
        "https://slack.com.example.com/archives/C0123ABC/p1700000000123456",
        "https://acme.notslack.com/archives/C0123ABC/p1700000000123456",
        "https://example.com/https://acme.slack.com/archives/C0123ABC/p1700000000123456",
        "https://acme.slack.com@example.com/archives/C0123ABC/p1700000000123456",
        "https://user@acme.slack.com/archives/C0123ABC/p1700000000123456",
        "https://acme.slack.com:8443/archives/C0123ABC/p1700000000123456",
        "https://acme.slack.com:port/archives/C0123ABC/p1700000000123456",
        "https://[acme.slack.com/archives/C0123ABC/p1700000000123456",
        "javascript://acme.slack.com/archives/C0123ABC/p1700000000123456",
        "https://acme.slack.com/archives/C0123ABC",
        "https://acme.slack.com/archives/C0123ABC/p17000000001234",
        "https://acme.slack.com/archives/C0123ABC/p1700000000123456/extra",
        "https://acme.slack.com/archives/../p1700000000123456",
        "https://acme.slack.com/files/U1/F1/contract.pdf",
    ],
)
def test_anything_else_is_no_permalink(url: str) -> None:
    assert links.parse(url) is None


@given(st.text())
def test_no_text_makes_the_reading_fail(url: str) -> None:
    links.parse(url)
    links.parse(f"https://acme.slack.com/archives/{url}")


def test_the_root_of_a_thread_is_linked_without_its_thread() -> None:
    link = links.build("https://acme.slack.com/", "C1X", ROOT, ROOT)

    assert link == "https://acme.slack.com/archives/C1X/p1700000000123456"


@given(
    seconds=st.integers(10**9, 10**10 - 1),
    micro=st.integers(0, 999_999),
    root=st.sampled_from(["", ROOT]),
)
def test_what_is_built_is_read_back(seconds: int, micro: int, root: str) -> None:
    ts = f"{seconds}.{micro:06d}"

    found = links.parse(links.build("https://acme.slack.com", "C0123ABC", ts, root))

    assert found == MessageLink("C0123ABC", ts, root if root != ts else "")


@pytest.mark.parametrize(
    ("ts", "thread_ts"), [("", ""), ("1700000000", ""), ("now", ""), (ROOT, "1.2"), ("../x", ROOT)]
)
def test_a_broken_time_stamp_makes_no_link(ts: str, thread_ts: str) -> None:
    with pytest.raises(ValueError, match="time stamp"):
        links.build("https://acme.slack.com/", "C1", ts, thread_ts)
