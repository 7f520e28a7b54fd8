"""Subtitles: sentences read on over cues, and each knows when it was said."""

import pytest

from summarizer.errors import EmptyInput
from summarizer.readers import Raw, read_bytes

VTT = """WEBVTT - The ballot

NOTE
this is no cue

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start position:0%
<v Lena Ortiz>We will <i>not</i> go back
to the table

00:03.500 --> 00:06.000
<v Lena Ortiz>unless the company withdraws the plan. We

00:06.000 --> 00:08.000
<v.loud Lena Ortiz>will vote on <00:07.000>Thursday &amp; Friday.

01:02:03.250 --> 01:02:05.000
<v Tom Reed>That is not our view.</v>
"""

SRT = (
    "1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}<i>We will not go back</i>\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:05,000\r\nto the table before\r\n2030\r\n\r\n"
    "3\r\n00:00:09,000 --> 00:00:11,000\r\n5 < 6 and 7 > 2.\r\n"
)


def test_webvtt_reads_on_and_names_speakers_where_they_change() -> None:
    document = read_bytes(Raw(VTT.encode()))
    assert document.text == (
        "Lena Ortiz: We will not go back to the table unless the company withdraws the plan. We"
        " will vote on Thursday & Friday.\n\nTom Reed: That is not our view."
    )
    assert [(s.text[:12], s.places[0].origin) for s in document.segments] == [
        ("Lena Ortiz: ", "00:00:01"),
        ("We will vote", "00:00:03"),
        ("Tom Reed: Th", "01:02:03"),
    ]


def test_srt_drops_numbers_and_markup_but_no_words() -> None:
    document = read_bytes(Raw(SRT.encode(), "talk.srt"))
    assert document.text == "We will not go back to the table before 2030 5 < 6 and 7 > 2."
    origins = [(document.text[o.start : o.end], o.where) for o in document.origins]
    assert origins == [
        ("We will not go back", "00:00:01"),
        ("to the table before 2030", "00:00:03"),
        ("5 < 6 and 7 > 2.", "00:00:09"),
    ]


def _vtt(*cues: tuple[str, str]) -> bytes:
    return ("WEBVTT\n\n" + "\n\n".join(f"{time}\n{words}" for time, words in cues)).encode()


def test_rolling_captions_are_said_once() -> None:
    data = _vtt(
        ("00:00.000 --> 00:02.000", "we will not"),
        ("00:02.000 --> 00:02.010", "we will not"),
        ("00:02.010 --> 00:04.000", "we will not\ngo back <c>today</c>"),
        ("00:04.000 --> 00:06.000", "go back today\nor ever"),
    )
    assert read_bytes(Raw(data)).text == "we will not go back today or ever"


def test_a_pause_after_a_sentence_begins_a_paragraph_and_one_within_does_not() -> None:
    data = _vtt(
        ("00:00.000 --> 00:01.000", "We will"),
        ("00:09.000 --> 00:10.000", "not vote."),
        ("00:10.500 --> 00:11.000", "Not now."),
        ("00:19.000 --> 00:20.000", "Thank you."),
    )
    assert read_bytes(Raw(data)).text == "We will not vote. Not now.\n\nThank you."


def test_speakers_named_in_the_words_and_dashes_begin_a_turn() -> None:
    data = _vtt(
        ("00:00.000 --> 00:01.000", "Lena Ortiz: We will not"),
        ("00:01.000 --> 00:02.000", "Lena Ortiz: accept that."),
        ("00:02.000 --> 00:03.000", "Tom Reed: You will."),
        ("00:03.000 --> 00:04.000", "- Never.\n- Ever."),
    )
    assert read_bytes(Raw(data)).text == (
        "Lena Ortiz: We will not accept that.\n\nTom Reed: You will.\n\n- Never.\n\n- Ever."
    )


def test_captions_without_any_end_mark_are_broken_at_cues() -> None:
    cues = [
        (f"00:{n:02d}.000 --> 00:{n + 1:02d}.000", f"words number {n} go on") for n in range(50)
    ]
    document = read_bytes(Raw(_vtt(*cues)))
    assert len(document.segments) > 2
    assert all(segment.text.startswith("words number") for segment in document.segments)


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTT",
        b"WEBVTT\n\nwords without a time\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000\n<c>...</c>\n",
        b"WEBVTT\n\n99:99 --> nonsense\nwords\n",
    ],
)
def test_subtitles_without_words_are_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput, match="no cue"):
        read_bytes(Raw(data))


def test_cues_without_blank_lines_between_them_are_told_apart() -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:02,000\nWe vote.\n2\n00:00:02,000 --> 00:00:03,000\nThey do not."
    )
    assert read_bytes(Raw(cues.encode())).text == "We vote. They do not."


def test_markup_that_never_closes_is_no_trap() -> None:
    data = b"WEBVTT\n\n00:00.000 --> 00:01.000\nWe vote. " + b"<v a" * 100_000
    assert read_bytes(Raw(data)).text.startswith("We vote.")
