"""Pages are asked for until there is no next one; a circle ends."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from summarizer.slack.errors import SlackUnavailable
from summarizer.slack.paging import pages


class Book:
    """A method of the SDK's that answers with given cursors."""

    def __init__(self, *cursors: Any) -> None:
        self.cursors = list(cursors)
        self.asked: list[dict[str, Any]] = []

    def __call__(self, **arguments: Any) -> SlackResponse:
        self.asked.append(arguments)
        metadata = self.cursors.pop(0)
        return SlackResponse(
            client=WebClient(),
            http_verb="POST",
            api_url="",
            req_args={},
            data={"ok": True, "page": len(self.asked), "response_metadata": metadata},
            headers={},
            status_code=200,
        )


def test_each_page_is_asked_for_with_the_cursor_of_the_one_before() -> None:
    book = Book({"next_cursor": "b"}, {"next_cursor": "c"}, {"next_cursor": ""})

    assert [page["page"] for page in pages(book, channel="C1")] == [1, 2, 3]
    assert book.asked == [
        {"channel": "C1"},
        {"channel": "C1", "cursor": "b"},
        {"channel": "C1", "cursor": "c"},
    ]


@pytest.mark.parametrize("metadata", [None, {}, {"next_cursor": None}, "odd"])
def test_an_answer_without_a_cursor_is_the_last(metadata: object) -> None:
    assert len(list(pages(Book(metadata)))) == 1


def test_a_circle_of_pages_ends() -> None:
    book = Book(*({"next_cursor": "again"} for _ in range(5)))

    with pytest.raises(SlackUnavailable, match="twice"):
        list(pages(book))

    assert len(book.asked) == 2
