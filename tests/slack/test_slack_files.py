"""Files are read with their message, or named with the reason why not."""

import io
from typing import Any

import pytest
from slack_sdk import WebClient
from support.slackfake import FakeSlack

from summarizer.slack.conversation import FileCaps, Skipped
from summarizer.slack.errors import SlackUnavailable
from summarizer.slack.files import read_file
from summarizer.slack.thread import Place, ReadOptions, read_thread

CAPS = FileCaps()
MAIL = b"From: Ada Ham <ada@example.com>\r\nTo: bo@example.com\r\nSubject: Sale\r\n\r\nWe sell."


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    slack.add_user("U1", "ada", real_name="Ada Ham")
    slack.add_user("U2", "bo", real_name="Bo Lind")
    slack.add_channel("C1", "general", members=["U1"])
    return WebClient(token="xoxb-1", base_url=slack.url)


def pdf(words: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # slow import: one test needs it

    out = io.BytesIO()
    page = Canvas(out, invariant=True)
    page.drawString(72, 700, words)
    page.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "kind", "content", "words"),
    [
        ("a.txt", "text/plain", "Zoë agrees.".encode(), "Zoë agrees."),
        ("a.txt", "text/plain", "Zoë agrees.".encode("utf-16"), "Zoë agrees."),
        ("a.md", "text/markdown", b"# Plan\n\nWe go.", "# Plan\n\nWe go."),
        ("a.json", "application/json", b'{"owner": "Ada"}', '{"owner": "Ada"}'),
        ("a.eml", "message/rfc822", MAIL, "Subject: Sale\n\nWe sell."),
        ("a.html", "text/html", b"<html><body><p>We will go home.</p></body></html>", "go home."),
        ("a.pdf", "application/pdf", pdf("We sell in March."), "We sell in March."),
    ],
)
def test_texts_of_all_kinds_are_read(
    slack: FakeSlack, client: WebClient, name: str, kind: str, content: bytes, words: str
) -> None:
    file = slack.add_file("F1", name, kind, content)

    found = read_file(client, file, CAPS)

    assert isinstance(found, str)
    assert words in found
    assert slack.downloads == [("F1", "xoxb-1")]


@pytest.mark.parametrize(
    ("name", "kind", "content", "reason"),
    [
        ("a.png", "image/png", b"\x89PNG", "an image"),
        ("a.mp4", "video/mp4", b"\x00", "a video"),
        ("a.docx", "application/vnd.openxmlformats", b"PK\x03\x04", "of a kind that is not read"),
        ("a.txt", "text/plain", b"PK\x03\x04zipped", "of a kind that is not read"),
        ("a.bin", "", b"\x00\x01", "of a kind that is not read"),
        ("a.txt", "text/plain", b"  \n", "empty"),
        ("a.pdf", "application/pdf", b"%PDF-1.7 broken", "broken or locked"),
        ("a.txt", "text/plain", b"x" * 70_000, "longer than 60,000 characters"),
        ("a.txt", "text/plain", b"x" * 6_000_000, "larger than 5 MB"),
    ],
)
def test_what_is_not_read_is_named_with_its_reason(
    slack: FakeSlack, client: WebClient, name: str, kind: str, content: bytes, reason: str
) -> None:
    file = slack.add_file("F1", name, kind, content)

    assert read_file(client, file, CAPS) == Skipped(name, reason)


def test_a_size_that_lies_does_not_help(slack: FakeSlack, client: WebClient) -> None:
    file = slack.add_file("F1", "a.txt", "text/plain", b"x" * 300_000) | {"size": 10}

    found = read_file(client, file, FileCaps(max_bytes=200_000))

    assert found == Skipped("a.txt", "larger than 0.2 MB")


def test_the_sign_in_page_that_slack_sends_instead_is_not_read(slack: FakeSlack) -> None:
    slack.add_workspace("T2", "xoxb-2", scopes={"channels:history"})
    client = WebClient(token="xoxb-2", base_url=slack.url)
    text = slack.add_file("F1", "a.txt", "text/plain", b"secret", team="T2")
    page = slack.add_file("F2", "a.html", "text/html", b"<p>secret", team="T2")

    for file in (text, page):
        assert read_file(client, file, CAPS) == Skipped(file["name"], "the bot has no access")


def test_a_file_of_a_shared_channel_is_looked_up_first(slack: FakeSlack, client: WebClient) -> None:
    file = slack.add_file("F1", "a.txt", "text/plain", b"We sell.", access="check_file_info")

    assert read_file(client, file, CAPS) == "We sell."
    assert read_file(client, file | {"id": "F404"}, CAPS) == Skipped(
        "a file", "the bot has no access"
    )


