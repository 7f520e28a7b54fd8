"""Subtitles, WebVTT and SRT: the words of the cues as running text.

Each cue's start time is the origin of its words. A speaker is named where the speaker changes;
lines that a rolling caption repeats are dropped.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.document import Origin
from summarizer.errors import EmptyInput
from summarizer.readers.decoding import decode
from summarizer.readers.material import Found, Raw

_PAUSE_SECONDS = 2.0
"""After a sentence end, a pause this long begins a new paragraph."""

_LONGEST_RUN_CHARACTERS = 400
"""Captions without any sentence end are broken at the first cue after this many."""

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_MARKUP = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]*)?/?>|<[\d:.]+>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_NAMED_SPEAKER = re.compile(r"(?:>>+\s*)?([A-Z][\w.'’\- ]{1,40}):\s+(?=\S)")
_TURN = re.compile(r"(?:[-–—]\s|>>)")  # the same
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")  # the same


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at once."""

    start: float
    """Seconds from the beginning."""
    end: float
    """Seconds from the beginning."""
    lines: tuple[str, ...]
    """Its lines, markup removed."""
    speaker: str
    """Who speaks, if the cue says; may be empty."""


def read(raw: Raw) -> Found:
    """Read WebVTT or SRT.

    Raises:
        EmptyInput: No cue has words.
        UnsupportedInput: The bytes are no text.
    """
    text, origins = _running_text(_cues(decode(raw).splitlines()))
    if not re.search(r"\w", text):
        raise EmptyInput(f"{raw.source} has no cue with words")
    return Found(text=text, origins=origins)


def _cues(lines: list[str]) -> Iterator[Cue]:
    """Cues in the file's order. What stands before the first, ids and notes are left out."""
    timing: re.Match[str] | None = None
    payload: list[str] = []
    is_note = False
    for number, line in enumerate(lines):
        before = lines[number - 1].strip() if number else ""
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if found := _TIMING.match(line):
            if timing:
                yield _cue(timing, payload)
            timing, payload, is_note = found, [], False
        elif not line.strip():
            is_note = False
        elif is_note or (not before and _NO_CUE.match(line)):
            is_note = True
        elif not (_TIMING.match(following) and (line.strip().isdigit() or not before)):
            payload.append(line)
    if timing:
        yield _cue(timing, payload)


def _cue(timing: re.Match[str], payload: list[str]) -> Cue:
    parts = timing.groups()
    voice = _VOICE.search("\n".join(payload))
    lines = [" ".join(html.unescape(_MARKUP.sub("", line)).split()) for line in payload]
    lines = [line for line in lines if line]
    speaker = " ".join(html.unescape(voice.group(1)).split()) if voice else ""
    if not speaker and lines and (named := _NAMED_SPEAKER.match(lines[0])):
        speaker = named.group(1)
        lines[0] = lines[0][named.end() :]
    return Cue(_seconds(parts[:4]), _seconds(parts[4:]), tuple(lines), speaker)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _running_text(cues: Iterator[Cue]) -> tuple[str, tuple[Origin, ...]]:
    pieces: list[str] = []
    length = sentence_start = 0
    speaker, last_line, last_end = "", "", 0.0
    origins: list[Origin] = []
    for cue in cues:
        lines = cue.lines[1:] if cue.lines[:1] == (last_line,) else cue.lines
        if not lines:
            continue
        is_new_speaker = bool(cue.speaker) and cue.speaker != speaker
        ended = bool(pieces and _SENTENCE_END.search(pieces[-1]))
        is_break = (
            is_new_speaker
            or (ended and cue.start - last_end >= _PAUSE_SECONDS)
            or (not ended and length - sentence_start > _LONGEST_RUN_CHARACTERS)
        )
        words = f"{cue.speaker}: " if is_new_speaker else ""
        words += _turns(lines)
        gap = "" if not pieces else "\n\n" if is_break or _TURN.match(words) else " "
        start = length + len(gap)
        if ended or is_break:
            sentence_start = start
        length = start + len(words)
        pieces += [gap, words]
        origins.append(Origin(start, length, _time_code(cue.start)))
        speaker, last_line, last_end = cue.speaker or speaker, lines[-1], cue.end
    return "".join(pieces), tuple(origins)


def _turns(lines: tuple[str, ...]) -> str:
    """The lines of a cue as one; a line that opens with a dash is another speaker's."""
    joined = lines[0]
    for line in lines[1:]:
        joined += ("\n\n" if _TURN.match(line) else " ") + line
    return joined


def _time_code(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}"
