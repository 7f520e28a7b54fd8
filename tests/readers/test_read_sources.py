"""`read`: from where the bytes come, and what is said when they do not."""

import io
import os
from pathlib import Path

import pytest

from summarizer.errors import (
    BadConfig,
    BlockedURL,
    EmptyInput,
    InputError,
    TooLargeInput,
    UnreadableInput,
)
from summarizer.readers import MAX_BYTES, FetchPolicy, Raw, WebFetcher, read, read_bytes

TEXT = "The union will vote on Thursday."


def test_a_path_is_read_as_text_or_path_object(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    assert read(path).text == read(str(path)).text == TEXT
    assert read(path).source == str(path)


def test_a_dash_is_standard_input() -> None:
    document = read("-", stdin=io.BytesIO(TEXT.encode()))
    assert (document.text, document.source) == (TEXT, "-")


def test_a_url_goes_to_the_fetcher() -> None:
    document = read("HTTPS://example.org/x", fetch=lambda url: Raw(TEXT.encode(), url))
    assert (document.text, document.source) == (TEXT, "HTTPS://example.org/x")


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "gopher://x/"])
def test_other_schemes_are_blocked_and_not_taken_for_paths(url: str) -> None:
    with pytest.raises(BlockedURL):
        read(url)


def test_fetching_can_be_switched_off() -> None:
    fetcher = WebFetcher(FetchPolicy(enabled=False))
    with pytest.raises(BlockedURL, match="switched off") as caught:
        read("https://example.org/", fetch=fetcher)
    assert caught.value.hint


def test_the_callers_title_and_date_win(article: str) -> None:
    raw = Raw(article.encode(), "page.html")
    assert (read_bytes(raw).title, read_bytes(raw).date) == (
        "Dockworkers to ballot on strike",
        "2023-03-14",
    )
    document = read_bytes(raw, title="Mine", date="2024-01-02")
    assert (document.title, document.date) == ("Mine", "2024-01-02")


def test_a_date_that_is_none_is_the_callers_mistake() -> None:
    with pytest.raises(BadConfig):
        read_bytes(Raw(TEXT.encode()), date="yesterday")


def test_a_missing_file_a_directory_and_a_broken_path_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, "a\0b", "x" * 5000, ""):
        with pytest.raises(UnreadableInput):
            read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(UnreadableInput, match="may not be read"):
        read(path)


class Zeros(io.RawIOBase):
    """An endless stream that counts what is taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "the whole of an endless stream was asked for"
        self.taken += size
        return b"a" * size


def test_an_endless_stream_is_too_large_and_is_not_read_to_its_end() -> None:
    zeros = Zeros()
    with pytest.raises(TooLargeInput, match="larger than"):
        read("-", stdin=zeros)  # type: ignore[arg-type]
    assert zeros.taken <= MAX_BYTES + 1


def test_a_large_file_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TooLargeInput):
        read(path)


def test_a_stream_that_breaks_is_unreadable() -> None:
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(UnreadableInput):
        read("-", stdin=closed)


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\0" * 50, b"\xef\xbb\xbf", b"... --- !!!"])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput) as caught:
        read_bytes(Raw(data))
    assert isinstance(caught.value, InputError)


def test_control_characters_stay_so_that_offsets_hold() -> None:
    text = "The union\x07 will vote.\r\nThe company\x00 will not answer at all today."
    assert read_bytes(Raw(text.encode())).text == text
