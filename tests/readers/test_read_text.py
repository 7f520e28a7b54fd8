"""Plain text, its title, and the encodings it may come in."""

import codecs

import pytest

from summarizer.errors import UnsupportedInput
from summarizer.readers import Raw, read_bytes

FRENCH = "Le président a déclaré qu'il n'acceptera pas l'offre, malgré les négociations à Genève."
PARAGRAPH = "The Northport union will ballot its 4,200 members on Thursday, its secretary said."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Union to *ballot* members #\n\n{PARAGRAPH}", "Union to ballot members"),
        (f"\n\nUnion to ballot members\n\n{PARAGRAPH}", "Union to ballot members"),
        (f"Union to ballot members\n=====\n{PARAGRAPH}", "Union to ballot members"),
        (f"Will the union vote?\n\n{PARAGRAPH}", "Will the union vote?"),
        (f"Union to ballot members\n{PARAGRAPH}", "Union to ballot members"),
        (f"# snake_case stays\n\n{PARAGRAPH}", "snake_case stays"),
        (PARAGRAPH, ""),
        ("Union to ballot members", ""),
        (f"We will vote on Thursday.\n\n{PARAGRAPH}", ""),
        (f"14 March 2023\n\n{PARAGRAPH}", ""),
        (f"- a list item\n\n{PARAGRAPH}", ""),
        (f"Dear all,\n\n{PARAGRAPH}", ""),
        ("The union will ballot its members\non Thursday, its secretary said.", ""),
        ("---\n\nUnion to ballot members\n\ntext", ""),
    ],
)
def test_the_title_is_a_heading_or_a_line_that_stands_like_a_headline(
    text: str, title: str
) -> None:
    document = read_bytes(Raw(text.encode()))
    assert document.title == title
    assert document.text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + FRENCH.encode(), FRENCH),
        (FRENCH.encode("utf-16"), FRENCH),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), FRENCH),
        (FRENCH.encode("utf-32"), FRENCH),
        (FRENCH.encode("utf-16-le"), FRENCH),
        (FRENCH.encode("utf-16-be"), FRENCH),
        (PARAGRAPH.encode("utf-16-le"), PARAGRAPH),
        (FRENCH.encode("cp1252"), FRENCH),
        ("“naïve” — the café takes €5 …".encode("cp1252"), "“naïve” — the café takes €5 …"),
        ("naïve café".encode("cp1252"), "naïve café"),
    ],
)
def test_marks_utf_16_without_a_mark_and_legacy_bytes_are_understood(
    data: bytes, text: str
) -> None:
    assert read_bytes(Raw(data)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "iso8859_5"])
def test_legacy_cyrillic_is_found(encoding: str) -> None:
    text = "Правительство заявило, что переговоры продолжатся в понедельник."
    assert read_bytes(Raw(text.encode(encoding))).text == text


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp"])
def test_legacy_japanese_is_found(encoding: str) -> None:
    text = "政府は月曜日に交渉を再開すると発表した。組合は条件を付けた。"
    assert read_bytes(Raw(text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1254", 'text/plain; format=flowed; charset="windows-1254"'),
        ("cp1252", "text/plain; charset=ISO-8859-1"),
        ("utf-8", "text/plain; charset=utf-16"),
        ("utf-8", "text/plain; charset=no-such-thing"),
        ("utf-8", "text/plain; charset=zip"),
        ("utf-8", "text/plain; charset=\0"),
    ],
)
def test_a_declared_character_set_counts_if_it_fits(encoding: str, declared: str) -> None:
    text = "Görüşmelere dönmeyecek" if encoding == "cp1254" else "“Größe”, said the café."
    assert read_bytes(Raw(text.encode(encoding), content_type=declared)).text == text


def test_a_codec_that_is_no_character_set_does_not_rewrite_the_text() -> None:
    text = r"The path \x41 stays as it is."
    raw = Raw(text.encode(), content_type="text/plain; charset=unicode_escape")
    assert read_bytes(raw).text == text


def test_one_broken_byte_does_not_change_the_encoding_of_a_declared_utf_8_text() -> None:
    data = (PARAGRAPH * 3 + FRENCH).encode() + b" \xff end"
    document = read_bytes(Raw(data, content_type="text/plain; charset=utf-8"))
    assert FRENCH in document.text
    assert document.text.endswith("\ufffd end")


def test_lone_surrogates_in_utf_16_are_replaced() -> None:
    data = codecs.BOM_UTF16_LE + PARAGRAPH.encode("utf-16-le") + b"\x00\xd8" + b"!\x00"
    assert read_bytes(Raw(data)).text == PARAGRAPH + "\ufffd!"


def test_noise_is_no_text() -> None:
    with pytest.raises(UnsupportedInput, match="no text") as caught:
        read_bytes(Raw(b"\x01\x02\x03\x04" * 20 + b"words"))
    assert "words" not in caught.value.message