def test_a_busy_slack_is_no_missing_file(slack: FakeSlack, client: WebClient) -> None:
    file = slack.add_file("F1", "a.txt", "text/plain", b"We sell.", access="check_file_info")
    slack.fail("files.info", status=503)

    with pytest.raises(SlackUnavailable):
        read_file(client, file, CAPS)


def test_a_mail_sent_to_a_channel_is_read_as_slack_took_it_apart(client: WebClient) -> None:
    file = {
        "name": "Sale",
        "mode": "email",
        "subject": "Sale",
        "from": [{"name": "Ada Ham", "address": "ada@example.com"}],
        "to": [{"address": "bo@example.com"}],
        "plain_text": "We sell.\n",
    }

    assert read_file(client, file, CAPS) == (
        "From: Ada Ham\nTo: bo@example.com\nSubject: Sale\n\nWe sell."
    )


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ({"mode": "tombstone"}, "deleted"),
        ({"mode": "hidden_by_limit"}, "hidden by the workspace's plan"),
        ({"is_external": True, "mode": "external", "mimetype": "text/plain"}, "kept outside Slack"),
        ({"mimetype": "text/plain"}, "the bot has no access"),
        ({"mimetype": "text/plain", "url_private": 7}, "the bot has no access"),
        ({"mimetype": 7, "size": "big"}, "of a kind that is not read"),
        ({}, "of a kind that is not read"),
    ],
)
def test_an_odd_file_is_skipped(client: WebClient, file: dict[str, Any], reason: str) -> None:
    assert read_file(client, file, CAPS) == Skipped("a file", reason)


def conversation(client: WebClient, ts: str, **caps: Any) -> Any:
    options = ReadOptions(files=FileCaps(**caps))
    return read_thread(client, Place("T1", "C1", ts), options)


def test_a_files_words_follow_its_message(slack: FakeSlack, client: WebClient) -> None:
    link = "https://acme.slack.com/files/U1/F1/terms.txt"
    terms = slack.add_file("F1", "terms.txt", "text/plain", b"Pay first.\n\nBo Lind: I agree.")
    chart = slack.add_file("F2", "chart.png", "image/png", b"\x89PNG")
    files = [terms | {"permalink": link}, chart]
    ts = slack.add_message("C1", "U1", "The terms:", files=files)
    slack.add_message("C1", "U2", "No.", thread_ts=ts)

    found = conversation(client, ts)

    label = "terms.txt (file shared by Ada Ham)"
    assert found.document.text == (
        f"Ada Ham: The terms:\n\n{label}: Pay first.\n\n{label}: Bo Lind: I agree.\n\nBo Lind: No."
    )
    assert found.document.origins[1].where == link
    assert found.coverage.files_read == 1
    assert found.coverage.skipped == (Skipped("chart.png", "an image"),)


def test_a_file_without_a_link_of_its_own_leads_to_its_message(
    slack: FakeSlack, client: WebClient
) -> None:
    file = slack.add_file("F1", "a.txt", "text/plain", b"Pay first.")
    ts = slack.add_message("C1", "U1", "", files=[file | {"permalink": "https://evil.example/x"}])

    found = conversation(client, ts)

    assert found.document.text == "a.txt (file shared by Ada Ham): Pay first."
    assert found.document.origins[0].where.startswith("https://acme.slack.com/archives/C1/p")
    assert (found.coverage.read, found.coverage.people) == (1, 1)


def test_of_too_many_files_the_newest_are_read_each_once(
    slack: FakeSlack, client: WebClient
) -> None:
    files = [
        slack.add_file(f"F{n}", f"{n}.txt", "text/plain", f"Point {n}.".encode()) for n in range(4)
    ]
    root = slack.add_message("C1", "U1", "All:", files=files)
    slack.add_message("C1", "U1", "Again:", thread_ts=root, files=files[3:])

    found = conversation(client, root, max_files=2)

    assert [file for file, _ in slack.downloads] == ["F2", "F3"]
    assert found.coverage.files_read == 2
    assert found.coverage.skipped == (
        Skipped("0.txt", "more than 2 files"),
        Skipped("1.txt", "more than 2 files"),
    )
    assert conversation(client, root, max_files=0).coverage.files_read == 0


def test_files_that_hold_too_much_together_are_skipped(slack: FakeSlack, client: WebClient) -> None:
    files = [slack.add_file(f"F{n}", f"{n}.txt", "text/plain", b"word " * 10) for n in range(3)]
    root = slack.add_message("C1", "U1", "All:", files=files)

    coverage = conversation(client, root, max_characters_together=110).coverage

    reason = "the files hold more than 110 characters together"
    assert coverage.files_read == 2
    assert coverage.skipped == (Skipped("2.txt", reason),)
